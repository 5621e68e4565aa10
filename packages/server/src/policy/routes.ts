import { measuresOf } from '@zhida/language/ir'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Day, Fen, Id, Time } from '../http/shapes.ts'
import { wire } from '../http/wire.ts'
import { PROBLEMS } from '../refusal.ts'
import { rule } from './ruling.ts'

const Ruling = z.object({
  id: Id,
  measure: z.string(),
  kind: z.enum(['reading', 'amount']),
  reading: z.string().nullable(),
  option: z.string().nullable(),
  lowFen: Fen.nullable(),
  highFen: Fen.nullable(),
  document: z.string(),
  fromDay: Day,
  department: z.string(),
  at: Time,
})
const Base = { measure: z.string().max(20), document: z.string().min(1).max(200).describe('文号'), fromDay: Day }

export const POLICY: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/measures',
    summary: '政策里的每项措施，连同原文',
    tag: '政策',
    access: 'public',
    response: z.object({
      policy: z.string(),
      number: z.string(),
      title: z.string(),
      pack: z.string(),
      items: z.array(
        z.object({
          id: z.string(),
          article: z.number(),
          name: z.string(),
          department: z.string(),
          benefit: z.string(),
          fund: z.string().nullable(),
          quotes: z.array(z.string()),
          readings: z.array(z.object({ name: z.string(), adopted: z.string(), options: z.array(z.string()) })),
        }),
      ),
    }),
    handle: async ({ world }) => ({
      policy: world.policy.id,
      number: world.policy.number,
      title: world.policy.title,
      pack: world.pack,
      items: measuresOf(world.policy).map((one) => ({
        id: one.id,
        article: one.article,
        name: one.name,
        department: one.department,
        benefit: one.benefit,
        fund: one.fund ?? null,
        quotes: one.quotes.map(({ text }) => text),
        readings: one.readings.map(({ name, adopted, options }) => ({ name, adopted, options: options.map((each) => each.name) })),
      })),
    }),
  }),
  endpoint({
    method: 'GET',
    url: '/rulings',
    summary: '牵头部门的裁定：口径与金额',
    tag: '政策',
    access: 'public',
    response: z.object({ items: z.array(Ruling) }),
    handle: async ({ tx }) => {
      const { rows } = await sql<{
        id: bigint
        measure: string
        kind: 'reading' | 'amount'
        reading: string | null
        option: string | null
        lowFen: bigint | null
        highFen: bigint | null
        document: string
        fromDay: string
        department: string
        at: Date
      }>`
        SELECT id, measure, kind, reading, option, low_fen, high_fen, document, from_day, department, at FROM ruling ORDER BY id`.execute(tx)
      return { items: [...wire(rows)] }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/rulings',
    summary: '记录一项裁定：此后的决定按它，先前的不变',
    tag: '政策',
    access: ['reviewer'],
    body: z.discriminatedUnion('kind', [
      z.object({ ...Base, kind: z.literal('reading'), reading: z.string().max(60), option: z.string().max(60) }),
      z.object({ ...Base, kind: z.literal('amount'), lowFen: Fen, highFen: Fen }),
    ]),
    response: z.object({ id: Id }),
    handle: async ({ tx, world, actor, body }) =>
      wire({ id: await rule(tx, world.policy, actor, body.kind === 'amount' ? { ...body, lowFen: BigInt(body.lowFen), highFen: BigInt(body.highFen) } : body) }),
  }),
  endpoint({
    method: 'GET',
    url: '/problems',
    summary: '全部错误代码',
    tag: '政策',
    access: 'public',
    response: z.object({ items: z.array(z.object({ code: z.string(), status: z.number(), zh: z.string(), en: z.string() })) }),
    handle: async () => ({ items: Object.entries(PROBLEMS).map(([code, one]) => ({ code, ...one })) }),
  }),
]
