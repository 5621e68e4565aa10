import { add, divide, larger, multiply, type Rational, rational, smaller, subtract } from '../exact/rational.ts'
import type { Dimension } from '../exact/units.ts'
import type { Expr } from '../ir/expression.ts'

/** The value of an expression that needs no facts. */
export function constant(expr: Expr): Rational | undefined {
  switch (expr.kind) {
    case 'number':
      return expr.value
    case 'arithmetic': {
      const left = constant(expr.left)
      const right = constant(expr.right)
      if (!left || !right) return undefined
      if (expr.op === '+') return add(left, right)
      if (expr.op === '-') return subtract(left, right)
      if (expr.op === '*') return multiply(left, right)
      return right.n === 0n ? undefined : divide(left, right)
    }
    case 'fold': {
      const items = expr.items.map(constant)
      if (items.some((item) => !item)) return undefined
      const join = expr.fn === 'sum' ? add : expr.fn === 'max' ? larger : smaller
      return items.reduce<Rational | undefined>((all, item) => (all && item ? join(all, item) : item), undefined) ?? rational(0n)
    }
    default:
      return undefined
  }
}

/** Replaces an expression over constants by its value. */
export function fold(expr: Expr, dimension: Dimension): Expr {
  const value = constant(expr)
  return value ? { kind: 'number', value, dimension } : expr
}
