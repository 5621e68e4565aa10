import type { Condition, Expr, Measure, Rational, Reading } from '@zhida/language/ir'
import { factUses } from '../explain/facts-of.ts'
import type { Reason, State } from '../outcome.ts'
import { evaluateExpr, join, type Open, SETTLED, type Truth } from './expression.ts'
import { isExact } from './interval.ts'
import type { Missing, Scope } from './scope.ts'

/** Stands for the subject's past awards where a fact is expected. */
const AWARDS = 'awards'

export interface Clause extends Condition {
  readonly role: Reason['role']
}

/** What of a measure is the same for everyone, worked out once. */
interface Plan {
  readonly quote: string
  readonly clauses: readonly Clause[]
  readonly readings: ReadonlyMap<string, Reading>
}

const plans = new WeakMap<Measure, Plan>()

/** Who it is for, the years of a series, then the conditions. */
export function planOf(measure: Measure): Plan {
  const known = plans.get(measure)
  if (known) return known
  const clauses: Clause[] = []
  if (measure.subject.expr) clauses.push({ expr: measure.subject.expr, text: `对象：${measure.subject.name}`, quote: '', role: 'subject' })
  if (measure.basis.kind === 'series') clauses.push(windowOf(measure.basis))
  for (const condition of measure.conditions) clauses.push({ ...condition, role: 'condition' })
  const plan = { quote: measure.quotes.map((one) => one.text).join(''), clauses, readings: new Map(measure.readings.map((one) => [one.name, one])) }
  plans.set(measure, plan)
  return plan
}

/** The step for what is had once. */
export const NOT_HAD: Clause = { expr: { kind: 'fact', key: AWARDS }, text: '此前没有领过本项（一次性）', quote: '', role: 'once' }
const HAD: Clause = { expr: { kind: 'truth', value: false }, text: '此前已经领过本项（一次性）', quote: '', role: 'once' }

/** Everything that must hold; for what is given once, that it was not had before. */
export function clausesOf(measure: Measure, scope: Scope): readonly Clause[] {
  const { clauses } = planOf(measure)
  if (measure.once !== 'award') return clauses
  const { awards } = scope.dossier
  if (!awards) return [...clauses, NOT_HAD]
  return awards.some((one) => one.measure === measure.id) ? [...clauses, HAD] : clauses
}

function windowOf(basis: Extract<Measure['basis'], { kind: 'series' }>): Clause {
  const age: Expr = { kind: 'arithmetic', op: '-', left: { kind: 'year', offset: 0 }, right: { kind: 'year-of', item: basis.from } }
  const bound = (op: '>=' | '<', years: bigint): Expr => ({ kind: 'compare', op, left: age, right: { kind: 'number', value: { n: years, d: 1n }, dimension: '年' } })
  return { expr: { kind: 'all', items: [bound('>=', 0n), bound('<', BigInt(basis.years))] }, text: `在${basis.years}年内（自然年，含起始年）`, quote: '', role: 'window' }
}

export interface Step extends Open {
  readonly truth: Truth
  readonly reason: Reason
}

export function judgeCondition(clause: Clause, scope: Scope): Step {
  const value = evaluateExpr(clause.expr, scope)
  const truth = value.kind === 'truth' ? value.truth : 'unknown'
  const computed = clause.expr.kind === 'compare' && clause.expr.left.kind !== 'fact' && clause.expr.left.kind !== 'field' ? computedSide(clause.expr.left, clause.expr.right, scope) : undefined
  const once = clause.role === 'once' && truth === 'unknown'
  const missing: readonly Missing[] = once ? [{ kind: 'awards', key: AWARDS }] : value.missing
  const { undecided } = value
  const reason: Reason = {
    state: truth === true ? 'holds' : truth === false ? 'fails' : missing.length > 0 ? 'unknown' : 'undecided',
    role: clause.role,
    text: clause.text,
    quote: clause.quote,
    facts: factUses(clause.expr, scope),
    ...(computed && { computed }),
    undecided,
    children: [],
  }
  return { truth, missing, undecided, reason }
}

/** The left side's value, in the dimension of the right side: the checker made them agree. */
function computedSide(left: Expr, right: Expr, scope: Scope): { value: Rational; dimension: string } | undefined {
  if (right.kind !== 'number' && right.kind !== 'year') return undefined
  const value = evaluateExpr(left, scope)
  if (value.kind !== 'number' || !isExact(value.range) || !value.range.lo) return undefined
  return { value: value.range.lo, dimension: right.kind === 'year' ? '年' : right.dimension }
}

/** All must hold; one that fails settles it, whatever else is unknown. */
export function conjunction(steps: readonly Step[]): Open & { readonly truth: Truth } {
  if (steps.some((step) => step.truth === false)) return { truth: false, ...SETTLED }
  const open = steps.filter((step) => step.truth === 'unknown').reduce<Open>(join, SETTLED)
  return { truth: steps.every((step) => step.truth === true) ? true : 'unknown', ...open }
}

export function truthIs(expr: Expr, scope: Scope, wanted: boolean): boolean {
  const value = evaluateExpr(expr, scope)
  return value.kind === 'truth' && value.truth === wanted
}

export function stateOfTruth(one: Open & { readonly truth: Truth }): State {
  return one.truth === true ? 'holds' : one.truth === false ? 'fails' : one.missing.length > 0 ? 'unknown' : 'undecided'
}
