import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formatFen, MONEY, parseQuantity, rational } from '@zhida/language/ir'
import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask, type Fund } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { timeWords } from '../frame/words.ts'
import { useSession } from '../people/session.ts'

/** Every fund: what the text says, what documents appropriated, what is promised, paid and free. */
export function FundsPage(): ReactNode {
  const session = useSession()
  const query = useQuery({ queryKey: ['funds'], queryFn: () => ask(api.GET('/api/funds')) })
  const [open, setOpen] = useState<Fund>()
  const [giving, setGiving] = useState<Fund>()
  return (
    <main className="page">
      <h1>资金</h1>
      <Loaded query={query}>
        {({ items, faults }) => (
          <>
            {faults.length > 0 && (
              <details className="faults">
                <summary>原文自身不相符的 {faults.length} 处（照录，不改）</summary>
                <ul>
                  {faults.map((one) => (
                    <li key={one.words}>{one.words}</li>
                  ))}
                </ul>
              </details>
            )}
            <Table funds={items.filter((one) => one.unit === '分')} onOpen={setOpen} onGive={session?.roles.includes('finance') ? setGiving : undefined} />
            <Quotas funds={items.filter((one) => one.unit !== '分')} />
          </>
        )}
      </Loaded>
      {open && <Movements fund={open} onClose={() => setOpen(undefined)} />}
      {giving && <Appropriation fund={giving} onClose={() => setGiving(undefined)} />}
    </main>
  )
}

interface TableProps {
  readonly funds: readonly Fund[]
  readonly onOpen: (fund: Fund) => void
  readonly onGive: ((fund: Fund) => void) | undefined
}

function Table({ funds, onOpen, onGive }: TableProps): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard.
    <section aria-label="资金表" className="scroll" tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">资金</th>
            <th scope="col">出资</th>
            <th scope="col">原文</th>
            <th scope="col">已安排</th>
            <th scope="col">已承诺</th>
            <th scope="col">已拨付</th>
            <th scope="col">余额</th>
            <th scope="col">用到</th>
            <th scope="col" className="no-print">
              <span className="visually-hidden">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {funds.map((one) => (
            <tr key={one.code}>
              <th scope="row">{one.part ?? one.name}</th>
              <td>{one.payer}</td>
              <td>
                {one.stated !== null && <Money fen={one.stated} />}
                {one.stated !== null && one.floor && '以上'}
              </td>
              <td>
                <Money fen={one.appropriated} />
              </td>
              <td>
                <Money fen={one.reserved} />
              </td>
              <td>
                <Money fen={one.disbursed} />
              </td>
              <td>
                <Money fen={one.free} />
              </td>
              <td>
                <Used fund={one} />
              </td>
              <td className="no-print">
                <Button size="small" onClick={() => onOpen(one)}>
                  流水<span className="visually-hidden">{one.code}</span>
                </Button>
                {onGive && (
                  <Button size="small" onClick={() => onGive(one)}>
                    安排<span className="visually-hidden">{one.code}</span>
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** How much of what was appropriated is promised or gone, in whole percent. */
function Used({ fund }: { readonly fund: Fund }): ReactNode {
  const given = BigInt(fund.appropriated)
  if (given === 0n) return <span className="help">未安排</span>
  const percent = Number(((BigInt(fund.reserved) + BigInt(fund.disbursed)) * 100n) / given)
  return <span className={percent >= 90 ? 'undecided' : ''}>{percent}%</span>
}

function Quotas({ funds }: { readonly funds: readonly Fund[] }): ReactNode {
  if (funds.length === 0) return null
  return (
    <section aria-label="要素指标">
      <h2>要素指标</h2>
      <ul className="rows">
        {funds.map((one) => (
          <li key={one.code}>
            <span className="grow">{one.part ?? one.name}</span>
            <span>
              原文 {one.stated ?? '未写'} {one.unit}
              {one.stated !== null && one.floor && '以上'}；已安排 {one.appropriated}，余 {one.free}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const KINDS: Readonly<Record<string, string>> = { direct: '划转', reserve: '承诺', post: '拨付', void: '释放' }

function Movements({ fund, onClose }: { readonly fund: Fund; readonly onClose: () => void }): ReactNode {
  const query = useQuery({ queryKey: ['movements', fund.code], queryFn: () => ask(api.GET('/api/funds/movements', { params: { query: { fund: fund.code, limit: 200 } } })) })
  return (
    <Modal open width={760} footer={null} title={`流水：${fund.part ?? fund.name}`} onCancel={onClose}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>还没有流水。</Empty>
          ) : (
            <ul className="rows">
              {items.map((one) => (
                <li key={one.id}>
                  <span>{KINDS[one.kind] ?? one.kind}</span>
                  <span className="grow">
                    {one.memo} {one.document && <span className="help">{one.document}</span>}
                  </span>
                  <span className="help">{timeWords(one.at)}</span>
                  <span className="amount">
                    {one.to === fund.code ? '+' : '−'}
                    <Money fen={one.amount} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Modal>
  )
}

function Appropriation({ fund, onClose }: { readonly fund: Fund; readonly onClose: () => void }): ReactNode {
  const [amount, setAmount] = useState('')
  const [document, setDocument] = useState('')
  const cache = useQueryClient()
  const plain = amount.normalize('NFKC').replace(/\s/g, '')
  const read = parseQuantity(/^[\d,.]+$/.test(plain) ? `${plain}万元` : plain)
  const fen = read && read.dimension === MONEY && read.value.d === 1n && read.value.n > 0n ? read.value.n : undefined
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/funds/appropriations', { body: { fund: fund.code, amount: String(fen), document: document.trim() } })),
    onSuccess: async () => {
      await cache.invalidateQueries()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={`安排资金：${fund.part ?? fund.name}`}
      okText="安排"
      cancelText="取消"
      okButtonProps={{ disabled: fen === undefined || document.trim() === '', loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p>记入后不能改，只能再凭文件调剂。</p>
      <div className="field">
        <label htmlFor="appropriation-amount">金额</label>
        <Input id="appropriation-amount" value={amount} suffix="万元" onChange={(event) => setAmount(event.target.value)} />
        <div className="help">{amount !== '' && (fen === undefined ? '请写成金额，例如 500万元' : `即 ${formatFen(rational(fen))}`)}</div>
      </div>
      <div className="field">
        <label htmlFor="appropriation-document">批准文件的文号</label>
        <Input id="appropriation-document" value={document} onChange={(event) => setDocument(event.target.value)} />
      </div>
      {send.error && <FaultNote fault={send.error} />}
    </Modal>
  )
}
