import type { Dossier, EventRecord, Fact, FactValue, PastAward } from '@zhida/engine'
import { type Expr, type FactDefinition, measuresOf, type Policy, type Rational, rational } from '@zhida/language/ir'

/** Deterministic random integers: xorshift over 32 bits. */
export class Dice {
  private state: number
  constructor(seed: number) {
    this.state = (seed * 2654435761) >>> 0 || 1
  }

  next(below: number): number {
    this.state ^= this.state << 13
    this.state ^= this.state >>> 17
    this.state ^= this.state << 5
    return (this.state >>> 0) % below
  }

  pick<T>(list: readonly T[]): T {
    return list[this.next(list.length)] as T
  }

  chance(percent: number): boolean {
    return this.next(100) < percent
  }
}

/** Places after the point that a number of each dimension may have: shares are told in hundredths of a percent. */
export function scaleOf(fact: FactDefinition): Rational {
  return fact.type.kind === 'number' && fact.type.dimension === '' ? rational(1n, 10_000n) : rational(1n)
}

/** Every number that the policy's rules compare with or divide by, in base units. */
function thresholdsOf(policy: Policy): readonly Rational[] {
  const found = new Map<string, Rational>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one)
    else if (typeof value === 'object' && value !== null) {
      const { n, d } = value as { n?: unknown; d?: unknown }
      if (typeof n === 'bigint' && typeof d === 'bigint') found.set(`${n}/${d}`, { n, d })
      else for (const one of Object.values(value)) visit(one)
    }
  }
  for (const measure of measuresOf(policy)) visit([measure.conditions, measure.amount, measure.bonuses, measure.stages, measure.caps])
  for (const one of policy.vocabulary.derived) visit(one.expr satisfies Expr)
  return [...found.values()]
}

/**
 * Draws dossiers whose numbers lie around the policy's own thresholds: on one, a unit to either side, a growth exactly on a
 * rate, missing, known not to exist, zero, negative where that may be, huge. 合成数据.
 */
export class DossierMaker {
  private readonly thresholds: readonly Rational[]
  private readonly years: readonly number[]

  constructor(
    private readonly policy: Policy,
    private readonly dice: Dice,
    private readonly huge: bigint,
  ) {
    this.thresholds = thresholdsOf(policy)
    this.years = [-2, -1, 0].map((offset) => policy.year + offset)
  }

  dossier(place: number): Dossier {
    const { dice, policy } = this
    const facts: Record<string, Fact> = {}
    // Some know everything, some little: both ways through a rule are walked.
    const known = dice.pick([100, 100, 97, 90, 60])
    for (const fact of policy.vocabulary.facts) {
      let before: Rational | undefined
      for (const year of fact.yearly ? this.years : [undefined]) {
        if (!dice.chance(known)) continue
        const value = this.value(fact, before)
        before = value.kind === 'number' ? value.value : undefined
        facts[year === undefined ? fact.key : `${fact.key}@${year}`] = { value, source: '合成数据' }
      }
    }
    const events: Record<string, readonly EventRecord[]> = {}
    for (const event of policy.vocabulary.events) {
      if (!dice.chance(known === 100 ? 97 : 80)) continue
      events[event.key] = Array.from({ length: dice.pick([0, 1, 1, 2, 4]) }, () =>
        Object.fromEntries(event.fields.flatMap((field): [string, Fact][] => (dice.chance(known) ? [[field.key, { value: this.value(field, undefined), source: '合成数据' }]] : []))),
      )
    }
    const capped = measuresOf(policy).filter((one) => one.once !== 'no' || one.caps.length > 0)
    const awards = Array.from(
      { length: dice.pick([0, 0, 1, 3]) },
      (): PastAward => ({ measure: capped.length === 0 ? '' : dice.pick(capped).id, year: policy.year - dice.next(4), amountFen: BigInt(dice.next(2_000_000)) * 100n }),
    )
    return { subject: `合成${String(place).padStart(7, '0')}`, synthetic: true, facts, events, ...(dice.chance(90) && { awards }) }
  }

  private value(fact: FactDefinition, before: Rational | undefined): FactValue {
    const { dice } = this
    if (dice.chance(2)) return { kind: 'none' }
    switch (fact.type.kind) {
      case 'number':
        return { kind: 'number', value: this.number(fact, before) }
      case 'truth':
        return { kind: 'truth', value: dice.chance(75) }
      case 'date':
        return { kind: 'date', value: dice.pick(['2020-02-29', '2021-06-01', '2022-12-31', '2023-01-01', '2023-03-07', '2023-07-15', '2023-12-31', '2024-01-01']) }
      case 'category':
        return { kind: 'text', value: fact.key === 'subjectType' && dice.chance(60) ? '企业' : dice.pick(fact.type.options) }
      case 'text':
        return { kind: 'text', value: dice.pick(['甲', '乙', "o'k"]) }
    }
  }

  private number(fact: FactDefinition, before: Rational | undefined): Rational {
    const { dice } = this
    const scale = scaleOf(fact)
    const step = (value: Rational): bigint => (value.n * scale.d) / (value.d * scale.n)
    let stored: bigint
    const way = dice.next(10)
    const threshold = step(dice.pick(this.thresholds))
    if (before && before.n > 0n && way < 4) {
      // Exactly on a growth, or a unit beside it.
      const rate = dice.pick(this.thresholds)
      stored = step({ n: before.n * (rate.d + rate.n), d: before.d * rate.d }) + BigInt(dice.next(3) - 1)
    } else if (way < 7) stored = threshold + BigInt(dice.next(3) - 1)
    else if (way === 7) stored = 0n
    else if (way === 8) stored = BigInt(dice.next(2 ** 31)) * BigInt(dice.pick([1, 1, 100, 40_000]))
    else stored = this.huge - BigInt(dice.next(1000))
    if (stored > this.huge) stored = this.huge
    if (stored < 0n || (fact.negative && dice.chance(20))) stored = fact.negative ? -stored : 0n
    return rational(stored * scale.n, scale.d)
  }
}
