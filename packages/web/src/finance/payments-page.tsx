import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { api, ask } from '../api/client.ts'
import { Figures } from '../frame/figures.tsx'
import { refresh } from '../frame/fresh.ts'
import { Money } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded, Named } from '../frame/state.tsx'
import { useHas } from '../people/session.ts'
import { spoken } from '../words/language.ts'
import { measureName, stateName } from '../words/names.ts'
import { timeWords } from '../words/time.ts'

/** From approved to paid: make a batch, take in the bank's answer, compare, handle what failed. */
export function PaymentsPage(): ReactNode {
  return (
    <>
      <h1>
        <Trans>兑付</Trans>
      </h1>
      <Waiting />
      <Reconciliation />
    </>
  )
}

/** The server makes a batch of so many at most. */
const AT_ONCE = 500

function Waiting(): ReactNode {
  const cache = useQueryClient()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const query = useQuery({ queryKey: ['claims', 'payable'], queryFn: () => ask(api.GET('/api/claims', { params: { query: { limit: AT_ONCE, mine: 'true', order: 'deadline' } } })) })
  const payable = query.data?.items.filter((one) => one.state === 'approved' || one.state === 'failed') ?? []
  const chosen = payable.filter((one) => !left.has(one.id))
  const total = chosen.reduce((sum, one) => sum + BigInt(one.amountFen ?? '0'), 0n)
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/payments/batches', { body: { claims: chosen.map((one) => one.id) } })),
    onSettled: () => refresh(cache),
  })
  return (
    <section className="card" aria-label={t`待拨付`}>
      <h2>
        <Trans>待拨付</Trans> <span className="count">{payable.length}</span>
      </h2>
      {send.data && (
        <Alert
          type="success"
          role="status"
          title={
            <>
              <Trans>
                批次 {send.data.message}：{send.data.payments} 笔，
                <Money fen={send.data.totalFen} />
                ，已交银行。
              </Trans>{' '}
              <a href={`/api/payments/batches/${send.data.id}/file`}>
                <Trans>下载支付文件（pain.001）</Trans>
              </a>
            </>
          }
        />
      )}
      {send.error && <FaultNote fault={send.error} />}
      <Loaded query={query}>
        {() =>
          payable.length === 0 ? (
            <Empty>
              <Trans>没有待拨付的件。</Trans>
            </Empty>
          ) : (
            <>
              <ul className="rows">
                {payable.map((one) => (
                  <li key={one.id}>
                    <input
                      type="checkbox"
                      aria-label={t`选中 ${one.number}`}
                      checked={!left.has(one.id)}
                      onChange={(event) => {
                        const next = new Set(left)
                        if (event.target.checked) next.delete(one.id)
                        else next.add(one.id)
                        setLeft(next)
                      }}
                    />
                    <Link to="/claims/$id" params={{ id: one.id }}>
                      {one.number}
                    </Link>
                    <span className="grow">
                      <Named name={one.name} synthetic={one.synthetic} />
                    </span>
                    <span className="grow">{measureName(one.measure)}</span>
                    <span className={one.state === 'failed' ? 'undecided' : ''}>{stateName(one.state)}</span>
                    <span className="amount">
                      <Money fen={one.amountFen} />
                    </span>
                  </li>
                ))}
              </ul>
              <div className="toolbar no-print">
                <Button type="primary" disabled={chosen.length === 0} loading={send.isPending} onClick={() => send.mutate()}>
                  {plural(chosen.length, { one: '把这 # 件组成一批，交银行', other: '把这 # 件组成一批，交银行' })}
                </Button>
                <span className="help">
                  <Trans>
                    共 <Money fen={total} />
                  </Trans>
                </span>
              </div>
            </>
          )
        }
      </Loaded>
    </section>
  )
}

/** Batches and contradictions at first: those that the bank owes an answer for stand in front. */
const SHOWN = 100
const MORE = 500
const MOST = 10_000

