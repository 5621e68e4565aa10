import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useCallback, useMemo } from 'react'
import { api, ask, type Overview, type Standing } from '../api/client.ts'
import { Figures } from '../frame/figures.tsx'
import { Money } from '../frame/money.tsx'
import { Loaded } from '../frame/state.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { policy } from '../policy/policy.ts'
import { brief, money } from '../words/amounts.ts'
import { term } from '../words/terms.ts'
import { dayWords } from '../words/time.ts'
import { LIGHTS, lightName } from './lights.ts'

const Chart = lazy(async () => ({ default: (await import('../frame/chart.tsx')).Chart }))

type Group = Overview['areas'][number]
type Behind = Pick<LinkProps, 'to' | 'search'>

/** How far are we? One page; each figure leads to what is behind it. */
export function OverviewPage(): ReactNode {
  const query = useQuery({ queryKey: ['overview'], queryFn: () => ask(api.GET('/api/overview')) })
  const targets = useQuery({ queryKey: ['targets'], queryFn: () => ask(api.GET('/api/targets')) })
  return (
    <>
      <h1>
        <Trans>总览</Trans>
      </h1>
      <p className="help">
        {policy.number} {term(policy.title)}{' '}
        <Button size="small" className="no-print" onClick={() => window.print()}>
          <Trans>打印</Trans>
        </Button>
      </p>
      <Loaded query={query}>
        {(found) => (
          <>
            <Tiles found={found} />
            <Loaded query={targets}>{({ items }) => <Promises items={items} />}</Loaded>
            <Groups
              title={t`按领域`}
              groups={found.areas.map((one, index) => ({ ...one, name: term(one.name), behind: { to: '/claims', search: { area: String(policy.areas[index]?.number ?? index + 1) } } }))}
            />
            <Groups title={t`按部门`} groups={[...found.departments].sort(byPaid).map((one) => ({ ...one, name: term(one.name), behind: { to: '/claims', search: { department: one.name } } }))} />
            <Streets streets={found.streets} />
            <Groups
              title={t`按措施`}
              groups={[...found.measures].sort(byPaid).map((one) => ({ ...one, name: `${one.id} ${term(one.name)}`, behind: { to: '/claims', search: { measure: one.id } } }))}
            />
          </>
        )}
      </Loaded>
    </>
  )
}

const byPaid = (a: Group, b: Group): number => (BigInt(b.paidFen) > BigInt(a.paidFen) ? 1 : BigInt(b.paidFen) < BigInt(a.paidFen) ? -1 : BigInt(b.dueFen) > BigInt(a.dueFen) ? 1 : -1)

/** Whole percent of a part; a dash of nothing. */
function share(part: string, whole: string): string {
  return BigInt(whole) === 0n ? '—' : `${(BigInt(part) * 100n) / BigInt(whole)}%`
}

function Tiles({ found }: { readonly found: Overview }): ReactNode {
  const { medianDays: days } = found
  return (
    <section className="tiles" aria-label={t`要点`}>
      <Tile
        name={t`到了主体手里`}
        value={<Money short fen={found.paidFen} />}
        note={
          <Trans>
            {found.paidClaims} 件，{found.subjects} 个主体
          </Trans>
        }
        behind={{ to: '/claims', search: { stage: 'paid' } }}
      />
      <Tile
        name={t`直达率（免申即享占）`}
        value={share(found.automaticFen, found.paidFen)}
        note={<Money short fen={found.automaticFen} />}
        behind={{ to: '/claims', search: { stage: 'paid', way: 'automatic' } }}
      />
      <Tile
        name={t`兑现率（应兑的已付）`}
        value={share(found.paidFen, found.dueFen)}
        note={
          found.estimateDay ? (
            <Trans>
              应兑至少 {brief(BigInt(found.dueFen))}，{dayWords(found.estimateDay)} 测算
            </Trans>
          ) : (
            <Trans>还没有做过应兑测算</Trans>
          )
        }
        behind={{ to: '/funds' }}
      />
      <Tile name={t`从开始到到账`} value={days === null ? '—' : days === '0.0' ? t`不到 1 天` : t`${days} 天`} note={t`中位数`} behind={{ to: '/claims', search: { stage: 'paid' } }} />
      <Tile name={t`已审定、未到账`} value={<Money short fen={found.decidedFen} />} note={t`等财政和银行`} behind={{ to: '/claims', search: { stage: 'reserved' } }} />
      <Tile
        name={t`在办`}
        value={<Trans>{found.open} 件</Trans>}
        note={
          <Link to="/claims" search={{ overdue: 'true' }} className={found.overdue === '0' ? '' : 'undecided'}>
            <Trans>其中超期 {found.overdue} 件</Trans>
          </Link>
        }
        behind={{ to: '/claims', search: { stage: 'open' } }}
      />
    </section>
  )
}

function Tile({ name, value, note, behind }: { readonly name: string; readonly value: ReactNode; readonly note: ReactNode; readonly behind: Behind }): ReactNode {
  return (
    <div className="tile">
      <div className="help">{name}</div>
      <strong>
        <Link {...behind}>{value}</Link>
      </strong>
      <div className="help">{note}</div>
    </div>
  )
}

