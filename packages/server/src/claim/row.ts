import type { Tx } from '@zhida/database'
import { sql } from 'kysely'
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

const COLUMNS = sql`id, number, subject, measure, occasion, way, department, list, state, version, low_fen, high_fen, amount_fen, reviewed_by, deadline`

/** @throws Refusal ZP-201: there is none, or not for this actor */
export async function claimById(tx: Tx, id: bigint): Promise<Claim> {
  const { rows } = await sql<Claim>`SELECT ${COLUMNS} FROM claim WHERE id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refusal('ZP-201', `申报件 ${id}`)
  return rows[0]
}
