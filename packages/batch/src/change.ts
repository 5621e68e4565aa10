import { type Expr, findUnit, type Measure, multiply, type Policy, parseDecimal, type Rational } from '@zhida/language/ir'

/** One number of a measure made another: `12.1/10%=15%`, `12.1/比例=15%`, `12.1/最高=300万元`. */
export interface Change {
  readonly measure: string
  /** How many places of the measure held the number. */
  readonly places: number
  readonly policy: Policy
}

/**
 * The policy with one number changed, for asking “what would it cost?”. The number is named by what it is (`10%`, `100万元`),
 * or as 比例 or 最高 where the measure's amount has just one rate or one cap.
 * @returns undefined where the measure has no such number, or the new value's unit is another
 */
export function changeNumber(policy: Policy, text: string): Change | undefined {
  const [, id, name, given] = /^([\d.]+)\/(.+?)=(.+)$/.exec(text) ?? []
  const measure = policy.instruments.find((one): one is Measure => one.kind === 'measure' && one.id === id)
  const next = given === undefined ? undefined : read(given, policy)
  if (!measure || name === undefined || !next) return undefined
  const wanted = name === '比例' ? only(numbersIn(measure.amount, '')) : name === '最高' ? cap(measure) : read(name, policy)
  if (!wanted || wanted.dimension !== next.dimension) return undefined
  let places = 0
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace)
    if (typeof value !== 'object' || value === null) return value
    const one = value as Partial<Extract<Expr, { kind: 'number' }>>
    if (one.kind === 'number' && one.dimension === wanted.dimension && one.value?.n === wanted.value.n && one.value.d === wanted.value.d) {
      places += 1
      return { ...one, value: next.value }
    }
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replace(part)]))
  }
  const parts = { conditions: measure.conditions, amount: measure.amount, bonuses: measure.bonuses, caps: measure.caps, readings: measure.readings }
  const changed = { ...measure, ...(replace(parts) as Partial<Measure>) }
  return places === 0 ? undefined : { measure: measure.id, places, policy: { ...policy, instruments: policy.instruments.map((one) => (one === measure ? changed : one)) } }
}

interface Amount {
  readonly value: Rational
  readonly dimension: string
}

function read(text: string, policy: Policy): Amount | undefined {
  const [, digits = '', unitName = ''] = /^(-?[\d.]+)\s*(.*)$/.exec(text) ?? []
  const value = parseDecimal(digits)
  const unit = unitName === '' ? undefined : findUnit(unitName, new Set(policy.vocabulary.units))
  if (!value) return undefined
  return unit ? { value: multiply(value, unit.scale), dimension: unit.dimension } : unitName === '' ? { value, dimension: '' } : undefined
}

function numbersIn(value: unknown, dimension: string): readonly Amount[] {
  if (Array.isArray(value)) return value.flatMap((one) => numbersIn(one, dimension))
  if (typeof value !== 'object' || value === null) return []
  const one = value as { kind?: string; dimension?: string; value?: Rational }
  if (one.kind === 'number' && one.dimension === dimension && one.value) return [{ value: one.value, dimension }]
  return Object.values(value).flatMap((part) => numbersIn(part, dimension))
}

function cap({ amount }: Measure): Amount | undefined {
  return amount?.kind === 'exact' || amount?.kind === 'at-most' || amount?.kind === 'at-least' ? only(numbersIn(amount.cap, '分')) : undefined
}

function only(list: readonly Amount[]): Amount | undefined {
  return list.length === 1 ? list[0] : undefined
}
