import type { Tx } from '@zhida/database'
import { type RawBuilder, sql } from 'kysely'
import { containing } from '../containing.ts'
import { Refusal } from '../refusal.ts'
import { subjectMeant } from '../search/subject-index.ts'
import type { State } from './life.ts'

/** A claim as it stands now. Amounts are whole fen; a null bound or amount is not known or not decided yet. */
export interface Claim {
  readonly id: bigint
  readonly number: string
  readonly subject: bigint
  readonly measure: string
  readonly occasion: string
  readonly way: 'claim' | 'automatic'
  readonly department: string
  readonly list: bigint | null
  readonly state: State
  readonly version: number
  readonly lowFen: bigint | null
  readonly highFen: bigint | null
  readonly amountFen: bigint | null
  readonly reviewedBy: bigint | null
  readonly deadline: string | null
}

const COLUMNS = sql`c.id, c.number, c.subject, c.measure, c.occasion, c.way, c.department, c.list, c.state, c.version, c.low_fen, c.high_fen, c.amount_fen, c.reviewed_by, c.deadline`

/** @throws Refusal ZP-201: there is none, or not for this actor */
export async function claimById(tx: Tx, id: bigint): Promise<Claim> {
  const { rows } = await sql<Claim>`SELECT ${COLUMNS} FROM claim AS c WHERE c.id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refusal('ZP-201', { zh: `申报件 ${id}`, en: `claim ${id}` })
  return rows[0]
}

/** A claim with whose it is. */
export interface NamedClaim extends Claim {
  readonly name: string
  readonly creditCode: string
  readonly synthetic: boolean
}

/** Groups of states that figures are told by: what a page counts, its list shows. */
export const STAGES = {
  open: ['submitted', 'returned', 'accepted', 'reviewed', 'seconded', 'publicised', 'objected', 'approved', 'paying', 'failed', 'clawback'],
  pending: ['submitted', 'returned', 'accepted', 'reviewed', 'seconded', 'publicised', 'objected'],
  reserved: ['approved', 'paying', 'failed'],
  paid: ['paid', 'closed'],
} as const satisfies Readonly<Record<string, readonly State[]>>
export type Stage = keyof typeof STAGES

export const ORDERS = ['deadline', 'newest', 'amount', 'name', 'measure'] as const
type Order = (typeof ORDERS)[number]

export interface ClaimFilter {
  readonly state?: State | undefined
  readonly stage?: Stage | undefined
  readonly measure?: string | undefined
  /** Claims of these measures alone: those of an area, those that draw on a fund. */
  readonly measures?: readonly string[] | undefined
  readonly department?: string | undefined
  readonly street?: string | undefined
  readonly way?: Claim['way'] | undefined
  readonly subject?: string | undefined
  readonly list?: string | undefined
  readonly overdue?: 'true' | 'false' | undefined
  /** Characters of the number, the subject's name or credit code, or how the name sounds. */
  readonly search?: string | undefined
  /** Narrower than what the actor may see: what waits for them. */
  readonly mine?: RawBuilder<unknown> | undefined
  readonly today: string
}

export interface ClaimQuery extends ClaimFilter {
  readonly order?: Order | undefined
  readonly offset: number
  readonly limit: number
}

/** Claims without a deadline come last. */
const NO_DEADLINE = '9999-12-31'

const ORDER_SQL: Readonly<Record<Order, RawBuilder<unknown>>> = {
  deadline: sql`coalesce(c.deadline, ${sql.lit(NO_DEADLINE)}::date), c.id`,
  newest: sql`c.id DESC`,
  amount: sql`coalesce(c.amount_fen, c.high_fen, 0) DESC, c.id`,
  name: sql`s.name, c.id`,
  measure: sql`c.measure, c.id`,
}

/** What a filter asks for. */
function where({ state, stage, measure, measures, department, street, way, subject, list, overdue, search, mine, today }: ClaimFilter): RawBuilder<unknown> {
  const parts = [
    mine,
    state && sql`c.state = ${state}`,
    stage && sql`c.state = ANY (${[...STAGES[stage]]}::text[])`,
    measure && sql`c.measure = ${measure}`,
    measures && sql`c.measure = ANY (${[...measures]}::text[])`,
    department && sql`c.department = ${department}`,
    street && sql`EXISTS (SELECT FROM subject_index AS p WHERE p.subject = c.subject AND p.street = ${street})`,
    way && sql`c.way = ${way}`,
    subject && sql`c.subject = ${subject}::bigint`,
    list && sql`c.list = ${list}::bigint`,
    overdue === 'true' && sql`${OVERDUE(today)}`,
    search && sql`(${subjectMeant(search)} OR c.number LIKE upper(${containing(search)}))`,
  ].filter((one) => typeof one === 'object')
  return parts.length > 0 ? sql`WHERE ${sql.join(parts, sql` AND `)}` : sql``
}

/** Past its deadline, and somebody of the office or the firm still has to move it; 公示 ends by itself. */
export const OVERDUE = (today: string): RawBuilder<unknown> =>
  sql`(c.deadline < ${today}::date AND c.state NOT IN ('draft', 'publicised', 'paid', 'closed', 'rejected', 'withdrawn', 'voided', 'repaid'))`

const NAMED = sql`FROM claim AS c JOIN subject AS s ON s.id = c.subject`

/** The claims that the actor may see and the filter asks for, a page of them in order, and how many there are. */
export async function claimsPage(tx: Tx, query: ClaimQuery): Promise<{ readonly items: readonly NamedClaim[]; readonly total: bigint }> {
  const asked = where(query)
  const { rows } =
    await sql<NamedClaim>`SELECT ${COLUMNS}, s.name, s.credit_code, s.synthetic ${NAMED} ${asked} ORDER BY ${ORDER_SQL[query.order ?? 'newest']} LIMIT ${query.limit} OFFSET ${query.offset}`.execute(
      tx,
    )
  if (query.offset === 0 && rows.length < query.limit) return { items: rows, total: BigInt(rows.length) }
  const { rows: counted } = await sql<{ total: bigint }>`SELECT count(*) AS total ${query.search ? NAMED : sql`FROM claim AS c`} ${asked}`.execute(tx)
  return { items: rows, total: counted[0]?.total ?? 0n }
}

/** How many claims of a filter stand in each state. */
export async function countsByState(tx: Tx, filter: ClaimFilter): Promise<readonly { readonly state: State; readonly count: bigint }[]> {
  const { rows } = await sql<{
    state: State
    count: bigint
  }>`SELECT c.state, count(*) AS count ${filter.search ? NAMED : sql`FROM claim AS c`} ${where(filter)} GROUP BY c.state ORDER BY c.state`.execute(tx)
  return rows
}
