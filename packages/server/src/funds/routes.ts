import type { Tx } from '@zhida/database'
import { type Standing, standings, transfer } from '@zhida/ledger'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Day, Fen, Id, Time } from '../http/shapes.ts'
import { type Column, sendTable, TABLE_TYPES, TableForms } from '../http/table.ts'
import { page, wire } from '../http/wire.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { fundsOf, type PolicyFund, sourceCode } from './accounts.ts'
import { type Burden, burdenOf, forecastOf } from './forecast.ts'

const Between = z.object({ lowFen: Fen, highFen: Fen.nullable().describe('没有上限为 null') })
const Fund = z.object({
  code: z.string(),
  name: z.string(),
  part: z.string().nullable(),
  instrument: z.string(),
  unit: z.string().describe('分，或要素指标的单位'),
  payer: z.string(),
  stated: Fen.nullable().describe('原文写的数'),
  floor: z.boolean().describe('原文写的是“以上”'),
  appropriated: Fen.describe('已由文件安排'),
  reserved: Fen.describe('已承诺'),
  disbursed: Fen.describe('已拨付'),
  free: Fen,
  pending: Between.extend({ claims: z.string() }).describe('在办、还没有审定的'),
  unclaimed: Between.extend({ subjects: z.string() }).describe('按规则应兑、还没有人申报的'),
  forecast: Between.describe('到年底：已拨付 + 已承诺 + 在办 + 未申报'),
})
const Movement = z.object({ id: Id, kind: z.string(), from: z.string(), to: z.string(), amount: Fen, document: z.string().nullable(), memo: z.string(), reference: z.string().nullable(), at: Time })
const Document = z.string().min(1).max(200).describe('批准文件的文号')

type FundNow = PolicyFund & Pick<Standing, 'appropriated' | 'reserved' | 'disbursed' | 'free'> & Burden & { readonly forecast: { readonly lowFen: bigint; readonly highFen: bigint | null } }

/** Every fund as it stands, with what it has to bear until the year's end. */
async function fundsNow(tx: Tx, world: World): Promise<{ readonly funds: readonly FundNow[]; readonly day: string | null }> {
  const found = new Map((await standings(tx)).map((one) => [one.code, one]))
  const forecast = await forecastOf(tx, world.policy)
  const funds = fundsOf(world.policy).map((fund): FundNow => {
    const { appropriated = 0n, reserved = 0n, disbursed = 0n, free = 0n } = found.get(fund.code) ?? {}
    const { pending, unclaimed } = burdenOf(forecast, fund.code)
    const lowFen = disbursed + reserved + pending.lowFen + unclaimed.lowFen
    const highFen = pending.highFen === null || unclaimed.highFen === null ? null : disbursed + reserved + pending.highFen + unclaimed.highFen
    return { ...fund, appropriated, reserved, disbursed, free, pending, unclaimed, forecast: { lowFen, highFen } }
  })
  return { funds, day: forecast.day }
}

const FUND_COLUMNS: readonly Column<FundNow>[] = [
  { heading: '资金', cell: (one) => one.name },
  { heading: '出资', cell: (one) => one.payer },
  { heading: '原文（元）', cell: (one) => ({ fen: one.stated }) },
  { heading: '已安排（元）', cell: (one) => ({ fen: one.appropriated }) },
  { heading: '已承诺（元）', cell: (one) => ({ fen: one.reserved }) },
  { heading: '已拨付（元）', cell: (one) => ({ fen: one.disbursed }) },
  { heading: '余额（元）', cell: (one) => ({ fen: one.free }) },
  { heading: '在办至少（元）', cell: (one) => ({ fen: one.pending.lowFen }) },
  { heading: '未申报至少（元）', cell: (one) => ({ fen: one.unclaimed.lowFen }) },
  { heading: '到年底至少（元）', cell: (one) => ({ fen: one.forecast.lowFen }) },
  { heading: '到年底至多（元）', cell: (one) => ({ fen: one.forecast.highFen }) },
]

