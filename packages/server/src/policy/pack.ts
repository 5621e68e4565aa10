import type { Tx } from '@zhida/database'
import type { Readings } from '@zhida/engine'
import { decode, encode, type Measure, measuresOf, type Policy } from '@zhida/language/ir'
import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import { sha256 } from '../sha256.ts'

export function packHash(policy: Policy): string {
  return sha256(encode(policy))
}

/** Keeps the rules as they are, once for each hash, for whoever computes a decision again. */
export async function keepPack(tx: Tx, policy: Policy): Promise<string> {
  const hash = packHash(policy)
  await sql`INSERT INTO pack (hash, policy, rules) VALUES (${hash}, ${policy.id}, ${encode(policy)}) ON CONFLICT (hash) DO NOTHING`.execute(tx)
  return hash
}

/** The rules that a decision used. */
export async function packByHash(tx: Tx, hash: string): Promise<Policy | undefined> {
  const { rows } = await sql<{ rules: string }>`SELECT rules FROM pack WHERE hash = ${hash}`.execute(tx)
  return rows[0] && decode<Policy>(rows[0].rules)
}

/** @throws Refusal ZP-201 */
export function measureOf(policy: Policy, id: string): Measure {
  const found = measuresOf(policy).find((one) => one.id === id)
  if (!found) throw new Refusal('ZP-201', { zh: `措施 ${id}`, en: `measure ${id}` })
  return found
}

export interface AmountRuling {
  readonly id: bigint
  readonly lowFen: bigint
  readonly highFen: bigint
  readonly document: string
}

/** The readings that lead departments ruled for, by that day; the rest keep the adopted ones. */
export async function readingsInForce(tx: Tx, day: string): Promise<Readings> {
  const { rows } = await sql<{ measure: string; reading: string; option: string }>`
    SELECT DISTINCT ON (measure, reading) measure, reading, option FROM ruling WHERE kind = 'reading' AND from_day <= ${day} ORDER BY measure, reading, from_day DESC, id DESC`.execute(tx)
  return Object.fromEntries(rows.map((one) => [`${one.measure}/${one.reading}`, one.option]))
}

/** The amount ruling in force for a measure whose text states none (一定的奖励). */
export async function amountRuling(tx: Tx, measure: string, day: string): Promise<AmountRuling | undefined> {
  const { rows } =
    await sql<AmountRuling>`SELECT id, low_fen, high_fen, document FROM ruling WHERE kind = 'amount' AND measure = ${measure} AND from_day <= ${day} ORDER BY from_day DESC, id DESC LIMIT 1`.execute(
      tx,
    )
  return rows[0]
}
