import { findNumbers } from '../coverage/numbers.ts'
import { type Diagnostic, diagnose, didYouMean } from '../diagnostics/diagnostic.ts'
import { add, compare, formatRational, multiply, ONE, type Rational, rational, ZERO } from '../exact/rational.ts'
import { formatQuantity, MONEY, parseQuantity } from '../exact/units.ts'
import type { Amount, Bound, Expr, Type } from '../ir/expression.ts'
import { type Basis, type Cap, type CapScope, type Condition, isPaid, type Measure, type Reading } from '../ir/policy.ts'
import type { Path, YamlFile } from '../read/yaml.ts'
import type { AmountYaml, ConditionYaml, MeasureYaml } from '../schema/pack.ts'
import { compileAmount } from './amount.ts'
import { constant } from './constant.ts'
import { compileExpression, describe, type Names, type Sink } from './expression.ts'
import type { Written } from './parse.ts'
import type { CompiledVocabulary } from './vocabulary.ts'

const TRUTH: Type = { kind: 'truth' }

/** What every instrument has, worked out by the caller. */
export type Base = Omit<Measure, Exclude<keyof Measure, 'id' | 'area' | 'article' | 'name' | 'quotes' | 'department' | 'note' | 'place'>>

/** Compiles one 措施. Funds and other measures that it names are checked by the pack, which knows them all. */
export function compileMeasure(file: YamlFile, path: Path, yaml: MeasureYaml, base: Base, vocabulary: CompiledVocabulary, sink: Sink): Measure {
  const own: Sink = { ...sink, usedReadings: new Set() }
  const at = (sub: Path, text: string): Written => ({ text, source: file.source, start: file.locate([...path, ...sub]).start })
  const event = yaml.按 === '年度' ? undefined : vocabulary.names.events.get(yaml.按)
  if (yaml.按 !== '年度' && !event) {
    const place = file.locate([...path, '按'])
    sink.diagnostics.push(diagnose('ZD-202', file.source, place.start, place.end, { name: yaml.按, ...didYouMean(yaml.按, ['年度', ...vocabulary.names.events.keys()]) }))
  }
  if (event) sink.usedFacts.add(event.key)
  const outer: Names = { ...vocabulary.names, fields: new Map(event?.fields.map((field) => [field.name, field])) }
  const { readings, names } = compileReadings(file, path, yaml, outer, own)

  const subjectText = vocabulary.subjects.get(yaml.对象)
  if (subjectText === undefined) {
    const place = file.locate([...path, '对象'])
    sink.diagnostics.push(diagnose('ZD-202', file.source, place.start, place.end, { name: yaml.对象, ...didYouMean(yaml.对象, vocabulary.subjects.keys()) }))
  }
  const silent: Sink = { ...own, diagnostics: [], literals: [] }
  const subject = subjectText === undefined || subjectText === '是' ? undefined : compileExpression({ text: subjectText, source: file.source, start: 0 }, outer, silent, TRUTH)
  const conditions = compileConditions(file, [...path, '条件'], yaml.条件, names, own, base)
  if (conditions.length > 1) checkReachable(file, path, conditions, sink)
  const whole = base.quotes.map((quote) => quote.text).join('')
  const withImplied = (amount: Amount | undefined, stated: readonly Condition[]): readonly Condition[] => [...impliedBy(amount, whole), ...stated]

  const amountOf = (sub: Path, form: AmountYaml, name: string): Amount | undefined => compileAmount(file, [...path, ...sub], form, names, own, name)
  const amount = amountOf([], yaml, yaml.措施)
  const from = yaml.连续 && compileExpression(at(['连续', '起'], yaml.连续.起), names, own, { kind: 'date' })
  const years = yaml.连续 && shareOrCount(file, [...path, '连续', '年数'], yaml.连续.年数, own, '年')
  const basis: Basis = event ? { kind: 'event', event: event.key } : from && years ? { kind: 'series', from: from.expr, years: Number(years.n) } : { kind: 'year' }

  const stages = (yaml.分期 ?? []).map((stage, index) => ({
    name: stage.名称,
    share: shareOrCount(file, [...path, '分期', index, '比例'], stage.比例, own, '') ?? ZERO,
    conditions: compileConditions(file, [...path, '分期', index, '条件'], stage.条件, names, own, base),
  }))
  const payers = Object.entries(yaml.分担 ?? {}).map(([payer, share]) => ({ payer, share: shareOrCount(file, [...path, '分担', payer], share, own, '') ?? ZERO }))
  for (const [key, list] of [
    ['分期', stages],
    ['分担', payers],
  ] as const) {
    const sum = list.reduce((all, one) => add(all, one.share), ZERO)
    if (list.length > 0 && compare(sum, ONE) !== 0n) {
      const place = file.locate([...path, key])
      sink.diagnostics.push(diagnose('ZD-309', file.source, place.start, place.end, { sum: `${formatRational(multiply(sum, rational(100n)))}%` }))
    }
  }
  const measure: Measure = {
    ...base,
    kind: 'measure',
    benefit: yaml.类型,
    gives: yaml.给予 ?? '',
    subject: { name: yaml.对象, ...(subject && { expr: subject.expr }) },
    basis,
    conditions: withImplied(amount, conditions),
    ...(amount && { amount }),
    bonuses: (yaml.另加 ?? []).flatMap((bonus, index) => {
      const extra = amountOf(['另加', index], bonus, bonus.名称)
      return extra ? [{ name: bonus.名称, conditions: withImplied(extra, compileConditions(file, [...path, '另加', index, '条件'], bonus.条件, names, own, base)), amount: extra }] : []
    }),
    stages,
    caps: (yaml.上限 ?? []).flatMap((cap, index) => compileCap(file, [...path, '上限', index], cap, names, own)),
    once: yaml.一次性 === '是' ? 'award' : yaml.一次性 === '仅基础' ? 'base' : 'no',
    exclusions: (yaml.互斥 ?? []).map((exclusion, index) => {
      const applies = exclusion.适用 === undefined ? undefined : compileExpression(at(['互斥', index, '适用'], exclusion.适用), names, own, TRUTH)
      return { measures: exclusion.措施, ...(applies && { applies: applies.expr }), text: exclusion.适用 ?? '不重复享受' }
    }),
    readings,
    ...(yaml.资金 !== undefined && { fund: yaml.资金 }),
    payers: payers.length > 0 ? payers : [{ payer: yaml.出资 ?? '区财政', share: ONE }],
    selective: yaml.择优 === '是',
  }
  for (const number of findNumbers(yaml.给予 ?? '')) {
    const place = file.locate([...path, '给予'])
    sink.literals.push({ value: number.value, dimension: number.dimension ?? '', offset: place.start, source: file.source })
  }
  for (const [index, reading] of readings.entries()) {
    if (own.usedReadings.has(reading.name)) continue
    const place = file.locate([...path, '口径', index, '名称'])
    sink.diagnostics.push(diagnose('ZD-306', file.source, place.start, place.end, { name: reading.name }))
  }
  if (isPaid(measure.benefit) && measure.amount && measure.fund === undefined && yaml.出资 === undefined) {
    const place = file.locate([...path, '措施'])
    sink.diagnostics.push(diagnose('ZD-501', file.source, place.start, place.end, { name: measure.name }))
  }
  return measure
}

