import { type Amount, compare, constantOf, type Expr, findUnit, type Measure, MONEY, multiply, parseQuantity, type Rational } from '@zhida/language/ir'
import { quantity } from '../words/amounts.ts'

/** A number of a measure that a drafter may make another. */
export interface Parameter {
  /** What it is called when it is changed: `10%`, `100万元`. */
  readonly text: string
  readonly value: Rational
  readonly dimension: string
}

/** The numbers that stand in a measure's conditions, amount, bonuses, caps and readings, each once, in their order. Years are no parameters. */
export function parametersOf(measure: Measure): readonly Parameter[] {
  const found: Parameter[] = []
  const look = (one: unknown): void => {
    if (Array.isArray(one)) {
      for (const each of one) look(each)
      return
    }
    if (typeof one !== 'object' || one === null) return
    const expr = one as Partial<Extract<Expr, { kind: 'number' }>>
    if (expr.kind === 'number' && expr.value && expr.dimension !== undefined && expr.dimension !== '年' && expr.value.n !== 0n) {
      const { value, dimension } = expr
      if (!found.some((each) => each.dimension === dimension && compare(each.value, value) === 0n)) found.push({ text: quantity(value, dimension), value, dimension })
    }
    for (const each of Object.values(one)) look(each)
  }
  look([measure.conditions, measure.amount, measure.bonuses, measure.caps, measure.readings])
  return found
}

/** What a drafter typed, in the parameter's own unit: a bare number is 万元 or percent. Undefined for what is no such number. */
export function readParameter(text: string, { dimension }: Parameter): string | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '')
  const unit = dimension === MONEY ? '万元' : dimension === '' ? '%' : dimension
  const given = /^-?[\d.]+$/.test(plain) ? `${plain}${unit}` : plain
  const read = parseQuantity(given)
  if (read) return read.dimension === dimension && read.value.n > 0n ? given : undefined
  const other = /^([\d.]+)(.+)$/.exec(given)
  return other && findUnit(other[2] ?? '', new Set([dimension]))?.dimension === dimension ? given : undefined
}

/** A place where a step more brings a jump: the tier's edge, or the threshold that lets in. */
export interface Cliff {
  readonly measure: Measure
  readonly at: string
  readonly jumpFen: bigint
}

/** Jumps that stand in the text itself: from tier to tier, and from nothing to what the threshold's own figure brings. */
export function cliffsOf(measures: readonly Measure[]): readonly Cliff[] {
  return measures.flatMap((measure): Cliff[] => {
    const { amount } = measure
    if (amount?.kind === 'tiers') {
      let before = 0n
      return amount.tiers.flatMap((tier): Cliff[] => {
        const fen = fixedFen(tier.amount)
        if (fen === undefined || !tier.low) return []
        const jump = { measure, at: `${amount.text} ${tier.low.closed ? '≥' : '>'} ${quantity(tier.low.value, amount.dimension)}`, jumpFen: fen - before }
        before = fen
        return [jump]
      })
    }
    if (amount?.kind !== 'exact') return []
    return measure.conditions.flatMap(({ expr, text }): Cliff[] => {
      if (expr.kind !== 'compare' || (expr.op !== '>=' && expr.op !== '>')) return []
      const threshold = constantOf(expr.right)
      const fen = threshold && amountAt(amount, expr.left, threshold)
      return fen !== undefined && fen > 0n ? [{ measure, at: text, jumpFen: fen }] : []
    })
  })
}

function fixedFen(amount: Amount): bigint | undefined {
  const value = amount.kind === 'exact' ? constantOf(amount.value) : undefined
  return value?.d === 1n ? value.n : undefined
}

/** What is due at the threshold, where the amount is fixed or a share of the very figure that is compared. */
function amountAt({ value, cap }: Extract<Amount, { kind: 'exact' }>, compared: Expr, threshold: Rational): bigint | undefined {
  const fixed = constantOf(value)
  if (fixed) return fixed.d === 1n ? fixed.n : undefined
  if (value.kind !== 'arithmetic' || value.op !== '*') return undefined
  const rate = constantOf(value.left)
  if (!rate || JSON.stringify(value.right, big) !== JSON.stringify(compared, big)) return undefined
  const share = multiply(rate, threshold)
  const most = cap && constantOf(cap)
  const due = most && compare(most, share) < 0n ? most : share
  return due.n / due.d
}

const big = (_key: string, one: unknown): unknown => (typeof one === 'bigint' ? String(one) : one)

/** Measures of one article that pay on the same figure and do not exclude each other: one firm may get both. */
export function overlapsOf(measures: readonly Measure[]): readonly { readonly a: Measure; readonly b: Measure; readonly on: string }[] {
  const basesOf = (measure: Measure): ReadonlySet<string> => {
    const keys = new Set<string>()
    const look = (one: unknown): void => {
      if (Array.isArray(one)) for (const each of one) look(each)
      else if (typeof one === 'object' && one !== null) {
        const expr = one as { kind?: string; key?: string }
        if ((expr.kind === 'fact' || expr.kind === 'derived') && expr.key) keys.add(expr.key)
        for (const each of Object.values(one)) look(each)
      }
    }
    look([measure.amount, measure.readings])
    return keys
  }
  return measures.flatMap((a, index) =>
    measures.slice(index + 1).flatMap((b) => {
      if (a.article !== b.article || [...a.exclusions, ...b.exclusions].some((one) => one.measures.includes(a.id) || one.measures.includes(b.id))) return []
      const on = [...basesOf(a)].find((key) => basesOf(b).has(key))
      return on === undefined ? [] : [{ a, b, on }]
    }),
  )
}
