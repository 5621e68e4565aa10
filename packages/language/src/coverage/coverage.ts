import type { TextMap } from '../compile/text.ts'
import { compare, type Rational, rational } from '../exact/rational.ts'
import type { Instrument, NumberBinding } from '../ir/policy.ts'
import { findNumbers, type TextNumber } from './numbers.ts'

/** A number that stands in a rule, with the instrument it belongs to and where it is written. */
export interface BoundLiteral {
  readonly id: string
  readonly value: Rational
  readonly dimension: string
  readonly place: string
}

export interface CharacterCoverage {
  readonly total: number
  readonly covered: number
  readonly gaps: readonly { readonly start: number; readonly end: number; readonly text: string }[]
}

export interface NumberCoverage {
  readonly bound: readonly NumberBinding[]
  readonly free: readonly TextNumber[]
}

export interface Coverage {
  readonly characters: CharacterCoverage
  readonly numbers: NumberCoverage
}

/** Each character that is not white space must lie in a quote, or in the heading of an area or article. */
export function coverCharacters(map: TextMap, instruments: readonly Instrument[]): CharacterCoverage {
  const { text } = map
  const covered = new Uint8Array(text.length)
  for (const quote of [...map.headings, ...instruments.flatMap((one) => one.quotes)]) covered.fill(1, quote.start, quote.end)
  const gaps: { start: number; end: number; text: string }[] = []
  let total = 0
  let missing = 0
  for (let at = 0; at < text.length; at += 1) {
    if (/\s/.test(text[at] ?? '')) continue
    total += 1
    if (covered[at] === 1) continue
    missing += 1
    const last = gaps.at(-1)
    if (last && text.slice(last.end, at).trim() === '') gaps[gaps.length - 1] = { start: last.start, end: at + 1, text: text.slice(last.start, at + 1) }
    else gaps.push({ start: at, end: at + 1, text: text.slice(at, at + 1) })
  }
  return { total, covered: total - missing, gaps }
}

/**
 * Binds every number of the text: to an equal number of an instrument that quotes it, to the heading it numbers, to the policy's
 * year, or to a name that contains it. What is left over is `free`, and fails the build (ZD-404).
 */
export function bindNumbers(map: TextMap, instruments: readonly Instrument[], literals: readonly BoundLiteral[], names: readonly string[], year: number): NumberCoverage {
  const inNames = names.flatMap((phrase) => occurrences(map.text, phrase).map((start) => ({ phrase, start, end: start + phrase.length })))
  const byId = groupById(literals)
  const bound: NumberBinding[] = []
  const free: TextNumber[] = []
  for (const number of findNumbers(map.text)) {
    const { start, text } = number
    const heading = map.headings.find((one) => one.start <= start && start < one.end)
    const name = inNames.find((one) => one.start <= start && start < one.end)
    const quoting = instruments.filter((one) => one.quotes.some((quote) => quote.start <= start && start < quote.end))
    const literal = quoting.flatMap((one) => byId.get(one.id) ?? []).find((one) => equal(one, number))
    const end = number.end
    if (name) bound.push({ start, end: Math.min(end, Math.max(name.end, start + 1)), text, to: { kind: 'name', phrase: name.phrase } })
    else if (literal) bound.push({ start, end, text, to: { kind: 'instrument', id: literal.id, place: literal.place } })
    else if (heading) bound.push({ start, end, text, to: { kind: 'instrument', id: heading.id, place: '条款编号' } })
    else if (number.dimension === '年' && compare(number.value, rational(BigInt(year))) === 0n) bound.push({ start, end, text, to: { kind: 'instrument', id: 'policy', place: 'policy.yaml 年度' } })
    else if (!isMultiplierOnly(text)) free.push(number)
  }
  return { bound, free }
}

function equal(literal: BoundLiteral, number: TextNumber): boolean {
  return compare(literal.value, number.value) === 0n && (number.dimension === undefined || number.dimension === literal.dimension || (isCount(literal.dimension) && isCount(number.dimension)))
}

/** Counting words (家, 个, 项, 人 …) stand for one another: 每家 and 5个 count the same. */
function isCount(dimension: string): boolean {
  return dimension === '' || !['分', '亩', '吨标准煤', '吨公里', '平方米', '美元', '年', '月', '日', '吨', '公里'].includes(dimension)
}

function isMultiplierOnly(text: string): boolean {
  return /^[万亿]+$/.test(text)
}

function occurrences(text: string, phrase: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(phrase); at >= 0 && phrase !== ''; at = text.indexOf(phrase, at + 1)) found.push(at)
  return found
}

function groupById(literals: readonly BoundLiteral[]): Map<string, BoundLiteral[]> {
  const groups = new Map<string, BoundLiteral[]>()
  for (const one of literals) {
    const group = groups.get(one.id)
    if (group) group.push(one)
    else groups.set(one.id, [one])
  }
  return groups
}