/** Targets and tasks by area, by department and by light; a number opens the list of them. */
function Promises({ items }: { readonly items: readonly Standing[] }): ReactNode {
  const areas = [{ number: 0, title: t`总则和结尾` }, ...policy.areas].map(({ number, title }) => ({
    name: term(title),
    search: { area: String(number) },
    items: items.filter((one) => one.area === number),
  }))
  const departments = [...new Set(items.map((one) => one.department))]
    .filter((one) => one !== '')
    .map((department) => ({ name: term(department), search: { department }, items: items.filter((one) => one.department === department) }))
    .sort((a, b) => b.items.length - a.items.length)
  return (
    <section className="card" aria-label={t`目标与任务`}>
      <h2>
        <Trans>目标与任务</Trans>
      </h2>
      <Lights label={t`目标与任务，按领域`} first={t`领域`} groups={areas.filter((one) => one.items.length > 0)} all={items} />
      <details>
        <summary>
          <Trans>按部门</Trans>
        </summary>
        <Lights label={t`目标与任务，按部门`} first={t`部门`} groups={departments} all={items} />
      </details>
    </section>
  )
}

interface LightsProps {
  readonly label: string
  readonly first: string
  readonly groups: readonly { readonly name: string; readonly search: Readonly<Record<string, string>>; readonly items: readonly Standing[] }[]
  readonly all: readonly Standing[]
}

function Lights({ label, first, groups, all }: LightsProps): ReactNode {
  const cells = (items: readonly Standing[], search: Readonly<Record<string, string>>): readonly ReactNode[] =>
    LIGHTS.map((light) => {
      const count = items.filter((one) => one.light === light).length
      return count === 0 ? (
        <span className="help" key={light}>
          0
        </span>
      ) : (
        <Link to="/targets" search={{ ...search, light }} className={`light light-${light}`} key={light}>
          {count}
        </Link>
      )
    })
  return (
    <Figures
      label={label}
      head={[first, ...LIGHTS.map(lightName)]}
      rows={groups.map(({ name, search, items }) => ({ key: name, name, cells: cells(items, search) }))}
      total={{ key: 'all', name: t`合计`, cells: cells(all, {}) }}
    />
  )
}

/** Paid, decided and due, as bars of one scale; the figures stand beside them. */
function Groups({ title, groups }: { readonly title: string; readonly groups: readonly (Group & { readonly behind: Behind })[] }): ReactNode {
  const most = groups.reduce((max, one) => [BigInt(one.paidFen) + BigInt(one.decidedFen), BigInt(one.dueFen), max].reduce((a, b) => (a > b ? a : b)), 1n)
  const width = (fen: bigint): string => `${Number((fen * 1000n) / most) / 10}%`
  return (
    <section className="card bars-card" aria-label={title}>
      <h2>
        {title}{' '}
        <span className="help">
          <span className="key paid" /> <Trans>已兑付</Trans> <span className="key decided" /> <Trans>已审定</Trans> <span className="key due" /> <Trans>应兑</Trans>
        </span>
      </h2>
      <Figures
        label={title}
        head={[{ unseen: t`名称` }, { unseen: t`比例图` }, t`已兑付`, t`应兑至少`, t`兑现率`, t`直达率`, t`在办`, t`超期`]}
        rows={groups.map((one) => ({
          key: one.name,
          name: <Link {...one.behind}>{one.name}</Link>,
          cells: [
            <span className="meter tall" aria-hidden="true" key="m">
              <span className="due" style={{ width: width(BigInt(one.dueFen)) }} />
              <span className="over">
                <span className="paid" style={{ width: width(BigInt(one.paidFen)) }} />
                <span className="decided" style={{ width: width(BigInt(one.decidedFen)) }} />
              </span>
            </span>,
            <Money short key="p" fen={one.paidFen} />,
            <Money short key="d" fen={one.dueFen} />,
            share(one.paidFen, one.dueFen),
            share(one.automaticFen, one.paidFen),
            one.open,
            <span key="o" className={one.overdue === '0' ? '' : 'undecided'}>
              {one.overdue}
            </span>,
          ],
        }))}
      />
    </section>
  )
}

/** Where the money went: an area a street, as large as what reached it. The outline of the land is not drawn: no map of it is published with the policy. */
function Streets({ streets }: { readonly streets: readonly Group[] }): ReactNode {
  const navigate = useNavigate()
  const known = streets.filter((one) => one.name !== '')
  const names = useMemo(() => new Map(known.map((one) => [term(one.name), one.name])), [known])
  const open = useCallback((name: string) => void navigate({ to: '/claims', search: { street: names.get(name) ?? name, stage: 'paid' } }), [navigate, names])
  const option = useMemo(
    () => ({
      tooltip: { formatter: ({ name, value }: { name: string; value: number }) => `${name}<br>${money(BigInt(value))}` },
      series: [
        {
          type: 'treemap',
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          label: { formatter: ({ name, value }: { name: string; value: number }) => `${name}\n${money(BigInt(value))}` },
          itemStyle: { gapWidth: 3, borderWidth: 0 },
          // A drawing holds no more than a double: whole fen below 2⁵³ are exact in it.
          data: known.filter((one) => one.paidFen !== '0').map((one) => ({ name: term(one.name), value: Number(one.paidFen) })),
        },
      ],
      color: ['#0b6e4f', '#1466a8', '#7a4b00', '#5b3f8c', '#8a2c0d', '#2c5f6f', '#4f6b00', '#7d1a5a', '#33415c'],
    }),
    [known],
  )
  if (known.length === 0) return null
  return (
    <>
      {known.some((one) => one.paidFen !== '0') && (
        <section className="card" aria-label={t`按街道的图`}>
          <h2>
            <Trans>钱到了哪些街道</Trans>
          </h2>
          <Suspense fallback={<Waiting />}>
            <Chart label={known.map((one) => `${term(one.name)} ${money(BigInt(one.paidFen))}`).join('；')} height={260} option={option} onClick={open} />
          </Suspense>
        </section>
      )}
      <Groups
        title={t`按街道`}
        groups={streets.map((one) => ({ ...one, name: one.name === '' ? t`（没有说是哪里）` : term(one.name), behind: { to: '/claims', search: one.name === '' ? {} : { street: one.name } } }))}
      />
    </>
  )
}
