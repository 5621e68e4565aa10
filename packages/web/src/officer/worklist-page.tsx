import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal, message as toast } from 'antd'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { api, ask, type ListedClaim } from '../api/client.ts'
import { STATE_NAMES } from '../api/names.ts'
import { Money, Range } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { measureName, untilWords } from '../frame/words.ts'
import { useSession } from '../people/session.ts'

type State = ListedClaim['state']
type BulkMove = 'accept' | 'publicise' | 'approve' | 'second' | 'close'

/** The one move that many claims in a state can be given at once. */
const BULK: Readonly<Partial<Record<State, { readonly move: BulkMove; readonly name: string; readonly role: 'officer' | 'reviewer' }>>> = {
  submitted: { move: 'accept', name: '受理', role: 'officer' },
  reviewed: { move: 'publicise', name: '公示', role: 'officer' },
  seconded: { move: 'publicise', name: '公示', role: 'officer' },
  publicised: { move: 'approve', name: '审定', role: 'reviewer' },
  paid: { move: 'close', name: '办结', role: 'officer' },
}

/** Everything that waits for the person here, the most urgent first. What is chosen stands in the address. */
export function WorklistPage(): ReactNode {
  const search = new URLSearchParams(useSearch())
  const [, navigate] = useLocation()
  const state = (search.get('state') ?? undefined) as State | undefined
  const words = search.get('q') ?? ''
  const [typed, setTyped] = useState(words)
  const asked = useDeferredValue(typed.trim())
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map())
  const query = useInfiniteQuery({
    queryKey: ['worklist', state, asked],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      ask(api.GET('/api/claims', { params: { query: { mine: 'true', order: 'deadline', limit: 100, offset: pageParam, ...(state && { state }), ...(asked !== '' && { search: asked }) } } })),
    getNextPageParam: (last, pages) => (pages.length * 100 < Number(last.total) ? pages.length * 100 : undefined),
  })
  const place = (nextState: State | undefined, nextWords: string): void => {
    const next = new URLSearchParams()
    if (nextState) next.set('state', nextState)
    if (nextWords !== '') next.set('q', nextWords)
    setChosen(new Map())
    navigate(`/worklist${next.size > 0 ? `?${next}` : ''}`, { replace: true })
  }
  const items = query.data?.pages.flatMap((one) => one.items) ?? []
  const counts = useQuery({ queryKey: ['worklist', 'counts'], queryFn: () => ask(api.GET('/api/claims/counts', { params: { query: { mine: 'true' } } })) }).data?.items ?? []
  const total = counts.reduce((sum, one) => sum + Number(one.count), 0)
  return (
    <main className="page">
      <h1>
        待办 <span className="count">{total}</span>
      </h1>
      <JointList />
      <div className="toolbar no-print">
        <Button type={state === undefined ? 'primary' : 'default'} aria-pressed={state === undefined} onClick={() => place(undefined, typed)}>
          全部
        </Button>
        {counts.map((one) => (
          <Button key={one.state} type={state === one.state ? 'primary' : 'default'} aria-pressed={state === one.state} onClick={() => place(one.state, typed)}>
            {STATE_NAMES[one.state]} {one.count}
          </Button>
        ))}
        <Input.Search
          aria-label="找编号、主体或信用代码"
          placeholder="编号、主体或信用代码"
          allowClear
          style={{ maxWidth: 260 }}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(value) => place(state, value.trim())}
        />
        <a className="export" href={`/api/claims/table?form=xlsx${state ? `&state=${state}` : ''}`}>
          导出表格
        </a>
      </div>
      {state && BULK[state] && <Bulk state={state} items={items} chosen={chosen} onChosen={setChosen} />}
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Empty>{asked || state ? '没有符合的件。' : '没有等你办的件。'}</Empty>
          ) : (
            <ul className="rows worklist" aria-label="待办">
              {items.map((one) => (
                <li key={one.id}>
                  {state && BULK[state] && (
                    <Checkbox
                      aria-label={`选中 ${one.number}`}
                      checked={chosen.has(one.id)}
                      onChange={(event) => {
                        const next = new Map(chosen)
                        if (event.target.checked) next.set(one.id, one.version)
                        else next.delete(one.id)
                        setChosen(next)
                      }}
                    />
                  )}
                  <Link href={`/claims/${one.id}`}>{one.number}</Link>
                  <span className="grow">
                    {one.name}
                    {one.synthetic && <span className="help">（合成数据）</span>}
                  </span>
                  <span className="grow">{measureName(one.measure)}</span>
                  <span>{STATE_NAMES[one.state]}</span>
                  <span className={one.deadline !== null && one.deadline < new Date().toISOString().slice(0, 10) ? 'undecided' : 'help'} title={one.deadline ?? ''}>
                    {untilWords(one.deadline)}
                  </span>
                  <span className="amount">{one.amountFen === null ? <Range low={one.lowFen} high={one.highFen} /> : <Money fen={one.amountFen} />}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          再看 100 件
        </Button>
      )}
    </main>
  )
}

