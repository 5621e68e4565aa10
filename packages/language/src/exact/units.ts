import { divide, formatRational, multiply, ONE, parseDecimal, type Rational, rational } from './rational.ts'

/**
 * A dimension in canonical form: base units with exponents, e.g. `分`, `吨公里`, `分·吨^-1`; `''` is a pure number.
 * Money has the dimension `分`: 1 元 is 100, so a money value is a number of fen.
 */
export type Dimension = string

export interface Unit {
  readonly dimension: Dimension
  /** How many base units one of this unit is. */
  readonly scale: Rational
}

export const MONEY: Dimension = '分'
export const PURE: Dimension = ''
export const YEARS: Dimension = '年'

const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    '': { dimension: PURE, scale: ONE },
    '%': { dimension: PURE, scale: rational(1n, 100n) },
    '‰': { dimension: PURE, scale: rational(1n, 1000n) },
    倍: { dimension: PURE, scale: ONE },
    分: { dimension: MONEY, scale: ONE },
    元: { dimension: MONEY, scale: rational(100n) },
    人民币: { dimension: MONEY, scale: rational(100n) },
    公顷: { dimension: '亩', scale: rational(15n) },
  }),
)

/** Units that count or measure something by themselves. A pack may add its own in vocabulary.yaml. */
const BASE_UNITS = '美元 亩 吨标准煤 吨公里 平方米 套 个 家 项 人 次 件 辆 艘 张 所 条 支 类 名 户 床 场 处 吨 公里 千米 年 月 日 天 周 小时 标准箱 千瓦 千瓦时 位'.split(' ')

const MULTIPLIERS: ReadonlyMap<string, bigint> = new Map([
  ['百', 100n],
  ['千', 1000n],
  ['万', 10_000n],
  ['十万', 100_000n],
  ['百万', 1_000_000n],
  ['千万', 10_000_000n],
  ['亿', 100_000_000n],
  ['万亿', 1_000_000_000_000n],
])

/** Looks a unit up, with 万/亿 in front and `/` inside (`万元`, `元/亩`). */
export function findUnit(name: string, own: ReadonlySet<string> = new Set()): Unit | undefined {
  const slash = name.indexOf('/')
  if (slash > 0) {
    const over = findUnit(name.slice(0, slash), own)
    const under = findUnit(name.slice(slash + 1), own)
    if (!over || !under) return undefined
    return { dimension: divideDimensions(over.dimension, under.dimension), scale: divide(over.scale, under.scale) }
  }
  const plain = UNITS.get(name) ?? (own.has(name) || BASE_UNITS.includes(name) ? { dimension: name, scale: ONE } : undefined)
  if (plain) return plain
  for (const length of [2, 1]) {
    const factor = MULTIPLIERS.get(name.slice(0, length))
    if (factor === undefined || name.length < length) continue
    const rest = findUnit(name.slice(length), own)
    if (rest) return { dimension: rest.dimension, scale: multiply(rational(factor), rest.scale) }
  }
  return undefined
}

export function multiplyDimensions(a: Dimension, b: Dimension): Dimension {
  return combine(a, b, 1)
}

export function divideDimensions(a: Dimension, b: Dimension): Dimension {
  return combine(a, b, -1)
}

function combine(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  if (b === PURE) return a
  if (a === PURE && sign === 1) return b
  if (a === b && sign === -1) return PURE
  const exponents = new Map<string, number>()
  for (const [dimension, factor] of [
    [a, 1],
    [b, sign],
  ] as const) {
    for (const part of dimension === '' ? [] : dimension.split('·')) {
      const [base = '', power = '1'] = part.split('^')
      exponents.set(base, (exponents.get(base) ?? 0) + factor * +power)
    }
  }
  return [...exponents]
    .filter(([, power]) => power !== 0)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([base, power]) => (power === 1 ? base : `${base}^${power}`))
    .join('·')
}

export interface Quantity {
  readonly value: Rational
  readonly dimension: Dimension
}

/** Reads `100万元`, `15%`, `10亿吨公里`, `-3.5`. The result is in base units (money: fen). */
export function parseQuantity(text: string, own?: ReadonlySet<string>): Quantity | undefined {
  const match = /^(-?[\d.]+)\s*(.*)$/.exec(text.trim())
  const number = match && parseDecimal(match[1] ?? '')
  const unit = match && findUnit(match[2] ?? '', own)
  if (!number || !unit) return undefined
  return { value: multiply(number, unit.scale), dimension: unit.dimension }
}

/** Fen as the reader's figure: `88800元` → `8.88万元`, exact, no digit dropped. */
export function formatFen(fen: Rational): string {
  const size = fen.n < 0n ? -fen.n : fen.n
  if (size >= 10_000_000_000n * fen.d) return `${formatRational(divide(fen, rational(10_000_000_000n)))}亿元`
  if (size >= 1_000_000n * fen.d) return `${formatRational(divide(fen, rational(1_000_000n)))}万元`
  return `${formatRational(divide(fen, rational(100n)))}元`
}

/** A value in base units as people write it: `15%`, `100万元`, `30亿吨公里`. */
export function formatQuantity(value: Rational, dimension: Dimension): string {
  if (dimension === MONEY) return formatFen(value)
  if (dimension === PURE) return formatShare(value)
  const size = value.n < 0n ? -value.n : value.n
  for (const [word, factor] of [
    ['亿', 100_000_000n],
    ['万', 10_000n],
  ] as const) {
    if (dimension !== YEARS && size >= factor * value.d) return `${formatRational(divide(value, rational(factor)))}${word}${dimension}`
  }
  return `${formatRational(value)}${dimension.includes('^') ? ` ${dimension}` : dimension}`
}

/** A rate as a percentage; one that does not end is cut to four places and marked `≈`, never used to decide. */
function formatShare(value: Rational): string {
  const percent = multiply(value, rational(100n))
  const text = formatRational(percent)
  if (!text.includes('/')) return `${text}%`
  const tenThousandths = multiply(percent, rational(10_000n))
  return `≈${formatRational(rational(tenThousandths.n / tenThousandths.d, 10_000n))}%`
}
