import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Modal, Progress } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { api, ask, type DeliveryEntry, type DeliveryList } from '../api/client.ts'
import { refresh } from '../frame/fresh.ts'
import { Range } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded, Named } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { useSession } from '../people/session.ts'
import { money, verdictWord } from '../words/amounts.ts'
import { measureName } from '../words/names.ts'
import { leftWords } from '../words/time.ts'
import { listState } from './lists-page.tsx'

const route = getRouteApi('/lists/$id')

/** One list: who is on it and with how much; strike out with a reason, pass it, publicise it. */
export function ListPage(): ReactNode {
  const { id } = route.useParams()
  const list = useQuery({ queryKey: ['list', id], queryFn: () => ask(api.GET('/api/delivery/{id}', { params: { path: { id } } })) })
  return (
    <>
      <p className="crumbs no-print">
        <Link to="/lists">
          <Trans>免申即享</Trans>
        </Link>{' '}
        / {id}
      </p>
      <Loaded query={list} title={t`清单`}>
        {(found) => (
          <>
            <h1>{measureName(found.measure)}</h1>
            <p>
              <Trans>
                {listState(found.state)}；按 {found.day} 的档案
              </Trans>
            </p>
            {found.state === 'running' ? <Running list={found} /> : <Entries list={found} />}
          </>
        )}
      </Loaded>
    </>
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
        toast.success(t`做完了：${measureName(told.measure)}`)
        void refresh(cache)
      }
    })
    return () => events.close()
  }, [list.id, cache])
  const part = Number(now.total) > 0 ? Number(now.judged) / Number(now.total) : 0
  return (
    <section className="card" aria-label={t`正在计算`}>
      <Progress percent={Math.floor(part * 100)} aria-label={t`计算进度`} />
      <p className="help" role="status">
        <Trans>
          已算 {now.judged}/{now.total}
        </Trans>{' '}
        {part > 0 && leftWords(((Date.now() - since) / 1000) * (1 / part - 1))} <Trans>可以关掉这个页面，计算会继续。</Trans>
      </p>
    </section>
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
    await refresh(cache)
  }
  const path = { path: { id: list.id } } as const
  const strike = useMutation({ mutationFn: (words: string | null) => ask(api.POST('/api/delivery/{id}/strike', { params: path, body: { subjects: [...chosen], reason: words } })), onSuccess: done })
  const review = useMutation({ mutationFn: () => ask(api.POST('/api/delivery/{id}/review', { params: path, body: { reason: reason.trim() } })), onSuccess: done })
  const items = query.data?.pages.flatMap((one) => one.items) ?? []
  const standing = items.filter((one) => one.struck === null)
  const sum = standing.reduce((all, one) => all + BigInt(one.lowFen ?? '0'), 0n)
  const officer = session?.roles.includes('officer') === true && list.state === 'listed'
  return (
    <>
      {list.state === 'reviewed' && <Publicise list={list} />}
      <div className="toolbar no-print">
        {officer && (
          <>
            <Button disabled={chosen.size === 0} danger onClick={() => setAsking('strike')}>
              <Trans>剔除选中的 {chosen.size} 个</Trans>
            </Button>
            <Button disabled={chosen.size === 0} onClick={() => strike.mutate(null)}>
              <Trans>恢复选中的</Trans>
            </Button>
            <Button type="primary" onClick={() => setAsking('review')}>
              <Trans>审核通过</Trans>
            </Button>
          </>
        )}
        <a className="export" href={`/api/delivery/${list.id}/table?form=xlsx`}>
          <Trans>导出表格</Trans>
        </a>
      </div>
      {strike.error && !asking && <FaultNote fault={strike.error} />}
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Empty>
              <Trans>按现有档案，没有主体应得这一项，或者都已经给过。</Trans>
            </Empty>
          ) : (
            <>
              <p className="help">
                {plural(standing.length, { one: '# 个主体', other: '# 个主体' })}
                {query.hasNextPage && '+'} · {t`至少共 ${money(sum)}`}
              </p>
              <ul className="rows card" aria-label={t`清单`}>
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
            </>
          )
        }
      </Loaded>
      {query.hasNextPage && (
        <Button onClick={() => void query.fetchNextPage()}>
          <Trans>再看 200 个</Trans>
        </Button>
      )}
      <Modal
        open={asking !== undefined}
        title={asking === 'strike' ? t`剔除 ${chosen.size} 个主体` : t`审核通过`}
        okText={asking === 'strike' ? t`剔除` : t`通过`}
        cancelText={t`取消`}
        okButtonProps={{ disabled: reason.trim() === '', danger: asking === 'strike', loading: strike.isPending || review.isPending }}
        onOk={() => (asking === 'strike' ? strike.mutate(reason.trim()) : review.mutate())}
        onCancel={() => setAsking(undefined)}
      >
        {asking === 'review' && (
          <p>
            <Trans>金额确定的逐一成件；有裁量余地的留在清单上，由企业申报、部门定。</Trans>
          </p>
        )}
        <Input.TextArea aria-label={t`理由`} placeholder={t`理由`} rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        {(strike.error ?? review.error) && <FaultNote fault={strike.error ?? review.error} />}
      </Modal>
    </>
  )
}

/** The list has become claims: those that wait for 公示 are put there in one go. */
function Publicise({ list }: { readonly list: DeliveryList }): ReactNode {
  const session = useSession()
  const query = useQuery({ queryKey: ['claims', 'counts', 'list', list.id], queryFn: () => ask(api.GET('/api/claims/counts', { params: { query: { list: list.id } } })) })
  const count = (...states: readonly string[]): number => query.data?.items.reduce((all, one) => all + (states.includes(one.state) ? Number(one.count) : 0), 0) ?? 0
  const waiting = count('reviewed', 'seconded')
  const all = query.data?.items.reduce((sum, one) => sum + Number(one.count), 0) ?? 0
  return (
    <p className="card" role="status">
      <Trans>
        已成 {all} 件：公示中 {count('publicised', 'objected')}，已兑付 {count('paid', 'closed')}。
      </Trans>{' '}
      {waiting > 0 && session?.roles.includes('officer') ? (
        <Link to="/worklist" search={{ state: 'reviewed', list: list.id }}>
          <Trans>去公示等着的 {waiting} 件</Trans>
        </Link>
      ) : (
        <Link to="/claims" search={{ list: list.id }}>
          <Trans>看这些件</Trans>
        </Link>
      )}
    </p>
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
      {mayChoose && <input type="checkbox" aria-label={t`选中 ${entry.name}`} checked={chosen} onChange={(event) => onChosen(event.target.checked)} />}
      <span className="grow">
        <Link to="/subjects/$id" params={{ id: entry.subject }}>
          {entry.name}
        </Link>{' '}
        {entry.synthetic && <Named name="" synthetic />} <span className="help">{entry.creditCode}</span>
      </span>
      <span>{verdictWord(entry.verdict as 'due')}</span>
      <span className="amount">
        <Range low={entry.lowFen} high={entry.highFen} />
      </span>
      {entry.struck !== null && (
        <span className="undecided">
          <Trans>已剔除：{entry.struck}</Trans>
        </span>
      )}
    </li>
  )
}
