import type { Tx } from '@zhida/database'
import { measuresOf, type Policy } from '@zhida/language/ir'
import { sql } from 'kysely'
import { MOVES, STATE_NAMES, type State } from '../claim/life.ts'
import { type Sheet, sheetOf } from '../http/table.ts'
import { evidenceOf } from './evidence.ts'
import { bestFacts, factsOf, SOURCES } from './facts.ts'
import type { Subject } from './subjects.ts'

interface Step {
  readonly number: string
  readonly measure: string
  readonly move: string
  readonly after: State
  readonly reason: string
  readonly amountFen: bigint | null
  readonly at: Date
}

const clock = (at: Date): string => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(at)

/** Everything that the office holds of a subject, as its owner may keep it: the facts with their sources, what was done with each claim, the files' names. */
export async function sheetsOf(tx: Tx, policy: Policy, subject: Subject): Promise<readonly Sheet[]> {
  const facts = await factsOf(tx, [subject.id])
  const holds = new Set(bestFacts(facts).map((one) => one.id))
  const { facts: definitions, events } = policy.vocabulary
  const nameOf = ({ key, event, record }: (typeof facts)[number]): string => {
    const of = events.find((one) => one.key === event)
    if (!of) return definitions.find((one) => one.key === key)?.name ?? key
    return `${of.name}${record ? ` ${record}` : ''} ${of.fields.find((one) => one.key === key)?.name ?? ''}`.trim()
  }
  const { rows: steps } =
    await sql<Step>`SELECT c.number, c.measure, m.move, m.after, m.reason, m.amount_fen, m.at FROM claim AS c JOIN claim_move AS m ON m.claim = c.id WHERE c.subject = ${subject.id} ORDER BY c.id, m.version`.execute(
      tx,
    )
  const measures = new Map(measuresOf(policy).map((one) => [one.id, one.name]))
  const moveName = (move: string): string => (move in MOVES ? MOVES[move as keyof typeof MOVES].name : move === 'open' ? '开草稿' : '列入免申即享')
  return [
    sheetOf(
      subject.synthetic ? '数据（合成数据）' : '数据',
      [
        { heading: '数据项', cell: nameOf },
        { heading: '年度', cell: (one) => String(one.year ?? '') },
        { heading: '内容', cell: (one) => (one.kind === 'withdrawn' ? '（已收回）' : one.given) },
        { heading: '来源', cell: (one) => SOURCES[one.source] },
        { heading: '记入时间', cell: (one) => clock(one.at) },
        { heading: '规则采用', cell: (one) => (holds.has(one.id) ? '是' : '') },
      ],
      facts,
    ),
    sheetOf(
      '申报与办理',
      [
        { heading: '编号', cell: (one) => one.number },
        { heading: '措施', cell: (one) => `${one.measure} ${measures.get(one.measure) ?? ''}` },
        { heading: '办理', cell: (one) => moveName(one.move) },
        { heading: '状态', cell: (one) => STATE_NAMES[one.after] },
        { heading: '金额（元）', cell: (one) => ({ fen: one.amountFen }) },
        { heading: '理由', cell: (one) => one.reason },
        { heading: '时间', cell: (one) => clock(one.at) },
      ],
      steps,
    ),
    sheetOf(
      '证明文件',
      [
        { heading: '文件', cell: (one) => one.name },
        { heading: '类型', cell: (one) => one.type },
        { heading: '字节', cell: (one) => String(one.size) },
        { heading: 'SHA-256', cell: (one) => one.hash },
        { heading: '上传时间', cell: (one) => clock(one.at) },
      ],
      await evidenceOf(tx, subject.id),
    ),
  ]
}
