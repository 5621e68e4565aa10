import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo } from 'react'
import { api, ask } from '../api/client.ts'
import { Grid } from '../frame/grid.tsx'
import { usePages } from '../frame/pages.ts'
import { Empty, Loaded } from '../frame/state.tsx'
import { useSession } from '../people/session.ts'
import { claimColumns } from './claim-columns.tsx'
import { FilterBar, Narrowed } from './filter-bar.tsx'
import { filterOf, type Place } from './place.ts'
import { SavedViews } from './saved-views.tsx'
import { StateTabs } from './state-tabs.tsx'

const route = getRouteApi('/claims')

/** All claims that the person here may see: what stands behind every figure. */
export function ClaimsPage(): ReactNode {
  const place = route.useSearch()
  const go = route.useNavigate()
  const session = useSession()
  const columns = useMemo(claimColumns, [])
  const onPlace = useCallback((next: Place): void => void go({ search: next as typeof place, replace: true }), [go])
  const { order = 'newest', ...filter } = place
  const pages = usePages(['claims', 'all', place], (offset, limit) => ask(api.GET('/api/claims', { params: { query: { ...filterOf(filter), order: order as 'newest', offset, limit } } })))
  const counts = useQuery({
    queryKey: ['claims', 'all', 'counts', { ...filter, state: undefined }],
    placeholderData: keepPreviousData,
    queryFn: () => ask(api.GET('/api/claims/counts', { params: { query: filterOf({ ...filter, state: undefined }) } })),
  })
  const all = counts.data?.items.reduce((sum, one) => sum + Number(one.count), 0) ?? 0
  const table = new URLSearchParams(Object.entries({ ...filterOf(filter), form: 'xlsx' }).filter((one): one is [string, string] => typeof one[1] === 'string'))
  return (
    <>
      <h1>
        <Trans>申报件</Trans> <span className="count">{all}</span>
      </h1>
      <FilterBar place={place} onPlace={onPlace} department={session?.department ?? null} />
      <Narrowed place={place} onPlace={onPlace} />
      <StateTabs place={place} all={all} counts={counts.data?.items ?? []} onPlace={onPlace} />
      <div className="toolbar no-print">
        <SavedViews />
        <a className="export" href={`/api/claims/table?${table}`}>
          <Trans>导出表格</Trans>
        </a>
        <a className="export" href={`/api/claims/table?${String(table).replace('form=xlsx', 'form=csv')}`}>
          CSV
        </a>
      </div>
      <Loaded query={pages.first}>
        {() =>
          pages.total === 0 ? (
            <Empty>
              <Trans>没有符合的件。</Trans>{' '}
              <Link to="/claims">
                <Trans>看全部</Trans>
              </Link>
            </Empty>
          ) : (
            <Grid label={t`申报件`} columns={columns} total={pages.total} rowAt={pages.rowAt} onRange={pages.onRange} order={order} onOrder={(next) => onPlace({ ...place, order: next })} />
          )
        }
      </Loaded>
    </>
  )
}