function compileReadings(file: YamlFile, path: Path, yaml: MeasureYaml, outer: Names, sink: Sink): { readings: readonly Reading[]; names: Names } {
  const compiled = new Map<string, { reading: Reading; type: Type }>()
  const names: Names = { ...outer, readings: compiled }
  for (const [index, one] of (yaml.口径 ?? []).entries()) {
    const place = [...path, '口径', index]
    const entries = Array.isArray(one.选项) ? one.选项.map((name) => [name, undefined] as const) : Object.entries(one.选项)
    if (!entries.some(([name]) => name === one.采用)) {
      const at = file.locate([...place, '采用'])
      sink.diagnostics.push(diagnose('ZD-305', file.source, at.start, at.end, { name: one.采用 }))
    }
    let type: Type | undefined = Array.isArray(one.选项) ? { kind: 'category', options: one.选项 } : undefined
    const options = entries.map(([name, text]) => {
      if (text === undefined) return { name, text: name }
      const written = { text, source: file.source, start: file.locate([...place, '选项', name]).start }
      const typed = compileExpression(written, names, sink, type)
      type ??= typed?.type
      return { name, text, ...(typed && { expr: typed.expr }) }
    })
    if (!Array.isArray(one.选项) && new Set(options.map((option) => option.text)).size < options.length) {
      const at = file.locate([...place, '名称'])
      sink.diagnostics.push(diagnose('ZD-503', file.source, at.start, at.end, { name: one.名称 }))
    }
    if (type) compiled.set(one.名称, { reading: { name: one.名称, adopted: one.采用, options, reason: one.理由 }, type })
  }
  return { readings: [...compiled.values()].map(({ reading }) => reading), names }
}

function compileConditions(file: YamlFile, path: Path, yaml: readonly ConditionYaml[] | undefined, names: Names, sink: Sink, base: Base): readonly Condition[] {
  return (yaml ?? []).flatMap((one, index): Condition[] => {
    const [text, sub] = typeof one === 'string' ? [one, [index]] : [one.条件, [index, '条件']]
    const before = sink.literals.length
    const typed = compileExpression({ text, source: file.source, start: file.locate([...path, ...sub]).start }, names, sink, TRUTH)
    if (!typed) return []
    const quote =
      typeof one === 'string'
        ? clauseOf(
            base,
            sink.literals.slice(before).map((literal) => literal.value),
          )
        : one.原文
    return [{ expr: typed.expr, text, quote }]
  })
}

