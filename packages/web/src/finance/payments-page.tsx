import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { Link } from 'wouter'
import { api, ask } from '../api/client.ts'
import { STATE_NAMES } from '../api/names.ts'
import { Money } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { measureName, timeWords } from '../frame/words.ts'

/** From approved to paid: make a batch, take in the bank's answer, compare, handle what failed. */
export function PaymentsPage(): ReactNode {
  return (
    <main className="page">
      <h1>兑付</h1>
      <Waiting />
      <Reconciliation />
    </main>
  )
}

function Waiting(): ReactNode {
  const cache = useQueryClient()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const query = useQuery({
    queryKey: ['worklist', 'finance'],
    queryFn: () => ask(api.GET('/api/claims', { params: { query: { limit: 500, mine: 'true', order: 'deadline' } } })),
  })
  const payable = query.data?.items.filter((one) => one.state === 'approved' || one.state === 'failed') ?? []
  const chosen = payable.filter((one) => !left.has(one.id))
  const total = chosen.reduce((sum, one) => sum + BigInt(one.amountFen ?? '0'), 0n)
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/payments/batches', { body: { claims: chosen.map((one) => one.id) } })),
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <section aria-label="待拨付">
      <h2>
        待拨付 <span className="count">{payable.length}</span>
      </h2>
      {send.data && (
        <Alert
          type="success"
          role="status"
          title={
            <>
              批次 {send.data.message}：{send.data.payments} 笔，
              <Money fen={send.data.totalFen} />
              ，已交银行。<a href={`/api/payments/batches/${send.data.id}/file`}>下载支付文件（pain.001）</a>
            </>
          }
        />
      )}
      {send.error && <FaultNote fault={send.error} />}
      <Loaded query={query}>
        {() =>
          payable.length === 0 ? (
            <Empty>没有待拨付的件。</Empty>
          ) : (
            <>
              <ul className="rows">
                {payable.map((one) => (
                  <li key={one.id}>
                    <Checkbox
                      aria-label={`选中 ${one.number}`}
                      checked={!left.has(one.id)}
                      onChange={(event) => {
                        const next = new Set(left)
                        if (event.target.checked) next.delete(one.id)
                        else next.add(one.id)
                        setLeft(next)
                      }}
                    />
                    <Link href={`/claims/${one.id}`}>{one.number}</Link>
                    <span className="grow">
                      {one.name}
                      {one.synthetic && <span className="help">（合成数据）</span>}
                    </span>
                    <span className="grow">{measureName(one.measure)}</span>
                    <span className={one.state === 'failed' ? 'undecided' : ''}>{STATE_NAMES[one.state]}</span>
                    <span className="amount">
                      <Money fen={one.amountFen} />
                    </span>
                  </li>
                ))}
              </ul>
              <Button type="primary" disabled={chosen.length === 0} loading={send.isPending} onClick={() => send.mutate()}>
                把这 {chosen.length} 件组成一批，交银行
              </Button>{' '}
              <span className="help">
                共 <Money fen={String(total)} />
              </span>
            </>
          )
        }
      </Loaded>
    </section>
  )
}

function Reconciliation(): ReactNode {
  const cache = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const query = useQuery({ queryKey: ['reconciliation'], queryFn: () => ask(api.GET('/api/payments/reconciliation')), refetchInterval: 5_000 })
  const take = useMutation({
    mutationFn: async (file: File) => ask(api.POST('/api/payments/answers', { body: { file: await file.text() } })),
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <section aria-label="对账">
      <h2>对账</h2>
      <div className="toolbar no-print">
        <Button loading={take.isPending} onClick={() => input.current?.click()}>
          收银行回执
        </Button>
        <input
          ref={input}
          type="file"
          aria-label="银行回执文件"
          className="visually-hidden"
          tabIndex={-1}
          accept=".xml"
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file) take.mutate(file)
            event.target.value = ''
          }}
        />
        <span className="help">pain.002 或 camt.054；同一份收几次都只算一次。</span>
      </div>
      {take.data && (
        <p role="status">
          {take.data.known ? '这一份以前收过。' : ''}到账 {take.data.paid} 笔，失败 {take.data.failed} 笔，重复 {take.data.repeated} 笔，矛盾 {take.data.contradictions} 处。
        </p>
      )}
      {take.error && <FaultNote fault={take.error} />}
      <Loaded query={query}>
        {(found) => (
          <>
            <Alert
              type={found.agrees ? 'success' : 'error'}
              title={
                <>
                  账上已拨付 <Money fen={found.postedFen} />
                  ，银行已付 <Money fen={found.paidFen} />，{found.agrees ? '一分不差。' : '两者不等，请逐批核对。'}
                </>
              }
            />
            {found.contradictions.map((one) => (
              <Contradiction key={one.id} {...one} />
            ))}
            {found.batches.length === 0 ? (
              <Empty>还没有批次。</Empty>
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard.
              <section className="scroll" aria-label="批次" tabIndex={0}>
                <table className="figures">
                  <thead>
                    <tr>
                      <th scope="col">批次</th>
                      <th scope="col">笔数</th>
                      <th scope="col">总额</th>
                      <th scope="col">已付</th>
                      <th scope="col">失败</th>
                      <th scope="col">未答</th>
                      <th scope="col">交银行</th>
                    </tr>
                  </thead>
                  <tbody>
                    {found.batches.map((one) => (
                      <tr key={one.message}>
                        <th scope="row">{one.message}</th>
                        <td>{one.payments}</td>
                        <td>
                          <Money fen={one.totalFen} />
                        </td>
                        <td>
                          <Money fen={one.paidFen} />
                        </td>
                        <td>
                          <Money fen={one.failedFen} />
                        </td>
                        <td>
                          <Money fen={one.openFen} />
                        </td>
                        <td>{one.sentAt ? timeWords(one.sentAt) : `等待（试过 ${one.attempts} 次${one.said ? `：${one.said}` : ''}）`}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

function Contradiction({
  id,
  reference,
  what,
  at,
  answer,
}: {
  readonly id: string
  readonly reference: string
  readonly what: string
  readonly at: string
  readonly answer: string | null
}): ReactNode {
  const [words, setWords] = useState('')
  const cache = useQueryClient()
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/payments/contradictions/{id}/answer', { params: { path: { id } }, body: { answer: words.trim() } })),
    onSettled: () => cache.invalidateQueries({ queryKey: ['reconciliation'] }),
  })
  return (
    <Alert
      type={answer === null ? 'warning' : 'info'}
      title={`${reference}：${what}（${timeWords(at)}）`}
      description={
        answer ?? (
          <div className="toolbar">
            <Input aria-label="怎样处理的" placeholder="怎样处理的" value={words} onChange={(event) => setWords(event.target.value)} />
            <Button disabled={words.trim() === ''} onClick={() => send.mutate()}>
              记下
            </Button>
            {send.error && <FaultNote fault={send.error} />}
          </div>
        )
      }
    />
  )
}
