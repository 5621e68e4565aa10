import { type Comparison, compare, type Expr, type FactDefinition, floor, larger, rational, ZERO } from '@zhida/language/ir'
import type { FactValue } from '../dossier/dossier.ts'
import { ANY, difference, exactly, greatest, hull, type Interval, isExact, least, mapEnds, NOTHING, product, quotient, sum } from './interval.ts'
import { lookUp, lookUpField, type Missing, type Scope, yearOf } from './scope.ts'

/** Why a value is not settled: facts nobody has given, and questions that no fact answers (growth on a base of zero). */
export interface Open {
  readonly missing: readonly Missing[]
  readonly undecided: readonly string[]
}

export type Truth = true | false | 'unknown'

export type Value = Open &
  (
    | { readonly kind: 'number'; readonly range: Interval }
    | { readonly kind: 'truth'; readonly truth: Truth }
    | { readonly kind: 'text'; readonly text: string | undefined }
    | { readonly kind: 'date'; readonly date: string | undefined }
  )

export const SETTLED: Open = { missing: [], undecided: [] }

export function join(a: Open, b: Open): Open {
  if (a.missing.length === 0 && a.undecided.length === 0) return { missing: b.missing, undecided: b.undecided }
  if (b.missing.length === 0 && b.undecided.length === 0) return { missing: a.missing, undecided: a.undecided }
  const missing = [...a.missing]
  for (const one of b.missing) if (!missing.some((other) => sameMissing(one, other))) missing.push(one)
  return { missing, undecided: [...new Set([...a.undecided, ...b.undecided])] }
}

export function sameMissing(a: Missing, b: Missing): boolean {
  return a.key === b.key && a.year === b.year && a.index === b.index && a.event === b.event
}

// Of what is open only the two lists are taken over: it may be a whole value, with a range of its own.
const number = (range: Interval, open: Open): Value => {
  const { missing, undecided } = isExact(range) ? SETTLED : open
  return { kind: 'number', range, missing, undecided }
}
const truthOf = (truth: Truth, open: Open = SETTLED): Value => {
  const { missing, undecided } = truth === 'unknown' ? open : SETTLED
  return { kind: 'truth', truth, missing, undecided }
}

/**
 * The meaning of an expression: the set of values that the known facts leave open, and what would settle it. Every compiler is
 * held to this function. Total: no expression that the checker passed makes it throw.
 */
export function evaluateExpr(expr: Expr, scope: Scope): Value {
  switch (expr.kind) {
    case 'number':
      return { kind: 'number', range: exactly(expr.value), ...SETTLED }
    case 'truth':
      return truthOf(expr.value)
    case 'text':
      return { kind: 'text', text: expr.value, ...SETTLED }
    case 'date':
      return { kind: 'date', date: expr.value, ...SETTLED }
    case 'year':
      return { kind: 'number', range: exactly(rational(BigInt(scope.year + expr.offset))), ...SETTLED }
    case 'fact': {
      const definition = scope.index.facts.get(expr.key)
      const missing: Missing = { kind: 'fact', key: expr.key, ...(expr.period && { year: yearOf(scope, expr.period) }) }
      return fromFact(lookUp(scope, expr.key, expr.period), definition, missing)
    }
    case 'field': {
      const event = scope.event
      const definition = event && scope.index.fields.get(event.key)?.get(expr.key)
      const missing: Missing = event && event.index >= 0 ? { kind: 'field', key: expr.key, event: event.key, index: event.index } : { kind: 'events', key: event?.key ?? '' }
      return fromFact(lookUpField(scope, expr.key), definition, missing)
    }
    case 'derived': {
      const definition = scope.index.derived.get(expr.key)
      if (!definition) return truthOf('unknown')
      return evaluateExpr(definition.expr, expr.period ? { ...scope, year: yearOf(scope, expr.period) } : scope)
    }
    case 'reading':
      return readingValue(expr.name, scope)
    case 'arithmetic':
      return arithmetic(expr.op, numeric(expr.left, scope), numeric(expr.right, scope))
    case 'compare':
      return comparison(expr.op, evaluateExpr(expr.left, scope), evaluateExpr(expr.right, scope))
    case 'all':
      return logic(expr.items, scope, false)
    case 'any':
      return logic(expr.items, scope, true)
    case 'not': {
      const item = evaluateExpr(expr.item, scope)
      return item.kind !== 'truth' || item.truth === 'unknown' ? truthOf('unknown', item) : truthOf(!item.truth)
    }
    case 'member': {
      const item = evaluateExpr(expr.item, scope)
      return item.kind !== 'text' || item.text === undefined ? truthOf('unknown', item) : truthOf(expr.options.includes(item.text))
    }
    case 'if':
      return choose(expr, scope)
    case 'growth':
      return growth(numeric(expr.now, scope), numeric(expr.before, scope))
    case 'fold': {
      const combine = expr.fn === 'sum' ? sum : expr.fn === 'max' ? greatest : least
      const items = expr.items.map((item) => numeric(item, scope))
      const [head, ...rest] = items
      return rest.reduce<NumberValue>((all, one) => asNumber(number(combine(all.range, one.range), join(all, one))), head ?? { kind: 'number', range: NOTHING, ...SETTLED })
    }
    case 'floor': {
      const item = numeric(expr.item, scope)
      return number(mapEnds(item.range, floor), item)
    }
    case 'year-of': {
      const item = evaluateExpr(expr.item, scope)
      if (item.kind !== 'date' || item.date === undefined) return number(ANY, item)
      return number(exactly(rational(BigInt(item.date.slice(0, 4)))), SETTLED)
    }
    case 'over':
      return over(expr, scope)
  }
}

