import { diagnose } from '../diagnostics/diagnostic.ts'
import type { Rational } from '../exact/rational.ts'
import type { Dimension } from '../exact/units.ts'
import { constant } from './constant.ts'
import { Compiler, type Names, type Sink } from './expression.ts'
import { childrenOf, parse, type Written } from './parse.ts'

/** Tier ranges: `A <= 值 < B`, `值 >= A`, `值 < B`. */
export function compileTier(
  written: Written,
  dimension: Dimension,
  names: Names,
  sink: Sink,
): { readonly low?: { value: Rational; closed: boolean }; readonly high?: { value: Rational; closed: boolean } } | undefined {
  const bad = (): undefined => {
    sink.diagnostics.push(diagnose('ZD-213', written.source, written.start, written.start + written.text.length))
    return undefined
  }
  const top = parse(written, sink)
  const node = top?.firstChild
  if (!top) return undefined
  if (!node || (node.name !== 'Between' && node.name !== 'Compare')) return bad()
  const parts = childrenOf(node)
  const compiler = new Compiler(written, names, sink)
  const range: { low?: { value: Rational; closed: boolean }; high?: { value: Rational; closed: boolean } } = {}
  for (let index = 0; index + 2 < parts.length; index += 2) {
    const [left, operator, right] = [parts[index], parts[index + 1], parts[index + 2]]
    if (!left || !operator || !right) return bad()
    const op = compiler.textOf(operator)
    const valueLeft = compiler.textOf(left) === '值'
    if (valueLeft === (compiler.textOf(right) === '值')) return bad()
    const literal = compiler.compile(valueLeft ? right : left)
    if (!literal) return undefined
    const checked = compiler.expect(literal, { kind: 'number', dimension }, valueLeft ? right : left)
    const value = checked && constant(checked.expr)
    if (!value) return checked ? bad() : undefined
    const above = valueLeft ? op.startsWith('>') : op.startsWith('<')
    if (op === '=' || op === '!=') return bad()
    range[above ? 'low' : 'high'] = { value, closed: op.endsWith('=') }
  }
  return range
}
