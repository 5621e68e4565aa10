import { t } from '@lingui/core/macro'
import type { Award, FactUse, NearMiss, Outcome, Verdict } from '@zhida/engine'
import { divide, formatFen, formatQuantity, formatRational, MONEY, type Rational, rational, YEARS } from '@zhida/language/ir'
import { preferences } from '../frame/preferences.ts'
import { spoken } from './language.ts'
import { term } from './terms.ts'

/** A hundred yuan, 0.01万元: an amount that is no multiple of it is plainer in 元. */
const HUNDRED_YUAN = 10_000n
const ONE_YI = 10_000_000_000n
/** What English rounds sums to, in fen: `¥5.89bn`, `¥25.3m`. */
const ENGLISH = [
  { letters: 'bn', size: 100_000_000_000n },
  { letters: 'm', size: 100_000_000n },
] as const

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** An amount as people say it: 200万元, 5.2亿元; where that is not exact, or whoever reads wants it so, in 元. English: ¥2,000,000. */
export function money(fen: bigint): string {
  if (preferences().amounts === 'full') return fullYuan(fen)
  if (spoken() === 'en') return `${fen < 0n ? '−' : ''}¥${plainYuan(fen < 0n ? -fen : fen).replace(/\.00$/, '')}`
  if (fen < 0n) return `−${money(-fen)}`
  return fen % HUNDRED_YUAN === 0n ? formatFen(rational(fen)) : fullYuan(fen)
}

/** A sum for an overview: to the hundredth of 万元 or 亿元, said to be 约 where that is not all of it. The full figure stands beside it. */
export function brief(fen: bigint): string {
  if (preferences().amounts === 'full') return fullYuan(fen)
  const size = fen < 0n ? -fen : fen
  const english = spoken() === 'en'
  const large = english ? ENGLISH.find((one) => size >= one.size) : undefined
  const step = english ? (large ? large.size / 100n : 100n) : size >= ONE_YI ? HUNDRED_YUAN * HUNDRED_YUAN : HUNDRED_YUAN
  const rounded = ((size + step / 2n) / step) * step * (fen < 0n ? -1n : 1n)
  const words = large ? `${fen < 0n ? '−' : ''}¥${grouped(formatRational(rational(rounded < 0n ? -rounded : rounded, large.size)))}${large.letters}` : money(rounded)
  return rounded === fen ? words : t`约${words}`
}

/** With its sign, for a difference. */
export const change = (fen: bigint): string => (fen > 0n ? `+${money(fen)}` : money(fen))

/** 8880000 → `88,800.00` */
function plainYuan(fen: bigint): string {
  const digits = fen.toString().padStart(3, '0')
  return `${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`
}

/** 8880000 → `88,800.00元` */
export function fullYuan(fen: bigint): string {
  if (fen < 0n) return `−${fullYuan(-fen)}`
  return spoken() === 'en' ? `¥${plainYuan(fen)}` : `${plainYuan(fen)}元`
}

/** A number with its unit: `29.4亿吨公里`, `15%`, `200万元`. */
export function quantity(value: Rational, dimension: string): string {
  if (dimension === MONEY && value.d === 1n) return money(value.n)
  if (spoken() !== 'en') return formatQuantity(value, dimension)
  if (dimension === '') return formatQuantity(value, dimension)
  // A year by its name, or so many of them.
  if (dimension === YEARS) return value.n >= 1_000n * value.d ? formatRational(value) : `${formatRational(value)} years`
  return `${grouped(formatRational(value))} ${term(dimension)}`
}

/** A number for the axis of a picture, which names the unit once: `30亿`, `3bn`. */
export function axisFigure(value: Rational, dimension: string): string {
  if (dimension === MONEY && value.d === 1n) return brief(value.n)
  if (spoken() !== 'en' || dimension === '') return quantity(value, dimension)
  for (const [letters, size] of [
    ['bn', 1_000_000_000n],
    ['m', 1_000_000n],
  ] as const)
    if (value.n >= size * value.d) return `${grouped(formatRational(divide(value, rational(size))))}${letters}`
  return grouped(formatRational(value))
}

/** A range of amounts, or the one amount where both ends are the same. `highFen` null: no limit. */
export function range(lowFen: bigint, highFen: bigint | null, say: (fen: bigint) => string = money): string {
  if (highFen === lowFen) return say(lowFen)
  if (highFen === null) return lowFen === 0n ? t`金额待定` : t`至少 ${say(lowFen)}`
  return lowFen === 0n ? t`最多 ${say(highFen)}` : t`${say(lowFen)} 至 ${say(highFen)}`
}

/** Money as a person reads it, and the full figure for whoever wants it. */
export function showAward(award: Award): { readonly short: string; readonly full: string } {
  switch (award.kind) {
    case 'exact':
      return { short: money(award.fen), full: fullYuan(award.fen) }
    case 'interval': {
      const high = award.highFen === null ? t`不限` : fullYuan(award.highFen)
      return { short: range(award.lowFen, award.highFen), full: t`${fullYuan(award.lowFen)} 至 ${high}` }
    }
    case 'unspecified':
      return { short: t`金额原文未定`, full: t`原文只写“一定的”，没有写出金额` }
    case 'none':
      return { short: t`非资金`, full: t`这一项给的不是钱` }
  }
}

export function showFact(fact: FactUse): string {
  const name = `${term(fact.name)}${fact.year === undefined ? '' : t`（${fact.year}年）`}`
  if (!fact.value) return t`${name}：未填`
  const { value } = fact
  if (value.kind === 'number') return t`${name}：${quantity(value.value, fact.dimension)}`
  if (value.kind === 'truth') return value.value ? t`${name}：是` : t`${name}：否`
  if (value.kind === 'none') return t`${name}：无此项`
  return t`${name}：${term(value.value)}`
}

export function showNearMiss(near: NearMiss): string {
  const name = `${term(near.fact.name)}${near.fact.year === undefined ? '' : t`（${near.fact.year}年）`}`
  const distance = quantity(near.distance.n >= 0n ? near.distance : { n: -near.distance.n, d: near.distance.d }, near.dimension)
  const needed = quantity(near.needed, near.dimension)
  const until = near.strict ? t`超过 ${needed}` : t`达到 ${needed}`
  const gains = near.gains === 'award' ? t`符合这一条` : near.gains === 'tier' ? t`能升一档` : t`能再得一期`
  return near.distance.n >= 0n ? t`${name}再多 ${distance}（${until}），就${gains}` : t`${name}再少 ${distance}（${until}），就${gains}`
}

export function isNear(outcome: Outcome): boolean {
  return outcome.verdict === 'not-due' && outcome.nearMisses.length > 0
}

export function verdictWord(verdict: Verdict): string {
  return { due: t`应兑`, discretionary: t`由部门裁量`, unknown: t`可能`, 'not-due': t`不符合` }[verdict]
}
