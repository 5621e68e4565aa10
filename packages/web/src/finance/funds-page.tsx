import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask, type Fund } from '../api/client.ts'
import { type FigureRow, Figures } from '../frame/figures.tsx'
import { Money, Range } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { useHas } from '../people/session.ts'
import { measures } from '../policy/policy.ts'
import { measureName } from '../words/names.ts'
import { term } from '../words/terms.ts'
import { dayWords, timeWords } from '../words/time.ts'
import { Giving } from './giving.tsx'

/** Every fund: what the text says, what documents appropriated, what is promised, paid and free, and what is still to come by the rules. */
export function FundsPage(): ReactNode {
  const query = useQuery({ queryKey: ['funds'], queryFn: () => ask(api.GET('/api/funds')) })
  const finance = useHas('finance')
  const mayEstimate = useHas('finance', 'leader')
  const [open, setOpen] = useState<Fund>()
  const [due, setDue] = useState<Fund>()
  const [giving, setGiving] = useState<Fund>()
  return (
    <>
      <h1>
        <Trans>资金</Trans>
      </h1>
      <Loaded query={query}>
        {({ items, faults, estimateDay }) => {
          const money = items.filter((one) => one.unit === '分')
          return (
            <>
              <Tiles funds={money} />
              <p className="help">
                {estimateDay ? (
                  <Trans>“未申报”来自 {dayWords(estimateDay)} 的应兑测算：按规则应兑、还没有人申报的。到年底＝已拨付＋已承诺＋在办＋未申报。</Trans>
                ) : (
                  <Trans>还没有做过应兑测算，“未申报”暂时是零。</Trans>
                )}{' '}
                {mayEstimate && <Estimate />}
              </p>
              <div className="toolbar no-print">
                <a className="export" href="/api/funds/table?form=xlsx">
                  <Trans>导出表格</Trans>
                </a>
                <Button size="small" onClick={() => window.print()}>
                  <Trans>打印</Trans>
                </Button>
              </div>
              <section className="card" aria-label={t`资金表`}>
                <Table funds={money} onOpen={setOpen} onDue={setDue} onGive={finance ? setGiving : undefined} />
              </section>
              <Quotas funds={items.filter((one) => one.unit !== '分')} />
              {faults.length > 0 && (
                <details className="card faults">
                  <summary>
                    <Trans>原文自身不相符的 {faults.length} 处（照录，不改）</Trans>
                  </summary>
                  <ul lang="zh-CN">
                    {faults.map((one) => (
                      <li key={one.words}>{one.words}</li>
                    ))}
                  </ul>
                </details>
              )}
            </>
          )
        }}
      </Loaded>
      {open && <Movements fund={open} onClose={() => setOpen(undefined)} />}
      {due && <Unclaimed fund={due} onClose={() => setDue(undefined)} />}
      {giving && <Giving fund={giving} funds={query.data?.items ?? []} onClose={() => setGiving(undefined)} />}
    </>
  )
}

function Tiles({ funds }: { readonly funds: readonly Fund[] }): ReactNode {
  const sum = (of: (one: Fund) => string): bigint => funds.reduce((all, one) => all + BigInt(of(one)), 0n)
  const short = funds.filter((one) => BigInt(one.forecast.lowFen) > BigInt(one.appropriated))
  const tiles: readonly (readonly [string, bigint])[] = [
    [t`已安排`, sum((one) => one.appropriated)],
    [t`已承诺`, sum((one) => one.reserved)],
    [t`已拨付`, sum((one) => one.disbursed)],
    [t`余额`, sum((one) => one.free)],
    [t`到年底至少`, sum((one) => one.forecast.lowFen)],
  ]
  return (
    <section className="tiles" aria-label={t`要点`}>
      {tiles.map(([name, fen]) => (
        <div className="tile" key={name}>
          <div className="help">{name}</div>
          <strong>
            <Money short fen={fen} />
          </strong>
        </div>
      ))}
      <div className="tile">
        <div className="help">
          <Trans>按预测不够的</Trans>
        </div>
        <strong className={short.length > 0 ? 'undecided' : ''}>{short.length}</strong>
        <div className="help">{short.map((one) => term(one.part ?? one.name)).join('、')}</div>
      </div>
    </section>
  )
}

