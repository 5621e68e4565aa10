import type { Tx } from '@zhida/database'
import { type Dossier, evaluateMeasure, type Outcome, type Readings } from '@zhida/engine'
import type { Measure } from '@zhida/language/ir'
import { sql } from 'kysely'
import { dossierById } from '../dossier/subjects.ts'
import { type AmountRuling, amountRuling, readingsInForce } from '../policy/pack.ts'
import { judgedOn, type World } from '../world.ts'

/** What the rules say of one measure for one subject, now: the outcome, and what of it is still open to be claimed. */
export interface Judgement {
  readonly measure: Measure
  readonly day: string
  readonly dossier: Dossier
  readonly readings: Readings
  readonly outcome: Outcome
  readonly ruling: AmountRuling | undefined
  /** What earlier claims of this measure were given. */
  readonly beforeFen: bigint
  /** The bounds within which an officer decides; null where the text and rulings leave none. */
  readonly bounds: Bounds | null
}

export interface Bounds {
  readonly lowFen: bigint
  readonly highFen: bigint
}

export async function judge(tx: Tx, world: World, subject: bigint, measure: Measure): Promise<Judgement> {
  const day = judgedOn(world, measure)
  const dossier = await dossierById(tx, subject)
  const readings = await readingsInForce(tx, day)
  const outcome = evaluateMeasure(world.policy, measure, dossier, day, readings)
  const ruling = await amountRuling(tx, measure.id, day)
  const beforeFen = await givenBefore(tx, subject, measure.id)
  return { measure, day, dossier, readings, outcome, ruling, beforeFen, bounds: boundsOf(outcome, ruling, beforeFen) }
}

/** Sums what earlier decisions of a measure gave a subject; what was voided or paid back is not in it. */
async function givenBefore(tx: Tx, subject: bigint, measure: string): Promise<bigint> {
  const { rows } = await sql<{ fen: bigint }>`SELECT coalesce(sum(d.amount_fen), 0)::bigint AS fen FROM decision AS d JOIN claim AS c ON c.id = d.claim
    WHERE c.subject = ${subject} AND c.measure = ${measure} AND c.state NOT IN ('voided', 'repaid')`.execute(tx)
  return rows[0]?.fen ?? 0n
}

/** The bounds that an outcome leaves; where it leaves none upwards, or no amount at all, a ruling's. What was given before is taken off. */
export function boundsOf(outcome: Pick<Outcome, 'verdict' | 'award'>, ruling: Pick<AmountRuling, 'lowFen' | 'highFen'> | undefined, beforeFen: bigint): Bounds | null {
  if (outcome.verdict === 'not-due' || outcome.verdict === 'unknown') return null
  const less = (fen: bigint): bigint => (fen > beforeFen ? fen - beforeFen : 0n)
  const { award } = outcome
  switch (award.kind) {
    case 'none':
      return { lowFen: 0n, highFen: 0n }
    case 'exact':
      return { lowFen: outcome.verdict === 'discretionary' ? 0n : less(award.fen), highFen: less(award.fen) }
    case 'interval': {
      const high = award.highFen ?? ruling?.highFen
      return high === undefined ? null : { lowFen: outcome.verdict === 'discretionary' ? 0n : less(award.lowFen), highFen: less(high) }
    }
    case 'unspecified':
      return ruling ? { lowFen: less(ruling.lowFen), highFen: less(ruling.highFen) } : null
  }
}
