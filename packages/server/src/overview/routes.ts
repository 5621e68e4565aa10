import { asActor, SYSTEM } from '@zhida/database'
import { measuresOf, type Policy } from '@zhida/language/ir'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Day, Fen, Page, pageOf } from '../http/shapes.ts'
import { type Column, sendTable, TABLE_TYPES, TableForms } from '../http/table.ts'
import { page, wire } from '../http/wire.ts'
import { today, type World } from '../world.ts'
import { overviewOn } from './overview.ts'

const Count = z.string().describe('件数')
const Reached = z.object({
  paidFen: Fen.describe('已兑付'),
  paidClaims: Count,
  automaticFen: Fen.describe('其中免申即享'),
  decidedFen: Fen.describe('已审定、未到账'),
  open: Count.describe('在办'),
  overdue: Count.describe('超期'),
})
const Public = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  synthetic: z.boolean().describe('合成数据'),
  measure: z.string(),
  article: z.number(),
  measureName: z.string(),
  department: z.string(),
  amountFen: Fen,
  day: Day.describe('公示的最后一天，或到账的那一天'),
})

interface PublicRow {
  readonly id: bigint
  readonly number: string
  readonly name: string
  readonly synthetic: boolean
  readonly measure: string
  readonly department: string
  readonly amountFen: bigint
  readonly day: string
}
type PublicClaim = PublicRow & { readonly article: number; readonly measureName: string }

/** What anyone may know of claims: whose, for which measure, how much. Neither facts nor accounts nor codes. */
async function published(world: World, which: 'publicised' | 'paid', after: string, limit: number): Promise<readonly PublicClaim[]> {
  const part = {
    publicised: { day: sql`c.deadline`, from: sql``, where: sql`c.state IN ('publicised', 'objected')` },
    paid: { day: sql`m.at::date`, from: sql`JOIN claim_move AS m ON m.claim = c.id AND m.move = 'settle'`, where: sql`c.state IN ('paid', 'closed')` },
  }[which]
  const { rows } = await asActor(world.db, SYSTEM, (tx) =>
    sql<PublicRow>`SELECT c.id, c.number, s.name, s.synthetic, c.measure, c.department, c.amount_fen, ${part.day} AS day FROM claim AS c JOIN subject AS s ON s.id = c.subject ${part.from}
      WHERE ${part.where} AND c.id > ${after}::bigint ORDER BY c.id LIMIT ${limit}`.execute(tx),
  )
  return rows.map((one) => ({ ...one, ...measureWords(world.policy, one.measure) }))
}

function measureWords(policy: Policy, id: string): { readonly article: number; readonly measureName: string } {
  const measure = measuresOf(policy).find((one) => one.id === id)
  return { article: measure?.article ?? 0, measureName: measure?.name ?? '' }
}

/** The columns of an open record of grants: who, what for, how much, when, by whom. */
const OPEN_COLUMNS: readonly Column<PublicClaim>[] = [
  { heading: '编号', cell: (one) => one.number },
  { heading: '获得者', cell: (one) => (one.synthetic ? `${one.name}（合成数据）` : one.name) },
  { heading: '措施', cell: (one) => `第${one.article}条 ${one.measureName}` },
  { heading: '金额（元）', cell: (one) => ({ fen: one.amountFen }) },
  { heading: '部门', cell: (one) => one.department },
  { heading: '到账日期', cell: (one) => one.day },
]

export const OVERVIEW: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/overview',
    summary: '一页总览：到了多少、免申多少、多快、在办与超期',
    tag: '总览',
    access: ['leader', 'finance', 'auditor'],
    response: Reached.extend({
      subjects: Count.describe('得到的主体'),
      medianDays: z.string().nullable().describe('从开始到到账的天数，中位数'),
      areas: z.array(Reached.extend({ name: z.string() })),
      departments: z.array(Reached.extend({ name: z.string() })),
      measures: z.array(Reached.extend({ id: z.string(), name: z.string() })),
    }),
    handle: async ({ tx, world }) => {
      const found = await overviewOn(tx, world.policy, today(world))
      return { ...wire(found), areas: found.areas.map(wire), departments: found.departments.map(wire), measures: found.measures.map(wire) }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/publicity',
    summary: '公示：正在公示的件，谁、哪一项、多少、到哪一天',
    tag: '总览',
    access: 'public',
    bare: true,
    query: Page,
    response: pageOf(Public),
    handle: async ({ world, query }) => page(await published(world, 'publicised', query.after ?? '0', query.limit), query.limit, (one) => one.id),
  }),
  endpoint({
    method: 'GET',
    url: '/paid',
    summary: '已兑付的公开数据',
    tag: '总览',
    access: 'public',
    bare: true,
    query: Page,
    response: pageOf(Public),
    handle: async ({ world, query }) => page(await published(world, 'paid', query.after ?? '0', query.limit), query.limit, (one) => one.id),
  }),
  endpoint({
    method: 'GET',
    url: '/paid/table',
    summary: '已兑付的公开数据，.csv 或 .xlsx',
    tag: '总览',
    access: 'public',
    bare: true,
    query: z.object({ form: TableForms.default('csv') }),
    produces: Object.values(TABLE_TYPES),
    response: z.any(),
    handle: async ({ world, query, reply }) => sendTable(reply, query.form, { name: 'paid', title: '已兑付' }, OPEN_COLUMNS, await published(world, 'paid', '0', 100_000)),
  }),
]
