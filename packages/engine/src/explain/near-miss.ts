import { add, ceiling, compare, divide, type Expr, MONEY, multiply, ONE, type Rational, rational, subtract, type Tier, ZERO } from '@zhida/language/ir'
import { yearKey } from '../dossier/dossier.ts'
import { evaluateAmount } from '../interpret/amount.ts'
import { evaluateExpr, numeric } from '../interpret/expression.ts'
import { isExact } from '../interpret/interval.ts'
import { fieldSlot, type Scope } from '../interpret/scope.ts'
import type { NearMiss } from '../outcome.ts'
import { expand } from './facts-of.ts'

type Compare = Extract<Expr, { kind: 'compare' }>

/**
 * How far one fact is from making a failed comparison hold. The comparisons of the language are linear in each fact of a
 * numerator, so two exact samples give the root; the root is then tried, and nothing is said where it does not hold.
 */
export function nearMiss(condition: string, expr: Compare, scope: Scope, gains: NearMiss['gains'] = 'award'): NearMiss | undefined {
  const reference = expand(expr.left, scope).find((one) => one.kind !== 'event')
  if (!reference) return undefined
  const definition = reference.kind === 'fact' ? scope.index.facts.get(reference.key) : scope.event && scope.index.fields.get(scope.event.key)?.get(reference.key)
  if (definition?.type.kind !== 'number') return undefined
  const slot =
    reference.kind === 'fact' ? (reference.year === undefined ? reference.key : yearKey(reference.key, reference.year)) : fieldSlot(scope.event?.key ?? '', scope.event?.index ?? -1, reference.key)
  const known = reference.kind === 'fact' ? scope.dossier.facts[slot]?.value : scope.event?.record[reference.key]?.value
  if (known?.kind !== 'number') return undefined
  const actual = known.value
  const instead = (value: Rational): Scope => ({ ...scope, instead: { key: slot, value: { kind: 'number', value } } })
  const gap = (value: Rational): Rational | undefined => {
    const inner = instead(value)
    const [left, right] = [numeric(expr.left, inner).range, numeric(expr.right, inner).range]
    return isExact(left) && isExact(right) && left.lo && right.lo ? subtract(left.lo, right.lo) : undefined
  }
  const here = gap(actual)
  const there = gap(add(actual, ONE))
  if (!here || !there) return undefined
  const slope = subtract(there, here)
  if (slope.n === 0n) return undefined
  const root = subtract(actual, divide(here, slope))
  const { dimension } = definition.type
  const rising = compare(root, actual) >= 0n
  const whole = dimension === MONEY ? rational(rising ? ceiling(root) : -ceiling(multiply(root, rational(-1n)))) : root
  const step = rational(rising ? 1n : -1n)
  const candidates = dimension === MONEY ? [whole, add(whole, step)] : [root]
  const holds = (value: Rational): boolean => {
    const tried = evaluateExpr(expr, instead(value))
    return tried.kind === 'truth' && tried.truth === true
  }
  const met = candidates.find(holds)
  const needed = met ?? root
  const strict = met === undefined && (expr.op === '>' || expr.op === '<')
  if ((met === undefined && !strict) || (needed.n < 0n && !definition.negative)) return undefined
  return {
    condition,
    fact: { key: reference.key, name: definition.name, ...(reference.year !== undefined && { year: reference.year }) },
    actual,
    needed,
    distance: subtract(needed, actual),
    dimension,
    strict,
    gains,
  }
}

/** The distance to the next tier that pays more, of an award that is due already. */
export function nextTier(on: Expr, dimension: string, text: string, tiers: readonly Tier[], scope: Scope): NearMiss | undefined {
  const { range } = numeric(on, scope)
  if (!isExact(range) || !range.lo) return undefined
  const value = range.lo
  const reached = tiers.findLastIndex((tier) => !tier.low || compare(tier.low.value, value) < 0n || (tier.low.closed && compare(tier.low.value, value) === 0n))
  const pays = (tier: Tier | undefined): Rational => (tier && evaluateAmount(tier.amount, scope).range.lo) ?? ZERO
  const above = tiers.find((tier, index) => index > reached && tier.low && compare(pays(tier), pays(tiers[reached])) > 0n)
  if (!above?.low) return undefined
  return nearMiss(`${text}：${above.text}`, { kind: 'compare', op: above.low.closed ? '>=' : '>', left: on, right: { kind: 'number', value: above.low.value, dimension } }, scope, 'tier')
}
