import type { SyntaxNode } from '@lezer/common'
import { type Diagnostic, diagnose, didYouMean, type Source } from '../diagnostics/diagnostic.ts'
import { multiply, parseDecimal, type Rational, rational } from '../exact/rational.ts'
import { type Dimension, divideDimensions, findUnit, multiplyDimensions, PURE, YEARS } from '../exact/units.ts'
import type { Comparison, Expr, Period, Type } from '../ir/expression.ts'
import type { DerivedDefinition, EventDefinition, FactDefinition, Reading } from '../ir/policy.ts'
import { isDate } from '../read/date.ts'
import { constant, fold } from './constant.ts'
import { childrenOf, parse, type Written } from './parse.ts'
import { NAMED_PERIODS, readPeriods } from './period.ts'

/** The names an expression may use. */
export interface Names {
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly events: ReadonlyMap<string, EventDefinition>
  readonly derived: ReadonlyMap<string, DerivedDefinition>
  readonly units: ReadonlySet<string>
  /** Fields of the event that the case is. */
  readonly fields: ReadonlyMap<string, FactDefinition>
  readonly readings: ReadonlyMap<string, { readonly reading: Reading; readonly type: Type }>
}

/** A number written in a rule, for binding the numbers of the text. */
interface Literal {
  readonly value: Rational
  readonly dimension: Dimension
  readonly offset: number
  readonly source: Source
}

export interface Sink {
  readonly diagnostics: Diagnostic[]
  readonly literals: Literal[]
  readonly usedFacts: Set<string>
  readonly usedReadings: Set<string>
  /** Names whose definition an expression refers to; the caller compiles those first. */
  readonly derivedMissing?: (name: string) => DerivedDefinition | undefined
}

export interface Typed {
  readonly expr: Expr
  readonly type: Type
}

export type BoundForm =
  | { readonly form: 'plain'; readonly typed: Typed }
  | { readonly form: 'at-most'; readonly typed: Typed }
  | { readonly form: 'at-least'; readonly typed: Typed }
  | { readonly form: 'unspecified' }

/** Parses `A, 最高 B` and the like. Every fault is reported to `sink`; a part that failed is left out. */
export function compileFormula(written: Written, names: Names, sink: Sink): readonly BoundForm[] | undefined {
  const top = parse(written, sink)
  if (!top) return undefined
  const compiler = new Compiler(written, names, sink)
  const forms: BoundForm[] = []
  for (let node = top.firstChild; node; node = node.nextSibling) {
    if (node.name === 'Comma') continue
    if (node.name === 'Unspecified') {
      forms.push({ form: 'unspecified' })
      continue
    }
    const bound = node.name === 'AtMost' ? 'at-most' : node.name === 'AtLeast' ? 'at-least' : 'plain'
    const inner = bound === 'plain' ? node : node.lastChild
    const typed = inner && compiler.compile(inner)
    if (!typed) return undefined
    forms.push({ form: bound, typed })
  }
  return forms
}

/** Parses and checks one expression of the wanted type. */
export function compileExpression(written: Written, names: Names, sink: Sink, wanted?: Type): Typed | undefined {
  const top = parse(written, sink)
  const only = top?.firstChild
  if (!top || !only) return undefined
  if (only.nextSibling || only.name === 'AtMost' || only.name === 'AtLeast' || only.name === 'Unspecified') {
    sink.diagnostics.push(diagnose('ZD-201', written.source, written.start, written.start + written.text.length))
    return undefined
  }
  const compiler = new Compiler(written, names, sink)
  const typed = compiler.compile(only)
  if (typed && wanted) return compiler.expect(typed, wanted, only)
  return typed
}

const TRUTH: Type = { kind: 'truth' }
const number = (dimension: Dimension): Type => ({ kind: 'number', dimension })

/** One pass over the syntax tree: names, types and units; faults go to the sink. */
export class Compiler {
  constructor(
    private readonly written: Written,
    private readonly names: Names,
    private readonly sink: Sink,
    private readonly fields: ReadonlyMap<string, FactDefinition> = names.fields,
  ) {}