/** The clause of the quote that states one of the condition's numbers; else the whole quote. */
function clauseOf(base: Base, values: readonly Rational[]): string {
  const all = base.quotes.map((quote) => quote.text).join('')
  for (const clause of all.split(/[，。；、]/)) {
    for (const found of clause.matchAll(/\d+(?:\.\d+)?\s*[万亿]?(?:元|%|％|吨公里)?/g)) {
      const number = parseQuantity(found[0].replace('％', '%'))
      if (number && values.some((value) => compare(value, number.value) === 0n)) return clause
    }
  }
  return all
}

/** An amount by category or tier is for the categories and ranges it lists, and for no others. */
function impliedBy(amount: Amount | undefined, quote: string): Condition[] {
  if (amount?.kind === 'by-category') {
    const options = amount.options.map(({ option }) => option)
    return [{ expr: { kind: 'member', item: amount.on, options }, text: `${amount.text} 属于 [${options.join(', ')}]`, quote }]
  }
  if (amount?.kind !== 'tiers') return []
  const implied: Condition[] = []
  const end = (bound: Bound | undefined, open: '>' | '<'): void => {
    if (!bound) return
    const op = bound.closed ? (`${open}=` as const) : open
    implied.push({
      expr: { kind: 'compare', op, left: amount.on, right: { kind: 'number', value: bound.value, dimension: amount.dimension } },
      text: `${amount.text} ${op} ${formatQuantity(bound.value, amount.dimension)}`,
      quote,
    })
  }
  end(amount.tiers[0]?.low, '>')
  end(amount.tiers.at(-1)?.high, '<')
  return implied
}

function shareOrCount(file: YamlFile, path: Path, text: string, sink: Sink, dimension: string): Rational | undefined {
  const quantity = parseQuantity(text)
  const at = file.locate(path)
  if (!quantity || quantity.dimension !== dimension) {
    sink.diagnostics.push(diagnose('ZD-205', file.source, at.start, at.end, { wanted: describe({ kind: 'number', dimension }), found: text }))
    return undefined
  }
  sink.literals.push({ value: quantity.value, dimension, offset: at.start, source: file.source })
  return quantity.value
}

function compileCap(file: YamlFile, path: Path, yaml: NonNullable<MeasureYaml['上限']>[number], names: Names, sink: Sink): Cap[] {
  const span = /^每户(\d+)年$/.exec(yaml.范围)
  const scope: CapScope | undefined = yaml.范围 === '每户每年' ? { kind: 'subject-year' } : yaml.范围 === '每户累计' ? { kind: 'subject' } : span ? { kind: 'span', years: +(span[1] ?? 1) } : undefined
  if (!scope) {
    const at = file.locate([...path, '范围'])
    sink.diagnostics.push(diagnose('ZD-110', file.source, at.start, at.end, { path: '上限.范围', detail_zh: '只能是 每户每年、每户累计、每户N年', detail_en: 'one of 每户每年, 每户累计, 每户N年' }))
    return []
  }
  const at = (key: '金额' | '适用', text: string): Written => ({ text, source: file.source, start: file.locate([...path, key]).start })
  const amount = compileExpression(at('金额', yaml.金额), names, sink, { kind: 'number', dimension: MONEY })
  const applies = yaml.适用 === undefined ? undefined : compileExpression(at('适用', yaml.适用), names, sink, TRUTH)
  return amount ? [{ scope, amount: amount.expr, ...(applies && { applies: applies.expr }), text: `${yaml.范围}最高${yaml.金额}` }] : []
}

/** ZD-217: conditions on one value whose ranges do not meet. */
function checkReachable(file: YamlFile, path: Path, conditions: readonly Condition[], sink: { readonly diagnostics: Diagnostic[] }): void {
  const ranges = new Map<string, { low?: Rational; lowOpen: boolean; high?: Rational; highOpen: boolean }>()
  const flat = conditions.flatMap(({ expr, text }, index) => (expr.kind === 'all' ? expr.items : [expr]).map((item) => ({ item, text, index })))
  for (const { item, text, index } of flat) {
    if (item.kind !== 'compare') continue
    const value = constant(item.right)
    if (!value) continue
    const key = shapeOf(item.left)
    const range = ranges.get(key) ?? { lowOpen: false, highOpen: false }
    const strict = item.op === '>' || item.op === '<'
    if (item.op === '>=' || item.op === '>' || item.op === '=') {
      if (!range.low || compare(value, range.low) >= 0n) Object.assign(range, { low: value, lowOpen: strict })
    }
    if (item.op === '<=' || item.op === '<' || item.op === '=') {
      if (!range.high || compare(value, range.high) <= 0n) Object.assign(range, { high: value, highOpen: strict })
    }
    ranges.set(key, range)
    if (!range.low || !range.high) continue
    const order = compare(range.low, range.high)
    if (order > 0n || (order === 0n && (range.lowOpen || range.highOpen))) {
      const at = file.locate([...path, '条件', index])
      sink.diagnostics.push(diagnose('ZD-217', file.source, at.start, at.end, { detail: text }))
    }
  }
}

function shapeOf(expr: Expr): string {
  return JSON.stringify(expr, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))
}