export type NumberValue = Extract<Value, { kind: 'number' }>

/** Evaluates an expression that the checker knows to be a number. */
export function numeric(expr: Expr, scope: Scope): NumberValue {
  return asNumber(evaluateExpr(expr, scope))
}

function asNumber(value: Value): NumberValue {
  return value.kind === 'number' ? value : { kind: 'number', range: ANY, missing: value.missing, undecided: value.undecided }
}

function fromFact(value: FactValue | undefined, definition: FactDefinition | undefined, missing: Missing): Value {
  const kind = definition?.type.kind ?? 'truth'
  const open: Open =
    value?.kind === 'none'
      ? { missing: [], undecided: [`没有${definition?.name ?? missing.key}${missing.year === undefined ? '' : `（${missing.year}年）`}这项数据`] }
      : { missing: [missing], undecided: [] }
  if (value === undefined || value.kind === 'none') {
    if (kind === 'number') return number(definition?.negative === false ? { lo: ZERO, hi: undefined } : ANY, open)
    if (kind === 'truth') return truthOf('unknown', open)
    if (kind === 'date') return { kind: 'date', date: undefined, ...open }
    return { kind: 'text', text: undefined, ...open }
  }
  switch (value.kind) {
    case 'number':
      return number(exactly(value.value), SETTLED)
    case 'truth':
      return truthOf(value.value)
    case 'text':
      return { kind: 'text', text: value.value, ...SETTLED }
    case 'date':
      return { kind: 'date', date: value.value, ...SETTLED }
  }
}

function readingValue(name: string, scope: Scope): Value {
  const reading = scope.readings.get(name)
  const option = reading?.options.find((one) => one.name === (scope.chosen[name] ?? reading.adopted))
  if (!option) return truthOf('unknown')
  return option.expr ? evaluateExpr(option.expr, scope) : { kind: 'text', text: option.name, ...SETTLED }
}

function arithmetic(op: '+' | '-' | '*' | '/', left: NumberValue, right: NumberValue): Value {
  const open = join(left, right)
  if (op === '+') return number(sum(left.range, right.range), open)
  if (op === '-') return number(difference(left.range, right.range), open)
  if (op === '*') return number(product(left.range, right.range), open)
  if (isExact(right.range) && right.range.lo?.n === 0n) return number(ANY, { missing: [], undecided: ['除数为零，比例没有意义，需要主管部门认定'] })
  return number(quotient(left.range, right.range) ?? ANY, open)
}

/** READING: base 0 or non-existent: growth is undefined, never infinite; the outcome needs a decision. */
function growth(now: NumberValue, before: NumberValue): Value {
  const open = join(now, before)
  if (isExact(before.range) && before.range.lo?.n === 0n) return number(ANY, { missing: [], undecided: ['上一期数为零，增长率没有意义，需要主管部门认定'] })
  const ratio = quotient(now.range, before.range)
  return number(ratio ? difference(ratio, exactly(rational(1n))) : ANY, open)
}

function comparison(op: Comparison, left: Value, right: Value): Value {
  const open = join(left, right)
  if (left.kind === 'number' && right.kind === 'number') return truthOf(compareRanges(op, left.range, right.range), open)
  const [a, b] = [scalar(left), scalar(right)]
  if (a === undefined || b === undefined) return truthOf('unknown', open)
  const order = a < b ? -1n : a > b ? 1n : 0n
  return truthOf(holds(op, order))
}

