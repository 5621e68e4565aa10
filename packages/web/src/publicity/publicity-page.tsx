import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { api, ask, type Published } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Empty, Loaded, Named } from '../frame/state.tsx'
import { measureName, wayName } from '../words/names.ts'
import { term } from '../words/terms.ts'
import { dayWords } from '../words/time.ts'

interface Part {
  readonly items: readonly Published[]
  readonly next: string | null
}

/** What anyone may see, without an account: how much was given, what is in 公示 now, and what was paid. */
export function PublicityPage(): ReactNode {
  const after = (page: string | undefined) => ({ params: { query: { limit: 200, ...(page && { after: page }) } } })
  const sums = useQuery({ queryKey: ['summary'], queryFn: () => ask(api.GET('/api/summary')) })
  const now = useInfiniteQuery({
    queryKey: ['publicity'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<Part> => ask(api.GET('/api/publicity', after(pageParam))),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const paid = useInfiniteQuery({
    queryKey: ['paid'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<Part> => ask(api.GET('/api/paid', after(pageParam))),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  return (
    <>
      <h1>
        <Trans>公示</Trans>
      </h1>
      <Loaded query={sums}>
        {(found) => (
          <>
            <section className="tiles" aria-label={t`要点`}>
              <div className="tile">
                <div className="help">
                  <Trans>已兑付</Trans>
                </div>
                <strong>
                  <Money short fen={found.paidFen} />
                </strong>
                <div className="help">
                  <Trans>
                    {found.claims} 件，{found.subjects} 个主体
                  </Trans>
                </div>
              </div>
              <div className="tile">
                <div className="help">
                  <Trans>其中没有让人申报</Trans>
                </div>
                <strong>
                  <Money short fen={found.automaticFen} />
                </strong>
                <div className="help">
                  <Trans>免申即享</Trans>
                </div>
              </div>
              {found.departments.slice(0, 3).map((one) => (
                <div className="tile" key={one.name}>
                  <div className="help">{term(one.name)}</div>
                  <strong>
                    <Money short fen={one.paidFen} />
                  </strong>
                  <div className="help">{plural(Number(one.claims), { one: '# 件', other: '# 件' })}</div>
                </div>
              ))}
            </section>
            <p className="help">
              <Trans>这里的数和办理部门看到的是同一个账，随时可以核对。</Trans> <Link to="/targets">{t`政策里的目标做到了多少`}</Link>
            </p>
          </>
        )}
      </Loaded>
      <p>
        <Trans>有不同意见，请在公示期内向办理部门提出。企业登录后可以直接提。</Trans>
      </p>
      <List title={t`正在公示`} query={now} dayName={t`公示到`} nothing={t`现在没有正在公示的件。`} />
      <div id="paid">
        <List title={t`已兑付`} query={paid} dayName={t`到账`} nothing={t`还没有兑付的件。`} />
      </div>
      <p className="no-print">
        <Trans>开放数据：</Trans>
        <a href="/api/paid/table?form=csv">CSV</a> · <a href="/api/paid/table?form=xlsx">Excel</a> · <a href="/api/paid/grants">JSON</a>{' '}
        <span className="help">
          <Trans>栏目依 360Giving 数据标准。</Trans>
        </span>
      </p>
    </>
  )
}

interface ListProps {
  readonly title: string
  readonly query: UseInfiniteQueryResult<InfiniteData<Part>>
  readonly dayName: string
  readonly nothing: string
}

function List({ title, query, dayName, nothing }: ListProps): ReactNode {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((one) => one.items)
          return items.length === 0 ? (
            <Empty>{nothing}</Empty>
          ) : (
            <ul className="rows aligned">
              {items.map((one) => (
                <li key={one.id}>
                  <span className="grow">
                    <Named name={one.name} synthetic={one.synthetic} />
                  </span>
                  <span className="grow">
                    <Link to="/measures/$id" params={{ id: one.measure }}>
                      {measureName(one.measure)}
                    </Link>
                  </span>
                  <span className="help">
                    {wayName(one.way)} · {term(one.department)} · {dayName} {dayWords(one.day)}
                  </span>
                  <span className="amount">
                    <Money fen={one.amountFen} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          <Trans>再看 200 件</Trans>
        </Button>
      )}
    </section>
  )
}
