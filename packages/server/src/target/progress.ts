import type { Tx } from '@zhida/database'
import { compare as compareRational, findUnit, multiply, type Policy, parseDecimal, type Rational, rational, type Target, type Task } from '@zhida/language/ir'
import { sql } from 'kysely'
import { grouped } from '../grouped.ts'
import { readRatio } from '../ratio.ts'
import { Refusal } from '../refusal.ts'

type Light = 'green' | 'amber' | 'red' | 'none'

/** How a promise stands: its last reading, where a straight line through its readings arrives on the last day, and a light by a stated rule. */
export interface Standing {
  readonly instrument: string
  readonly kind: 'target' | 'task'
  readonly name: string
  readonly department: string
  readonly article: number
  readonly area: number
  readonly comparison: string | null
  readonly threshold: string | null
  readonly deadline: string | null
  readonly latest: { readonly day: string; readonly given: string; readonly value: string } | null
  readonly forecast: string | null
  readonly light: Light
}

interface Reading {
  readonly instrument: string
  readonly day: string
  readonly value: string
  readonly given: string
}

/** Records a reading of a target, or how far a task is (0–100%). @throws Refusal ZP-201 · ZP-303 */
export async function recordProgress(tx: Tx, policy: Policy, one: { readonly instrument: string; readonly day: string; readonly value: string; readonly evidence: string }): Promise<bigint> {
  const instrument = policy.instruments.find((each): each is Target | Task => each.id === one.instrument && (each.kind === 'target' || each.kind === 'task'))
  if (!instrument) throw new Refusal('ZP-201', { zh: `目标或任务 ${one.instrument}`, en: `target or task ${one.instrument}` })
  const value = readValue(policy, instrument, one.value)
  const { rows } = await sql<{
    id: bigint
  }>`INSERT INTO progress (instrument, policy, day, value, given, evidence) VALUES (${one.instrument}, ${policy.id}, ${one.day}::date, ${`${value.n}/${value.d}`}, ${one.value}, ${one.evidence}) RETURNING id`.execute(
    tx,
  )
  return rows[0]?.id ?? 0n
}

function readValue(policy: Policy, instrument: Target | Task, given: string): Rational {
  const match = /^(-?[\d.]+)\s*(.*)$/.exec(given.trim())
  const number = match && parseDecimal(match[1] ?? '')
  const unit = findUnit(match?.[2] ?? '', new Set(policy.vocabulary.units))
  const dimension = instrument.kind === 'target' ? instrument.dimension : ''
  if (!number || !unit || unit.dimension !== dimension)
    throw new Refusal('ZP-303', { zh: `“${given}”不是${dimension === '' ? '百分数' : `以“${dimension}”计`}的数`, en: `“${given}” is no ${dimension === '' ? 'percentage' : `number of ${dimension}`}` })
  const value = multiply(number, unit.scale)
  if (instrument.kind === 'task' && (value.n < 0n || value.n > value.d)) throw new Refusal('ZP-303', { zh: '任务进度在 0% 与 100% 之间', en: 'progress is between 0% and 100%' })
  return value
}

/** Every target and task of the policy with its standing on a day. */
export async function standingsOn(tx: Tx, policy: Policy, day: string): Promise<readonly Standing[]> {
  const { rows } = await sql<Reading>`SELECT instrument, day, value, given FROM progress WHERE policy = ${policy.id} AND day <= ${day}::date ORDER BY instrument, day, id`.execute(tx)
  const readings = grouped(rows, (one) => one.instrument)
  return policy.instruments.filter((one): one is Target | Task => one.kind === 'target' || one.kind === 'task').map((one) => standingOf(one, readings.get(one.id) ?? [], day, policy))
}

/**
 * The rule of the light. Met: green. Past the deadline and not met: red. Else by the forecast, a straight line from nothing on the
 * policy's first day through the last reading: it meets the threshold, green; it comes within a tenth of it, amber; less, red.
 * Without a reading: none, red once the deadline is past. A threshold to stay below is judged by the last reading alone.
 */
function standingOf(one: Target | Task, readings: readonly Reading[], day: string, policy: Policy): Standing {
  const deadline = one.deadline ?? null
  const threshold = one.kind === 'target' ? (one.threshold ?? null) : rational(1n)
  const comparison = one.kind === 'target' ? one.comparison : '>='
  const last = readings.at(-1)
  const value = last ? readRatio(last.value) : null
  const forecast = value && last && deadline && comparison.startsWith('>') ? lineTo(policy.from, last.day, deadline, value) : null
  return {
    instrument: one.id,
    kind: one.kind,
    name: one.name,
    department: one.department,
    article: one.article,
    area: one.area,
    comparison: one.kind === 'target' ? one.comparison : null,
    threshold: one.kind === 'target' ? one.display : null,
    deadline,
    latest: last ? { day: last.day, given: last.given, value: last.value } : null,
    forecast: forecast ? `${forecast.n}/${forecast.d}` : null,
    light: lightOf(value, threshold, comparison, forecast, deadline, day),
  }
}

function lightOf(value: Rational | null, threshold: Rational | null, comparison: string, forecast: Rational | null, deadline: string | null, day: string): Light {
  const past = deadline !== null && day > deadline
  if (value === null) return past ? 'red' : 'none'
  if (threshold === null) return 'green'
  if (meets(value, comparison, threshold)) return 'green'
  if (past || forecast === null) return 'red'
  if (meets(forecast, comparison, threshold)) return 'green'
  return meets(multiply(forecast, rational(10n, 9n)), comparison, threshold) ? 'amber' : 'red'
}

function meets(value: Rational, comparison: string, threshold: Rational): boolean {
  const order = compareRational(value, threshold)
  return comparison === '>=' ? order >= 0n : comparison === '>' ? order > 0n : comparison === '<=' ? order <= 0n : comparison === '<' ? order < 0n : order === 0n
}

/** Where a line from zero on the first day through `value` on `day` stands on the deadline. */
function lineTo(first: string, day: string, deadline: string, value: Rational): Rational {
  const days = (a: string, b: string): bigint => BigInt(Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000))
  const gone = days(first, day)
  return gone <= 0n || day >= deadline ? value : multiply(value, rational(days(first, deadline), gone))
}
