import type { Tx } from '@zhida/database'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Day, Done, Fen, Id, Page, pageOf, Words } from '../http/shapes.ts'
import { type Column, sendTable, TABLE_TYPES, TableForms } from '../http/table.ts'
import { page, wire } from '../http/wire.ts'
import { measureOf } from '../policy/pack.ts'
import { Refusal } from '../refusal.ts'
import { type DeliveryList, listById, reviewList, startList, strike } from './run.ts'

const List = z.object({ id: Id, measure: z.string(), day: Day, department: z.string(), state: z.enum(['running', 'listed', 'reviewed']), judged: z.string(), total: z.string(), version: z.number() })
const Entry = z.object({
  subject: Id,
  name: z.string(),
  creditCode: z.string(),
  synthetic: z.boolean(),
  verdict: z.string(),
  lowFen: Fen.nullable(),
  highFen: Fen.nullable(),
  struck: z.string().nullable(),
})
const SEERS = ['officer', 'reviewer', 'leader', 'auditor', 'finance'] as const

interface EntryRow {
  readonly subject: bigint
  readonly name: string
  readonly creditCode: string
  readonly synthetic: boolean
  readonly verdict: string
  readonly lowFen: bigint | null
  readonly highFen: bigint | null
  readonly struck: string | null
}

async function entriesOf(tx: Tx, list: string, after: string, limit: number): Promise<readonly EntryRow[]> {
  const { rows } = await sql<EntryRow>`SELECT e.subject, s.name, s.credit_code, s.synthetic, e.verdict, e.low_fen, e.high_fen, e.struck FROM delivery_entry AS e JOIN subject AS s ON s.id = e.subject
    WHERE e.list = ${list}::bigint AND e.subject > ${after}::bigint ORDER BY e.subject LIMIT ${limit}`.execute(tx)
  return rows
}

const COLUMNS: readonly Column<EntryRow>[] = [
  { heading: '主体', cell: (one) => (one.synthetic ? `${one.name}（合成数据）` : one.name) },
  { heading: '统一社会信用代码', cell: (one) => one.creditCode },
  { heading: '至少（元）', cell: (one) => ({ fen: one.lowFen }) },
  { heading: '至多（元）', cell: (one) => ({ fen: one.highFen }) },
  { heading: '剔除的理由', cell: (one) => one.struck ?? '' },
]

export const DELIVERY: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    url: '/delivery',
    summary: '免申即享：对所有档案计算一项措施，生成清单',
    tag: '免申即享',
    access: ['officer'],
    body: z.object({ measure: z.string().max(20) }),
    response: List,
    handle: async ({ tx, world, actor, body }) => {
      const measure = measureOf(world.policy, body.measure)
      if (measure.department !== actor.department) throw new Refusal('ZP-104', { zh: `由${measure.department}办理`, en: `${measure.department} deals with it` })
      return wire(await startList(tx, world, body.measure))
    },
  }),
  endpoint({
    method: 'GET',
    url: '/delivery',
    summary: '清单',
    tag: '免申即享',
    access: SEERS,
    query: Page,
    response: pageOf(List),
    handle: async ({ tx, query }) => {
      const { rows } =
        await sql<DeliveryList>`SELECT id, measure, day, department, state, judged, total, version FROM delivery_list WHERE id > ${query.after ?? '0'}::bigint ORDER BY id LIMIT ${query.limit}`.execute(
          tx,
        )
      return page(rows, query.limit, (one) => one.id)
    },
  }),
  endpoint({
    method: 'GET',
    url: '/delivery/:id',
    summary: '一份清单',
    tag: '免申即享',
    access: SEERS,
    params: ById,
    response: List,
    handle: async ({ tx, params }) => wire(await listById(tx, BigInt(params.id))),
  }),
  endpoint({
    method: 'GET',
    url: '/delivery/:id/entries',
    summary: '清单上的主体与金额',
    tag: '免申即享',
    access: SEERS,
    params: ById,
    query: Page,
    response: pageOf(Entry),
    handle: async ({ tx, params, query }) => {
      await listById(tx, BigInt(params.id))
      const rows = await entriesOf(tx, params.id, query.after ?? '0', query.limit)
      return page(rows, query.limit, (one) => one.subject)
    },
  }),
  endpoint({
    method: 'GET',
    url: '/delivery/:id/table',
    summary: '清单导出为 .xlsx 或 .csv',
    tag: '免申即享',
    access: SEERS,
    params: ById,
    query: z.object({ form: TableForms.default('xlsx') }),
    produces: Object.values(TABLE_TYPES),
    response: z.any(),
    handle: async ({ tx, params, query, reply }) => {
      await listById(tx, BigInt(params.id))
      return sendTable(reply, query.form, { name: `list-${params.id}`, title: '免申即享清单' }, COLUMNS, await entriesOf(tx, params.id, '0', 100_000))
    },
  }),
  endpoint({
    method: 'POST',
    url: '/delivery/:id/strike',
    summary: '剔除，说明理由；理由为 null 是恢复',
    tag: '免申即享',
    access: ['officer'],
    params: ById,
    body: z.object({ subjects: z.array(Id).min(1).max(500), reason: Words.nullable() }),
    response: Done,
    handle: async ({ tx, actor, params, body }) => {
      await strike(tx, actor, BigInt(params.id), body.subjects.map(BigInt), body.reason)
      return { done: true }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/delivery/:id/review',
    summary: '审核通过：清单上金额确定的逐一成件，待公示；有裁量余地的留在清单上',
    tag: '免申即享',
    access: ['officer'],
    params: ById,
    body: z.object({ reason: Words }),
    response: z.object({ claims: z.number() }),
    handle: async ({ tx, world, params, body }) => ({ claims: await reviewList(tx, world, BigInt(params.id), body.reason) }),
  }),
]