  textOf(node: SyntaxNode): string {
    return this.written.text.slice(node.from, node.to)
  }

  private fail(code: Parameters<typeof diagnose>[0], node: SyntaxNode, details: Record<string, string> = {}): undefined {
    const { source, start } = this.written
    this.sink.diagnostics.push(diagnose(code, source, start + node.from, start + node.to, details))
    return undefined
  }

  expect(typed: Typed, wanted: Type, node: SyntaxNode): Typed | undefined {
    const fits = typed.type.kind === wanted.kind && (typed.type.kind !== 'number' || wanted.kind !== 'number' || typed.type.dimension === wanted.dimension)
    return fits ? typed : this.fail('ZD-205', node, { wanted: describe(wanted), found: describe(typed.type) })
  }

  compile(node: SyntaxNode): Typed | undefined {
    switch (node.name) {
      case 'Paren': {
        const inner = childrenOf(node)[1]
        return inner && this.compile(inner)
      }
      case 'Truth':
        return { expr: { kind: 'truth', value: this.textOf(node) === '是' }, type: TRUTH }
      case 'DateLiteral': {
        const value = this.textOf(node)
        return isDate(value) ? { expr: { kind: 'date', value }, type: { kind: 'date' } } : this.fail('ZD-219', node, { value })
      }
      case 'QuantityLiteral':
        return this.quantity(node)
      case 'TextLiteral':
        return { expr: { kind: 'text', value: this.textOf(node).slice(1, -1) }, type: { kind: 'text' } }
      case 'Name':
        return this.name(node)
      case 'At':
        return this.at(node)
      case 'And':
      case 'Or':
        return this.logic(node)
      case 'Not': {
        const inner = node.lastChild
        const item = inner && this.compile(inner)
        const checked = inner && item && this.expect(item, TRUTH, inner)
        return checked ? { expr: { kind: 'not', item: checked.expr }, type: TRUTH } : undefined
      }
      case 'Compare':
      case 'Between':
        return this.comparison(node)
      case 'Member':
        return this.member(node)
      case 'Sum':
      case 'Product':
        return this.arithmetic(node)
      case 'Call':
        return this.call(node)
      default:
        return this.fail('ZD-201', node)
    }
  }

  private quantity(node: SyntaxNode): Typed | undefined {
    const match = /^([\d.]+)(.*)$/.exec(this.textOf(node))
    const value = match && parseDecimal(match[1] ?? '')
    const unitName = match?.[2] ?? ''
    const unit = findUnit(unitName, this.names.units)
    if (!value) return this.fail('ZD-201', node)
    if (!unit) return this.fail('ZD-203', node, { name: unitName, ...didYouMean(unitName, ['元', '万元', '亿元', '%', ...this.names.units, '亩', '吨公里', '平方米', '年', '家', '个']) })
    const scaled = multiply(value, unit.scale)
    this.sink.literals.push({ value: scaled, dimension: unit.dimension, offset: this.written.start + node.from, source: this.written.source })
    return { expr: { kind: 'number', value: scaled, dimension: unit.dimension }, type: number(unit.dimension) }
  }

  private name(node: SyntaxNode): Typed | undefined {
    const name = this.textOf(node)
    if (name in NAMED_PERIODS) return { expr: { kind: 'year', offset: NAMED_PERIODS[name] ?? 0 }, type: number(YEARS) }
    const field = this.fields.get(name)
    if (field) return { expr: { kind: 'field', key: field.key }, type: field.type }
    const reading = this.names.readings.get(name)
    if (reading) {
      this.sink.usedReadings.add(name)
      return { expr: { kind: 'reading', name }, type: reading.type }
    }
    const fact = this.names.facts.get(name)
    if (fact) {
      this.sink.usedFacts.add(fact.key)
      return fact.yearly ? this.fail('ZD-206', node, { name }) : { expr: { kind: 'fact', key: fact.key }, type: fact.type }
    }
    const derived = this.derived(name)
    if (derived) return derived.yearly ? this.fail('ZD-206', node, { name }) : { expr: { kind: 'derived', key: derived.key }, type: derived.type }
    return this.fail('ZD-202', node, { name, ...didYouMean(name, this.known()) })
  }

