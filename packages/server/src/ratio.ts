import { type Rational, rational } from '@zhida/language/ir'

/** An exact number as tables keep it: n, or n/d. */
export function readRatio(text: string): Rational {
  const [n = '0', d = '1'] = text.split('/')
  return rational(BigInt(n), BigInt(d))
}
