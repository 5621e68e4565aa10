import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Day, Done, Id, Name, Time, Words } from '../http/shapes.ts'
import { wire } from '../http/wire.ts'
import { askDepartment, giveOpinion, jointReviews } from './joint.ts'
import { claimById } from './row.ts'

const Joint = z.object({
  id: Id,
  claim: Id,
  number: z.string(),
  department: z.string(),
  asking: z.string(),
  question: z.string(),
  deadline: Day,
  at: Time,
  agrees: z.boolean().nullable().describe('还没有意见为 null'),
  reason: z.string().nullable(),
  answeredAt: Time.nullable(),
})

export const JOINT: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/claims/:id/joint',
    summary: '会审：请了哪些部门，各部门的意见',
    tag: '申报',
    access: ['officer', 'reviewer', 'leader', 'auditor'],
    params: ById,
    response: z.object({ items: z.array(Joint) }),
    handle: async ({ tx, params }) => {
      await claimById(tx, BigInt(params.id))
      return { items: (await jointReviews(tx, { claim: BigInt(params.id) })).map(wire) }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/claims/:id/joint',
    summary: '请另一个部门会审：意见未到，不能审核',
    tag: '申报',
    access: ['officer'],
    params: ById,
    body: z.object({ department: Name, question: Words.min(1) }),
    response: z.object({ id: Id }),
    handle: async ({ tx, world, actor, params, body }) => wire({ id: await askDepartment(tx, world, actor, BigInt(params.id), body.department, body.question) }),
  }),
  endpoint({
    method: 'GET',
    url: '/joint',
    summary: '等本部门提出会审意见的件',
    tag: '申报',
    access: ['officer', 'reviewer'],
    response: z.object({ items: z.array(Joint) }),
    handle: async ({ tx, actor }) => ({ items: (await jointReviews(tx, { owedBy: actor.department ?? '' })).map(wire) }),
  }),
  endpoint({
    method: 'POST',
    url: '/joint/:id/opinion',
    summary: '提出会审意见，只有一次',
    tag: '申报',
    access: ['officer'],
    params: ById,
    body: z.object({ agrees: z.boolean(), reason: Words.min(1) }),
    response: Done,
    handle: async ({ tx, actor, params, body }) => {
      await giveOpinion(tx, actor, BigInt(params.id), body.agrees, body.reason)
      return { done: true }
    },
  }),
]
