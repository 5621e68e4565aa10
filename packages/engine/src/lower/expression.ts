import { type Comparison, type Expr, type FactDefinition, type Period, rational } from '@zhida/language/ir'
import type { Missing } from '../interpret/scope.ts'
import type { Node } from './node.ts'
import type { Aggregate, LowerScope } from './scope.ts'
import { type ColumnShape, columnFor, columnName, flag, KNOWN, SUBJECTS } from './shape.ts'
import { type NumberValue, type Open, type Range, SETTLED, type TruthValue, Unsupported, type Value } from './value.ts'

/** Lowers a checked expression to nodes. Case by case the namesake of `interpret/expression.ts`, over columns instead of one dossier. */
export function lowerExpr(expr: Expr, scope: LowerScope): Value {
  const { lowering } = scope
  const { graph, ranges } = lowering
  switch (expr.kind) {
    case 'number':
      return { kind: 'number', range: ranges.exactly(expr.value), open: SETTLED }
    case 'truth':
      return truth(scope, graph.bool(expr.value), graph.bool(!expr.value))
    case 'text':
      return { kind: 'text', known: graph.yes, value: graph.text(expr.value), open: SETTLED }
    case 'date':
      return { kind: 'date', known: graph.yes, value: graph.date(expr.value), open: SETTLED }
    case 'year':
      return { kind: 'number', range: ranges.exactly(rational(BigInt(scope.year + expr.offset))), open: SETTLED }
    case 'fact': {
      const definition = lowering.index.facts.get(expr.key)
      const year = expr.period && yearOf(scope, expr.period)
      const name = columnName(expr.key, year)
      return fromColumn(scope, SUBJECTS, name, definition, lowering.shape.subjects[name], { kind: 'fact', key: expr.key, ...(year !== undefined && { year }) })
    }
    case 'field': {
      const { event } = scope
      const definition = event && lowering.index.fields.get(event.key)?.get(expr.key)
      if (!event?.told) return fromColumn(scope, '', expr.key, definition, undefined, { kind: 'events', key: event?.key ?? '' })
      const column = lowering.shape.events[event.key]?.columns[expr.key]
      return fromColumn(scope, event.key, expr.key, definition, column, { kind: 'field', key: expr.key, event: event.key })
    }
    case 'derived': {
      const definition = lowering.index.derived.get(expr.key)
      if (!definition) return unknownTruth(scope, SETTLED)
      return lowerExpr(definition.expr, expr.period ? { ...scope, year: yearOf(scope, expr.period) } : scope)
    }
    case 'reading': {
      const reading = scope.readings.get(expr.name)
      const option = reading?.options.find((one) => one.name === (scope.chosen[expr.name] ?? reading.adopted))
      if (!option) return unknownTruth(scope, SETTLED)
      return option.expr ? lowerExpr(option.expr, scope) : { kind: 'text', known: graph.yes, value: graph.text(option.name), open: SETTLED }
    }
    case 'arithmetic':
      return arithmetic(scope, expr.op, lowerNumber(expr.left, scope), lowerNumber(expr.right, scope))
    case 'compare':
      return comparison(scope, expr.op, lowerExpr(expr.left, scope), lowerExpr(expr.right, scope))
    case 'all':
    case 'any':
      return logic(expr.items, scope, expr.kind === 'any')
    case 'not': {
      const item = lowerTruth(expr.item, scope)
      return { ...item, holds: item.fails, fails: item.holds }
    }
    case 'member': {
      const item = lowerExpr(expr.item, scope)
      if (item.kind !== 'text') return unknownTruth(scope, item.open)
      const inside = graph.in(item.value, expr.options)
      return truth(scope, graph.and([item.known, inside]), graph.and([item.known, graph.not(inside)]), item.open)
    }
    case 'if':
      return choose(expr, scope)
    case 'growth': {
      const [now, before] = [lowerNumber(expr.now, scope), lowerNumber(expr.before, scope)]
      return divided(scope, now, before, rational(-1n))
    }
    case 'fold': {
      const [head, ...rest] = expr.items.map((item) => lowerNumber(item, scope))
      if (!head) return { kind: 'number', range: ranges.nothing, open: SETTLED }
      const combine = (a: Range, b: Range): Range => (expr.fn === 'sum' ? ranges.sum(a, b) : expr.fn === 'max' ? ranges.greatest(a, b) : ranges.least(a, b))
      return rest.reduce((all, one) => ranges.number(combine(all.range, one.range), ranges.join(all.open, one.open)), head)
    }
    case 'floor': {
      const item = lowerNumber(expr.item, scope)
      return ranges.number(
        ranges.mapEnds(item.range, (n, d) => graph.div(n, d)),
        item.open,
      )
    }
    case 'year-of': {
      const item = lowerExpr(expr.item, scope)
      if (item.kind !== 'date') return ranges.number(ranges.any, item.open)
      const end = ranges.end(graph.year(item.value), graph.one, item.known)
      return ranges.number({ lo: end, hi: end }, item.open)
    }
    case 'over':
      return over(expr, scope)
  }
}

