import { startPostgres } from '@zhida/database/testing'
import { evaluate, judgeFirm } from '@zhida/engine'
import type { Policy } from '@zhida/language'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDuckDb, openPostgres } from './database.ts'
import { Dice } from './testing/dossiers.ts'
import { compiledJs } from './testing/js.ts'
import { type Batch, draw, expectSame, realPolicy, someReadings } from './testing/policy.ts'
import { load, queried, sparked } from './testing/sql.ts'

// Every engine against the interpreter, on dossiers drawn around the thresholds of the real pack (合成数据).

let policy: Policy
beforeAll(() => {
  policy = realPolicy()
})

/** Before the policy, in its year, after it: a series has no case, one, several. */
const DATES = ['2024-06-30', '2023-12-31', '2025-03-01', '2024-06-30', '2022-12-31', '2024-12-31']

/** The adopted readings, or any: each with amounts of the usual size, or past what a double holds. */
function batch(seed: number, count: number): Batch {
  const dice = new Dice(seed)
  return draw(policy, dice, { count, huge: seed % 2 === 0 ? 10n ** 11n : 10n ** 15n, date: DATES[seed % DATES.length] ?? '', readings: seed % 3 === 0 ? {} : someReadings(policy, dice) })
}

const size = ({ dossiers, plans }: Batch): number => dossiers.length * plans.length

describe('compiled against the interpreter', () => {
  it('JavaScript: more than a million firm-measures', () => {
    let compared = 0
    for (let seed = 1; seed <= 7; seed += 1) {
      const drawn = batch(seed, 1_750)
      expectSame(drawn, compiledJs(policy, drawn.plans, drawn.shape, drawn.tables), `seed ${seed}`)
      compared += size(drawn)
    }
    expect(compared).toBeGreaterThan(1_000_000)
  })

  it('JavaScript for one firm after another, each as it comes', () => {
    for (const seed of [51, 52, 54]) {
      const dice = new Dice(seed)
      const readings = someReadings(policy, dice)
      const { dossiers } = draw(policy, dice, { count: 120, huge: seed === 54 ? 10n ** 17n : 10n ** 11n, date: '2024-06-30', readings })
      for (const dossier of dossiers) {
        const expected = evaluate(policy, dossier, '2024-06-30', readings).outcomes.map(({ measure, verdict, award }) => ({ measure, verdict, award }))
        expect(judgeFirm(policy, dossier, '2024-06-30', readings)).toEqual(expected)
      }
    }
  }, 60_000)

  it('DuckDB: more than a million firm-measures', async () => {
    const db = await openDuckDb()
    let compared = 0
    for (let seed = 12; seed <= 14; seed += 1) {
      const drawn = batch(seed, 4_000)
      await load(db, policy, drawn.tables)
      expectSame(drawn, await queried(db, drawn.plans, drawn.tables), `seed ${seed}`)
      compared += size(drawn)
    }
    await db.close()
    expect(compared).toBeGreaterThan(1_000_000)
  }, 300_000)

  it('PostgreSQL: more than fifty thousand firm-measures', async () => {
    const server = await startPostgres()
    const db = await openPostgres(server.url)
    let compared = 0
    for (const seed of [21, 22]) {
      const drawn = batch(seed, 320)
      await load(db, policy, drawn.tables)
      expectSame(drawn, await queried(db, drawn.plans, drawn.tables), `seed ${seed}`)
      compared += size(drawn)
    }
    await db.close()
    await server.stop()
    expect(compared).toBeGreaterThan(50_000)
  }, 300_000)

  it('Spark: more than ten thousand firm-measures', async () => {
    const drawn = batch(33, 120)
    expectSame(drawn, await sparked(policy, drawn.plans, drawn.tables))
    expect(size(drawn)).toBeGreaterThan(10_000)
  }, 600_000)
})
