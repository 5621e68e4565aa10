import { columnsOf, lowerMeasure, type MeasurePlan } from '@zhida/engine'
import { measuresOf, type Policy } from '@zhida/language'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { printMeasure } from '../../engine/src/compile-js/print.ts'
import { RUNTIME } from '../../engine/src/compile-js/run.ts'
import { Graph } from '../../engine/src/lower/graph.ts'
import type { Node } from '../../engine/src/lower/node.ts'
import { Ranges } from '../../engine/src/lower/value.ts'
import { openDuckDb } from './database.ts'
import { differences } from './testing/differential.ts'
import { Dice } from './testing/dossiers.ts'
import { linesOf } from './testing/js.ts'
import { type Batch, draw, realPolicy } from './testing/policy.ts'
import { load, queried } from './testing/sql.ts'

// The harness must be able to fail: each fault below is planted in the lowering or in the printed code, and must be found.

const DATE = '2024-06-30'
let policy: Policy
let drawn: Batch
let small: Batch
beforeAll(() => {
  policy = realPolicy()
  drawn = draw(policy, new Dice(77), { count: 1_500, huge: 10n ** 11n, date: DATE, readings: {} })
  small = draw(policy, new Dice(78), { count: 400, huge: 10n ** 11n, date: DATE, readings: {} })
})

/** What a compiler whose printed code went through `spoil` would say; a fault that breaks the code outright is found too. */
function found(spoil: (source: string) => string): number {
  try {
    const { expected, shape, tables } = drawn
    const plans: readonly MeasurePlan[] = measuresOf(policy).map((measure) => lowerMeasure(policy, measure, shape, DATE, {}))
    const compiled = plans.map(
      (plan, place) => new Function(`${spoil(printMeasure(plan, place, 'rows'))}\nreturn measure${place}`)() as (columns: unknown, from: number, to: number, out: unknown) => void,
    )
    const columns = { ...columnsOf(policy, shape, tables), ...RUNTIME }
    const actual = linesOf(plans, tables, (out) => {
      for (const measure of compiled) measure(columns, 0, columns.rows, out)
    })
    return differences(expected.totals, actual.totals).length + differences(expected.cases, actual.cases).length
  } catch {
    return 1
  }
}

const intact = (source: string): string => source

type Method = (...args: never[]) => unknown
const restores: (() => void)[] = []
afterEach(() => {
  for (const restore of restores.splice(0)) restore()
})

/** Replaces a method by one that is made from it. */
function plant<T extends object>(prototype: T, name: string, make: (real: Method) => Method): void {
  const methods = prototype as Record<string, Method>
  const real = methods[name]
  if (!real) throw new Error(`${name} is no method`)
  methods[name] = make(real)
  restores.push(() => {
    methods[name] = real
  })
}

const graph = (name: string, make: (real: Method) => Method) => (): void => plant(Graph.prototype, name, make)
const ranges = (name: string, make: (real: Method) => Method) => (): void => plant(Ranges.prototype, name, make)
const instead = (other: string): ((real: Method) => Method) =>
  function swapped() {
    return function (this: Record<string, Method>, ...args: never[]) {
      return this[other]?.apply(this, args)
    }
  }
const swap = (real: Method): Method =>
  function (this: unknown, a: never, b: never, ...rest: never[]) {
    return real.call(this, b, a, ...rest)
  }

const LOWERING: Readonly<Record<string, () => void>> = {
  'at most for less': graph('less', instead('atMost')),
  'less for at most': graph('atMost', instead('less')),
  'the sides of a comparison exchanged': graph('less', swap),
  'the sides of at-most exchanged': graph('atMost', swap),
  'the larger for the smaller: a cap dropped': graph('min', instead('max')),
  'the smaller for the larger: no floor at nothing': graph('max', instead('min')),
  'a cap that is never reached': graph('min', () => (left: never) => left),
  'a difference turned round': graph('sub', swap),
  'a sum for a difference': graph('sub', instead('add')),
  'a difference for a sum': graph('add', instead('sub')),
  'every fact taken as known': graph(
    'isKnown',
    () =>
      function (this: Graph) {
        return this.yes
      } as Method,
  ),
  'and for or': graph('or', instead('and')),
  'or for and': graph('and', instead('or')),
  'a choice turned round': graph(
    'case',
    (real) =>
      function (this: Graph, test: Node, yes: Node, no: Node) {
        return real.call(this, ...([test, no, yes] as never[]))
      } as Method,
  ),
  'an equality that always holds': graph(
    'equal',
    () =>
      function (this: Graph) {
        return this.yes
      } as Method,
  ),
  'the first option alone': graph(
    'in',
    (real) =>
      function (this: Graph, item: Node, options: readonly string[]) {
        return real.call(this, ...([item, options.slice(0, 1)] as never[]))
      } as Method,
  ),
  'the year after': graph(
    'year',
    (real) =>
      function (this: Graph, item: Node) {
        return this.add(real.call(this, ...([item] as never[])) as Node, this.one)
      } as Method,
  ),
  'cut off for half up': ranges(
    'round',
    () =>
      function (this: { graph: Graph }, n: Node, d: Node) {
        return this.graph.div(n, d)
      } as Method,
  ),
  'rounded up': ranges(
    'round',
    () =>
      function (this: { graph: Graph }, n: Node, d: Node) {
        return this.graph.div(this.graph.add(n, this.graph.sub(d, this.graph.one)), d)
      } as Method,
  ),
  'a hull that keeps one side': ranges('hull', () => (a: never) => a),
  'the greatest for the least': ranges('least', instead('greatest')),
  'every range exact': ranges(
    'isExact',
    () =>
      function (this: { graph: Graph }) {
        return this.graph.yes
      } as Method,
  ),
  'negative money left standing': ranges('atLeastZero', () => (a: never) => a),
  'what is missing forgotten': ranges('join', () => (a: never) => a),
  'a quotient that is always defined': ranges(
    'quotient',
    (real) =>
      function (this: { graph: Graph }, ...args: never[]) {
        return { ...(real.apply(this, args) as object), defined: this.graph.yes }
      } as Method,
  ),
  'denominators not multiplied across': ranges(
    'compare',
    () =>
      function (this: { graph: Graph }, op: string, a: { n: Node }, b: { n: Node }) {
        return op === 'less' ? this.graph.less(a.n, b.n) : op === 'equal' ? this.graph.equal(a.n, b.n) : this.graph.atMost(a.n, b.n)
      } as Method,
  ),
}