/** The estimate is long work: it goes on by itself. */
function Estimate(): ReactNode {
  const cache = useQueryClient()
  const start = useMutation({
    mutationFn: () => ask(api.POST('/api/jobs/estimate')),
    onSuccess: async () => {
      toast.info(t`正在测算，做完会告诉你。`)
      await cache.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
  return (
    <>
      <Button size="small" className="no-print" loading={start.isPending} onClick={() => start.mutate()}>
        <Trans>重新测算</Trans>
      </Button>
      {start.error && <FaultNote fault={start.error} />}
    </>
  )
}

interface TableProps {
  readonly funds: readonly Fund[]
  readonly onOpen: (fund: Fund) => void
  readonly onDue: (fund: Fund) => void
  readonly onGive: ((fund: Fund) => void) | undefined
}

function Table({ funds, onOpen, onDue, onGive }: TableProps): ReactNode {
  const behind = (fund: Fund, stage: string, words: ReactNode): ReactNode => (
    <Link to="/claims" search={{ fund: fund.code, stage }}>
      {words}
    </Link>
  )
  return (
    <Figures
      label={t`资金表`}
      head={[t`资金`, t`已安排`, t`已承诺`, t`已拨付`, t`余额`, t`在办`, t`未申报`, t`到年底`, { unseen: t`办理` }]}
      rows={funds.map((fund): FigureRow => {
        const parts = funds.filter((each) => each.part !== null && each.instrument === fund.instrument)
        const sum = fund.part === null && parts.length > 0
        const of = (figure: (each: Fund) => string): string => (sum ? String(parts.reduce((all, each) => all + BigInt(figure(each)), BigInt(figure(fund)))) : figure(fund))
        return {
          key: fund.code,
          className: fund.part === null ? 'whole' : 'part',
          name: (
            <>
              {term(fund.part ?? fund.name)}
              {fund.stated !== null && (
                <span className="help">
                  {' '}
                  <Trans>原文</Trans> <Money short fen={fund.stated} />
                  {fund.floor && t`以上`}
                </span>
              )}
              {!sum && <Used fund={fund} />}
            </>
          ),
          cells: sum
            ? [
                <Money short key="a" fen={of((each) => each.appropriated)} />,
                <Money short key="r" fen={of((each) => each.reserved)} />,
                <Money short key="d" fen={of((each) => each.disbursed)} />,
                <Money short key="f" fen={of((each) => each.free)} />,
                '',
                '',
                <Money short key="y" fen={of((each) => each.forecast.lowFen)} />,
                '',
              ]
            : [
                <Money short key="a" fen={fund.appropriated} />,
                behind(fund, 'reserved', <Money short fen={fund.reserved} />),
                behind(fund, 'paid', <Money short fen={fund.disbursed} />),
                <Money short key="f" fen={fund.free} />,
                fund.pending.claims === '0' ? '—' : behind(fund, 'pending', <Range short low={fund.pending.lowFen} high={fund.pending.highFen} />),
                fund.unclaimed.subjects === '0' ? (
                  '—'
                ) : (
                  <button key="n" type="button" className="plain" onClick={() => onDue(fund)}>
                    <Range short low={fund.unclaimed.lowFen} high={fund.unclaimed.highFen} />
                  </button>
                ),
                <span key="y" className={BigInt(fund.forecast.lowFen) > BigInt(fund.appropriated) ? 'undecided' : ''}>
                  <Range short low={fund.forecast.lowFen} high={fund.forecast.highFen} />
                </span>,
                <span key="o" className="row-actions no-print">
                  <Button size="small" onClick={() => onOpen(fund)}>
                    <Trans>流水</Trans>
                    <span className="visually-hidden">{fund.code}</span>
                  </Button>
                  {onGive && (
                    <Button size="small" onClick={() => onGive(fund)}>
                      <Trans>安排</Trans>
                      <span className="visually-hidden">{fund.code}</span>
                    </Button>
                  )}
                </span>,
              ],
        }
      })}
    />
  )
}

/** What was appropriated, as a bar: gone, promised, in claims, free; and how much of it is used, in whole percent. */
function Used({ fund }: { readonly fund: Fund }): ReactNode {
  const given = BigInt(fund.appropriated)
  if (given === 0n)
    return (
      <span className="help">
        <Trans>未安排</Trans>
      </span>
    )
  const width = (fen: bigint): string => `${Number((fen * 1000n) / given) / 10}%`
  const percent = Number(((BigInt(fund.reserved) + BigInt(fund.disbursed)) * 100n) / given)
  return (
    <span className="used">
      <span className="meter" aria-hidden="true">
        <span className="paid" style={{ width: width(BigInt(fund.disbursed)) }} />
        <span className="decided" style={{ width: width(BigInt(fund.reserved)) }} />
        <span className="pending" style={{ width: width(BigInt(fund.pending.lowFen)) }} />
      </span>
      <span className={percent >= 90 ? 'undecided' : ''}>{percent}%</span>
    </span>
  )
}

function Quotas({ funds }: { readonly funds: readonly Fund[] }): ReactNode {
  if (funds.length === 0) return null
  return (
    <section className="card" aria-label={t`要素指标`}>
      <h2>
        <Trans>要素指标</Trans>
      </h2>
      <ul className="rows">
        {funds.map((one) => (
          <li key={one.code}>
            <span className="grow">{term(one.part ?? one.name)}</span>
            <span>
              <Trans>
                原文 {one.stated ?? t`未写`} {term(one.unit)}
              </Trans>
              {one.stated !== null && one.floor && t`以上`} ·{' '}
              <Trans>
                已安排 {one.appropriated}，余 {one.free}
              </Trans>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const kindName = (kind: string): string => ({ direct: t`划转`, reserve: t`承诺`, post: t`拨付`, void: t`释放` })[kind] ?? kind

function Movements({ fund, onClose }: { readonly fund: Fund; readonly onClose: () => void }): ReactNode {
  const query = useQuery({ queryKey: ['movements', fund.code], queryFn: () => ask(api.GET('/api/funds/movements', { params: { query: { fund: fund.code, limit: 200 } } })) })
  return (
    <Modal open width={760} footer={null} title={t`流水：${term(fund.part ?? fund.name)}`} onCancel={onClose}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              <Trans>还没有流水。</Trans>
            </Empty>
          ) : (
            <ul className="rows">
              {items.map((one) => (
                <li key={one.id}>
                  <span>{kindName(one.kind)}</span>
                  <span className="grow">
                    {one.reference?.startsWith('claim/') ? (
                      <Link to="/claims/$id" params={{ id: one.reference.slice(6) }}>
                        {one.memo}
                      </Link>
                    ) : (
                      one.memo
                    )}{' '}
                    {one.document && <span className="help">{one.document}</span>}
                  </span>
                  <span className="help">{timeWords(one.at)}</span>
                  <span className="amount">
                    {one.to === fund.code ? '+' : '−'}
                    <Money fen={one.amount} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Modal>
  )
}

/** What stands behind 未申报: of the fund's measures, how many subjects are owed it and have not claimed. */
function Unclaimed({ fund, onClose }: { readonly fund: Fund; readonly onClose: () => void }): ReactNode {
  const query = useQuery({ queryKey: ['estimate'], queryFn: () => ask(api.GET('/api/estimate')) })
  const drawing = new Set(measures.filter((one) => (one.fund ?? `未指明资金（${one.payers[0]?.payer ?? ''}）`) === fund.name).map((one) => one.id))
  return (
    <Modal open width={760} footer={null} title={t`应兑、未申报：${term(fund.part ?? fund.name)}`} onCancel={onClose}>
      <Loaded query={query}>
        {(found) => {
          const rows = (found?.rows ?? []).filter((one) => drawing.has(one.measure) && one.unclaimed !== '0')
          const ids = [...new Set(rows.map((one) => one.measure))]
          return (
            <Figures
              label={t`应兑、未申报`}
              head={[t`措施`, t`主体`, t`至少`]}
              rows={ids.map((id) => ({
                key: id,
                name: (
                  <Link to="/measures/$id" params={{ id }}>
                    {measureName(id)}
                  </Link>
                ),
                cells: [
                  String(rows.filter((one) => one.measure === id).reduce((all, one) => all + BigInt(one.unclaimed), 0n)),
                  <Money short key="m" fen={rows.filter((one) => one.measure === id).reduce((all, one) => all + BigInt(one.unclaimedLowFen), 0n)} />,
                ],
              }))}
            />
          )
        }}
      </Loaded>
    </Modal>
  )
}