  private derived(name: string): DerivedDefinition | undefined {
    return this.names.derived.get(name) ?? this.sink.derivedMissing?.(name)
  }

  private known(): string[] {
    const { facts, derived, readings, events } = this.names
    return [...this.fields.keys(), ...readings.keys(), ...facts.keys(), ...derived.keys(), ...events.keys()]
  }

  private at(node: SyntaxNode): Typed | undefined {
    const series = this.series(node)
    if (!series) return undefined
    const [only] = series
    return series.length === 1 && only ? only : this.fail('ZD-205', node, { wanted: '一个值', found: '多年的数据（用 合计、最大值、最小值、平均值 取一个值）' })
  }

  /** `x@上年` is one value; `x@近3年` three, newest first. */
  private series(node: SyntaxNode): Typed[] | undefined {
    const [nameNode, periodNode] = childrenOf(node)
    if (!nameNode || !periodNode) return this.fail('ZD-201', node)
    const name = this.textOf(nameNode)
    const fact = this.names.facts.get(name)
    const derived = fact ? undefined : this.derived(name)
    const definition = fact ?? derived
    if (!definition) return this.fail('ZD-202', nameNode, { name, ...didYouMean(name, this.known()) })
    const written = this.textOf(periodNode).slice(1)
    if (!definition.yearly) return this.fail('ZD-207', node, { name, period: written })
    const periods = readPeriods(written)
    if (!periods) return this.fail('ZD-208', periodNode, { period: written })
    const { source, start } = this.written
    if (/^[近前]\d/.test(written)) this.sink.literals.push({ value: rational(BigInt(periods.length)), dimension: YEARS, offset: start + periodNode.from, source })
    if (fact) this.sink.usedFacts.add(fact.key)
    return periods.map((period) => ({ expr: { kind: fact ? 'fact' : 'derived', key: definition.key, period }, type: definition.type }))
  }

  private logic(node: SyntaxNode): Typed | undefined {
    const kind = node.name === 'And' ? 'all' : 'any'
    const [leftNode, , rightNode] = childrenOf(node)
    const left = leftNode && this.compile(leftNode)
    const right = rightNode && this.compile(rightNode)
    const checkedLeft = leftNode && left && this.expect(left, TRUTH, leftNode)
    const checkedRight = rightNode && right && this.expect(right, TRUTH, rightNode)
    if (!checkedLeft || !checkedRight) return undefined
    const items = [checkedLeft.expr, checkedRight.expr].flatMap((expr) => (expr.kind === kind ? expr.items : [expr]))
    return { expr: { kind, items }, type: TRUTH }
  }

  private comparison(node: SyntaxNode): Typed | undefined {
    const parts = childrenOf(node)
    const items: Expr[] = []
    for (let index = 0; index + 2 < parts.length; index += 2) {
      const [leftNode, opNode, rightNode] = [parts[index], parts[index + 1], parts[index + 2]]
      if (!leftNode || !opNode || !rightNode) return this.fail('ZD-201', node)
      const op = this.textOf(opNode) as Comparison
      const left = this.compile(leftNode)
      if (!left) return undefined
      if (left.type.kind === 'category') {
        const option = this.option(rightNode, left.type, leftNode)
        if (option === undefined) return undefined
        items.push({ kind: 'compare', op, left: left.expr, right: { kind: 'text', value: option } })
        continue
      }
      const right = this.compile(rightNode)
      if (!right) return undefined
      if (left.type.kind === 'number' && right.type.kind === 'number' && left.type.dimension !== right.type.dimension) {
        return this.fail('ZD-204', node, { left: describe(left.type), op, right: describe(right.type) })
      }
      if (!this.expect(right, left.type, rightNode)) return undefined
      items.push({ kind: 'compare', op, left: left.expr, right: right.expr })
    }
    const [only] = items
    return { expr: items.length === 1 && only ? only : { kind: 'all', items }, type: TRUTH }
  }

  private option(node: SyntaxNode, type: { readonly options: readonly string[] }, of: SyntaxNode): string | undefined {
    const value = this.textOf(node).replace(/^[“"]|[”"]$/g, '')
    return type.options.includes(value) ? value : this.fail('ZD-210', node, { value, name: this.textOf(of), ...didYouMean(value, type.options) })
  }

