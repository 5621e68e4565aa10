import { multiply, parseDecimal, type Rational, rational } from '../exact/rational.ts'
import { findUnit } from '../exact/units.ts'

/** A number as the text writes it: digits, percentages, ratios, fractions, or Chinese numerals. */
export interface TextNumber {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly value: Rational
  /** `undefined` where the word behind it is no unit we know: then only the value is compared. */
  readonly dimension?: string
}

const PATTERN = /(\d+):(\d+)|(\d+)\/(\d+)|(\d+(?:\.\d+)?)\s*|[一二三四五六七八九十百千万亿两半〇]+/g

/** Every number of a text, in order. */
export function findNumbers(text: string): TextNumber[] {
  return [...text.matchAll(PATTERN)].flatMap((match): TextNumber[] => {
    const start = match.index
    const [, left, right, upper, lower, digits] = match
    if (left !== undefined && right !== undefined) return [{ start, end: start + match[0].length, text: match[0], value: rational(BigInt(left), BigInt(right)), dimension: '' }]
    if (upper !== undefined && lower !== undefined) return [{ start, end: start + match[0].length, text: match[0], value: rational(BigInt(upper), BigInt(lower)), dimension: '' }]
    if (digits !== undefined) {
      const value = parseDecimal(digits)
      return value ? [withUnit(text, start, start + match[0].length, value)] : []
    }
    const value = readChinese(match[0])
    return value ? [withUnit(text, start, start + match[0].length, value)] : []
  })
}

function withUnit(text: string, start: number, end: number, value: Rational): TextNumber {
  const behind = (/^[\u4e00-\u9fff%％]{0,6}/.exec(text.slice(end))?.[0] ?? '').replace('％', '%')
  for (let length = behind.length; length > 0; length -= 1) {
    const unit = findUnit(behind.slice(0, length))
    if (unit) return { start, end: end + length, text: text.slice(start, end + length), value: multiply(value, unit.scale), dimension: unit.dimension }
  }
  const scale = /^[百千万亿]/.test(behind) ? findUnit(`${behind[0]}个`) : undefined
  if (scale) return { start, end: end + 1, text: text.slice(start, end + 1), value: multiply(value, scale.scale) }
  return { start, end: start + text.slice(start, end).trimEnd().length, text: text.slice(start, end).trimEnd(), value }
}

const DIGITS = '〇一二三四五六七八九'
const PLACES: Readonly<Record<string, bigint>> = { 十: 10n, 百: 100n, 千: 1000n }

/** 三 → 3, 十 → 10, 二十三 → 23, 两 → 2, 半 → 1/2. A bare 万 or 亿 is no number. */
function readChinese(text: string): Rational | undefined {
  if (text === '半') return rational(1n, 2n)
  let total = 0n
  let digit: bigint | undefined
  for (const char of text) {
    const place = PLACES[char]
    if (place !== undefined) {
      total += (digit ?? 1n) * place
      digit = undefined
    } else if (char === '万' || char === '亿' || char === '半') return undefined
    else digit = char === '两' ? 2n : BigInt(DIGITS.indexOf(char))
  }
  return rational(total + (digit ?? 0n))
}