function JointList(): ReactNode {
  const session = useSession()
  const staff = session?.roles.some((one) => one === 'officer' || one === 'reviewer') === true
  const query = useQuery({ enabled: staff, queryKey: ['joint'], queryFn: () => ask(api.GET('/api/joint')) })
  const items = query.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section aria-label="请本部门会审">
      <h2>
        请本部门会审 <span className="count">{items.length}</span>
      </h2>
      <ul className="rows">
        {items.map((one) => (
          <li key={one.id}>
            <Link href={`/claims/${one.claim}`}>{one.number}</Link>
            <span className="grow">
              {one.asking}：{one.question}
            </span>
            <span className="help">{untilWords(one.deadline)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface BulkProps {
  readonly state: State
  readonly items: readonly ListedClaim[]
  readonly chosen: ReadonlyMap<string, number>
  readonly onChosen: (chosen: ReadonlyMap<string, number>) => void
}

function Bulk({ state, items, chosen, onChosen }: BulkProps): ReactNode {
  const session = useSession()
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('核对一致')
  const offer = BULK[state]
  const send = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/claims/moves/{move}', {
          params: { path: { move: offer?.move ?? 'accept' } },
          body: { claims: [...chosen].slice(0, 500).map(([id, version]) => ({ id, version })), reason: reason.trim() },
        }),
      ),
    onSuccess: async ({ items: done }) => {
      const refused = done.filter((one) => !one.done)
      toast.success(`办成 ${done.length - refused.length} 件${refused.length > 0 ? `，${refused.length} 件没有办成` : ''}`)
      onChosen(new Map())
      if (refused.length === 0) setAsking(false)
      await cache.invalidateQueries()
    },
  })
  if (!offer || !session?.roles.includes(offer.role)) return null
  const refused = send.data?.items.filter((one) => !one.done) ?? []
  return (
    <div className="toolbar no-print">
      <Checkbox
        checked={items.length > 0 && chosen.size === items.length}
        indeterminate={chosen.size > 0 && chosen.size < items.length}
        onChange={(event) => onChosen(event.target.checked ? new Map(items.map((one) => [one.id, one.version])) : new Map())}
      >
        全选这 {items.length} 件
      </Checkbox>
      <Button type="primary" disabled={chosen.size === 0} onClick={() => setAsking(true)}>
        {offer.name}选中的 {chosen.size} 件
      </Button>
      <Modal
        open={asking}
        title={`${offer.name} ${chosen.size} 件`}
        okText={offer.name}
        cancelText="取消"
        okButtonProps={{ loading: send.isPending, disabled: chosen.size === 0 || reason.trim() === '' }}
        onOk={() => send.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>不能办的逐件说明，其余照办。</p>
        <Input.TextArea aria-label="理由" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        {refused.length > 0 && (
          <ul>
            {refused.map((one) => (
              <li key={one.id} className="undecided">
                {items.find((each) => each.id === one.id)?.number ?? one.id}：{one.detail}
              </li>
            ))}
          </ul>
        )}
        {send.error && <FaultNote fault={send.error} />}
      </Modal>
    </div>
  )
}
