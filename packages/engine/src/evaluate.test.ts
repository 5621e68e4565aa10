import { resolve } from 'node:path'
import { compare, decode, encode, type FactDefinition, formatRational, isDate, measuresOf, type Policy, rational } from '@zhida/language'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPack } from '../../cli/src/pack/load.ts'
import type { Dossier, EventRecord, Fact, FactValue } from './dossier/dossier.ts'
import { evaluate } from './evaluate.ts'
import type { Award, Outcome, Result } from './outcome.ts'

// Properties over the real pack: facts are drawn at random, around the thresholds of the rules (合成数据).

let policy: Policy
beforeAll(() => {
  const compiled = loadPack(resolve(import.meta.dirname, '../../../policies/jiaojiang-2023-6'))
  if (!compiled.policy) throw new Error('the pack has errors')
  policy = compiled.policy
})

const DATE = '2023-12-31'
const EDGES = [0n, 1n, 99n, 100n, 99_999_999n, 100_000_000n, 100_000_001n, 115_000_000n, 200_000_000_000n, 200_000_000_001n, 3_000_000_000n, 5_500_000_000n]

function valuesOf(definition: FactDefinition): fc.Arbitrary<FactValue> {
  switch (definition.type.kind) {
    case 'number':
      return fc.oneof(
        fc.constantFrom(...EDGES).map((n): FactValue => ({ kind: 'number', value: rational(n) })),
        fc.bigInt({ min: 0n, max: 10n ** 13n }).map((n): FactValue => ({ kind: 'number', value: rational(n) })),
        fc.bigInt({ min: 0n, max: 200n }).map((n): FactValue => ({ kind: 'number', value: rational(n, 100n) })),
        fc.constant<FactValue>({ kind: 'none' }),
      )
    case 'truth':
      return fc.constantFrom(true, true, true, true, false).map((value): FactValue => ({ kind: 'truth', value }))
    case 'date':
      return fc.constantFrom('2021-06-01', '2022-12-31', '2023-01-01', '2023-03-03', '2023-07-15', '2023-08-08', '2023-12-31', '2024-01-01').map((value): FactValue => ({ kind: 'date', value }))
    case 'category':
      return fc.constantFrom(...(definition.key === 'subjectType' ? ['企业', '企业', '企业', '个人'] : definition.type.options)).map((value): FactValue => ({ kind: 'text', value }))
    case 'text':
      return fc.string().map((value): FactValue => ({ kind: 'text', value }))
  }
}

/** Mostly what lets a rule go on to its amount: where all is refused at the door nothing is tested. */
const factOf = (definition: FactDefinition): fc.Arbitrary<Fact> => valuesOf(definition).map((value) => ({ value, source: '合成数据' }))

/** A dossier with every fact known. Parts of it are taken away by the tests. */
function fullDossier(): fc.Arbitrary<Dossier> {
  const { facts, events } = policy.vocabulary
  const slots = facts.flatMap((fact) => (fact.yearly ? [2020, 2021, 2022, 2023].map((year) => [`${fact.key}@${year}`, factOf(fact)] as const) : [[fact.key, factOf(fact)] as const]))
  const lists = events.map(
    (event) => [event.key, fc.array(fc.record(Object.fromEntries(event.fields.map((field) => [field.key, factOf(field)]))) as fc.Arbitrary<EventRecord>, { maxLength: 3 })] as const,
  )
  return fc.record({
    subject: fc.constant('合成企业'),
    synthetic: fc.constant(true),
    facts: fc.record(Object.fromEntries(slots)) as fc.Arbitrary<Record<string, Fact>>,
    events: fc.record(Object.fromEntries(lists)) as fc.Arbitrary<Record<string, EventRecord[]>>,
    awards: fc.array(fc.record({ measure: fc.constantFrom('23.1', '24.2', '26.1', '26.2', '27.3'), year: fc.constantFrom(2021, 2022, 2023), amountFen: fc.bigInt({ min: 0n, max: 10n ** 10n }) }), {
      maxLength: 2,
    }),
  })
}

/** Takes away what `keep` does not hold, field by field. */
function forget(dossier: Dossier, keep: (slot: string) => boolean): Dossier {
  const some = <T>(record: Readonly<Record<string, T>>, prefix = ''): Record<string, T> => Object.fromEntries(Object.entries(record).filter(([slot]) => keep(prefix + slot)))
  const events = Object.fromEntries(Object.entries(some(dossier.events)).map(([key, list]) => [key, list.map((record, index) => some(record, `${key}[${index}].`))]))
  const { awards, ...rest } = dossier
  return { ...rest, facts: some(dossier.facts), events, ...(awards && keep('awards') && { awards }) }
}