function Reconciliation(): ReactNode {
  const cache = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const mayRead = useHas('finance', 'auditor')
  const [limit, setLimit] = useState(SHOWN)
  const query = useQuery({
    queryKey: ['reconciliation', limit],
    queryFn: () => ask(api.GET('/api/payments/reconciliation', { params: { query: { limit } } })),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  })
  const take = useMutation({
    mutationFn: async (file: File) => ask(api.POST('/api/payments/answers', { body: { file: await file.text() } })),
    onSettled: () => refresh(cache),
  })
  return (
    <section className="card" aria-label={t`对账`}>
      <h2>
        <Trans>对账</Trans>
      </h2>
      <div className="toolbar no-print">
        <Button loading={take.isPending} onClick={() => input.current?.click()}>
          <Trans>收银行回执</Trans>
        </Button>
        <input
          ref={input}
          type="file"
          aria-label={t`银行回执文件`}
          className="visually-hidden"
          tabIndex={-1}
          accept=".xml"
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file) take.mutate(file)
            event.target.value = ''
          }}
        />
        <span className="help">
          <Trans>pain.002 或 camt.054；同一份收几次都只算一次。</Trans>
        </span>
      </div>
      {take.data && (
        <p role="status">
          {take.data.known && <Trans>这一份以前收过。</Trans>}
          <Trans>
            到账 {take.data.paid} 笔，失败 {take.data.failed} 笔，重复 {take.data.repeated} 笔，矛盾 {take.data.contradictions} 处。
          </Trans>
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
                  <Trans>
                    账上已拨付 <Money fen={found.postedFen} />
                    ，银行已付 <Money fen={found.paidFen} />。
                  </Trans>{' '}
                  {found.openFen !== '0' && (
                    <Trans>
                      <Money fen={found.openFen} />
                      银行还没有答复。
                    </Trans>
                  )}{' '}
                  {found.agrees ? <Trans>一分不差。</Trans> : <Trans>两者不等，请逐批核对。</Trans>}
                </>
              }
            />
            {found.contradictions.map((one) => (
              <Contradiction key={one.id} {...one} mayRead={mayRead} />
            ))}
            {found.batches.length === 0 ? (
              <Empty>
                <Trans>还没有批次。</Trans>
              </Empty>
            ) : (
              <Figures
                label={t`批次`}
                head={[t`批次`, t`笔数`, t`总额`, t`已付`, t`失败`, t`未答`, t`交银行`]}
                rows={found.batches.map((one) => ({
                  key: one.message,
                  name: mayRead ? (
                    <a href={`/api/payments/batches/${one.id}/file`} download title={t`下载支付文件（pain.001）`}>
                      {one.message}
                    </a>
                  ) : (
                    one.message
                  ),
                  cells: [
                    one.payments,
                    <Money key="t" fen={one.totalFen} />,
                    <Money key="p" fen={one.paidFen} />,
                    <Money key="f" fen={one.failedFen} />,
                    <Money key="o" fen={one.openFen} />,
                    one.sentAt ? timeWords(one.sentAt) : t`等待（试过 ${one.attempts} 次）${one.said ?? ''}`,
                  ],
                }))}
              />
            )}
            {(Number(found.batchCount) > limit || Number(found.contradictionCount) > limit) && limit < MOST && (
              <Button className="no-print" onClick={() => setLimit(Math.min(limit + MORE, MOST))}>
                <Trans>再看更早的</Trans>
              </Button>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

interface ContradictionProps {
  readonly id: string
  readonly reference: string
  readonly what: string
  readonly whatEn: string | null
  readonly message: string
  readonly at: string
  readonly answer: string | null
  /** Whether this person may read what the bank wrote. */
  readonly mayRead: boolean
}

function Contradiction({ id, message, reference, what, whatEn, at, answer, mayRead }: ContradictionProps): ReactNode {
  const [words, setWords] = useState('')
  const cache = useQueryClient()
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/payments/contradictions/{id}/answer', { params: { path: { id } }, body: { answer: words.trim() } })),
    onSettled: () => cache.invalidateQueries({ queryKey: ['reconciliation'] }),
  })
  return (
    <Alert
      type={answer === null ? 'warning' : 'info'}
      title={
        <>
          {reference} {spoken() === 'en' ? (whatEn ?? what) : what} {timeWords(at)}
        </>
      }
      action={
        mayRead && (
          <a href={`/api/payments/answers/${message}/file`} download>
            <Trans>银行回执</Trans>
          </a>
        )
      }
      description={
        answer ?? (
          <div className="toolbar">
            <Input aria-label={t`怎样处理的`} placeholder={t`怎样处理的`} value={words} onChange={(event) => setWords(event.target.value)} />
            <Button disabled={words.trim() === ''} onClick={() => send.mutate()}>
              <Trans>记下</Trans>
            </Button>
            {send.error && <FaultNote fault={send.error} />}
          </div>
        )
      }
    />
  )
}