export const FUNDS: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/funds',
    summary: '资金与要素指标：原文写的、文件安排的、已承诺、已拨付、余额；原文自身不相符之处',
    tag: '资金',
    access: ['officer', 'reviewer', 'finance', 'leader', 'auditor'],
    response: z.object({
      items: z.array(Fund),
      estimateDay: Day.nullable().describe('应兑测算是哪一天的；还没有测算为 null'),
      faults: z.array(z.object({ article: z.number(), words: z.string() })),
    }),
    handle: async ({ tx, world }) => {
      const { funds, day } = await fundsNow(tx, world)
      return { items: funds.map(wire), estimateDay: day, faults: world.policy.faults.map(({ article, words }) => ({ article, words })) }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/funds/table',
    summary: '资金表导出为 .xlsx 或 .csv',
    tag: '资金',
    access: ['officer', 'reviewer', 'finance', 'leader', 'auditor'],
    query: z.object({ form: TableForms.default('xlsx') }),
    produces: Object.values(TABLE_TYPES),
    response: z.any(),
    handle: async ({ tx, world, query, reply }) => {
      const { funds } = await fundsNow(tx, world)
      return sendTable(
        reply,
        query.form,
        { name: 'funds', title: '资金' },
        FUND_COLUMNS,
        funds.filter((one) => one.unit === '分'),
      )
    },
  }),
  endpoint({
    method: 'POST',
    url: '/funds/appropriations',
    summary: '安排资金（凭文件）',
    tag: '资金',
    access: ['finance'],
    body: z.object({ fund: z.string().max(300), amount: Fen, document: Document }),
    response: z.object({ transfer: Id }),
    handle: async ({ tx, world, body, request }) => {
      const fund = fundsOf(world.policy).find((one) => one.code === body.fund)
      if (!fund) throw new Refusal('ZP-504', body.fund)
      return wire({
        transfer: await transfer(tx, {
          kind: 'direct',
          from: sourceCode(fund.payer, fund.unit),
          to: fund.code,
          amount: BigInt(body.amount),
          document: body.document,
          command: `appropriate/${request.headers['idempotency-key']}`,
          memo: '安排',
        }),
      })
    },
  }),
  endpoint({
    method: 'POST',
    url: '/funds/reallocations',
    summary: '调剂、结转（凭文件）：从一项资金到另一项，单位相同',
    tag: '资金',
    access: ['finance'],
    body: z.object({ from: z.string().max(300), to: z.string().max(300), amount: Fen, document: Document }),
    response: z.object({ transfer: Id }),
    handle: async ({ tx, world, body, request }) => {
      const [from, to] = [body.from, body.to].map((code) => fundsOf(world.policy).find((one) => one.code === code))
      if (!from || !to || from.unit !== to.unit || from.code === to.code) throw new Refusal('ZP-504', `${body.from} → ${body.to}`)
      return wire({
        transfer: await transfer(tx, {
          kind: 'direct',
          from: from.code,
          to: to.code,
          amount: BigInt(body.amount),
          document: body.document,
          command: `reallocate/${request.headers['idempotency-key']}`,
          memo: '调剂',
        }),
      })
    },
  }),
  endpoint({
    method: 'GET',
    url: '/funds/movements',
    summary: '一项资金的流水，最近的在前',
    tag: '资金',
    access: ['finance', 'leader', 'auditor'],
    query: z.object({ fund: z.string().max(300), before: Id.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    response: z.object({ items: z.array(Movement), next: z.string().nullable() }),
    handle: async ({ tx, query }) => {
      const { rows } = await sql<{ id: bigint; kind: string; from: string; to: string; amount: bigint; document: string | null; memo: string; reference: string | null; at: Date }>`
        SELECT t.id, t.kind, f.code AS "from", c.code AS "to", t.amount, t.document, t.memo, t.reference, t.at FROM ledger_transfer AS t JOIN ledger_account AS f ON f.id = t.debit JOIN ledger_account AS c ON c.id = t.credit
        WHERE (f.code = ${query.fund} OR c.code = ${query.fund}) AND t.id < ${query.before ?? '999999999999999999'}::bigint ORDER BY t.id DESC LIMIT ${query.limit}`.execute(tx)
      return page(rows, query.limit, (one) => one.id)
    },
  }),
]
