import { add, compare, divide, larger, multiply, type Rational, rational, smaller, subtract, ZERO } from '@zhida/language/ir'

/** All numbers a value may still be: `[lo, hi]`, an absent end is unbounded. Exact when both ends are one number. */
export interface Interval {
  readonly lo: Rational | undefined
  readonly hi: Rational | undefined
}

export const ANY: Interval = { lo: undefined, hi: undefined }
export const NOTHING: Interval = { lo: ZERO, hi: ZERO }

export function exactly(value: Rational): Interval {
  return { lo: value, hi: value }
}

export function isExact(one: Interval): boolean {
  return one.lo !== undefined && one.hi !== undefined && (one.lo === one.hi || compare(one.lo, one.hi) === 0n)
}

export function sum(a: Interval, b: Interval): Interval {
  return { lo: a.lo && b.lo && add(a.lo, b.lo), hi: a.hi && b.hi && add(a.hi, b.hi) }
}

export function difference(a: Interval, b: Interval): Interval {
  return { lo: a.lo && b.hi && subtract(a.lo, b.hi), hi: a.hi && b.lo && subtract(a.hi, b.lo) }
}

export function product(a: Interval, b: Interval): Interval {
  if (isExact(a) && isExact(b) && a.lo && b.lo) return exactly(multiply(a.lo, b.lo))
  return hullOfEnds(a, b, multiply)
}

/** `undefined` where the divisor may be zero: what that means is the caller's to say. */
export function quotient(a: Interval, b: Interval): Interval | undefined {
  const positive = b.lo !== undefined && b.lo.n > 0n
  const negative = b.hi !== undefined && b.hi.n < 0n
  if (!positive && !negative) return undefined
  const inverse = { lo: b.hi ? divide({ n: 1n, d: 1n }, b.hi) : ZERO, hi: b.lo ? divide({ n: 1n, d: 1n }, b.lo) : ZERO }
  return product(a, inverse)
}

export function least(a: Interval, b: Interval): Interval {
  return { lo: a.lo && b.lo && smaller(a.lo, b.lo), hi: a.hi && b.hi ? smaller(a.hi, b.hi) : (a.hi ?? b.hi) }
}

export function greatest(a: Interval, b: Interval): Interval {
  return { lo: a.lo && b.lo ? larger(a.lo, b.lo) : (a.lo ?? b.lo), hi: a.hi && b.hi && larger(a.hi, b.hi) }
}

/** The smallest interval that holds both. */
export function hull(a: Interval, b: Interval): Interval {
  return { lo: a.lo && b.lo && smaller(a.lo, b.lo), hi: a.hi && b.hi && larger(a.hi, b.hi) }
}

export function mapEnds(a: Interval, change: (value: Rational) => bigint): Interval {
  return { lo: a.lo && rational(change(a.lo)), hi: a.hi && rational(change(a.hi)) }
}

/** Product of two intervals with unbounded ends, where 0 × ∞ is 0. */
function hullOfEnds(a: Interval, b: Interval, times: (x: Rational, y: Rational) => Rational): Interval {
  let lo: Rational | '-inf' | undefined
  let hi: Rational | '+inf' | undefined
  for (const x of [a.lo ?? '-inf', a.hi ?? '+inf'] as const) {
    for (const y of [b.lo ?? '-inf', b.hi ?? '+inf'] as const) {
      const end = endProduct(x, y, times)
      if (end === '-inf') lo = '-inf'
      else if (end === '+inf') hi = '+inf'
      else {
        if (lo === undefined || (lo !== '-inf' && compare(end, lo) < 0n)) lo = end
        if (hi === undefined || (hi !== '+inf' && compare(end, hi) > 0n)) hi = end
      }
    }
  }
  return { lo: lo === '-inf' ? undefined : lo, hi: hi === '+inf' ? undefined : hi }
}

type End = Rational | '-inf' | '+inf'

function endProduct(x: End, y: End, times: (x: Rational, y: Rational) => Rational): End {
  if (typeof x !== 'string' && typeof y !== 'string') return times(x, y)
  const sign = signOf(x) * signOf(y)
  return sign === 0 ? ZERO : sign > 0 ? '+inf' : '-inf'
}

function signOf(end: End): number {
  if (end === '-inf') return -1
  if (end === '+inf') return 1
  return end.n > 0n ? 1 : end.n < 0n ? -1 : 0
}
