import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { api, ask, type Decision } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { measureName, timeWords } from '../frame/words.ts'

/** Believes nothing: verifies the whole history, replays decisions, takes a sample at random. */
export function AuditPage(): ReactNode {
  const query = useQuery({ queryKey: ['decisions'], queryFn: everyDecision })
  const verify = useMutation({ mutationFn: () => ask(api.GET('/api/verify')) })
  const replay = useMutation({ mutationFn: () => ask(api.GET('/api/decisions/replay')) })
  const [sample, setSample] = useState<readonly string[]>()
  return (
    <main className="page">
      <h1>审计</h1>
      <section aria-label="核验">
        <h2>核验</h2>
        <div className="toolbar no-print">
          <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
            核验全部历史
          </Button>
          <Button loading={replay.isPending} onClick={() => replay.mutate()}>
            重算全部决定
          </Button>
        </div>
        {verify.data && (
          <Report
            faults={verify.data.faults}
            good={`封存 ${verify.data.blocks} 块、${verify.data.rows} 行；${verify.data.decisions} 个决定、${verify.data.transfers} 笔账，逐字节核对无误。链头 ${verify.data.head.slice(0, 16)}…`}
          />
        )}
        {replay.data && <Report faults={replay.data.faults} good={`${replay.data.decisions} 个决定按当时的规则、数据和口径重算，结果逐字节相同。`} />}
        {(verify.error ?? replay.error) && <FaultNote fault={verify.error ?? replay.error} />}
      </section>
      <section aria-label="决定">
        <h2>决定</h2>
        <Loaded query={query}>
          {(items) => {
            const shown = sample ? items.filter((one) => sample.includes(one.number)) : items
            return items.length === 0 ? (
              <Empty>还没有决定。</Empty>
            ) : (
              <>
                <div className="toolbar no-print">
                  <Button onClick={() => setSample(drawn(items))}>随机抽 10 个</Button>
                  {sample && <Button onClick={() => setSample(undefined)}>看全部 {items.length} 个</Button>}
                  <Button onClick={() => window.print()}>打印</Button>
                  <a className="export" href="/api/claims/table?form=xlsx">
                    导出申报件
                  </a>
                </div>
                <ul className="rows">
                  {shown.map((one) => (
                    <Row key={one.number} decision={one} />
                  ))}
                </ul>
              </>
            )
          }}
        </Loaded>
      </section>
    </main>
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

/** Ten at random, each as likely as any other. */
function drawn(items: readonly Decision[]): readonly string[] {
  const left = [...items]
  const taken: string[] = []
  while (taken.length < 10 && left.length > 0) {
    const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
    const [one] = left.splice(number % left.length, 1)
    if (one) taken.push(one.number)
  }
  return taken
}

function Report({ faults, good }: { readonly faults: readonly { readonly where: string; readonly what: string }[]; readonly good: string }): ReactNode {
  return faults.length === 0 ? (
    <Alert type="success" role="status" title={good} />
  ) : (
    <Alert
      type="error"
      role="alert"
      title={`发现 ${faults.length} 处不符`}
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

function Row({ decision }: { readonly decision: Decision }): ReactNode {
  const replay = useMutation({ mutationFn: () => ask(api.GET('/api/decisions/replay', { params: { query: { number: decision.number } } })) })
  return (
    <li>
      <details className="grow">
        <summary>
          第 {decision.number} 号 {measureName(decision.measure)} <Money fen={decision.amountFen} /> <span className="help">{timeWords(decision.at)}</span>
        </summary>
        <dl className="rule">
          <dt>申报件</dt>
          <dd>
            <Link href={`/claims/${decision.claim}`}>{decision.claim}</Link>：当时的数据、理由和办理经过
          </dd>
          <dt>按哪一天</dt>
          <dd>{decision.day}</dd>
          <dt>金额</dt>
          <dd>
            <Money fen={decision.amountFen} />
            ，规则允许 <Money fen={decision.lowFen} /> 至 <Money fen={decision.highFen} />
            ，此前已得 <Money fen={decision.beforeFen} />
          </dd>
          <dt>口径</dt>
          <dd>{decision.readings === '' || decision.readings === '{}' ? '采用的口径' : decision.readings}</dd>
          <dt>理由</dt>
          <dd>{decision.reason}</dd>
          <dt>规则</dt>
          <dd className="hash">{decision.pack}</dd>
          <dt>数据</dt>
          <dd className="hash">{decision.facts}</dd>
          <dt>链</dt>
          <dd className="hash">
            {decision.previous.slice(0, 16)}… → {decision.hash}
          </dd>
        </dl>
        <Button size="small" loading={replay.isPending} onClick={() => replay.mutate()}>
          重算这一个
        </Button>
        {replay.data && <Report faults={replay.data.faults} good="重算结果逐字节相同。" />}
        {replay.error && <FaultNote fault={replay.error} />}
      </details>
    </li>
  )
}
