import type { Expr, Measure } from '@zhida/language/ir'
import { NOT_HAD, planOf } from '../interpret/condition.ts'

/** A clause of the mask's legend: bit k of `held`, `failed` and `open` is clause k. */
export interface Clause {
  readonly role: 'subject' | 'window' | 'condition' | 'once' | 'bonus' | 'stage'
  readonly text: string
}

/** A clause with what it says; what was had before, bonuses and stages have no expression of their own. */
export interface StatedClause extends Clause {
  readonly expr: Expr | undefined
}

/** Who it is for, the years of a series, the conditions, what was had before, then bonuses and stages. */
export function clausesOf(measure: Measure): readonly StatedClause[] {
  return [
    ...planOf(measure).clauses.map(({ role, text, expr }) => ({ role, text, expr }) as StatedClause),
    ...(measure.once === 'award' ? [{ role: 'once' as const, text: NOT_HAD.text, expr: undefined }] : []),
    ...(measure.amount ? measure.bonuses.map(({ name }) => ({ role: 'bonus' as const, text: name, expr: undefined })) : []),
    ...measure.stages.map(({ name }) => ({ role: 'stage' as const, text: name, expr: undefined })),
  ]
}
