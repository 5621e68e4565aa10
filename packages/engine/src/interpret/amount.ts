import { type Amount, compare, type Rational, roundHalfUp, ZERO } from '@zhida/language/ir'
import { atLeastZero, evaluateExpr, join, numeric, type Open, SETTLED } from './expression.ts'
import { greatest, hull, type Interval, isExact, least, mapEnds, NOTHING, sum } from './interval.ts'
import type { Scope } from './scope.ts'

/** Money in fen that a clause gives: a range, whether the officer sets it (最高, 不低于), or whether the text states none (一定). */
export interface Money extends Open {
  readonly range: Interval
  readonly discretion: boolean
  readonly unspecified: boolean
}

export const NO_MONEY: Money = { range: NOTHING, discretion: false, unspecified: false, ...SETTLED }

/** @returns exact fen before rounding; never below zero (a decrease earns nothing, it does not cost). */
export function evaluateAmount(amount: Amount, scope: Scope): Money {
  switch (amount.kind) {
    case 'exact': {
      const value = numeric(amount.value, scope)
      const cap = amount.cap && numeric(amount.cap, scope)
      const range = atLeastZero(cap ? least(value.range, cap.range) : value.range)
      const open = isExact(range) ? SETTLED : cap ? join(value, cap) : value
      return { range, discretion: false, unspecified: false, missing: open.missing, undecided: open.undecided }
    }
    case 'at-most': {
      const cap = numeric(amount.cap, scope)
      return { range: { lo: ZERO, hi: cap.range.hi }, discretion: true, unspecified: false, missing: cap.missing, undecided: cap.undecided }
    }
    case 'at-least': {
      const bottom = numeric(amount.floor, scope)
      const cap = amount.cap && numeric(amount.cap, scope)
      const low = atLeastZero(cap ? least(bottom.range, cap.range) : bottom.range)
      const range = { lo: low.lo, hi: cap ? cap.range.hi : undefined }
      return { range, discretion: !isExact(range), unspecified: false, ...(isExact(low) ? SETTLED : { missing: bottom.missing, undecided: bottom.undecided }) }
    }
    case 'unspecified':
      return { ...NO_MONEY, unspecified: true }
    case 'tiers': {
      const on = numeric(amount.on, scope)
      const possible = amount.tiers.filter((tier) => meets(on.range, tier.low, tier.high))
      const outside = !isExact(on.range) && !within(on.range, amount.tiers[0]?.low, amount.tiers.at(-1)?.high)
      return among(
        possible.map((tier) => tier.amount),
        outside || possible.length === 0,
        on,
        scope,
      )
    }
    case 'by-category': {
      const on = evaluateExpr(amount.on, scope)
      const category = on.kind === 'text' ? on.text : undefined
      const possible = amount.options.filter(({ option }) => category === undefined || option === category)
      return among(
        possible.map((one) => one.amount),
        possible.length === 0,
        on,
        scope,
      )
    }
    case 'ladder':
      return ladder(amount, scope)
  }
}

/** One of several amounts, which one is open while more than one is possible. */
function among(amounts: readonly Amount[], orNothing: boolean, open: Open, scope: Scope): Money {
  const [first, ...rest] = amounts.map((one) => evaluateAmount(one, scope))
  if (!first) return NO_MONEY
  const all = rest.reduce<Money>((a, b) => ({ range: hull(a.range, b.range), discretion: a.discretion || b.discretion, unspecified: a.unspecified || b.unspecified, ...join(a, b) }), first)
  const range = orNothing ? hull(all.range, NOTHING) : all.range
  if (amounts.length === 1 && !orNothing) return all
  const unsettled = isExact(range) && !all.unspecified ? SETTLED : join(open, all)
  return { ...all, range, missing: unsettled.missing, undecided: unsettled.undecided }
}

function ladder(amount: Extract<Amount, { kind: 'ladder' }>, scope: Scope): Money {
  const on = numeric(amount.on, scope)
  const before = numeric(amount.before, scope)
  const reached = (value: Rational | undefined, past: Rational | undefined): Interval => {
    const crossed = amount.rungs.filter(({ threshold }) => (value === undefined || compare(value, threshold) >= 0n) && (past === undefined || compare(past, threshold) < 0n))
    return crossed.map((rung) => numeric(rung.amount, scope).range).reduce((all, one) => (amount.mode === 'highest' ? greatest(all, one) : sum(all, one)), NOTHING)
  }
  const range = { lo: reached(on.range.lo ?? ZERO, before.range.hi ?? on.range.hi ?? on.range.lo ?? ZERO).lo, hi: reached(on.range.hi, before.range.lo).hi }
  const low = on.range.lo === undefined || before.range.hi === undefined ? { lo: ZERO, hi: range.hi } : range
  return { range: low, discretion: false, unspecified: false, ...(isExact(low) ? SETTLED : join(on, before)) }
}

interface End {
  readonly value: Rational
  readonly closed: boolean
}

/** Can a value of this range lie between the ends? */
function meets(range: Interval, low: End | undefined, high: End | undefined): boolean {
  if (low && range.hi) {
    const order = compare(range.hi, low.value)
    if (order < 0n || (order === 0n && !low.closed)) return false
  }
  if (high && range.lo) {
    const order = compare(range.lo, high.value)
    if (order > 0n || (order === 0n && !high.closed)) return false
  }
  return true
}

/** Must a value of this range lie between the ends? */
function within(range: Interval, low: End | undefined, high: End | undefined): boolean {
  const lowHolds = !low || (range.lo !== undefined && (compare(range.lo, low.value) > 0n || (low.closed && compare(range.lo, low.value) === 0n)))
  const highHolds = !high || (range.hi !== undefined && (compare(range.hi, high.value) < 0n || (high.closed && compare(range.hi, high.value) === 0n)))
  return lowHolds && highHolds
}

export function addMoney(a: Money, b: Money): Money {
  return { range: sum(a.range, b.range), discretion: a.discretion || b.discretion, unspecified: a.unspecified || b.unspecified, ...join(a, b) }
}

/** What may be nothing: the clause applies or not. */
export function perhaps(money: Money, open: Open): Money {
  return { ...money, range: hull(NOTHING, money.range), ...join(money, open) }
}

/** The one rounding, half up to the fen. */
export function rounded(money: Money): Money {
  return { ...money, range: mapEnds(money.range, roundHalfUp) }
}

/**
 * Splits fen into shares without losing or making one: each part is the difference of rounded running totals.
 * @param shares rationals that add up to at most 1
 */
export function splitFen(fen: bigint, shares: readonly Rational[]): readonly bigint[] {
  let running: Rational = ZERO
  let before = 0n
  return shares.map((share) => {
    running = { n: running.n * share.d + share.n * running.d, d: running.d * share.d }
    const upTo = roundHalfUp({ n: fen * running.n, d: running.d })
    const part = upTo - before
    before = upTo
    return part
  })
}
