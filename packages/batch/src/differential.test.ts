import { resolve } from 'node:path'
import { type Dossier, lowerMeasure, type MeasurePlan, type Shape, shapeOf, type Tables, tablesOf } from '@zhida/engine'
import { measuresOf, type Policy } from '@zhida/language'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPack } from '../../cli/src/pack/load.ts'
import { openDuckDb, openPostgres } from './database.ts'
import { differences, interpreted } from './testing/differential.ts'
import { Dice, DossierMaker, scaleOf } from './testing/dossiers.ts'
import { compiledJs } from './testing/js.ts'
import { startPostgres } from './testing/postgres.ts'
import { widest } from './testing/shapes.ts'
import { load, queried, sparked } from './testing/sql.ts'

// Every engine against the interpreter, on dossiers drawn around the thresholds of the real pack (合成数据).

const DATE = '2024-06-30'
let policy: Policy
beforeAll(() => {
  const compiled = loadPack(resolve(import.meta.dirname, '../../../policies/jiaojiang-2023-6'))
  if (!compiled.policy) throw new Error('the pack has errors')
  policy = compiled.policy
})

interface Batch {
  readonly dossiers: readonly Dossier[]
  readonly tables: Tables
  readonly shape: Shape
  readonly plans: readonly MeasurePlan[]
}

function draw(seed: number, count: number, huge: bigint): Batch {
  const maker = new DossierMaker(policy, new Dice(seed), huge)
  const dossiers = Array.from({ length: count }, (_unused, place) => maker.dossier(place))
  const tables = tablesOf(policy, widest(policy, scaleOf), dossiers)
  const shape = shapeOf(policy, tables, scaleOf)
  const plans = measuresOf(policy).map((measure) => lowerMeasure(policy, measure, shape, DATE, Object.fromEntries(measure.readings.map((one) => [one.name, one.adopted]))))
  return { dossiers, tables, shape, plans }
}

describe('compiled against the interpreter', () => {
  it('JavaScript: more than a million firm-measures', () => {
    let compared = 0
    for (let seed = 1; seed <= 6; seed += 1) {
      const { dossiers, tables, shape, plans } = draw(seed, 2_000, seed % 2 === 0 ? 10n ** 11n : 10n ** 15n)
      const expected = interpreted(policy, plans, dossiers, DATE)
      const actual = compiledJs(policy, plans, shape, tables)
      expect(differences(expected.totals, actual.totals)).toEqual([])
      expect(differences(expected.cases, actual.cases)).toEqual([])
      compared += dossiers.length * plans.length
    }
    expect(compared).toBeGreaterThan(1_000_000)
  })

  it('DuckDB: more than a million firm-measures', async () => {
    const db = await openDuckDb()
    let compared = 0
    for (let seed = 11; seed <= 12; seed += 1) {
      const { dossiers, tables, plans } = draw(seed, 6_000, seed % 2 === 0 ? 10n ** 11n : 10n ** 15n)
      const expected = interpreted(policy, plans, dossiers, DATE)
      await load(db, policy, tables)
      const actual = await queried(db, plans)
      expect(differences(expected.totals, actual.totals)).toEqual([])
      expect(differences(expected.cases, actual.cases)).toEqual([])
      compared += dossiers.length * plans.length
    }
    await db.close()
    expect(compared).toBeGreaterThan(1_000_000)
  }, 300_000)

  it('PostgreSQL: more than fifty thousand firm-measures', async () => {
    const server = await startPostgres()
    const db = await openPostgres(server.url)
    let compared = 0
    for (const [seed, huge] of [
      [21, 10n ** 11n],
      [22, 10n ** 15n],
    ] as const) {
      const { dossiers, tables, plans } = draw(seed, 320, huge)
      const expected = interpreted(policy, plans, dossiers, DATE)
      await load(db, policy, tables)
      const actual = await queried(db, plans)
      expect(differences(expected.totals, actual.totals)).toEqual([])
      expect(differences(expected.cases, actual.cases)).toEqual([])
      compared += dossiers.length * plans.length
    }
    await db.close()
    await server.stop()
    expect(compared).toBeGreaterThan(50_000)
  }, 300_000)

  it('Spark: more than ten thousand firm-measures', async () => {
    const { dossiers, tables, plans } = draw(31, 120, 10n ** 11n)
    const expected = interpreted(policy, plans, dossiers, DATE)
    const actual = await sparked(policy, plans, tables)
    expect(differences(expected.totals, actual.totals)).toEqual([])
    expect(differences(expected.cases, actual.cases)).toEqual([])
    expect(dossiers.length * plans.length).toBeGreaterThan(10_000)
  }, 600_000)
})
