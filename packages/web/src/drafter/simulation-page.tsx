import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Comparison, ReadingCost, Shift, Sweep } from '@zhida/engine'
import { decode, formatRational, type Rational, rational } from '@zhida/language/ir'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import type { Job } from '../api/client.ts'
import { Figures } from '../frame/figures.tsx'
import { Money } from '../frame/money.tsx'
import { Empty, Loaded, Synthetic } from '../frame/state.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { Failed } from '../jobs/jobs-page.tsx'
import { JobProgress } from '../jobs/progress.tsx'
import { jobTitle } from '../jobs/title.ts'
import { useJob } from '../jobs/use-jobs.ts'
import { change, money, quantity } from '../words/amounts.ts'
import { measureName } from '../words/names.ts'
import { term } from '../words/terms.ts'

const route = getRouteApi('/drafting/simulation')
const Chart = lazy(async () => ({ default: (await import('../frame/chart.tsx')).Chart }))

/** What a change would do: cost, winners, losers, each fund's room, cliffs before and after; and what every reading would cost. */
export function SimulationPage(): ReactNode {
  const { job: id } = route.useSearch()
  const job = useJob(id)
  return (
    <>
      <p className="crumbs no-print">
        <Link to="/drafting">
          <Trans>起草</Trans>
        </Link>
      </p>
      <Loaded query={job} title={t`推演`}>
        {(found) => (
          <>
            <h1>{jobTitle(found)}</h1>
            {found.state === 'failed' ? (
              <Failed fault={found.fault} />
            ) : found.state === 'done' ? (
              <Outcome job={found} />
            ) : (
              <section className="card" aria-label={t`进度`}>
                <JobProgress job={found} />
                <p className="help">
                  <Trans>可以关掉这个页面，做完会告诉你。</Trans>
                </p>
              </section>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

interface Figures_ {
  readonly comparison: Comparison | null
  readonly costs: readonly ReadingCost[]
}

function Outcome({ job }: { readonly job: Job }): ReactNode {
  const { comparison, costs } = useMemo(() => decode<Figures_>(JSON.parse(job.result ?? '""') as string), [job.result])
  return (
    <>
      <div className="toolbar no-print">
        <a className="button" href={`/api/jobs/${job.id}/files/xlsx`}>
          <Trans>导出 Excel</Trans>
        </a>
        <a className="button" href={`/api/jobs/${job.id}/files/html`}>
          <Trans>导出网页报告</Trans>
        </a>
      </div>
      {comparison && <Compared comparison={comparison} />}
      {costs.length > 0 && <Costs costs={costs} />}
    </>
  )
}

function Compared({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const sum = (of: (one: Shift) => bigint): bigint => comparison.measures.reduce((all, one) => all + of(one), 0n)
  const cost = sum((one) => one.gainFen) - sum((one) => one.lossFen)
  const subjects = (sign: string): bigint => comparison.distribution.reduce((all, one) => all + (one.step.startsWith(sign) ? one.subjects : 0n), 0n)
  return (
    <>
      <p>
        {comparison.synthetic && <Synthetic />} <Trans>{String(comparison.subjects)} 个主体。金额只计确定应兑的部分。</Trans>
      </p>
      <section className="tiles" aria-label={t`要点`}>
        <div className="tile">
          <div className="help">
            <Trans>多花</Trans>
          </div>
          <strong className={cost > 0n ? 'undecided' : ''}>{change(cost)}</strong>
        </div>
        <div className="tile">
          <div className="help">
            <Trans>多得的</Trans>
          </div>
          <strong>{plural(Number(subjects('+')), { one: '# 户', other: '# 户' })}</strong>
        </div>
        <div className="tile">
          <div className="help">
            <Trans>少得的</Trans>
          </div>
          <strong>{plural(Number(subjects('−')), { one: '# 户', other: '# 户' })}</strong>
        </div>
      </section>
      {comparison.measures.length === 0 ? (
        <Empty>
          <Trans>对这些主体，这样改没有一户增减。</Trans>
        </Empty>
      ) : (
        <>
          <Distribution comparison={comparison} />
          <Shifts title={t`按措施`} rows={comparison.measures} nameOf={measureName} />
          <Funds comparison={comparison} />
          {comparison.groups.map(({ by, rows }) => (
            <Shifts key={by} title={t`按${term(by)}`} rows={rows} nameOf={term} />
          ))}
          <Cliffs comparison={comparison} />
        </>
      )}
    </>
  )
}

function Distribution({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const option = useMemo(
    () => ({
      aria: { enabled: true },
      grid: { left: 60, right: 20, top: 20, bottom: 70 },
      tooltip: {},
      xAxis: { type: 'category', data: comparison.distribution.map((one) => one.step), axisLabel: { rotate: 30 } },
      yAxis: { type: 'value', minInterval: 1 },
      series: [{ type: 'bar', data: comparison.distribution.map((one) => ({ value: String(one.subjects), itemStyle: { color: one.step.startsWith('−') ? '#c0392b' : '#1a8f63' } })) }],
    }),
    [comparison],
  )
  return (
    <section className="card" aria-label={t`每户增减`}>
      <h2>
        <Trans>每户增减</Trans>
      </h2>
      <Suspense fallback={<Waiting />}>
        <Chart label={comparison.distribution.map((one) => `${one.step} ${one.subjects}`).join('；')} height={280} option={option} />
      </Suspense>
    </section>
  )
}

function Shifts({ title, rows, nameOf }: { readonly title: string; readonly rows: readonly Shift[]; readonly nameOf: (key: string) => string }): ReactNode {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <Figures
        label={title}
        head={[{ unseen: t`名称` }, t`多得（户）`, t`少得（户）`, t`多付`, t`少付`, t`原来应兑`, t`改后应兑`]}
        rows={rows.map((one) => ({
          key: one.key,
          name: nameOf(one.key),
          cells: [
            String(one.gainers),
            String(one.losers),
            <Money short key="g" fen={one.gainFen} />,
            <Money short key="l" fen={one.lossFen} />,
            <Money short key="b" fen={one.beforeFen} />,
            <Money short key="a" fen={one.afterFen} />,
          ],
        }))}
      />
    </section>
  )
}

function Funds({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const moved = comparison.funds.filter((one) => one.afterFen !== one.beforeFen)
  if (moved.length === 0) return null
  return (
    <section className="card" aria-label={t`资金`}>
      <h2>
        <Trans>资金够不够</Trans>
      </h2>
      <Figures
        label={t`资金`}
        head={[{ unseen: t`资金` }, t`原文安排`, t`原来应兑`, t`改后应兑`, t`增减`, t`改后结余`]}
        rows={moved.map((one) => ({
          key: one.fund,
          name: term(one.fund),
          cells: [
            one.appropriated === null ? '—' : <Money short key="s" fen={one.appropriated} />,
            <Money short key="b" fen={one.beforeFen} />,
            <Money short key="a" fen={one.afterFen} />,
            change(one.afterFen - one.beforeFen),
            one.appropriated === null ? (
              '—'
            ) : (
              <span key="r" className={one.appropriated < one.afterFen ? 'undecided' : ''}>
                {change(one.appropriated - one.afterFen)}
              </span>
            ),
          ],
        }))}
      />
    </section>
  )
}

/** Where one step more brings a jump, for the firm in the middle of those to whom the measure is due. */
function Cliffs({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const steep = comparison.sweeps.filter(({ before, after }) => [before, after].some((one) => (one?.cliffs.length ?? 0) > 0))
  if (steep.length === 0) return null
  return (
    <section className="card" aria-label={t`断崖`}>
      <h2>
        <Trans>断崖</Trans>
      </h2>
      <p className="help">
        <Trans>取应兑者中金额居中的一户，只改一个数，其他不变：过了哪里，金额就差一截。</Trans>
      </p>
      {steep.map(({ before, after }) => (
        <Curve key={`${(after ?? before)?.measure}/${(after ?? before)?.fact}`} before={before} after={after} />
      ))}
    </section>
  )
}

/** For a drawing alone: no more than a double holds. */
function drawn(value: Rational, unit: string): number {
  const { n, d } = unit === '元' ? rational(value.n, value.d * 1_000_000n) : value
  return Number(formatRational(rational((n * 10_000n) / d, 10_000n)))
}

function Curve({ before, after }: { readonly before: Sweep | undefined; readonly after: Sweep | undefined }): ReactNode {
  const { measure = '', fact = '', unit = '' } = after ?? before ?? {}
  const option = useMemo(() => {
    const line = (name: string, sweep: Sweep | undefined, color: string, type: string): object[] =>
      sweep
        ? [{ name, type: 'line', showSymbol: false, data: sweep.curve.map(({ at, fen }) => [drawn(at, unit), drawn(rational(fen), '元')]), lineStyle: { color, width: 2, type }, itemStyle: { color } }]
        : []
    return {
      legend: { top: 0 },
      grid: { left: 70, right: 30, top: 36, bottom: 40 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'value', name: unit === '元' ? '万元' : unit },
      yAxis: { type: 'value', name: '万元' },
      series: [...line(t`原来`, before, '#8c8c8c', 'dashed'), ...line(t`改后`, after, '#1a8f63', 'solid')],
    }
  }, [before, after, unit])
  const dimension = unit === '元' ? '分' : unit === '%' ? '' : unit
  const cliffs = [...(before?.cliffs ?? []).map((one) => ({ ...one, side: t`原来` })), ...(after?.cliffs ?? []).map((one) => ({ ...one, side: t`改后` }))]
  return (
    <>
      <h3>
        {measureName(measure)} · {term(fact)}
      </h3>
      <Suspense fallback={<Waiting />}>
        <Chart label={cliffs.map((one) => `${one.side} ${quantity(one.at, dimension)} ${money(one.belowFen)} → ${money(one.fen)}`).join('；')} height={260} option={option} />
      </Suspense>
      <ul>
        {cliffs.map((one) => (
          <li key={`${one.side}/${one.at.n}/${one.at.d}`}>
            <Trans>
              {one.side}：到 {quantity(one.at, dimension)}，从 {money(one.belowFen)} 到 {money(one.fen)}
            </Trans>
          </li>
        ))}
      </ul>
    </>
  )
}

function Costs({ costs }: { readonly costs: readonly ReadingCost[] }): ReactNode {
  return (
    <section className="card" aria-label={t`每一口径的代价`}>
      <h2>
        <Trans>每一口径的代价</Trans>
      </h2>
      <Figures
        label={t`每一口径的代价`}
        head={[t`措施`, t`口径`, t`选项`, t`应兑（户）`, t`应兑至少`, t`至多`, t`与采用的相差`]}
        rows={costs.map((one) => ({
          key: `${one.measure}/${one.reading}/${one.option}`,
          name: measureName(one.measure),
          className: one.adopted ? 'adopted' : '',
          cells: [
            term(one.reading),
            `${term(one.option)}${one.adopted ? t`（采用）` : ''}`,
            String(one.due),
            <Money short key="l" fen={one.lowFen} />,
            one.highFen === null ? t`不限` : <Money short key="h" fen={one.highFen} />,
            one.adopted ? '' : change(one.moreFen),
          ],
        }))}
      />
    </section>
  )
}
