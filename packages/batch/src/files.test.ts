import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evaluate, lowerMeasure } from '@zhida/engine'
import { encode, measuresOf, type Policy } from '@zhida/language'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDuckDb } from './database.ts'
import { readSubject } from './dossier.ts'
import type { EngineName, RunOptions } from './job.ts'
import { runPopulation } from './run.ts'
import { filesIn, openSource } from './source.ts'
import { resultsOf } from './summary.ts'
import { differences, interpreted, type Lines } from './testing/differential.ts'
import { Dice } from './testing/dossiers.ts'
import { type Batch, draw, realPolicy, someReadings } from './testing/policy.ts'
import { caseOf, load, saved, totalOf } from './testing/sql.ts'

// The whole way a user goes, from files to files, held to the interpreter: dossiers drawn around the thresholds (合成数据).

const DATE = '2024-06-30'
const home = mkdtempSync(join(tmpdir(), 'zhida-files-'))
const data = join(home, 'data')
let policy: Policy
let drawn: Batch
let readings: RunOptions['readings']

beforeAll(async () => {
  policy = realPolicy()
  const dice = new Dice(41)
  readings = someReadings(policy, dice)
  drawn = draw(policy, dice, { count: 400, huge: 10n ** 15n, date: DATE, readings })
  mkdirSync(data)
  const db = await openDuckDb()
  await load(db, policy, drawn.tables)
  await saved(db, policy, drawn.tables, data)
  await db.close()
}, 60_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

const options = (on: EngineName, only?: readonly string[]): RunOptions => ({ on, from: data, to: join(home, on), date: DATE, readings, all: false, ...(only && { only }) })

async function written(run: RunOptions): Promise<Lines> {
  const db = await openDuckDb()
  try {
    const { shape } = await openSource(db, policy, filesIn(data), data)
    if (!shape) throw new Error('the files have faults')
    const plans = new Map(measuresOf(policy).map((one) => [one.id, lowerMeasure(policy, one, shape, DATE, readings)]))
    const cases = (await db.rows(`SELECT * FROM ${resultsOf(run, 'cases', db)}`)).map(caseOf)
    const totals = (await db.rows(`SELECT * FROM ${resultsOf(run, 'totals', db)}`)).flatMap((row) => {
      const plan = plans.get(String(row.measure))
      return plan ? [totalOf(plan, row)] : []
    })
    return { cases: cases.sort(), totals: totals.sort() }
  } finally {
    await db.close()
  }
}

async function expectAsInterpreted(run: RunOptions): Promise<void> {
  const result = await runPopulation(policy, run)
  expect(result.diagnostics).toEqual([])
  const plans = drawn.plans.filter((plan) => run.only?.includes(plan.measure.id) ?? true)
  const expected = run.only ? interpreted(policy, plans, drawn.dossiers, DATE, readings) : drawn.expected
  const actual = await written(run)
  expect(differences(expected.totals, actual.totals)).toEqual([])
  expect(differences(expected.cases, actual.cases)).toEqual([])
}

describe('files to files', () => {
  it('DuckDB', () => expectAsInterpreted(options('duckdb')), 120_000)
  it('JavaScript', () => expectAsInterpreted(options('js')), 120_000)
  // Decimals, events, past awards, a series, amounts in steps: what Spark reads and writes in its own way.
  it('Spark', () => expectAsInterpreted(options('spark', ['9.1', '11.4', '12.1', '13.5', '23.4', '24.2', '28.1'])), 600_000)

  it('what is given up for a better award is what the interpreter gives up', async () => {
    const expected = drawn.dossiers.flatMap((dossier) => evaluate(policy, dossier, DATE, readings).bundle.givenUp.map((one) => `${dossier.subject} ${one.measure} ${one.for}`))
    expect(expected.length).toBeGreaterThan(0)
    for (const on of ['duckdb', 'js'] as const) {
      const { summary } = await runPopulation(policy, options(on))
      const db = await openDuckDb()
      const rows = await db.rows(`SELECT * FROM ${resultsOf(options(on), 'given_up', db)}`)
      await db.close()
      expect(rows.map((row) => `${row.subject} ${row.measure} ${row.instead}`).sort()).toEqual([...expected].sort())
      expect(summary?.givenUp.reduce((all, one) => all + one.totals, 0n)).toBe(BigInt(expected.length))
    }
  }, 120_000)

  it('a subject is read back as the dossier it was', async () => {
    for (const dossier of drawn.dossiers.slice(0, 40)) {
      const { dossier: read } = await readSubject(policy, data, dossier.subject)
      if (!read) throw new Error(`${dossier.subject} is gone`)
      // All but who said so: there the files, here the draw.
      expect(encode(evaluate(policy, read, DATE, readings)).replaceAll(JSON.stringify(data), '"合成数据"')).toBe(encode(evaluate(policy, dossier, DATE, readings)))
    }
    expect((await readSubject(policy, data, 'nobody')).diagnostics.map((one) => one.code)).toEqual(['ZD-809'])
  }, 60_000)
})
