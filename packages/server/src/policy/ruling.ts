import type { Actor, Tx } from '@zhida/database'
import type { Policy } from '@zhida/language/ir'
import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import { measureOf } from './pack.ts'

export type NewRuling = { readonly measure: string; readonly document: string; readonly fromDay: string } & (
  | { readonly kind: 'reading'; readonly reading: string; readonly option: string }
  | { readonly kind: 'amount'; readonly lowFen: bigint; readonly highFen: bigint }
)

/**
 * Records what the lead department ruled. Decisions from that day on use it; earlier ones keep theirs.
 * @throws Refusal ZP-104 another department's measure · ZP-201 no such reading or option · ZP-405 bounds the wrong way round
 */
export async function rule(tx: Tx, policy: Policy, actor: Actor, one: NewRuling): Promise<bigint> {
  const measure = measureOf(policy, one.measure)
  const area = policy.areas.find((each) => each.number === measure.area)
  if (!actor.roles.includes('system') && actor.department !== area?.department)
    throw new Refusal('ZP-104', { zh: `口径由牵头部门裁定：${area?.department ?? ''}`, en: `the lead department rules on readings: ${area?.department ?? ''}` })
  if (one.kind === 'reading') {
    const reading = measure.readings.find((each) => each.name === one.reading)
    if (!reading?.options.some((each) => each.name === one.option))
      throw new Refusal('ZP-201', { zh: `口径 ${one.measure}/${one.reading}=${one.option}`, en: `reading ${one.measure}/${one.reading}=${one.option}` })
  } else if (one.highFen < one.lowFen) throw new Refusal('ZP-405', { zh: '下限大于上限', en: 'the lower end is above the upper' })
  const department = actor.department ?? area?.department ?? ''
  const { rows } = await sql<{ id: bigint }>`INSERT INTO ruling (measure, kind, reading, option, low_fen, high_fen, document, from_day, department)
    VALUES (${one.measure}, ${one.kind}, ${one.kind === 'reading' ? one.reading : null}, ${one.kind === 'reading' ? one.option : null},
      ${one.kind === 'amount' ? one.lowFen : null}, ${one.kind === 'amount' ? one.highFen : null}, ${one.document}, ${one.fromDay}::date, ${department}) RETURNING id`.execute(tx)
  return rows[0]?.id ?? 0n
}
