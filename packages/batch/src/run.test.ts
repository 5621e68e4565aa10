import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@zhida/database/testing'
import type { Policy } from '@zhida/language'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeNumber } from './change.ts'
import { compareScenarios } from './compare.ts'
import { openDuckDb, openPostgres } from './database.ts'
import type { RunOptions } from './job.ts'
import { makePopulation } from './population.ts'
import { runPopulation } from './run.ts'
import { realPolicy } from './testing/policy.ts'

// A population as a new user makes and runs it, on each engine that is in this process or beside it (合成数据).

let policy: Policy
const home = mkdtempSync(join(tmpdir(), 'zhida-run-'))
const data = join(home, 'data')
beforeAll(async () => {
  policy = realPolicy()
  await makePopulation(policy, data, { size: 4_000, seed: 7, onThreshold: 500, missing: 100 })
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const options = (on: RunOptions['on'], more: Partial<RunOptions> = {}): RunOptions => ({ on, from: data, to: join(home, on), date: policy.until, readings: {}, all: false, ...more })

async function rowsOf(folder: string, kind: string): Promise<readonly string[]> {
  const db = await openDuckDb()
  try {
    const rows = await db.rows(
      `SELECT subject, measure, verdict, CAST(low_fen AS BIGINT) AS low, CAST(high_fen AS BIGINT) AS high, unspecified, missing, readings FROM read_parquet('${folder}/${kind}/*.parquet', union_by_name = true)`,
    )
    return rows.map((row) => Object.values(row).join('|')).sort()
  } finally {
    await db.close()
  }
}

async function codesOf(subjects: string, lists: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const folder = mkdtempSync(join(home, 'bad-'))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'subjects.csv'), subjects)
  for (const [name, text] of Object.entries(lists)) writeFileSync(join(folder, `${name}.csv`), text)
  const { diagnostics, summary } = await runPopulation(policy, options('duckdb', { from: folder, to: join(folder, 'out') }))
  expect(summary === undefined).toBe(diagnostics.length > 0)
  return diagnostics.map((one) => one.code)
}

