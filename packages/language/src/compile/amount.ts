import { diagnose } from '../diagnostics/diagnostic.ts'
import { compare } from '../exact/rational.ts'
import { formatFen, MONEY } from '../exact/units.ts'
import type { Amount, Bound, Expr, Tier, Type } from '../ir/expression.ts'
import type { Path, YamlFile } from '../read/yaml.ts'
import type { AmountYaml } from '../schema/pack.ts'
import { constant } from './constant.ts'
import { compileExpression, compileFormula, type Names, type Sink } from './expression.ts'
import type { Written } from './parse.ts'
import { compileTier } from './tier.ts'

const MONEY_TYPE: Type = { kind: 'number', dimension: MONEY }

/** Compiles the one amount form (金额, 分档, 分类 or 阶梯) of a measure or bonus; `undefined` where it has none or it failed. */
export function compileAmount(file: YamlFile, path: Path, yaml: AmountYaml, names: Names, sink: Sink, name: string): Amount | undefined {
  const given = (['金额', '分档', '分类', '阶梯'] as const).filter((key) => yaml[key] !== undefined)
  if (given.length > 1) {
    const at = file.locateKey(path, given[1] ?? '金额')
    sink.diagnostics.push(diagnose('ZD-308', file.source, at.start, at.end, { name }))
    return undefined
  }
  const at = (sub: Path, text: string): Written => ({ text, source: file.source, start: file.locate([...path, ...sub]).start })
  if (yaml.金额 !== undefined) return compileBounds(at(['金额'], yaml.金额), names, sink)
  if (yaml.分档) {
    const { 依据, ...tiers } = yaml.分档
    return compileTiers(file, [...path, '分档'], 依据, tiers, names, sink)
  }
  if (yaml.分类) {
    const { 依据, ...options } = yaml.分类
    return compileCategories(file, [...path, '分类'], 依据, options, names, sink)
  }
  if (yaml.阶梯) {
    const { 依据, 此前最高, 方式, 台阶 } = yaml.阶梯
    const on = compileExpression(at(['阶梯', '依据'], 依据), names, sink)
    const before = compileExpression(at(['阶梯', '此前最高'], 此前最高), names, sink, on?.type)
    if (!on || !before || on.type.kind !== 'number') return undefined
    const type = on.type
    const rungs = Object.entries(台阶).flatMap(([threshold, amount]) => {
      const key = file.locateKey([...path, '阶梯', '台阶'], threshold)
      const value = compileExpression({ text: threshold, source: file.source, start: key.start }, names, sink, type)
      const paid = compileExpression(at(['阶梯', '台阶', threshold], amount), names, sink, MONEY_TYPE)
      const number = value && constant(value.expr)
      return number && paid ? [{ threshold: number, amount: paid.expr }] : []
    })
    return { kind: 'ladder', on: on.expr, before: before.expr, dimension: type.dimension, text: 依据, rungs, mode: 方式 === '就高' ? 'highest' : 'each' }
  }
  return undefined
}

/** `30万元`; `10% * x, 最高 200万元`; `最高 50万元`; `不低于 60% * x, 最高 80万元`; `未定`. */
function compileBounds(written: Written, names: Names, sink: Sink): Amount | undefined {
  const forms = compileFormula(written, names, sink)
  if (!forms) return undefined
  const money = (form: string): Expr | undefined => {
    for (const one of forms) {
      if (one.form !== form || one.form === 'unspecified') continue
      if (one.typed.type.kind === 'number' && one.typed.type.dimension === MONEY) return one.typed.expr
      sink.diagnostics.push(
        diagnose('ZD-205', written.source, written.start, written.start + written.text.length, {
          wanted: '金额（元）',
          found: one.typed.type.kind === 'number' ? `数量（${one.typed.type.dimension || '纯数'}）` : one.typed.type.kind,
        }),
      )
    }
    return undefined
  }
  const { text } = written
  const [plain, floor, cap] = [money('plain'), money('at-least'), money('at-most')]
  if (forms.some((one) => one.form === 'unspecified')) return { kind: 'unspecified', text }
  const low = constant(floor ?? plain ?? { kind: 'truth', value: true })
  const high = cap && constant(cap)
  if (low && high && compare(low, high) > 0n) {
    sink.diagnostics.push(diagnose('ZD-216', written.source, written.start, written.start + text.length, { cap: formatFen(high), floor: formatFen(low) }))
  }
  if (floor) return { kind: 'at-least', floor, ...(cap && { cap }), text }
  if (plain) return { kind: 'exact', value: plain, ...(cap && { cap }), text }
  return cap && { kind: 'at-most', cap, text }
}

