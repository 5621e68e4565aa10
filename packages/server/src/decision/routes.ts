import { sql } from 'kysely'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Day, Fen, Id, Page, pageOf } from '../http/shapes.ts'
import { page, wire } from '../http/wire.ts'
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
      const { rows } = await sql<{
        number: bigint
        claim: bigint
        measure: string
        day: string
        amountFen: bigint
        lowFen: bigint
        highFen: bigint
        beforeFen: bigint
        reason: string
        account: bigint
        at: string
        pack: string
        facts: string
        readings: string
        ruling: bigint | null
        hash: string
        previous: string
      }>`
        SELECT number, claim, measure, day, amount_fen, low_fen, high_fen, before_fen, reason, account, at, pack, facts, readings, ruling, hash, previous FROM decision WHERE number > ${query.after ?? '0'}::bigint ORDER BY number LIMIT ${query.limit}`.execute(
        tx,
      )
      return page(rows, query.limit, (one) => one.number)
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
