import { type Amount, type Comparison, type Expr, type FactDefinition, type Measure, measuresOf, type Policy, type Rational, rational } from '@zhida/language/ir'
import type { Dice } from './dossiers.ts'

/** Draws measures that no policy has: any expression over a vocabulary, any amount, bonuses, caps, stages, series, events. */
export class PackMaker {
  private readonly numbers: readonly FactDefinition[]
  private readonly truths: readonly FactDefinition[]
  private readonly categories: readonly FactDefinition[]
  private readonly dates: readonly FactDefinition[]

  constructor(
    private readonly policy: Policy,
    private readonly dice: Dice,
  ) {
    const { facts } = policy.vocabulary
    this.numbers = facts.filter((one) => one.type.kind === 'number' && one.type.dimension === '分').slice(0, 5)
    this.truths = facts.filter((one) => one.type.kind === 'truth').slice(0, 6)
    this.categories = facts.filter((one) => one.type.kind === 'category').slice(0, 2)
    this.dates = facts.filter((one) => one.type.kind === 'date').slice(0, 2)
  }

  /** The policy with `count` made-up measures in place of its own. */
  pack(count: number): Policy {
    const [model] = measuresOf(this.policy)
    if (!model) return this.policy
    return { ...this.policy, instruments: Array.from({ length: count }, (_unused, place) => this.measure(model, `90.${place + 1}`)) }
  }

  private measure(model: Measure, id: string): Measure {
    const { dice } = this
    const way = dice.next(5)
    const event = way === 0 ? dice.pick(this.policy.vocabulary.events.filter((one) => one.fields.some((field) => field.type.kind === 'number'))) : undefined
    const date = dice.pick(this.dates)
    const basis: Measure['basis'] = event ? { kind: 'event', event: event.key } : way === 1 ? { kind: 'series', from: { kind: 'fact', key: date.key }, years: 1 + dice.next(4) } : { kind: 'year' }
    const fields = event?.fields ?? []
    const conditions = Array.from({ length: dice.next(4) }, () => ({ expr: this.truth(3, fields), text: '条件', quote: '' }))
    const flat = (fen: bigint): Expr => this.number(rational(fen))
    return {
      ...model,
      id,
      name: id,
      basis,
      subject: { name: '企业', ...(dice.chance(50) && { expr: this.truth(1, []) }) },
      conditions,
      ...(dice.chance(90) && { amount: this.amount(fields) }),
      bonuses: dice.chance(25) ? [{ name: '另加', conditions: [{ expr: this.truth(2, fields), text: '另加', quote: '' }], amount: this.amount(fields) }] : [],
      stages: dice.chance(20) ? [rational(1n, 3n), rational(2n, 3n)].map((share, at) => ({ name: `第${at + 1}期`, share, conditions: [{ expr: this.truth(1, fields), text: '期', quote: '' }] })) : [],
      caps: dice.chance(30)
        ? [
            {
              scope: dice.pick([{ kind: 'subject-year' }, { kind: 'subject' }, { kind: 'span', years: 2 }] as const),
              amount: flat(BigInt(dice.next(1_000_000)) * 100n),
              text: '上限',
              ...(dice.chance(30) && { applies: this.truth(1, []) }),
            },
          ]
        : [],
      once: dice.pick(['no', 'no', 'award', 'base'] as const),
      exclusions: [],
      readings: [],
      payers: [],
      selective: dice.chance(15),
    }
  }

  private amount(fields: readonly FactDefinition[]): Amount {
    const { dice } = this
    const text = '金额'
    const flat = (): Amount => ({ kind: 'exact', value: this.number(rational(BigInt(dice.next(5_000_000)))), text })
    switch (dice.next(7)) {
      case 0:
        // A limit below nothing is no policy.
        return { kind: 'at-most', cap: { kind: 'fold', fn: 'max', items: [this.value(2, fields), this.number(rational(0n))] }, text }
      case 1:
        return { kind: 'at-least', floor: this.value(2, fields), ...(dice.chance(60) && { cap: this.number(rational(BigInt(dice.next(900_000_000)))) }), text }
      case 2:
        return { kind: 'unspecified', text }
      case 3: {
        const [a, b] = [rational(100_000_000n), rational(200_000_000_000n)]
        const closed = dice.chance(50)
        return {
          kind: 'tiers',
          on: this.value(1, fields),
          dimension: '分',
          text,
          tiers: [
            { high: { value: a, closed: !closed }, text, amount: flat() },
            { low: { value: a, closed }, high: { value: b, closed: true }, text, amount: flat() },
            { low: { value: b, closed: false }, text, amount: dice.chance(30) ? { kind: 'unspecified', text } : flat() },
          ],
        }
      }
      case 4: {
        const fact = dice.pick(this.categories)
        const options = fact.type.kind === 'category' ? fact.type.options.slice(0, 3) : []
        return { kind: 'by-category', on: { kind: 'fact', key: fact.key }, text, options: options.map((option) => ({ option, amount: flat() })) }
      }
      case 5:
        return {
          kind: 'ladder',
          on: this.value(1, fields),
          before: this.value(0, fields),
          dimension: '分',
          text,
          rungs: [100_000_000n, 2_000_000_000n].map((n) => ({ threshold: rational(n), amount: this.number(rational(BigInt(dice.next(5_000_000)))) })),
          mode: dice.pick(['highest', 'each'] as const),
        }
      default:
        return { kind: 'exact', value: this.value(3, fields), ...(dice.chance(60) && { cap: this.number(rational(BigInt(dice.next(900_000_000)))) }), text }
    }
  }

