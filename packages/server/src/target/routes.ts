import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Day, Id, Words } from '../http/shapes.ts'
import { wire } from '../http/wire.ts'
import { today } from '../world.ts'
import { recordProgress, standingsOn } from './progress.ts'

const Standing = z.object({
  instrument: z.string(),
  kind: z.enum(['target', 'task']),
  name: z.string(),
  department: z.string(),
  article: z.number(),
  comparison: z.string().nullable(),
  threshold: z.string().nullable(),
  deadline: Day.nullable(),
  latest: z.object({ day: Day, given: z.string(), value: z.string() }).nullable(),
  forecast: z.string().nullable().describe('按现有进度到期时的数，n/d'),
  light: z.enum(['green', 'amber', 'red', 'none']),
})

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