const low = (award: Award): bigint => (award.kind === 'exact' ? award.fen : award.kind === 'interval' ? award.lowFen : 0n)
const high = (award: Award): bigint | null => (award.kind === 'exact' ? award.fen : award.kind === 'interval' ? award.highFen : 0n)
const inside = (small: Outcome, large: Outcome): boolean =>
  low(small.award) >= low(large.award) && (high(large.award) === null || (high(small.award) !== null && (high(small.award) ?? 0n) <= (high(large.award) ?? 0n)))

/** Stable pseudo-random choice of what is known. */
const keeper = (seed: number, share: number) => (slot: string) => {
  let hash = seed
  for (const char of slot) hash = (hash * 31 + char.charCodeAt(0)) >>> 0
  return ((hash * 2654435761) >>> 0) % 100 < share
}

const runs = { numRuns: 120 }

describe('properties over the real pack', () => {
  it('unknown resolved to any value stays inside the interval that was announced', () => {
    fc.assert(
      fc.property(fullDossier(), fc.nat(), fc.nat({ max: 100 }), (dossier, seed, share) => {
        const known = evaluate(policy, dossier, DATE)
        const partial = evaluate(policy, forget(dossier, keeper(seed, share)), DATE)
        for (const [index, outcome] of known.outcomes.entries()) {
          const before = partial.outcomes[index]
          if (!before) throw new Error('an outcome is missing')
          expect(inside(outcome, before), `${outcome.measure}: ${encode(before.award)} → ${encode(outcome.award)}`).toBe(true)
          if (before.verdict === 'due') expect(['due', 'discretionary'], outcome.measure).toContain(outcome.verdict)
          if (before.verdict === 'not-due') expect(outcome.verdict, outcome.measure).toBe('not-due')
        }
      }),
      runs,
    )
  })

  it('more facts never widen an interval', () => {
    fc.assert(
      fc.property(fullDossier(), fc.nat(), fc.nat({ max: 60 }), fc.nat({ max: 39 }), (dossier, seed, share, more) => {
        const less = evaluate(policy, forget(dossier, keeper(seed, share)), DATE)
        const richer = evaluate(policy, forget(dossier, keeper(seed, share + more)), DATE)
        for (const [index, outcome] of richer.outcomes.entries()) {
          const before = less.outcomes[index]
          expect(before && inside(outcome, before), `${outcome.measure}: ${before && encode(before.award)} → ${encode(outcome.award)}`).toBe(true)
        }
      }),
      runs,
    )
  })

  it('with every fact known nothing is missing', () => {
    fc.assert(
      fc.property(fullDossier(), (dossier) => {
        for (const outcome of evaluate(policy, dossier, DATE).outcomes) {
          expect(outcome.missing, outcome.measure).toEqual([])
          expect(outcome.verdict, outcome.measure).not.toBe('unknown')
        }
      }),
      runs,
    )
  })

  it('a due amount never passes its cap', () => {
    fc.assert(
      fc.property(fullDossier(), fc.nat(), fc.nat({ max: 100 }), (dossier, seed, share) => {
        const { outcomes } = evaluate(policy, forget(dossier, keeper(seed, share)), DATE)
        for (const [id, cap] of [
          ['12.1', 2_000_000n],
          ['12.2', 3_000_000n],
          ['24.2', 1_500_000n],
          ['26.1', 1_000_000n],
          ['27.3', 2_000_000n],
          ['28.1', 800_000n],
          ['38.1', 800_000n],
        ] as const) {
          const outcome = outcomes.find((one) => one.measure === id)
          const most = outcome && high(outcome.award)
          expect(most !== null && most !== undefined && most <= cap * 100n, `${id} ${most}`).toBe(true)
        }
      }),
      runs,
    )
  })

  it('the order of facts and events never matters', () => {
    const reverse = (dossier: Dossier): Dossier => ({
      ...dossier,
      facts: Object.fromEntries(Object.entries(dossier.facts).reverse()),
      events: Object.fromEntries(Object.entries(dossier.events).map(([key, list]) => [key, [...list].reverse()])),
    })
    const gist = (result: Result): unknown => [result.outcomes.map((one) => [one.measure, one.verdict, one.award]), result.bundle.lowFen, result.bundle.highFen]
    fc.assert(
      fc.property(fullDossier(), (dossier) => {
        expect(gist(evaluate(policy, reverse(dossier), DATE))).toEqual(gist(evaluate(policy, dossier, DATE)))
      }),
      runs,
    )
  })

  it('the outcome’s JSON round-trips, and so does the policy’s', () => {
    const compiled = decode<Policy>(encode(policy))
    fc.assert(
      fc.property(fullDossier(), fc.nat(), (dossier, seed) => {
        const part = forget(dossier, keeper(seed, 50))
        const result = evaluate(policy, part, DATE)
        expect(decode<Result>(encode(result))).toEqual(result)
        expect(evaluate(compiled, decode<Dossier>(encode(part)), DATE)).toEqual(result)
      }),
      { numRuns: 40 },
    )
  })

  it('a near miss is near: the needed value makes the condition hold', () => {
    fc.assert(
      fc.property(fullDossier(), (dossier) => {
        for (const outcome of evaluate(policy, dossier, DATE).outcomes) {
          const [near] = outcome.nearMisses
          if (!near || near.strict || near.gains !== 'award' || outcome.nearMisses.length > 1 || near.fact.year === undefined) continue
          const slot = `${near.fact.key}@${near.fact.year}`
          const moved: Dossier = { ...dossier, facts: { ...dossier.facts, [slot]: { value: { kind: 'number', value: near.needed }, source: '合成数据' } } }
          const [after] = evaluate(policy, moved, DATE, {}, [outcome.measure]).outcomes
          const stillFails = after?.nearMisses.some((one) => one.condition === near.condition && one.gains === 'award') ?? false
          expect(stillFails, `${outcome.measure} ${near.condition} ${formatRational(near.needed)}`).toBe(false)
          expect(compare(near.distance, rational(0n))).not.toBe(0n)
        }
      }),
      runs,
    )
  })

  it('the dates it draws exist', () => expect(['2021-06-01', '2024-01-01', DATE].every(isDate)).toBe(true))
})

