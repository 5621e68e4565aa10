/** Exact rational number `n / d`, always in lowest terms with `d > 0`. Money is held in fen (分). */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

export const ZERO: Rational = { n: 0n, d: 1n }
export const ONE: Rational = { n: 1n, d: 1n }

/** @returns `n / d` in lowest terms. Division by zero is a bug of the caller and throws. */
export function rational(n: bigint, d: bigint = 1n): Rational {
  if (d === 1n) return { n, d }
  if (d === 0n) throw new RangeError('rational: zero denominator')
  const g = gcd(n < 0n ? -n : n, d < 0n ? -d : d)
  const sign = d < 0n ? -1n : 1n
  return { n: (sign * n) / g, d: (sign * d) / g }
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}

/** Reads a plain decimal such as `12`, `-0.75` or `3000.00`. Anything else, `1e309` too, is `undefined`. */
export function parseDecimal(text: string): Rational | undefined {
  const match = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text)
  if (!match) return undefined
  const [, sign, whole = '0', fraction = ''] = match
  const n = BigInt(whole + fraction)
  return rational(sign === '-' ? -n : n, 10n ** BigInt(fraction.length))
}

export function add(a: Rational, b: Rational): Rational {
  if (a.d === 1n && b.d === 1n) return { n: a.n + b.n, d: 1n }
  return rational(a.n * b.d + b.n * a.d, a.d * b.d)
}

export function subtract(a: Rational, b: Rational): Rational {
  if (a.d === 1n && b.d === 1n) return { n: a.n - b.n, d: 1n }
  return rational(a.n * b.d - b.n * a.d, a.d * b.d)
}

export function multiply(a: Rational, b: Rational): Rational {
  if (a.d === 1n && b.d === 1n) return { n: a.n * b.n, d: 1n }
  return rational(a.n * b.n, a.d * b.d)
}

/** @throws RangeError when `b` is zero: callers decide beforehand what division by zero means in law. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n)
}

/** @returns negative, zero or positive, as `a - b` is. */
export function compare(a: Rational, b: Rational): bigint {
  if (a.d === 1n && b.d === 1n) return a.n - b.n
  return a.n * b.d - b.n * a.d
}

export function smaller(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0n ? a : b
}

export function larger(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0n ? a : b
}

/** Largest integer not above `a`. */
export function floor(a: Rational): bigint {
  const quotient = a.n / a.d
  return a.n % a.d < 0n ? quotient - 1n : quotient
}

/** Smallest integer not below `a`. */
export function ceiling(a: Rational): bigint {
  return -floor({ n: -a.n, d: a.d })
}

/** Half up (四舍五入) to an integer: the only rounding in Zhida, used once, from exact fen to fen. */
export function roundHalfUp(a: Rational): bigint {
  return floor({ n: 2n * a.n + a.d, d: 2n * a.d })
}

/** The exact decimal, or `n/d` where the decimal does not end. */
export function formatRational(a: Rational): string {
  let places = 0
  let scaled = a
  while (scaled.d !== 1n && places < 30) {
    scaled = multiply(scaled, { n: 10n, d: 1n })
    places += 1
  }
  if (scaled.d !== 1n) return `${a.n}/${a.d}`
  if (places === 0) return a.n.toString()
  const digits = (scaled.n < 0n ? -scaled.n : scaled.n).toString().padStart(places + 1, '0')
  return `${scaled.n < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
