import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal, Progress } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { api, ask, type DeliveryEntry, type DeliveryList } from '../api/client.ts'
import { Range } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { measureName } from '../frame/words.ts'
import { useSession } from '../people/session.ts'
import { VERDICT_WORDS } from '../policy/policy.ts'
import { LIST_STATES } from './lists-page.tsx'

/** One list: who is on it and with how much; strike out with a reason, then pass it. */
export function ListPage({ id }: { readonly id: string }): ReactNode {
  const path = { params: { path: { id } } } as const
  const list = useQuery({ queryKey: ['list', id], queryFn: () => ask(api.GET('/api/delivery/{id}', path)) })
  return (
    <main className="page">
      <p className="crumbs no-print">
        <Link href="/lists">免申即享</Link> / {id}
      </p>
      <Loaded query={list} title="清单">
        {(found) => (
          <>
            <h1>{measureName(found.measure)}</h1>
            <p>
              {LIST_STATES[found.state]}；按 {found.day} 的档案
            </p>
            {found.state === 'running' ? <Running list={found} /> : <Entries list={found} />}
          </>
        )}
      </Loaded>
    </main>
  )
}

/** The server tells how far it is; the page may be closed meanwhile. */
function Running({ list }: { readonly list: DeliveryList }): ReactNode {
  const [now, setNow] = useState(list)
  const [since] = useState(() => Date.now())
  const cache = useQueryClient()
  useEffect(() => {
    const events = new EventSource(`/api/delivery/${list.id}/progress`)
    events.addEventListener('progress', (event) => {
      const told = JSON.parse(event.data) as DeliveryList
      setNow(told)
      if (told.state !== 'running') {
        events.close()
        void cache.invalidateQueries()
      }
    })
    return () => events.close()
  }, [list.id, cache])
  const part = Number(now.total) > 0 ? Number(now.judged) / Number(now.total) : 0
  const left = part > 0 ? Math.ceil(((Date.now() - since) / 1000) * (1 / part - 1)) : undefined
  return (
    <>
      <Progress percent={Math.floor(part * 100)} aria-label="计算进度" />
      <p className="help">
        已算 {now.judged}/{now.total}
        {left !== undefined && `，约还要 ${left} 秒`}。可以关掉这个页面，计算会继续。
      </p>
    </>
  )
}

function Entries({ list }: { readonly list: DeliveryList }): ReactNode {
  const session = useSession()
  const cache = useQueryClient()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<'strike' | 'review'>()
  const [reason, setReason] = useState('')
  const query = useInfiniteQuery({
    queryKey: ['list', list.id, 'entries'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => ask(api.GET('/api/delivery/{id}/entries', { params: { path: { id: list.id }, query: { limit: 200, ...(pageParam && { after: pageParam }) } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const done = async (): Promise<void> => {
    setAsking(undefined)
    setReason('')
    setChosen(new Set())
    await cache.invalidateQueries()
  }
  const path = { path: { id: list.id } } as const
  const strike = useMutation({ mutationFn: (words: string | null) => ask(api.POST('/api/delivery/{id}/strike', { params: path, body: { subjects: [...chosen], reason: words } })), onSuccess: done })
  const review = useMutation({ mutationFn: () => ask(api.POST('/api/delivery/{id}/review', { params: path, body: { reason: reason.trim() } })), onSuccess: done })
  const items = query.data?.pages.flatMap((one) => one.items) ?? []
  const officer = session?.roles.includes('officer') === true && list.state === 'listed'
  return (
    <>
      {review.data && (
        <p className="synthetic" role="status">
          已成 {review.data.claims} 件，在<Link href="/worklist?state=reviewed">待办</Link>里公示。
        </p>
      )}
      {officer && (
        <div className="toolbar no-print">
          <Button disabled={chosen.size === 0} danger onClick={() => setAsking('strike')}>
            剔除选中的 {chosen.size} 个
          </Button>
          <Button disabled={chosen.size === 0} onClick={() => strike.mutate(null)}>
            恢复选中的
          </Button>
          <Button type="primary" onClick={() => setAsking('review')}>
            审核通过
          </Button>
        </div>
      )}
      {strike.error && !asking && <FaultNote fault={strike.error} />}
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Empty>按现有档案，没有主体应得这一项，或者都已经给过。</Empty>
          ) : (
            <ul className="rows" aria-label="清单">
              {items.map((one) => (
                <Entry
                  key={one.subject}
                  entry={one}
                  mayChoose={officer}
                  chosen={chosen.has(one.subject)}
                  onChosen={(yes) => {
                    const next = new Set(chosen)
                    if (yes) next.add(one.subject)
                    else next.delete(one.subject)
                    setChosen(next)
                  }}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {query.hasNextPage && <Button onClick={() => void query.fetchNextPage()}>再看 200 个</Button>}
      <Modal
        open={asking !== undefined}
        title={asking === 'strike' ? `剔除 ${chosen.size} 个主体` : '审核通过'}
        okText={asking === 'strike' ? '剔除' : '通过'}
        cancelText="取消"
        okButtonProps={{ disabled: reason.trim() === '', danger: asking === 'strike', loading: strike.isPending || review.isPending }}
        onOk={() => (asking === 'strike' ? strike.mutate(reason.trim()) : review.mutate())}
        onCancel={() => setAsking(undefined)}
      >
        {asking === 'review' && <p>金额确定的逐一成件；有裁量余地的留在清单上，由企业申报、部门定。</p>}
        <Input.TextArea aria-label="理由" placeholder="理由" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        {(strike.error ?? review.error) && <FaultNote fault={strike.error ?? review.error} />}
      </Modal>
    </>
  )
}

interface EntryProps {
  readonly entry: DeliveryEntry
  readonly mayChoose: boolean
  readonly chosen: boolean
  readonly onChosen: (chosen: boolean) => void
}

function Entry({ entry, mayChoose, chosen, onChosen }: EntryProps): ReactNode {
  return (
    <li className={entry.struck === null ? '' : 'struck'}>
      {mayChoose && <Checkbox aria-label={`选中 ${entry.name}`} checked={chosen} onChange={(event) => onChosen(event.target.checked)} />}
      <span className="grow">
        {entry.name}
        {entry.synthetic && <span className="help">（合成数据）</span>} <span className="help">{entry.creditCode}</span>
      </span>
      <span>{VERDICT_WORDS[entry.verdict as keyof typeof VERDICT_WORDS] ?? entry.verdict}</span>
      <span className="amount">
        <Range low={entry.lowFen} high={entry.highFen} />
      </span>
      {entry.struck !== null && <span className="undecided">已剔除：{entry.struck}</span>}
    </li>
  )
}