  private number(value: Rational, dimension = '分'): Expr {
    return { kind: 'number', value, dimension }
  }

  private leaf(fields: readonly FactDefinition[]): Expr {
    const { dice } = this
    const own = fields.filter((one) => one.type.kind === 'number' && one.type.dimension === '分')
    if (own.length > 0 && dice.chance(50)) return { kind: 'field', key: dice.pick(own).key }
    if (dice.chance(15)) return this.number(rational(BigInt(dice.pick([0, 1, 100_000_000, 2_000_000]))))
    const fact = dice.pick(this.numbers)
    return { kind: 'fact', key: fact.key, ...(fact.yearly && { period: { kind: 'relative', offset: -dice.next(2) } }) }
  }

  private value(depth: number, fields: readonly FactDefinition[]): Expr {
    const { dice } = this
    if (depth === 0) return this.leaf(fields)
    const next = (): Expr => this.value(depth - 1, fields)
    switch (dice.next(9)) {
      case 0:
        return { kind: 'arithmetic', op: '+', left: next(), right: next() }
      case 1:
        return { kind: 'arithmetic', op: '-', left: next(), right: next() }
      case 2:
        return { kind: 'arithmetic', op: '*', left: this.number(rational(BigInt(1 + dice.next(30)), 100n), ''), right: next() }
      case 3:
        return { kind: 'fold', fn: dice.pick(['sum', 'max', 'min'] as const), items: [next(), next()] }
      case 4:
        return { kind: 'if', test: this.truth(1, fields), yes: next(), no: next() }
      case 5:
        return {
          kind: 'arithmetic',
          op: '*',
          left: this.number(rational(2_000_000n)),
          right: { kind: 'floor', item: { kind: 'arithmetic', op: '/', left: next(), right: this.number(rational(30_000_000n)) } },
        }
      case 6: {
        const event = dice.pick(this.policy.vocabulary.events.filter((one) => one.fields.some((field) => field.type.kind === 'number')))
        const field = event.fields.find((one) => one.type.kind === 'number')
        return {
          kind: 'over',
          fn: dice.pick(['sum', 'max'] as const),
          event: event.key,
          value: { kind: 'field', key: field?.key ?? '' },
          where: { kind: 'compare', op: '>=', left: { kind: 'field', key: field?.key ?? '' }, right: this.number(rational(1_000_000n)) },
        }
      }
      default:
        return this.leaf(fields)
    }
  }

  private truth(depth: number, fields: readonly FactDefinition[]): Expr {
    const { dice } = this
    const op = dice.pick(['>=', '<=', '>', '<', '=', '!='] as const satisfies readonly Comparison[])
    switch (dice.next(depth === 0 ? 2 : 8)) {
      case 0:
        return { kind: 'fact', key: dice.pick(this.truths).key }
      case 1: {
        const fact = dice.pick(this.categories)
        return { kind: 'member', item: { kind: 'fact', key: fact.key }, options: fact.type.kind === 'category' ? fact.type.options.slice(0, 1 + dice.next(4)) : [] }
      }
      case 2:
        return { kind: 'all', items: [this.truth(depth - 1, fields), this.truth(depth - 1, fields)] }
      case 3:
        return { kind: 'any', items: [this.truth(depth - 1, fields), this.truth(depth - 1, fields)] }
      case 4:
        return { kind: 'not', item: this.truth(depth - 1, fields) }
      case 5:
        return { kind: 'compare', op, left: { kind: 'growth', now: this.leaf(fields), before: this.leaf(fields) }, right: this.number(rational(15n, 100n), '') }
      case 6:
        return { kind: 'compare', op, left: { kind: 'year-of', item: { kind: 'fact', key: dice.pick(this.dates).key } }, right: { kind: 'year', offset: -dice.next(2) } }
      default:
        return { kind: 'compare', op, left: this.value(depth - 1, fields), right: this.value(depth - 1, fields) }
    }
  }
}
