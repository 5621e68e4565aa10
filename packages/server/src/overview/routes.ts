import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Day, Fen, Page, pageOf } from '../http/shapes.ts'
import { sendTable, TABLE_TYPES, TableForms } from '../http/table.ts'
import { page, wire } from '../http/wire.ts'
import { today } from '../world.ts'
import { overviewOn } from './overview.ts'
import { grantsJson, OPEN_COLUMNS, publicSums, published } from './published.ts'

const Count = z.string().describe('件数')
const Reached = z.object({
  paidFen: Fen.describe('已兑付'),
  paidClaims: Count,
  automaticFen: Fen.describe('其中免申即享'),
  decidedFen: Fen.describe('已审定、未到账'),
  open: Count.describe('在办'),
  overdue: Count.describe('超期'),
  dueFen: Fen.describe('按最近一次测算至少应兑'),
})
const Group = Reached.extend({ name: z.string() })
const Public = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  synthetic: z.boolean().describe('合成数据'),
  measure: z.string(),
  article: z.number(),
  measureName: z.string(),
  department: z.string(),
  way: z.enum(['claim', 'automatic']),
  amountFen: Fen,
  day: Day.describe('公示的最后一天，或到账的那一天'),
})
/** Rows of the open record in one file. */
const MOST = 100_000

export const OVERVIEW: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/overview',
    summary: '一页总览：到了多少、免申多少、多快、在办与超期，按领域、部门、街道、措施',
    tag: '总览',
    access: ['leader', 'finance', 'auditor'],
    response: Reached.extend({
      subjects: Count.describe('得到的主体'),
      estimateDay: Day.nullable(),
      medianDays: z.string().nullable().describe('从开始到到账的天数，中位数'),
      areas: z.array(Group),
      departments: z.array(Group),
      streets: z.array(Group),
      measures: z.array(Group.extend({ id: z.string() })),
    }),
    handle: async ({ tx, world }) => {
      const found = await overviewOn(tx, world.policy, today(world))
      return { ...wire(found), areas: found.areas.map(wire), departments: found.departments.map(wire), streets: found.streets.map(wire), measures: found.measures.map(wire) }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/summary',
    summary: '给所有人看的总数：兑付了多少、给了多少主体、多少没有让人申报',
    tag: '总览',
    access: 'public',
    bare: true,
    response: z.object({
      paidFen: Fen,
      claims: Count,
      subjects: Count,
      automaticFen: Fen,
      departments: z.array(z.object({ name: z.string(), paidFen: Fen, claims: Count })),
    }),
    handle: async ({ world }) => {
      const sums = await publicSums(world)
      return { ...wire(sums), departments: sums.departments.map(wire) }
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
    summary: '已兑付的公开数据，.csv 或 .xlsx，栏目依 360Giving 标准',
    tag: '总览',
    access: 'public',
    bare: true,
    query: z.object({ form: TableForms.default('csv') }),
    produces: Object.values(TABLE_TYPES),
    response: z.any(),
    handle: async ({ world, query, reply }) => sendTable(reply, query.form, { name: 'paid', title: '已兑付' }, OPEN_COLUMNS, await published(world, 'paid', '0', MOST)),
  }),
  endpoint({
    method: 'GET',
    url: '/paid/grants',
    summary: '已兑付的公开数据，JSON，形状依 360Giving 标准',
    tag: '总览',
    access: 'public',
    bare: true,
    response: z.any(),
    handle: async ({ world, reply }) => {
      reply.header('Content-Disposition', 'attachment; filename="grants.json"')
      return grantsJson(world.policy, await published(world, 'paid', '0', MOST))
    },
  }),
]