function scalar(value: Value): string | undefined {
  if (value.kind === 'text') return value.text
  if (value.kind === 'date') return value.date
  return value.kind === 'truth' && value.truth !== 'unknown' ? String(value.truth) : undefined
}

function holds(op: Comparison, order: bigint): boolean {
  switch (op) {
    case '>=':
      return order >= 0n
    case '<=':
      return order <= 0n
    case '>':
      return order > 0n
    case '<':
      return order < 0n
    case '=':
      return order === 0n
    case '!=':
      return order !== 0n
  }
}

function compareRanges(op: Comparison, a: Interval, b: Interval): Truth {
  switch (op) {
    case '>=':
      return a.lo && b.hi && compare(a.lo, b.hi) >= 0n ? true : a.hi && b.lo && compare(a.hi, b.lo) < 0n ? false : 'unknown'
    case '>':
      return a.lo && b.hi && compare(a.lo, b.hi) > 0n ? true : a.hi && b.lo && compare(a.hi, b.lo) <= 0n ? false : 'unknown'
    case '<=':
      return compareRanges('>=', b, a)
    case '<':
      return compareRanges('>', b, a)
    case '=': {
      if (isExact(a) && isExact(b) && a.lo && b.lo) return compare(a.lo, b.lo) === 0n
      const apart = compareRanges('>', a, b) === true || compareRanges('<', a, b) === true
      return apart ? false : 'unknown'
    }
    case '!=': {
      const same = compareRanges('=', a, b)
      return same === 'unknown' ? same : !same
    }
  }
}

/** Kleene's and (`decider` false) and or (`decider` true): one decider settles it, whatever else is unknown. */
function logic(items: readonly Expr[], scope: Scope, decider: boolean): Value {
  let open: Open = SETTLED
  let unknown = false
  for (const item of items) {
    const value = evaluateExpr(item, scope)
    if (value.kind !== 'truth' || value.truth === 'unknown') {
      unknown = true
      open = join(open, value)
    } else if (value.truth === decider) return truthOf(decider)
  }
  return unknown ? truthOf('unknown', open) : truthOf(!decider)
}

function choose(expr: Extract<Expr, { kind: 'if' }>, scope: Scope): Value {
  const test = evaluateExpr(expr.test, scope)
  if (test.kind === 'truth' && test.truth !== 'unknown') return evaluateExpr(test.truth ? expr.yes : expr.no, scope)
  const [yes, no] = [evaluateExpr(expr.yes, scope), evaluateExpr(expr.no, scope)]
  const open = join(test, join(yes, no))
  if (yes.kind === 'number' && no.kind === 'number') return number(hull(yes.range, no.range), open)
  if (yes.kind === 'truth' && no.kind === 'truth') return truthOf(yes.truth === no.truth ? yes.truth : 'unknown', open)
  if (yes.kind === 'date') return { kind: 'date', date: undefined, ...open }
  return { kind: 'text', text: undefined, ...open }
}

function over(expr: Extract<Expr, { kind: 'over' }>, scope: Scope): Value {
  const records = scope.dossier.events[expr.event]
  if (!records) {
    const open: Open = { missing: [{ kind: 'events', key: expr.event }], undecided: [] }
    return expr.fn === 'exists' ? truthOf('unknown', open) : number({ lo: ZERO, hi: undefined }, open)
  }
  let range = NOTHING
  let open: Open = SETTLED
  let exists: Truth = false
  for (const [index, record] of records.entries()) {
    const inner: Scope = { ...scope, event: { key: expr.event, index, record } }
    const where = expr.where ? evaluateExpr(expr.where, inner) : truthOf(true)
    const truth = where.kind === 'truth' ? where.truth : 'unknown'
    if (truth === false) continue
    const value = expr.value ? numeric(expr.value, inner) : asNumber(number(exactly(rational(1n)), SETTLED))
    const counted = truth === true ? value.range : hull(NOTHING, value.range)
    open = join(open, join(where, value))
    if (exists !== true) exists = truth
    range = expr.fn === 'max' ? greatest(range, counted) : sum(range, counted)
  }
  return expr.fn === 'exists' ? truthOf(exists, open) : number(range, open)
}

export function atLeastZero(range: Interval): Interval {
  return { lo: range.lo ? larger(range.lo, ZERO) : ZERO, hi: range.hi && larger(range.hi, ZERO) }
}
