import { sql } from 'kysely'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Day, Fen, Id, Page, pageOf } from '../http/shapes.ts'
import { type Column, sendTable, TABLE_TYPES, TableForms } from '../http/table.ts'
import { page, wire } from '../http/wire.ts'
import { Refusal } from '../refusal.ts'
import { replay, verify } from './replay.ts'

const DecisionShape = z.object({
  number: z.string(),
  claim: Id,
  measure: z.string(),
  day: Day,
  amountFen: Fen,
  lowFen: Fen,
  highFen: Fen,
  beforeFen: Fen,
  reason: z.string(),
  account: z.string(),
  at: z.string(),
  pack: z.string(),
  facts: z.string(),
  readings: z.string(),
  ruling: Id.nullable(),
  hash: z.string(),
  previous: z.string(),
})
interface DecisionRow {
  readonly number: bigint
  readonly claim: bigint
  readonly measure: string
  readonly day: string
  readonly amountFen: bigint
  readonly lowFen: bigint
  readonly highFen: bigint
  readonly beforeFen: bigint
  readonly reason: string
  readonly account: bigint
  readonly at: string
  readonly pack: string
  readonly facts: string
  readonly readings: string
  readonly ruling: bigint | null
  readonly hash: string
  readonly previous: string
}
const COLUMNS_SQL = sql`d.number, d.claim, d.measure, d.day, d.amount_fen, d.low_fen, d.high_fen, d.before_fen, d.reason, d.account, d.at, d.pack, d.facts, d.readings, d.ruling, d.hash, d.previous`

interface DecisionLine {
  readonly number: bigint
  readonly claim: string
  readonly measure: string
  readonly name: string
  readonly synthetic: boolean
  readonly day: string
  readonly amountFen: bigint
  readonly lowFen: bigint
  readonly highFen: bigint | null
  readonly reason: string
  readonly who: string
  readonly at: string
  readonly hash: string
}
const COLUMNS: readonly Column<DecisionLine>[] = [
  { heading: '决定号', cell: (one) => String(one.number) },
  { heading: '申报件', cell: (one) => one.claim },
  { heading: '主体', cell: (one) => (one.synthetic ? `${one.name}（合成数据）` : one.name) },
  { heading: '措施', cell: (one) => one.measure },
  { heading: '按哪一天', cell: (one) => one.day },
  { heading: '金额（元）', cell: (one) => ({ fen: one.amountFen }) },
  { heading: '下限（元）', cell: (one) => ({ fen: one.lowFen }) },
  { heading: '上限（元）', cell: (one) => ({ fen: one.highFen }) },
  { heading: '理由', cell: (one) => one.reason },
  { heading: '决定人', cell: (one) => one.who },
  { heading: '时间', cell: (one) => one.at },
  { heading: '哈希', cell: (one) => one.hash },
]

const Fault = z.object({ where: z.string(), what: z.string() })

export const DECISIONS: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/decisions',
    summary: '决定：一条只增不改的链',
    tag: '决定与核验',
    access: ['clerk', 'officer', 'reviewer', 'finance', 'leader', 'auditor'],
    query: Page,
    response: pageOf(DecisionShape),
    handle: async ({ tx, query }) => {
      const { rows } = await sql<DecisionRow>`SELECT ${COLUMNS_SQL} FROM decision AS d WHERE d.number > ${query.after ?? '0'}::bigint ORDER BY d.number LIMIT ${query.limit}`.execute(tx)
      return page(rows, query.limit, (one) => one.number)
    },
  }),
  endpoint({
    method: 'GET',
    url: '/decisions/table',
    summary: '决定导出为 .xlsx 或 .csv',
    tag: '决定与核验',
    access: ['auditor', 'leader', 'finance'],
    query: z.object({ form: TableForms.default('xlsx') }),
    produces: Object.values(TABLE_TYPES),
    response: z.any(),
    handle: async ({ tx, query, reply }) => {
      const { rows } =
        await sql<DecisionLine>`SELECT d.number, c.number AS claim, d.measure, s.name, s.synthetic, d.day::text, d.amount_fen, d.low_fen, d.high_fen, d.reason, account_name(d.account) AS who, d.at, d.hash
        FROM decision AS d JOIN claim AS c ON c.id = d.claim JOIN subject AS s ON s.id = c.subject ORDER BY d.number LIMIT 100000`.execute(tx)
      return sendTable(reply, query.form, { name: 'decisions', title: '决定' }, COLUMNS, rows)
    },
  }),
  endpoint({
    method: 'GET',
    url: '/decisions/:number',
    summary: '一个决定：当时知道什么、按哪一版规则、用哪个口径、谁、什么时候（数据与结论是引擎的 JSON 文本）',
    tag: '决定与核验',
    access: ['reviewer', 'auditor'],
    params: z.object({ number: Id }),
    response: DecisionShape.extend({
      claimNumber: z.string(),
      name: z.string(),
      synthetic: z.boolean(),
      who: z.string(),
      outcome: z.string(),
      dossier: z.string(),
      ruled: z.string().nullable().describe('裁定的文号'),
    }),
    handle: async ({ tx, params }) => {
      const { rows } = await sql<DecisionRow & { claimNumber: string; name: string; synthetic: boolean; who: string; outcome: string; dossier: string; ruled: string | null }>`
        SELECT ${COLUMNS_SQL}, c.number AS claim_number, s.name, s.synthetic, account_name(d.account) AS who, d.outcome, f.dossier, r.document AS ruled
        FROM decision AS d JOIN claim AS c ON c.id = d.claim JOIN subject AS s ON s.id = c.subject JOIN facts_seen AS f ON f.hash = d.facts LEFT JOIN ruling AS r ON r.id = d.ruling WHERE d.number = ${params.number}::bigint`.execute(
        tx,
      )
      if (!rows[0]) throw new Refusal('ZP-201', { zh: `决定 ${params.number}`, en: `decision ${params.number}` })
      return wire(rows[0])
    },
  }),
  endpoint({
    method: 'GET',
    url: '/decisions/replay',
    summary: '重算决定，说出第一个不同的',
    tag: '决定与核验',
    access: ['auditor'],
    query: z.object({ number: Id.optional() }),
    response: z.object({ decisions: z.number(), faults: z.array(Fault) }),
    handle: async ({ tx, query }) => {
      const report = await replay(tx, query.number === undefined ? undefined : BigInt(query.number))
      return { decisions: report.decisions, faults: [...report.faults] }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/verify',
    summary: '核验全部历史：封存链、决定链、账目之和',
    tag: '决定与核验',
    access: ['auditor'],
    response: z.object({ blocks: z.number(), rows: z.string(), unsealed: z.string(), head: z.string(), decisions: z.number(), transfers: z.string(), faults: z.array(Fault) }),
    handle: async ({ tx }) => {
      const { seal, decisions, transfers, faults } = await verify(tx)
      return { ...wire({ blocks: seal.blocks, rows: seal.rows, unsealed: seal.unsealed, head: seal.head, decisions, transfers }), faults: [...faults] }
    },
  }),
]
