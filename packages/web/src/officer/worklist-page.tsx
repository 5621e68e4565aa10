import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { memo, type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { api, ask, type ListedClaim } from '../api/client.ts'
import { Grid } from '../frame/grid.tsx'
import { usePages } from '../frame/pages.ts'
import { Empty, Loaded } from '../frame/state.tsx'
import { useHas, useSession } from '../people/session.ts'
import { term } from '../words/terms.ts'
import { untilWords } from '../words/time.ts'
import { BULK, BulkBar } from './bulk-bar.tsx'
import { claimColumns } from './claim-columns.tsx'
import { FilterBar, Narrowed } from './filter-bar.tsx'
import { filterOf, type Place } from './place.ts'
import { SavedViews } from './saved-views.tsx'
import { StateTabs } from './state-tabs.tsx'

const route = getRouteApi('/worklist')

/** Everything that waits for the person here, the most urgent first. What is chosen stands in the address. */
export function WorklistPage(): ReactNode {
  const place = route.useSearch()
  const go = route.useNavigate()
  const onPlace = useCallback((next: Place): void => void go({ search: next as typeof place, replace: true }), [go])
  return <Desk place={useDeferredValue(place)} onGo={onPlace} />
}

/** The desk follows the address as soon as no key waits for it. */
const Desk = memo(({ place, onGo }: { readonly place: Place; readonly onGo: (place: Place) => void }): ReactNode => {
  const session = useSession()
  const columns = useMemo(claimColumns, [])
  const [chosen, setChosen] = useState<ReadonlyMap<string, ListedClaim>>(new Map())
  const onPlace = useCallback(
    (next: Place): void => {
      setChosen(new Map())
      onGo(next)
    },
    [onGo],
  )
  const { order = 'deadline', ...filter } = place
  const pages = usePages(['claims', 'mine', place], (offset, limit) =>
    ask(api.GET('/api/claims', { params: { query: { ...filterOf(filter), mine: 'true', order: order as 'deadline', offset, limit } } })),
  )
  const counts = useQuery({
    queryKey: ['claims', 'counts', { ...filter, state: undefined }],
    placeholderData: keepPreviousData,
    queryFn: () => ask(api.GET('/api/claims/counts', { params: { query: { ...filterOf({ ...filter, state: undefined }), mine: 'true' } } })),
  })
  const all = counts.data?.items.reduce((sum, one) => sum + Number(one.count), 0) ?? 0
  const offer = BULK[place.state ?? '']
  const selecting = offer !== undefined && session?.roles.includes(offer.role) === true
  const table = new URLSearchParams(Object.entries({ ...filterOf(filter), mine: 'true', form: 'xlsx' }).filter((one): one is [string, string] => typeof one[1] === 'string'))
  return (
    <>
      <h1>
        <Trans>待办</Trans> <span className="count">{all}</span>
      </h1>
      <JointList />
      <StateTabs place={place} all={all} counts={counts.data?.items ?? []} onPlace={onPlace} />
      <FilterBar place={place} onPlace={onPlace} department={session?.department ?? null} />
      <Narrowed place={place} onPlace={onPlace} />
      <div className="toolbar no-print">
        <SavedViews />
        <a className="export" href={`/api/claims/table?${table}`}>
          <Trans>导出表格</Trans>
        </a>
      </div>
      {selecting && <BulkBar state={place.state ?? ''} total={pages.total} filter={filterOf(filter)} chosen={chosen} onChosen={setChosen} />}
      <Loaded query={pages.first}>
        {() =>
          pages.total === 0 ? (
            <Empty>
              {Object.values(filter).some((one) => one !== undefined) ? (
                <>
                  <Trans>没有符合的件。</Trans>{' '}
                  <Link to="/worklist">
                    <Trans>看全部</Trans>
                  </Link>
                </>
              ) : (
                <Trans>没有等你办的件。</Trans>
              )}
            </Empty>
          ) : (
            <>
              <p className="visually-hidden" role="status">
                {plural(pages.total, { one: '# 件', other: '# 件' })}
              </p>
              <Grid
                label={t`待办`}
                columns={columns}
                total={pages.total}
                rowAt={pages.rowAt}
                onRange={pages.onRange}
                order={order}
                onOrder={(next) => onPlace({ ...place, order: next })}
                selection={
                  selecting
                    ? {
                        chosen: (row) => chosen.has(row.id),
                        nameOf: (row) => row.number,
                        choose: (row, yes) => {
                          const next = new Map(chosen)
                          if (yes) next.set(row.id, row)
                          else next.delete(row.id)
                          setChosen(next)
                        },
                      }
                    : undefined
                }
              />
            </>
          )
        }
      </Loaded>
    </>
  )
})

function JointList(): ReactNode {
  const staff = useHas('officer', 'reviewer')
  const query = useQuery({ enabled: staff, queryKey: ['joint'], queryFn: () => ask(api.GET('/api/joint')) })
  const items = query.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="card" aria-label={t`请本部门会审`}>
      <h2>
        <Trans>请本部门会审</Trans> <span className="count">{items.length}</span>
      </h2>
      <ul className="rows">
        {items.map((one) => (
          <li key={one.id}>
            <Link to="/claims/$id" params={{ id: one.claim }}>
              {one.number}
            </Link>
            <span className="grow">
              {term(one.asking)}：{one.question}
            </span>
            <span className="help">{untilWords(one.deadline)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