  private member(node: SyntaxNode): Typed | undefined {
    const [itemNode, , listNode] = childrenOf(node)
    const item = itemNode && this.compile(itemNode)
    if (!item || !itemNode || !listNode) return undefined
    const type = item.type
    if (type.kind !== 'category') return this.fail('ZD-205', itemNode, { wanted: '分类', found: describe(type) })
    const options = childrenOf(listNode)
      .filter((child) => child.name !== '[' && child.name !== ']' && child.name !== 'Comma')
      .map((child) => this.option(child, type, itemNode))
    if (options.some((option) => option === undefined)) return undefined
    return { expr: { kind: 'member', item: item.expr, options: options.filter((option) => option !== undefined) }, type: TRUTH }
  }

  private arithmetic(node: SyntaxNode): Typed | undefined {
    const [leftNode, opNode, rightNode] = childrenOf(node)
    if (!leftNode || !opNode || !rightNode) return this.fail('ZD-201', node)
    const left = this.compile(leftNode)
    const right = this.compile(rightNode)
    if (!left || !right) return undefined
    const op = this.textOf(opNode) as '+' | '-' | '*' | '/'
    if (left.type.kind !== 'number') return this.fail('ZD-205', leftNode, { wanted: '数', found: describe(left.type) })
    if (right.type.kind !== 'number') return this.fail('ZD-205', rightNode, { wanted: '数', found: describe(right.type) })
    const [a, b] = [left.type.dimension, right.type.dimension]
    if ((op === '+' || op === '-') && a !== b) return this.fail('ZD-204', node, { left: describe(left.type), op, right: describe(right.type) })
    const divisor = constant(right.expr)
    if (op === '/' && divisor && divisor.n === 0n) return this.fail('ZD-218', rightNode)
    const dimension = op === '*' ? multiplyDimensions(a, b) : op === '/' ? divideDimensions(a, b) : a
    return { expr: fold({ kind: 'arithmetic', op, left: left.expr, right: right.expr }, dimension), type: number(dimension) }
  }

  private call(node: SyntaxNode): Typed | undefined {
    const [nameNode, ...rest] = childrenOf(node)
    const args = rest.filter((child) => !['ParenOpen', 'ParenClose', 'Comma'].includes(child.name))
    if (!nameNode) return undefined
    const name = this.textOf(nameNode)
    const first = args[0]
    const event = first?.name === 'Name' ? this.names.events.get(this.textOf(first)) : undefined
    const wrong = (wanted: string): undefined => this.fail('ZD-209', node, { name, wanted })
    switch (name) {
      case '增长率':
        return args.length === 1 && first ? this.growth(first) : wrong('一项年度数据，例如 增长率(营业收入@上年)')
      case '整步': {
        const [value, step] = args.map((arg) => this.compile(arg))
        if (!value || !step) return args.length === 2 ? undefined : wrong('两个数：值、每步')
        if (value.type.kind !== 'number' || step.type.kind !== 'number') return wrong('两个数：值、每步')
        if (value.type.dimension !== step.type.dimension) return this.fail('ZD-204', node, { left: describe(value.type), op: '÷', right: describe(step.type) })
        return { expr: { kind: 'floor', item: { kind: 'arithmetic', op: '/', left: value.expr, right: step.expr } }, type: number(PURE) }
      }
      case '向下取整': {
        const value = first && this.compile(first)
        if (!value) return args.length === 1 ? undefined : wrong('一个数')
        return value.type.kind === 'number' ? { expr: { kind: 'floor', item: value.expr }, type: value.type } : wrong('一个数')
      }
      case '年份': {
        const value = first && this.compile(first)
        if (!value) return args.length === 1 ? undefined : wrong('一个日期')
        return value.type.kind === 'date' ? { expr: { kind: 'year-of', item: value.expr }, type: number(YEARS) } : wrong('一个日期')
      }
      case '如果': {
        const [test, yes, no] = args.map((arg) => this.compile(arg))
        if (args.length !== 3) return wrong('三项：条件、成立时的值、不成立时的值')
        if (!test || !yes || !no) return undefined
        const [testNode, , noNode] = args
        if (!testNode || !noNode || !this.expect(test, TRUTH, testNode) || !this.expect(no, yes.type, noNode)) return undefined
        return { expr: { kind: 'if', test: test.expr, yes: yes.expr, no: no.expr }, type: yes.type }
      }
      case '计数':
      case '存在':
        return event ? this.over(name === '计数' ? 'count' : 'exists', event, undefined, args[1]) : wrong('一种事件，和可选的条件')
      case '合计':
      case '最大值':
      case '最小值':
      case '平均值': {
        if (event) return args[1] && (name === '合计' || name === '最大值') ? this.over(name === '合计' ? 'sum' : 'max', event, args[1], args[2]) : wrong('事件、字段，和可选的条件')
        return args.length > 0 ? this.foldOf(name, args, node) : wrong('至少一个数')
      }
      default:
        return this.fail('ZD-202', nameNode, { name, ...didYouMean(name, FUNCTIONS) })
    }
  }

