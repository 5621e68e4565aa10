import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { api, ask, type Overview } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Loaded } from '../frame/state.tsx'

type Group = Pick<Overview, 'paidFen' | 'automaticFen' | 'decidedFen' | 'open' | 'overdue'> & { readonly name: string; readonly id?: string }

/** How far are we? One page; each figure leads to what is behind it. */
export function OverviewPage(): ReactNode {
  const query = useQuery({ queryKey: ['overview'], queryFn: () => ask(api.GET('/api/overview')) })
  return (
    <main className="page">
      <h1>总览</h1>
      <Loaded query={query}>
        {(found) => (
          <>
            <section className="tiles" aria-label="要点">
              <Tile name="到了主体手里" value={<Money fen={found.paidFen} />} note={`${found.paidClaims} 件，${found.subjects} 个主体`} href="/publicity#paid" />
              <Tile name="免申即享占" value={`${share(found.automaticFen, found.paidFen)}%`} note={<Money fen={found.automaticFen} />} href="/publicity#paid" />
              <Tile name="从开始到到账" value={found.medianDays === null ? '—' : `${found.medianDays} 天`} note="中位数" />
              <Tile name="已审定、未到账" value={<Money fen={found.decidedFen} />} note="等财政和银行" href="/funds" />
              <Tile name="在办" value={`${found.open} 件`} note={`其中超期 ${found.overdue} 件`} warn={found.overdue !== '0'} />
            </section>
            <Bars title="按领域" groups={found.areas} />
            <Bars title="按部门" groups={[...found.departments].sort(byPaid)} />
            <Bars title="按措施" groups={[...found.measures].sort(byPaid)} />
            <p className="no-print">
              <Link href="/targets">目标与任务的进度</Link> · <Link href="/funds">资金</Link> <Button onClick={() => window.print()}>打印</Button>
            </p>
          </>
        )}
      </Loaded>
    </main>
  )
}

const byPaid = (a: Group, b: Group): number => (BigInt(b.paidFen) > BigInt(a.paidFen) ? 1 : -1)

/** Whole percent of a part; 0 of nothing. */
function share(part: string, whole: string): number {
  return BigInt(whole) === 0n ? 0 : Number((BigInt(part) * 100n) / BigInt(whole))
}

interface TileProps {
  readonly name: string
  readonly value: ReactNode
  readonly note: ReactNode
  readonly href?: string
  readonly warn?: boolean
}

function Tile({ name, value, note, href, warn }: TileProps): ReactNode {
  return (
    <div className="tile">
      <div className="help">{name}</div>
      <strong>{href ? <Link href={href}>{value}</Link> : value}</strong>
      <div className={warn ? 'undecided' : 'help'}>{note}</div>
    </div>
  )
}

/** Paid, decided and nothing, as bars of one scale; the figures stand beside them. */
function Bars({ title, groups }: { readonly title: string; readonly groups: readonly Group[] }): ReactNode {
  const most = groups.reduce((max, one) => (BigInt(one.paidFen) + BigInt(one.decidedFen) > max ? BigInt(one.paidFen) + BigInt(one.decidedFen) : max), 1n)
  const width = (fen: string): string => `${Number((BigInt(fen) * 1000n) / most) / 10}%`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard.
    <section aria-label={title} className="scroll" tabIndex={0}>
      <h2>{title}</h2>
      <table className="figures bars">
        <thead>
          <tr>
            <th scope="col">{title.slice(1)}</th>
            <th scope="col">
              <span className="key paid" /> 已兑付 <span className="key decided" /> 已审定
            </th>
            <th scope="col">已兑付</th>
            <th scope="col">免申</th>
            <th scope="col">在办</th>
            <th scope="col">超期</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((one) => (
            <tr key={one.id ?? one.name}>
              <th scope="row">{one.id ? <Link href={`/measures/${one.id}`}>{one.name}</Link> : one.name}</th>
              <td>
                <span className="meter" aria-hidden="true">
                  <span className="paid" style={{ width: width(one.paidFen) }} />
                  <span className="decided" style={{ width: width(one.decidedFen) }} />
                </span>
              </td>
              <td>
                <Money fen={one.paidFen} />
              </td>
              <td>{share(one.automaticFen, one.paidFen)}%</td>
              <td>{one.open}</td>
              <td className={one.overdue === '0' ? '' : 'undecided'}>{one.overdue}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