function compileTiers(file: YamlFile, path: Path, on: string, written: Readonly<Record<string, string>>, names: Names, sink: Sink): Amount | undefined {
  const value = compileExpression({ text: on, source: file.source, start: file.locate([...path, '依据']).start }, names, sink)
  if (!value) return undefined
  if (value.type.kind !== 'number') {
    const at = file.locate([...path, '依据'])
    sink.diagnostics.push(diagnose('ZD-205', file.source, at.start, at.end, { wanted: '数', found: value.type.kind }))
    return undefined
  }
  const { dimension } = value.type
  const tiers = Object.entries(written).flatMap(([key, amountText]): (Tier & { readonly start: number })[] => {
    const { start } = file.locateKey(path, key)
    const range = compileTier({ text: key, source: file.source, start }, dimension, names, sink)
    const amount = compileBounds({ text: amountText, source: file.source, start: file.locate([...path, key]).start }, names, sink)
    return range && amount ? [{ ...range, text: key, amount, start }] : []
  })
  tiers.sort((a, b) => (!a.low ? -1 : !b.low ? 1 : compare(a.low.value, b.low.value) < 0n ? -1 : 1))
  for (const [index, tier] of tiers.entries()) {
    const before = tiers[index - 1]
    if (!before) continue
    const touch = meet(before.high, tier.low)
    if (touch !== 'joined')
      sink.diagnostics.push(diagnose(touch === 'overlap' ? 'ZD-214' : 'ZD-215', file.source, tier.start, tier.start + tier.text.length, { first: before.text, second: tier.text }))
  }
  return { kind: 'tiers', on: value.expr, dimension, text: on, tiers: tiers.map(({ start: _start, ...tier }) => tier) }
}

/** How one tier's upper end and the next one's lower end stand to each other. */
function meet(high: Bound | undefined, low: Bound | undefined): 'joined' | 'overlap' | 'gap' {
  if (!high || !low) return 'overlap'
  const order = compare(high.value, low.value)
  if (order > 0n || (order === 0n && high.closed && low.closed)) return 'overlap'
  return order < 0n || (!high.closed && !low.closed) ? 'gap' : 'joined'
}

function compileCategories(file: YamlFile, path: Path, on: string, written: Readonly<Record<string, string>>, names: Names, sink: Sink): Amount | undefined {
  const value = compileExpression({ text: on, source: file.source, start: file.locate([...path, '依据']).start }, names, sink)
  if (!value) return undefined
  const type = value.type
  if (type.kind !== 'category') {
    const at = file.locate([...path, '依据'])
    sink.diagnostics.push(diagnose('ZD-205', file.source, at.start, at.end, { wanted: '分类', found: type.kind }))
    return undefined
  }
  const options = Object.entries(written).flatMap(([option, amountText]) => {
    if (!type.options.includes(option)) {
      const at = file.locateKey(path, option)
      sink.diagnostics.push(diagnose('ZD-210', file.source, at.start, at.end, { value: option, name: on, hint_zh: '核对 vocabulary.yaml 中的选项', hint_en: 'check the options in vocabulary.yaml' }))
      return []
    }
    const amount = compileBounds({ text: amountText, source: file.source, start: file.locate([...path, option]).start }, names, sink)
    return amount ? [{ option, amount }] : []
  })
  return { kind: 'by-category', on: value.expr, text: on, options }
}