describe('a run over a population', () => {
  it('DuckDB and JavaScript write the same rows and count the same cases', async () => {
    const [a, b] = [await runPopulation(policy, options('duckdb')), await runPopulation(policy, options('js'))]
    expect(a.diagnostics).toEqual([])
    expect(b.diagnostics).toEqual([])
    for (const kind of ['cases', 'totals']) expect(await rowsOf(join(home, 'js'), kind)).toEqual(await rowsOf(join(home, 'duckdb'), kind))
    expect(b.summary?.turnedAway).toEqual(a.summary?.turnedAway)
    expect(a.summary?.funds.length).toBeGreaterThan(3)
    expect(a.summary?.streets.length).toBe(9)
  })

  it('PostgreSQL gives the same sums from tables', async () => {
    const server = await startPostgres()
    try {
      const [db, duck] = [await openPostgres(server.url), await openDuckDb()]
      for (const name of ['subjects', 'awards', ...policy.vocabulary.events.map((one) => one.key)]) {
        const file = `read_parquet('${join(data, `${name}.parquet`)}')`
        const columns = await duck.rows(`DESCRIBE SELECT * FROM ${file}`)
        await db.run(`CREATE TABLE "${name}" (${columns.map((one) => `"${one.column_name}" ${one.column_type}`).join(', ')})`)
        const rows = await duck.rows(`SELECT ${columns.map((one) => `CAST("${one.column_name}" AS VARCHAR) AS "${one.column_name}"`).join(', ')} FROM ${file}`)
        for (let at = 0; at < rows.length; at += 500) {
          const values = rows.slice(at, at + 500).map(
            (row) =>
              `(${Object.values(row)
                .map((cell) => (cell === null ? 'NULL' : `'${String(cell)}'`))
                .join(', ')})`,
          )
          await db.run(`INSERT INTO "${name}" VALUES ${values.join(', ')}`)
        }
      }
      await duck.close()
      await db.close()
      const { diagnostics, summary } = await runPopulation(policy, options('postgres', { from: server.url, to: 'results' }))
      expect(diagnostics).toEqual([])
      const { summary: other } = await runPopulation(policy, options('duckdb'))
      expect({ ...summary, engine: '' }).toEqual({ ...other, engine: '' })
    } finally {
      await server.stop()
    }
  }, 120_000)

  it('what is finished is not computed again, and a changed job starts anew', async () => {
    const to = join(home, 'again')
    await runPopulation(policy, options('duckdb', { to, only: ['12.1', '28.1'] }))
    const file = join(to, 'totals', '12.1.parquet')
    const before = statSync(file).mtimeMs
    const done: string[] = []
    await runPopulation(policy, options('duckdb', { to, only: ['12.1', '28.1'] }), ({ measure }) => done.push(measure))
    expect(done).toEqual([])
    expect(statSync(file).mtimeMs).toBe(before)
    await runPopulation(policy, options('duckdb', { to, only: ['12.1', '28.1'], readings: { '12.1/基数': '增量' } }), ({ measure }) => done.push(measure))
    expect(done).toEqual(['12.1', '28.1'])
    expect(JSON.parse(readFileSync(join(to, 'run.json'), 'utf8')).finished).toEqual(['12.1', '28.1'])
  })

  it('another rate is compared over everyone: each gainer gains half as much again', async () => {
    const change = changeNumber(policy, '12.1/比例=15%')
    expect(change?.places).toBe(1)
    expect(changeNumber(policy, '12.1/比例=15万元')).toBeUndefined()
    expect(changeNumber(policy, '12.1/77%=15%')).toBeUndefined()
    const same = { policy, readings: {} }
    const { comparison } = await compareScenarios(same, { policy: change?.policy ?? policy, readings: {} }, { from: data, date: policy.until, only: ['12.1', '12.2'] })
    const [moved, ...others] = comparison?.measures ?? []
    expect(others).toEqual([])
    expect(moved?.losers).toBe(0n)
    expect(moved?.gainers).toBeGreaterThan(0n)
    expect((moved?.afterFen ?? 0n) - (moved?.beforeFen ?? 0n)).toBe(moved?.gainFen)
    expect((moved?.gainFen ?? 0n) * 2n).toBeLessThanOrEqual((moved?.beforeFen ?? 0n) + (moved?.gainers ?? 0n))
    const { comparison: none } = await compareScenarios(same, same, { from: data, date: policy.until, only: ['12.1'] })
    expect(none?.measures).toEqual([])
    expect(none?.distribution).toEqual([])
  })

  it('the same seed gives the same population', async () => {
    const [one, two] = [join(home, 'one'), join(home, 'two')]
    for (const folder of [one, two]) await makePopulation(policy, folder, { size: 500, seed: 3, onThreshold: 50, missing: 50 })
    const db = await openDuckDb()
    const [difference] = await db.rows(`SELECT COUNT(*) AS n FROM (SELECT * FROM '${one}/subjects.parquet' EXCEPT SELECT * FROM '${two}/subjects.parquet')`)
    await db.close()
    expect(difference?.n).toBe(0n)
  })

  it('wrong input is named, and nothing is written', async () => {
    expect(await codesOf('subject,subjectType\nA,企业\n')).toEqual([])
    expect(await codesOf('subject,加计扣除研发费用_2022[万元]\nA,120.5\n')).toEqual([])
    expect(await codesOf('name\nA\n')).toEqual(['ZD-802'])
    expect(await codesOf('subject,rdExpence_2022\nA,1\n')).toEqual(['ZD-601'])
    expect(await codesOf('subject,rdExpense_2022[亩]\nA,1\n')).toEqual(['ZD-603'])
    expect(await codesOf('subject,subjectType\nA,企业\nA,企业\n')).toEqual(['ZD-804'])
    expect(await codesOf('subject,subjectType\n,企业\nB,企业\n')).toEqual(['ZD-803'])
    expect(await codesOf('subject,rdExpense_2022\nA,-5\n')).toEqual(['ZD-806'])
    expect(await codesOf('subject,subjectType\nA,企业\n', { recognition: 'subject,index,kind\nB,0,省级重点实验室\n' })).toEqual(['ZD-805'])
    expect(await codesOf('subject,rdExpense_2022\nA,一百万\n')).toEqual(['ZD-808'])
    const { diagnostics } = await runPopulation(policy, options('duckdb', { from: join(home, 'nowhere') }))
    expect(diagnostics.map((one) => one.code)).toEqual(['ZD-801'])
  })
})