function yearOf(scope: LowerScope, period: Period): number {
  return period.kind === 'fixed' ? period.year : scope.year + period.offset
}

function truth(scope: LowerScope, holds: Node, fails: Node, open: Open = SETTLED): TruthValue {
  const { graph, ranges } = scope.lowering
  return { kind: 'truth', holds, fails, open: ranges.where(open, graph.not(graph.or([holds, fails]))) }
}

function unknownTruth(scope: LowerScope, open: Open): TruthValue {
  const { graph } = scope.lowering
  return { kind: 'truth', holds: graph.no, fails: graph.no, open }
}

/** Lowers an expression that the checker knows to be a number. */
export function lowerNumber(expr: Expr, scope: LowerScope): NumberValue {
  const value = lowerExpr(expr, scope)
  return value.kind === 'number' ? value : { kind: 'number', range: scope.lowering.ranges.any, open: value.open }
}

export function lowerTruth(expr: Expr, scope: LowerScope): TruthValue {
  const value = lowerExpr(expr, scope)
  return value.kind === 'truth' ? value : unknownTruth(scope, value.open)
}

function fromColumn(scope: LowerScope, relation: string, name: string, definition: FactDefinition | undefined, shape: ColumnShape | undefined, missing: Missing): Value {
  const { lowering } = scope
  const { graph, ranges } = lowering
  const kind = definition?.type.kind ?? 'truth'
  if (!shape || !definition) {
    const open: Open = new Map([[lowering.bit(missing), graph.yes]])
    if (kind === 'number') return ranges.number(definition?.negative === false ? { ...ranges.any, lo: ranges.end(graph.zero) } : ranges.any, open)
    if (kind === 'truth') return unknownTruth(scope, open)
    return kind === 'date' ? { kind: 'date', known: graph.no, value: graph.date('0001-01-01'), open } : { kind: 'text', known: graph.no, value: graph.text(''), open }
  }
  const { value: column, none } = columnFor(relation, name, definition, shape)
  const known = graph.isKnown(column)
  const value = graph.column(column)
  const wanting = graph.and([graph.not(known), none ? graph.not(graph.column(none)) : graph.yes])
  const open: Open = wanting === graph.no ? SETTLED : new Map([[lowering.bit(missing), wanting]])
  switch (kind) {
    case 'number': {
      const [n, d] = [graph.mul(graph.int(shape.scale.n), value), graph.int(shape.scale.d)]
      return ranges.number(ranges.between(ranges.end(n, d, definition.negative ? known : graph.yes), ranges.end(n, d, known)), open)
    }
    case 'truth':
      return truth(scope, value, graph.and([known, graph.not(value)]), open)
    case 'date':
      return { kind: 'date', known, value, open }
    default:
      return { kind: 'text', known, value, open }
  }
}

function arithmetic(scope: LowerScope, op: '+' | '-' | '*' | '/', left: NumberValue, right: NumberValue): Value {
  const { ranges } = scope.lowering
  const open = ranges.join(left.open, right.open)
  if (op === '+') return ranges.number(ranges.sum(left.range, right.range), open)
  if (op === '-') return ranges.number(ranges.difference(left.range, right.range), open)
  if (op === '*') return ranges.number(ranges.product(left.range, right.range), open)
  return divided(scope, left, right, undefined)
}

/** A quotient, or a growth (quotient − 1). A divisor that is exactly zero leaves a question that no fact answers. */
function divided(scope: LowerScope, left: NumberValue, right: NumberValue, plus: ReturnType<typeof rational> | undefined): NumberValue {
  const { graph, ranges } = scope.lowering
  const { range, defined } = ranges.quotient(left.range, right.range)
  const shifted = plus ? ranges.sum(range, ranges.exactly(plus)) : range
  const bound = (end: Range['lo']): Range['lo'] => ({ ...end, bounded: graph.and([end.bounded, defined]) })
  const { lo, hi } = right.range
  const zero = graph.and([ranges.isExact(right.range), graph.equal(lo.n, graph.zero), lo.bounded, hi.bounded])
  return ranges.number(ranges.between(bound(shifted.lo), bound(shifted.hi)), ranges.where(ranges.join(left.open, right.open), graph.not(zero)))
}

