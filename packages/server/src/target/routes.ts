import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Day, Id, Words } from '../http/shapes.ts'
import { type Column, sendTable, TABLE_TYPES, TableForms } from '../http/table.ts'
import { wire } from '../http/wire.ts'
import { today } from '../world.ts'
import { recordProgress, type Standing as Standings, standingsOn } from './progress.ts'

const Standing = z.object({
  instrument: z.string(),
  kind: z.enum(['target', 'task']),
  name: z.string(),
  department: z.string(),
  article: z.number(),
  area: z.number().describe('领域的序号，总则为 0'),
  comparison: z.string().nullable(),
  threshold: z.string().nullable(),
  deadline: Day.nullable(),
  latest: z.object({ day: Day, given: z.string(), value: z.string() }).nullable(),
  forecast: z.string().nullable().describe('按现有进度到期时的数，n/d'),
  light: z.enum(['green', 'amber', 'red', 'none']),
})

const LIGHTS = { green: '正常', amber: '注意', red: '滞后', none: '没有数' } as const
const COLUMNS: readonly Column<Standings>[] = [
  { heading: '编号', cell: (one) => one.instrument },
  { heading: '种类', cell: (one) => (one.kind === 'target' ? '目标' : '任务') },
  { heading: '名称', cell: (one) => one.name },
  { heading: '条款', cell: (one) => (one.article === 0 ? '总则' : `第${one.article}条`) },
  { heading: '部门', cell: (one) => one.department },
  { heading: '要求', cell: (one) => (one.threshold === null ? '' : `${one.comparison ?? ''} ${one.threshold}`) },
  { heading: '期限', cell: (one) => one.deadline ?? '' },
  { heading: '最近一次', cell: (one) => one.latest?.given ?? '' },
  { heading: '哪一天', cell: (one) => one.latest?.day ?? '' },
  { heading: '状态', cell: (one) => LIGHTS[one.light] },
]

export const TARGETS: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/targets',
    summary: '目标与任务：最近一次的数、按进度推到期末、红黄绿',
    tag: '目标与任务',
    access: 'public',
    query: z.object({ on: Day.optional() }),
    response: z.object({ day: Day, items: z.array(Standing) }),
    handle: async ({ tx, world, query }) => {
      const day = query.on ?? today(world)
      return { day, items: [...(await standingsOn(tx, world.policy, day))] }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/targets/table',
    summary: '目标与任务导出为 .xlsx 或 .csv',
    tag: '目标与任务',
    access: 'public',
    query: z.object({ form: TableForms.default('xlsx') }),
    produces: Object.values(TABLE_TYPES),
    response: z.any(),
    handle: async ({ tx, world, query, reply }) => sendTable(reply, query.form, { name: 'targets', title: '目标与任务' }, COLUMNS, await standingsOn(tx, world.policy, today(world))),
  }),
  endpoint({
    method: 'POST',
    url: '/targets/progress',
    summary: '记一次进度，带依据',
    tag: '目标与任务',
    access: ['officer'],
    body: z.object({ instrument: z.string().max(20), day: Day, value: z.string().max(60), evidence: Words.min(1) }),
    response: z.object({ id: Id }),
    handle: async ({ tx, world, body }) => wire({ id: await recordProgress(tx, world.policy, body) }),
  }),
]