describe('the model answers of the design', () => {
  const firm = (facts: Record<string, FactValue>): Dossier => ({
    subject: '合成航运',
    synthetic: true,
    facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, { value, source: '合成数据' }])),
    events: {},
    awards: [],
  })
  const number = (n: bigint): FactValue => ({ kind: 'number', value: rational(n) })

  it('unknown growth on article 28: at least 60万元, at most 80万元, needs last year’s turnover', () => {
    const dossier = firm({ subjectType: { kind: 'text', value: '企业' }, industry: { kind: 'text', value: '水路运输' }, 'freightTurnover@2023': number(6_000_000_000n) })
    const [outcome] = evaluate(policy, dossier, DATE, {}, ['28.1']).outcomes
    expect(outcome).toMatchObject({
      verdict: 'due',
      award: { kind: 'interval', lowFen: 60_000_000n, highFen: 80_000_000n },
      missing: [{ kind: 'fact', key: 'freightTurnover', year: 2022 }],
      fund: '海运业补助专项资金',
    })
  })

  it('every measure can be the answer: 87 of them, in the text’s order', () => {
    const ids = measuresOf(policy).map((one) => one.id)
    expect(ids).toHaveLength(87)
    expect(new Set(ids).size).toBe(87)
    expect([...ids].sort((a, b) => rank(a) - rank(b))).toEqual(ids)
  })

  it('12.1 and 13.5 exclude each other; the better one stays', () => {
    const dossier: Dossier = {
      ...firm({ subjectType: { kind: 'text', value: '企业' }, reportedOnline: { kind: 'truth', value: true }, 'rdExpense@2022': number(300_000_000n), 'rdExpense@2021': number(200_000_000n) }),
      events: {
        rdInstitute: [
          {
            newHighTechInvestment: fact(true),
            builtTogether: fact(true),
            equipment: { value: number(200_000_000n), source: '' },
            builtOn: { value: { kind: 'date', value: '2023-05-05' }, source: '' },
          },
        ],
      },
    }
    const { bundle } = evaluate(policy, dossier, DATE, {}, ['12.1', '13.5'])
    expect(bundle).toMatchObject({ measures: ['13.5'], lowFen: 100_000_000n, highFen: 100_000_000n, givenUp: [{ measure: '12.1', for: '13.5' }] })
  })
})

function fact(value: boolean): Fact {
  return { value: { kind: 'truth', value }, source: '' }
}

/** 12.3 → 12003 */
function rank(id: string): number {
  const [article = '0', place = '0'] = id.split('.')
  return +article * 1000 + +place
}