function comparison(scope: LowerScope, op: Comparison, left: Value, right: Value): Value {
  const { graph, ranges } = scope.lowering
  const open = ranges.join(left.open, right.open)
  if (left.kind === 'number' && right.kind === 'number') {
    const { holds, fails } = compareRanges(scope, op, left.range, right.range)
    return truth(scope, holds, fails, open)
  }
  const [a, b] = [scalar(scope, left), scalar(scope, right)]
  const known = graph.and([a.known, b.known])
  if (a.value.type !== b.value.type) throw new Unsupported('两边类型不同的比较')
  if (a.value.type !== 'date' && op !== '=' && op !== '!=') throw new Unsupported('文字或是否的先后比较')
  const [x, y] = [a.value, b.value]
  const holds = op === '=' ? graph.equal(x, y) : op === '!=' ? graph.not(graph.equal(x, y)) : ordered(scope, op, x, y)
  return truth(scope, graph.and([known, holds]), graph.and([known, graph.not(holds)]), open)
}

function ordered(scope: LowerScope, op: Comparison, x: Node, y: Node): Node {
  const { graph } = scope.lowering
  return op === '<' ? graph.less(x, y) : op === '<=' ? graph.atMost(x, y) : op === '>' ? graph.less(y, x) : graph.atMost(y, x)
}

function scalar(scope: LowerScope, value: Value): { readonly known: Node; readonly value: Node } {
  if (value.kind === 'truth') return { known: scope.lowering.graph.or([value.holds, value.fails]), value: value.holds }
  if (value.kind === 'number') throw new Unsupported('数字与非数字的比较')
  return value
}

function compareRanges(scope: LowerScope, op: Comparison, a: Range, b: Range): { readonly holds: Node; readonly fails: Node } {
  const { graph, ranges } = scope.lowering
  const test = (kind: 'less' | 'at-most', x: Range['lo'], y: Range['lo']): Node => graph.and([x.bounded, y.bounded, ranges.compare(kind, x, y)])
  switch (op) {
    case '>=':
      return { holds: test('at-most', b.hi, a.lo), fails: test('less', a.hi, b.lo) }
    case '>':
      return { holds: test('less', b.hi, a.lo), fails: test('at-most', a.hi, b.lo) }
    case '<=':
      return compareRanges(scope, '>=', b, a)
    case '<':
      return compareRanges(scope, '>', b, a)
    case '=': {
      const exact = graph.and([ranges.isExact(a), ranges.isExact(b)])
      const same = ranges.compare('equal', a.lo, b.lo)
      const apart = graph.or([test('less', b.hi, a.lo), test('less', a.hi, b.lo)])
      return { holds: graph.and([exact, same]), fails: graph.or([graph.and([exact, graph.not(same)]), apart]) }
    }
    case '!=': {
      const { holds, fails } = compareRanges(scope, '=', a, b)
      return { holds: fails, fails: holds }
    }
  }
}

/** Kleene's and, and or: the items after a decider are not asked, so only what is unknown without one stays open. */
function logic(items: readonly Expr[], scope: LowerScope, decider: boolean): Value {
  const { graph, ranges } = scope.lowering
  const values = items.map((item) => lowerTruth(item, scope))
  const open = values.reduce<Open>((all, one) => ranges.join(all, one.open), SETTLED)
  const holds = values.map((one) => one.holds)
  const fails = values.map((one) => one.fails)
  return decider ? truth(scope, graph.or(holds), graph.and(fails), open) : truth(scope, graph.and(holds), graph.or(fails), open)
}

function choose(expr: Extract<Expr, { kind: 'if' }>, scope: LowerScope): Value {
  const { graph, ranges } = scope.lowering
  const test = lowerTruth(expr.test, scope)
  if (test.holds === graph.yes) return lowerExpr(expr.yes, scope)
  if (test.fails === graph.yes) return lowerExpr(expr.no, scope)
  const [yes, no] = [lowerExpr(expr.yes, scope), lowerExpr(expr.no, scope)]
  const unsure = graph.not(graph.or([test.holds, test.fails]))
  const open = ranges.join(ranges.join(ranges.where(yes.open, test.holds), ranges.where(no.open, test.fails)), ranges.where(ranges.join(test.open, ranges.join(yes.open, no.open)), unsure))
  if (yes.kind === 'number' && no.kind === 'number') {
    const known = ranges.choose(test.holds, yes.range, no.range)
    return ranges.number(unsure === graph.no ? known : ranges.choose(unsure, ranges.hull(yes.range, no.range), known), open)
  }
  if (yes.kind === 'truth' && no.kind === 'truth') {
    const either = (a: Node, b: Node): Node => graph.or([graph.and([test.holds, a]), graph.and([test.fails, b]), graph.and([a, b])])
    return truth(scope, either(yes.holds, no.holds), either(yes.fails, no.fails), open)
  }
  if ((yes.kind === 'text' || yes.kind === 'date') && yes.kind === no.kind) {
    const known = graph.or([graph.and([test.holds, yes.known]), graph.and([test.fails, no.known])])
    return { kind: yes.kind, known, value: graph.case(test.holds, yes.value, no.value), open: ranges.where(open, graph.not(known)) }
  }
  throw new Unsupported('两支类型不同的选择')
}

