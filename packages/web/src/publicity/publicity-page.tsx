import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { api, ask, type Published } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Empty, Loaded } from '../frame/state.tsx'

interface Part {
  readonly items: readonly Published[]
  readonly next: string | null
}

/** What anyone may see, without an account: what is in 公示 now, and what was paid. */
export function PublicityPage(): ReactNode {
  const after = (page: string | undefined) => ({ params: { query: { limit: 200, ...(page && { after: page }) } } })
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
    <main className="page">
      <h1>公示</h1>
      <p>有不同意见，请在公示期内向办理部门提出。企业登录后可以直接提。</p>
      <List title="正在公示" query={now} dayName="公示到" nothing="现在没有正在公示的件。" />
      <div id="paid">
        <List title="已兑付" query={paid} dayName="到账" nothing="还没有兑付的件。" />
      </div>
      <p className="no-print">
        开放数据：<a href="/api/paid/table?form=csv">CSV</a> · <a href="/api/paid/table?form=xlsx">Excel</a>
      </p>
    </main>
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
    <section aria-label={title}>
      <h2>{title}</h2>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((one) => one.items)
          return items.length === 0 ? (
            <Empty>{nothing}</Empty>
          ) : (
            <ul className="rows">
              {items.map((one) => (
                <li key={one.id}>
                  <span className="grow">
                    {one.name}
                    {one.synthetic && <span className="help">（合成数据）</span>}
                  </span>
                  <span className="grow">
                    <Link href={`/measures/${one.measure}`}>
                      第{one.article}条 {one.measureName}
                    </Link>
                  </span>
                  <span className="help">
                    {one.department}；{dayName} {one.day}
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
      {query.hasNextPage && <Button onClick={() => void query.fetchNextPage()}>再看 200 件</Button>}
    </section>
  )
}
