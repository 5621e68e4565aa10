import { isPaid, type Measure, type Rules } from '@zhida/language/ir'
import type { Dossier } from '../dossier/dossier.ts'
import { evaluateExpr } from '../interpret/expression.ts'
import { chosenOf, type Readings } from '../interpret/measure.ts'
import { indexOf } from '../interpret/scope.ts'
import type { Bundle, Outcome } from '../outcome.ts'

/** What of an outcome a bundle is made of: the interpreter's, or a row of compiled totals. */
export type Awarded = Pick<Outcome, 'measure' | 'verdict' | 'award'>

/** Two awards that may not be had together (不重复享受), and the words that say so. */
interface Collision {
  readonly a: string
  readonly b: string
  readonly because: string
}

/**
 * The allowed set of awards that pays most; tax relief and vouchers are no payments and stay out of the sum. It is a maximum-weight independent set over the collisions. Exact, by branching on one
 * collision at a time; only awards that collide are searched, and the text gives each few rivals.
 */
export function bestBundle(policy: Rules, measures: readonly Measure[], outcomes: readonly Awarded[], dossier: Dossier, readings: Readings): Bundle {
  const paid = new Set(measures.filter((one) => isPaid(one.benefit)).map((one) => one.id))
  const live = outcomes.filter((one) => one.verdict !== 'not-due' && one.award.kind !== 'none' && paid.has(one.measure))
  const collisions = collisionsAmong(policy, measures, new Set(live.map((one) => one.measure)), dossier, readings)
  const free = live.filter((one) => !collisions.some(({ a, b }) => a === one.measure || b === one.measure))
  const colliding = live.filter((one) => !free.includes(one))
  const low = best(colliding, collisions, lowOf)
  const high = best(colliding, collisions, highOf)
  const chosen = [...free, ...best(colliding, collisions, (one) => lowOf(one) * 1_000_000n + (highOf(one) ?? 0n)).kept]
  const names = new Set(chosen.map((one) => one.measure))
  const highFree = free.reduce<bigint | null>((all, one) => addOrNull(all, highOf(one)), 0n)
  return {
    measures: live.map((one) => one.measure).filter((id) => names.has(id)),
    givenUp: live
      .filter((one) => !names.has(one.measure))
      .map((one) => {
        const rival = collisions.find(({ a, b }) => (a === one.measure && names.has(b)) || (b === one.measure && names.has(a)))
        return { measure: one.measure, for: rival ? (rival.a === one.measure ? rival.b : rival.a) : '', because: rival?.because ?? '' }
      }),
    lowFen: free.reduce((all, one) => all + lowOf(one), 0n) + (low.weight ?? 0n),
    highFen: addOrNull(highFree, high.weight),
    unspecified: chosen.filter((one) => one.award.kind === 'unspecified').map((one) => one.measure),
  }
}

function collisionsAmong(policy: Rules, measures: readonly Measure[], live: ReadonlySet<string>, dossier: Dossier, readings: Readings): Collision[] {
  return measures.flatMap((measure) => {
    if (!live.has(measure.id) || measure.exclusions.length === 0) return []
    const chosen = chosenOf(measure, readings)
    const scope = { index: indexOf(policy), dossier, year: policy.year, readings: new Map(measure.readings.map((one) => [one.name, one])), chosen }
    return measure.exclusions.flatMap((exclusion) => {
      const applies = exclusion.applies ? evaluateExpr(exclusion.applies, scope) : undefined
      if (applies && (applies.kind !== 'truth' || applies.truth !== true)) return []
      return exclusion.measures.filter((id) => live.has(id)).map((id) => ({ a: measure.id, b: id, because: exclusion.text }))
    })
  })
}

/** `weight: null` is unbounded. */
function best(outcomes: readonly Awarded[], collisions: readonly Collision[], weigh: (one: Awarded) => bigint | null): { readonly weight: bigint | null; readonly kept: readonly Awarded[] } {
  const ids = new Set(outcomes.map((one) => one.measure))
  const clash = collisions.find(({ a, b }) => ids.has(a) && ids.has(b))
  if (!clash) return { weight: outcomes.reduce<bigint | null>((all, one) => addOrNull(all, weigh(one)), 0n), kept: outcomes }
  const rivals = (id: string): ReadonlySet<string> => new Set(collisions.flatMap(({ a, b }) => (a === id ? [b] : b === id ? [a] : [])))
  const against = rivals(clash.a)
  const without = best(
    outcomes.filter((one) => one.measure !== clash.a),
    collisions,
    weigh,
  )
  const rest = best(
    outcomes.filter((one) => one.measure !== clash.a && !against.has(one.measure)),
    collisions,
    weigh,
  )
  const own = outcomes.find((one) => one.measure === clash.a)
  const taken = own ? { weight: addOrNull(rest.weight, weigh(own)), kept: [own, ...rest.kept] } : rest
  return taken.weight === null || (without.weight !== null && taken.weight >= without.weight) ? taken : without
}

function lowOf(one: Awarded): bigint {
  if (one.verdict === 'unknown') return 0n
  return one.award.kind === 'exact' ? one.award.fen : one.award.kind === 'interval' ? one.award.lowFen : 0n
}

function highOf(one: Awarded): bigint | null {
  return one.award.kind === 'exact' ? one.award.fen : one.award.kind === 'interval' ? one.award.highFen : 0n
}

function addOrNull(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? null : a + b
}