/** A count, sum, maximum or existence over a subject's events: each end is summed over the rows, then read as a column. */
function over(expr: Extract<Expr, { kind: 'over' }>, scope: LowerScope): Value {
  const { lowering } = scope
  const { graph, ranges } = lowering
  if (scope.inside) throw new Unsupported('汇总之内又有汇总')
  const relation = lowering.shape.events[expr.event]
  const unheard: Open = new Map([[lowering.bit({ kind: 'events', key: expr.event }), graph.yes]])
  if (!relation) return expr.fn === 'exists' ? unknownTruth(scope, unheard) : ranges.number({ ...ranges.any, lo: ranges.end(graph.zero) }, unheard)
  const told = relation.partly ? graph.column(flag(SUBJECTS, `${expr.event}${KNOWN}`)) : graph.yes
  const inner: LowerScope = { ...scope, inside: true, event: { key: expr.event, told: true } }
  const where = expr.where ? lowerTruth(expr.where, inner) : truth(inner, graph.yes, graph.no)
  const value: NumberValue = expr.value ? lowerNumber(expr.value, inner) : { kind: 'number', range: ranges.exactly(rational(1n)), open: SETTLED }
  const counts = graph.not(where.fails)
  const counted = ranges.choose(where.holds, value.range, ranges.hull(ranges.nothing, value.range))

  const aggregate = (fn: Aggregate['fn'], item: Node): Node => {
    if (item === graph.zero) return item
    const same = lowering.aggregates.find((one) => one.event === expr.event && one.fn === fn && one.item === item)
    const many = fn === 'sum' ? relation.most : 1n
    const [min, max] = [item.min < 0n ? item.min * many : 0n, item.max > 0n ? item.max * many : 0n]
    const one = same ?? { name: `over_${lowering.aggregates.length}`, event: expr.event, fn, item, min, max }
    if (!same) lowering.aggregates.push(one)
    return graph.column({ relation: SUBJECTS, name: one.name, type: 'int', nullable: true, min, max })
  }
  const any = (test: Node): Node => graph.less(graph.zero, aggregate('max', graph.case(test, graph.one, graph.zero)))
  const open: Open = new Map([...ranges.join(where.open, value.open)].map(([bit, when]) => [bit, any(graph.and([counts, when]))] as const))

  if (expr.fn === 'exists') {
    const [some, perhaps] = [any(where.holds), any(counts)]
    // A row that holds settles it.
    const result = truth(scope, graph.and([told, some]), graph.and([told, graph.not(perhaps)]), open)
    return withUnheard(scope, told, result, unheard)
  }
  const end = (which: 'lo' | 'hi'): Range['lo'] => {
    const { bounded, n, d } = counted[which]
    if (d.op !== 'int') throw new Unsupported('汇总每项不同分母的比例')
    const item = graph.case(graph.and([counts, bounded]), n, graph.zero)
    const rows = expr.fn === 'max' ? graph.max(graph.zero, aggregate('max', item)) : aggregate('sum', item)
    const endless = any(graph.and([counts, graph.not(bounded)]))
    // The greatest of an unbounded low end and nothing is nothing.
    return ranges.end(rows, d, expr.fn === 'max' && which === 'lo' ? graph.yes : graph.not(endless))
  }
  const known = ranges.number(ranges.between(end('lo'), end('hi')), open)
  const unknown = { ...ranges.any, lo: ranges.end(graph.zero) }
  return withUnheard(scope, told, { kind: 'number', range: ranges.choose(told, known.range, unknown), open: known.open }, unheard)
}

/** The list itself may be unknown: then that is what is missing, and nothing else. */
function withUnheard<V extends Value>(scope: LowerScope, told: Node, value: V, unheard: Open): V {
  const { graph, ranges } = scope.lowering
  return { ...value, open: ranges.join(ranges.where(value.open, told), ranges.where(unheard, graph.not(told))) }
}