  private growth(node: SyntaxNode): Typed | undefined {
    const now = this.compile(node)
    if (!now) return undefined
    const expr = now.expr
    if ((expr.kind !== 'fact' && expr.kind !== 'derived') || !expr.period || now.type.kind !== 'number') {
      return this.fail('ZD-209', node, { name: '增长率', wanted: '一项年度数据，例如 增长率(营业收入@上年)' })
    }
    const period: Period = expr.period.kind === 'relative' ? { kind: 'relative', offset: expr.period.offset - 1 } : { kind: 'fixed', year: expr.period.year - 1 }
    return { expr: { kind: 'growth', now: expr, before: { ...expr, period } }, type: number(PURE) }
  }

  private over(fn: 'count' | 'exists' | 'sum' | 'max', event: EventDefinition, valueNode: SyntaxNode | undefined, whereNode: SyntaxNode | undefined): Typed | undefined {
    const inside = new Compiler(this.written, this.names, this.sink, new Map(event.fields.map((field) => [field.name, field])))
    const value = valueNode && inside.compile(valueNode)
    const where = whereNode && inside.compile(whereNode)
    if ((valueNode && !value) || (whereNode && !where)) return undefined
    if (where && whereNode && !inside.expect(where, TRUTH, whereNode)) return undefined
    this.sink.usedFacts.add(event.key)
    const type: Type = fn === 'exists' ? TRUTH : fn === 'count' ? number(PURE) : (value?.type ?? number(PURE))
    return { expr: { kind: 'over', fn, event: event.key, ...(value && { value: value.expr }), ...(where && { where: where.expr }) }, type }
  }

  private foldOf(name: string, args: readonly SyntaxNode[], node: SyntaxNode): Typed | undefined {
    const items = args.flatMap((arg) => (arg.name === 'At' ? (this.series(arg) ?? [undefined]) : [this.compile(arg)]))
    const [head] = items
    if (!head) return undefined
    for (const item of items) if (!item || !this.expect(item, head.type, node)) return undefined
    const fn = name === '最大值' ? 'max' : name === '最小值' ? 'min' : 'sum'
    const folded: Expr = { kind: 'fold', fn, items: items.flatMap((item) => (item ? [item.expr] : [])) }
    if (name !== '平均值') return { expr: folded, type: head.type }
    return { expr: { kind: 'arithmetic', op: '/', left: folded, right: { kind: 'number', value: rational(BigInt(items.length)), dimension: PURE } }, type: head.type }
  }
}

const FUNCTIONS = ['增长率', '整步', '向下取整', '年份', '如果', '计数', '存在', '合计', '最大值', '最小值', '平均值']

export function describe(type: Type): string {
  switch (type.kind) {
    case 'number':
      return type.dimension === '' ? '纯数或比率' : type.dimension === '分' ? '金额（元）' : `数量（${type.dimension}）`
    case 'truth':
      return '是/否'
    case 'date':
      return '日期'
    case 'category':
      return '分类'
    case 'text':
      return '文本'
  }
}