const PRINTED: Readonly<Record<string, (source: string) => string>> = {
  'missing read as zero': (source) => source.replaceAll(/\((k\d+\[[ie]\]) === \1\)/g, 'true'),
  'unknown read as yes': (source) => source.replaceAll('=== 1)', '!== 0)'),
  'unknown read as no': (source) => source.replaceAll('!== 2)', '!== 3)'),
  'division without its floor': (source) => source.replaceAll('Math.floor', ''),
  'a thousandth off': (source) => source.replaceAll(/\b10000\b/g, '1000'),
  'the first event alone': (source) => source.replaceAll('e < last', 'e < first + 1'),
  'events not added up': (source) => source.replaceAll('sum_low += ', 'sum_low = '),
  'what was had before not counted': (source) => source.replaceAll(/(past_\d+) \+= /g, '$1 += 0 * '),
  'no high end': (source) => source.replaceAll('sum_high += ', 'sum_low += '),
  'masks crossed instead of joined': (source) => source.replaceAll(' | ', ' & '),
  'a gate shut': (source) => source.replaceAll('continue }', '} continue'),
}

const SQL: Readonly<Record<string, (sql: string) => string>> = {
  'unknown taken for no': (sql) => sql.replaceAll('IS NOT FALSE', 'IS TRUE'),
  'a cap dropped': (sql) => sql.replaceAll('LEAST(', 'GREATEST('),
  'no floor': (sql) => sql.replaceAll('GREATEST(', 'LEAST('),
  'at most for less': (sql) => sql.replaceAll(' < ', ' <= '),
  'the greatest event alone': (sql) => sql.replaceAll('SUM(', 'MAX('),
  'known and unknown exchanged': (sql) => sql.replaceAll('IS NOT NULL', 'IS NULL'),
  'one for nothing': (sql) => sql.replaceAll(', 0)', ', 1)'),
  'survivors lost': (sql) => sql.replace(/^(CREATE TEMP TABLE survivors_\d+ .*) OR /, '$1 AND '),
}

/** The same for SQL: what DuckDB says when each statement went through `spoil`. */
async function foundInSql(spoil: (sql: string) => string): Promise<number> {
  const { expected, plans, tables } = small
  const db = await openDuckDb()
  try {
    await load(db, policy, tables)
    const actual = await queried({ ...db, run: (sql) => db.run(spoil(sql)), rows: (sql) => db.rows(spoil(sql)) }, plans, tables)
    return differences(expected.totals, actual.totals).length + differences(expected.cases, actual.cases).length
  } catch {
    return 1
  } finally {
    await db.close()
  }
}

describe('planted faults', () => {
  it('without one, nothing differs', () => expect(found(intact)).toBe(0))

  for (const [name, planted] of Object.entries(LOWERING)) {
    it(`lowering: ${name}`, () => {
      planted()
      expect(found(intact)).toBeGreaterThan(0)
    })
  }

  for (const [name, spoil] of Object.entries(PRINTED)) {
    it(`printed: ${name}`, () => expect(found(spoil)).toBeGreaterThan(0))
  }

  it('without one, SQL does not differ either', async () => expect(await foundInSql(intact)).toBe(0), 30_000)

  for (const [name, spoil] of Object.entries(SQL)) {
    it(`SQL: ${name}`, async () => expect(await foundInSql(spoil)).toBeGreaterThan(0), 30_000)
  }

  it('there are at least thirty', () => expect(Object.keys(LOWERING).length + Object.keys(PRINTED).length).toBeGreaterThanOrEqual(30))
})
