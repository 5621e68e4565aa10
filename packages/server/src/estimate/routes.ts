import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Day, Fen, Time } from '../http/shapes.ts'
import { wire } from '../http/wire.ts'
import { latestEstimate } from './run.ts'

const Row = z.object({
  measure: z.string(),
  street: z.string().describe('街道；没有说是哪里的为空'),
  due: z.string(),
  lowFen: Fen,
  highFen: Fen.nullable(),
  unclaimed: z.string(),
  unclaimedLowFen: Fen,
  unclaimedHighFen: Fen.nullable(),
})

export const ESTIMATES: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/estimate',
    summary: '最近一次应兑测算：每项措施、每个街道应兑多少，其中多少没有人申报；还没有测算为 null',
    tag: '总览',
    access: ['finance', 'leader', 'auditor', 'drafter'],
    response: z.object({ day: Day, subjects: z.string(), at: Time, rows: z.array(Row) }).nullable(),
    handle: async ({ tx }) => {
      const found = await latestEstimate(tx)
      return found ? { ...wire({ day: found.day, subjects: found.subjects, at: found.at }), rows: found.rows.map(wire) } : null
    },
  }),
]
