import type { Tx } from '@zhida/database'
import { type RawBuilder, sql } from 'kysely'
import { containing } from '../containing.ts'
import { Refusal } from '../refusal.ts'
import type { State } from './life.ts'

/** Where a claim stands now. Its moves are its history. */
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
  if (!rows[0]) throw new Refusal('ZP-201', `申报件 ${id}`)
  return rows[0]
}

/** A claim in a list: with whose it is. */
export interface NamedClaim extends Claim {
  readonly name: string
  readonly creditCode: string
  readonly synthetic: boolean
}

export interface ClaimFilter {
  readonly after?: string | undefined
  readonly state?: State | undefined
  readonly measure?: string | undefined
  readonly subject?: string | undefined
  readonly list?: string | undefined
  readonly overdue?: 'true' | 'false' | undefined
  readonly search?: string | undefined
  readonly today: string
  readonly limit: number
}

/** Claims with whose they are, for a WHERE to follow. */
export const NAMED_CLAIMS = sql`SELECT ${COLUMNS}, s.name, s.credit_code, s.synthetic FROM claim AS c JOIN subject AS s ON s.id = c.subject`

/** What a filter asks for, beginning with AND. */
export function asked({ state, measure, search }: Pick<ClaimFilter, 'state' | 'measure' | 'search'>): RawBuilder<unknown> {
  const like = containing(search ?? '')
  return sql`${state ? sql`AND c.state = ${state}` : sql``} ${measure ? sql`AND c.measure = ${measure}` : sql``}
    ${search ? sql`AND (s.name LIKE ${like} OR s.credit_code LIKE upper(${like}) OR c.number LIKE upper(${like}))` : sql``}`
}

/** The claims that the actor may see and the filter asks for, the oldest first. */
export async function claimsWhere(tx: Tx, filter: ClaimFilter): Promise<readonly NamedClaim[]> {
  const { after, subject, list, overdue, today, limit } = filter
  const { rows } = await sql<NamedClaim>`${NAMED_CLAIMS} WHERE c.id > ${after ?? '0'}::bigint ${asked(filter)} ${subject ? sql`AND c.subject = ${subject}::bigint` : sql``}
    ${list ? sql`AND c.list = ${list}::bigint` : sql``} ${overdue === 'true' ? sql`AND c.deadline < ${today}::date` : sql``} ORDER BY c.id LIMIT ${limit}`.execute(tx)
  return rows
}
