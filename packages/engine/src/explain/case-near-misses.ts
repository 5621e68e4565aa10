import type { Measure } from '@zhida/language/ir'
import { type Clause, type Step, truthIs } from '../interpret/condition.ts'
import type { Truth } from '../interpret/expression.ts'
import type { Scope } from '../interpret/scope.ts'
import type { NearMiss } from '../outcome.ts'
import { nearMiss, nextTier } from './near-miss.ts'

/** The nearest failed comparison where it alone stands in the way, or the next tier of an award already due. */
export function nearMissesOf(measure: Measure, clauses: readonly Clause[], steps: readonly Step[], gate: Truth, scope: Scope): NearMiss[] {
  const failing = steps.flatMap((step, index) => (step.truth === false ? [index] : []))
  if (gate === false) {
    if (failing.length > 2) return []
    const found = failing.flatMap((index) => {
      const clause = clauses[index]
      if (!clause) return []
      const parts = clause.expr.kind === 'all' ? clause.expr.items : [clause.expr]
      const failed = parts.filter((part) => truthIs(part, scope, false))
      return failed.map((part) => (part.kind === 'compare' && clause.role === 'condition' ? nearMiss(clause.text, part, scope) : undefined))
    })
    return found.every((one) => one !== undefined) ? found : []
  }
  const { amount } = measure
  const staged = measure.stages.flatMap((stage) => stageMiss(stage, scope) ?? [])
  if (amount?.kind !== 'tiers') return staged
  const next = nextTier(amount.on, amount.dimension, amount.text, amount.tiers, scope)
  return next ? [next, ...staged] : staged
}

/** The one comparison that keeps a payment by stages from being whole. */
function stageMiss(stage: Measure['stages'][number], scope: Scope): NearMiss | undefined {
  const [failed, ...others] = stage.conditions.filter((one) => !truthIs(one.expr, scope, true))
  return failed?.expr.kind === 'compare' && others.length === 0 && truthIs(failed.expr, scope, false) ? nearMiss(stage.name, failed.expr, scope, 'stage') : undefined
}
