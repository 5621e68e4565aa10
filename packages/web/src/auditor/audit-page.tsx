import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, InputNumber } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { api, ask, type Decision } from '../api/client.ts'
import { type Column, Grid } from '../frame/grid.tsx'
import { Money } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { measureName } from '../words/names.ts'
import { timeWords } from '../words/time.ts'

/** Believes nothing: verifies the whole history, replays decisions, takes a sample at random. */
export function AuditPage(): ReactNode {
  const query = useQuery({ queryKey: ['decisions'], queryFn: everyDecision, staleTime: 30_000 })
  return (
    <>
      <h1>
        <Trans>审计</Trans>
      </h1>
      <Checks />
      <h2>
        <Trans>决定</Trans>
      </h2>
      <Loaded query={query}>
        {(items) =>
          items.length === 0 ? (
            <Empty>
              <Trans>还没有决定。</Trans>
            </Empty>
          ) : (
            <Decisions items={items} />
          )
        }
      </Loaded>
    </>
  )
}

function Checks(): ReactNode {
  const verify = useMutation({ mutationFn: () => ask(api.GET('/api/verify')) })
  const replay = useMutation({ mutationFn: () => ask(api.GET('/api/decisions/replay')) })
  return (
    <section className="card" aria-label={t`核验`}>
      <h2>
        <Trans>核验</Trans>
      </h2>
      <div className="toolbar no-print">
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
          <Trans>核验全部历史</Trans>
        </Button>
        <Button loading={replay.isPending} onClick={() => replay.mutate()}>
          <Trans>重算全部决定</Trans>
        </Button>
      </div>
      {verify.data && (
        <Report
          faults={verify.data.faults}
          good={t`封存 ${verify.data.blocks} 块、${verify.data.rows} 行；${verify.data.decisions} 个决定、${verify.data.transfers} 笔账，逐字节核对无误。链头 ${verify.data.head.slice(0, 16)}…`}
        />
      )}
      {replay.data && <Report faults={replay.data.faults} good={t`${replay.data.decisions} 个决定按当时的规则、数据和口径重算，结果逐字节相同。`} />}
      {(verify.error ?? replay.error) && <FaultNote fault={verify.error ?? replay.error} />}
    </section>
  )
}

async function everyDecision(): Promise<readonly Decision[]> {
  const all: Decision[] = []
  for (let after: string | undefined; ; ) {
    const page = await ask(api.GET('/api/decisions', { params: { query: { limit: 500, ...(after && { after }) } } }))
    all.push(...page.items)
    if (page.next === null) return all
    after = page.next
  }
}

/** So many at random, each as likely as any other. */
function drawn(items: readonly Decision[], count: number): ReadonlySet<string> {
  const left = [...items]
  const taken = new Set<string>()
  // Numbers above the largest multiple would make some likelier than others: they are drawn again.
  const below = (most: number): number => {
    const limit = Math.floor(2 ** 32 / most) * most
    for (;;) {
      const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
      if (number < limit) return number % most
    }
  }
  while (taken.size < count && left.length > 0) {
    const [one] = left.splice(below(left.length), 1)
    if (one) taken.add(one.number)
  }
  return taken
}

const decisionColumns = (): readonly Column<Decision>[] => [
  {
    key: 'number',
    title: t`决定号`,
    width: '6rem',
    cell: (one) => (
      <Link to="/audit/$number" params={{ number: one.number }}>
        <Trans>第 {one.number} 号</Trans>
      </Link>
    ),
  },
  { key: 'measure', title: t`措施`, width: 'minmax(9rem, 3fr)', cell: (one) => measureName(one.measure) },
  { key: 'reason', title: t`理由`, width: 'minmax(8rem, 2fr)', cell: (one) => one.reason },
  { key: 'at', title: t`时间`, width: '9rem', cell: (one) => timeWords(one.at) },
  { key: 'amount', title: t`金额`, width: 'minmax(7.5rem, 1fr)', end: true, cell: (one) => <Money fen={one.amountFen} /> },
]

function Decisions({ items }: { readonly items: readonly Decision[] }): ReactNode {
  const [count, setCount] = useState(10)
  const [sample, setSample] = useState<ReadonlySet<string>>()
  const shown = useMemo(() => (sample ? items.filter((one) => sample.has(one.number)) : [...items].reverse()), [items, sample])
  const columns = useMemo(decisionColumns, [])
  return (
    <>
      <div className="toolbar no-print">
        <InputNumber aria-label={t`抽几个`} min={1} max={1000} value={count} style={{ width: 80 }} onChange={(next) => setCount(next ?? 10)} />
        <Button onClick={() => setSample(drawn(items, count))}>
          <Trans>随机抽 {count} 个</Trans>
        </Button>
        {sample && (
          <Button onClick={() => setSample(undefined)}>
            <Trans>看全部 {items.length} 个</Trans>
          </Button>
        )}
        <a className="export" href="/api/decisions/table?form=xlsx">
          <Trans>导出决定</Trans>
        </a>
        <a className="export" href="/api/claims/table?form=xlsx">
          <Trans>导出申报件</Trans>
        </a>
        <Button size="small" onClick={() => window.print()}>
          <Trans>打印</Trans>
        </Button>
      </div>
      <p className="help" role="status">
        {sample ? plural(shown.length, { one: '抽到 # 个', other: '抽到 # 个' }) : plural(shown.length, { one: '共 # 个', other: '共 # 个' })}
      </p>
      <Grid label={t`决定`} columns={columns} total={shown.length} rowAt={(index) => shown[index]} onRange={ignore} />
    </>
  )
}

// All of it is here already: nothing more is fetched.
const ignore = (): void => undefined

export function Report({ faults, good }: { readonly faults: readonly { readonly where: string; readonly what: string }[]; readonly good: string }): ReactNode {
  return faults.length === 0 ? (
    <Alert type="success" role="status" title={good} />
  ) : (
    <Alert
      type="error"
      role="alert"
      title={t`发现 ${faults.length} 处不符`}
      description={
        <ul>
          {faults.map((one) => (
            <li key={`${one.where}${one.what}`}>
              {one.where}：{one.what}
            </li>
          ))}
        </ul>
      }
    />
  )
}
