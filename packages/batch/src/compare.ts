import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Comparison, dossiersOf, type ReadingCost, type Shift, SUBJECTS, type Sweep } from '@zhida/engine'
import { type Diagnostic, measuresOf, type Policy } from '@zhida/language/ir'
import { rowsOf } from './cells.ts'
import { sweepsOf } from './cliffs.ts'
import { type Database, openDuckDb } from './database.ts'
import type { RunOptions } from './job.ts'
import { type RunResult, runPopulation } from './run.ts'
import { filesIn, openSource, type Source, storedAt, viewOf } from './source.ts'
import { resultsOf, type Summary } from './summary.ts'
import { whole } from './whole.ts'

export interface Scenario {
  readonly policy: Policy
  readonly readings: RunOptions['readings']
}

export interface Over extends Pick<RunOptions, 'from' | 'date'> {
  readonly only?: readonly string[]
}

interface Refused {
  readonly diagnostics: readonly Diagnostic[]
}

/** Runs two scenarios over the same population with DuckDB and takes the one from the other. */
export async function compareScenarios(
  before: Scenario,
  after: Scenario,
  over: Over,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<Refused & { readonly comparison: Comparison | undefined }> {
  const home = mkdtempSync(join(tmpdir(), 'zhida-compare-'))
  const db = await openDuckDb()
  try {
    const from = await inParquet(db, before.policy, over.from, home)
    const options = (name: string, readings: Scenario['readings']): RunOptions => ({ on: 'duckdb', to: join(home, name), all: false, readings, ...over, from })
    const sides = [options('before', before.readings), options('after', after.readings)] as const
    progress(0, PARTS)
    const first = await runPopulation(before.policy, sides[0])
    progress(1, PARTS)
    if (!first.summary) return { diagnostics: named(first.diagnostics, over.from), comparison: undefined }
    const second = await runPopulation(after.policy, sides[1])
    progress(2, PARTS)
    if (!second.summary) return { diagnostics: named(second.diagnostics, over.from), comparison: undefined }
    const source = await openSource(db, before.policy, filesIn(from), from)
    await db.run(
      `CREATE TABLE shift AS SELECT COALESCE(a.subject, b.subject) AS subject, COALESCE(a.measure, b.measure) AS measure, COALESCE(a.fen, 0) AS before, COALESCE(b.fen, 0) AS after FROM (${due(sides[0], db)}) AS a FULL JOIN (${due(sides[1], db)}) AS b ON a.subject = b.subject AND a.measure = b.measure`,
    )
    const measures = await shifts(db, 'd.measure', '', 'SUM(ABS(d.after - d.before)) DESC')
    // Groups are told by the measures that move: what stays the same says nothing of the change.
    await db.run('DELETE FROM shift WHERE measure NOT IN (SELECT measure FROM shift WHERE before <> after)')
    progress(3, PARTS)
    const comparison: Comparison = {
      subjects: second.summary.subjects,
      synthetic: second.summary.synthetic,
      measures,
      funds: fundsOf(first.summary, second.summary),
      groups: await groupsBy(db, before.policy, source),
      distribution: await distributionOf(db),
      sweeps: await sweepsBeside(
        db,
        source,
        [before, after],
        sides[1],
        measures.slice(0, MOST_SWEPT).map(({ key }) => key),
      ),
    }
    return { diagnostics: [], comparison }
  } finally {
    await db.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Text is read once: what is asked of a population again and again lies in typed columns. @returns the folder to read from */
async function inParquet(db: Database, policy: Policy, from: string, home: string): Promise<string> {
  const files = existsSync(from) ? readdirSync(from) : []
  if (!files.some((name) => name.endsWith('.csv'))) return from
  // What cannot be read is told by the run, of the file as it is.
  const source = await openSource(db, policy, filesIn(from), from).catch(() => undefined)
  if (!source?.shape) return from
  const to = join(home, 'input')
  mkdirSync(to)
  for (const { name, place, columns } of source.relations) {
    const file = join(to, `${name}.parquet`)
    if (place.format === 'parquet') symlinkSync(resolve(place.path), file)
    else await db.run(`COPY (SELECT ${columns.map((one) => `${one.kept(db.dialect)} AS ${db.dialect.quote(one.stored)}`).join(', ')} FROM ${storedAt(place, db.dialect)}) TO ${db.dialect.text(file)}`)
  }
  return to
}

/** A fault is told of the folder that was asked about. */
const named = (diagnostics: readonly Diagnostic[], file: string): readonly Diagnostic[] => diagnostics.map((one) => ({ ...one, file }))

/** Each side's run, the differences, the cliffs. */
const PARTS = 4

/** Measures whose cliffs are looked for: those that move most. */
const MOST_SWEPT = 8

/** What is due for certain and not given up for a better award. */
function due(run: RunOptions, db: Database): string {
  return `SELECT t.subject, t.measure, CASE WHEN t.verdict = 3 THEN t.low_fen ELSE 0 END AS fen FROM ${resultsOf(run, 'totals', db)} AS t WHERE NOT EXISTS (SELECT 1 FROM ${resultsOf(run, 'given_up', db)} AS g WHERE g.subject = t.subject AND g.measure = t.measure)`
}

async function shifts(db: Database, key: string, beside: string, order: string): Promise<readonly Shift[]> {
  const sums =
    'COUNT(DISTINCT CASE WHEN d.after > d.before THEN d.subject END) AS gainers, COUNT(DISTINCT CASE WHEN d.after < d.before THEN d.subject END) AS losers, SUM(GREATEST(d.after - d.before, 0)) AS gain, SUM(GREATEST(d.before - d.after, 0)) AS loss, SUM(d.before) AS was, SUM(d.after) AS will'
  const rows = await db.rows(`SELECT ${key} AS key, ${sums} FROM shift AS d ${beside} GROUP BY 1 HAVING SUM(ABS(d.after - d.before)) > 0 ORDER BY ${order}`)
  return rows.map((row) => ({
    key: row.key === null ? '（未填）' : String(row.key),
    gainers: whole(row.gainers),
    losers: whole(row.losers),
    gainFen: whole(row.gain),
    lossFen: whole(row.loss),
    beforeFen: whole(row.was),
    afterFen: whole(row.will),
  }))
}

function fundsOf(before: Summary, after: Summary): Comparison['funds'] {
  const names = [...new Set([...before.funds, ...after.funds].map((one) => one.key))]
  const of = (summary: Summary, name: string): Summary['funds'][number] | undefined => summary.funds.find((one) => one.key === name)
  return names.map((fund) => ({
    fund,
    appropriated: of(after, fund)?.appropriated ?? of(before, fund)?.appropriated ?? null,
    beforeFen: of(before, fund)?.lowFen ?? 0n,
    afterFen: of(after, fund)?.lowFen ?? 0n,
  }))
}

const GROUPS: Readonly<Record<string, string>> = { 街道: 'street', 行业: 'industry', 主体类型: 'subjectType' }

/** Turnover classes in yuan: up to, and what they are called. */
const SIZES = [
  [1_000_000n, '100万元以下'],
  [10_000_000n, '100万元到1000万元'],
  [100_000_000n, '1000万元到1亿元'],
  [1_000_000_000n, '1亿元到10亿元'],
] as const

async function groupsBy(db: Database, policy: Policy, source: Source): Promise<Comparison['groups']> {
  const names = new Set(source.relations.find((one) => one.name === SUBJECTS)?.columns.map((one) => one.name))
  const beside = `JOIN ${db.dialect.quote(viewOf(SUBJECTS))} AS s ON s.subject = d.subject`
  const groups: { by: string; rows: readonly Shift[] }[] = []
  for (const [by, column] of Object.entries(GROUPS)) if (names.has(column)) groups.push({ by, rows: await shifts(db, `s.${db.dialect.quote(column)}`, beside, '1') })
  const turnover = [policy.year, policy.year - 1].map((year) => `revenue_${year}`).find((name) => names.has(name))
  const shape = turnover === undefined ? undefined : source.shape?.subjects[turnover]
  if (turnover !== undefined && shape) {
    // Compared as stored: a class ends at its yuan in fen, over the column's own unit.
    const classes = SIZES.map(([yuan, name]) => `WHEN s.${turnover} < ${(yuan * 100n * shape.scale.d) / shape.scale.n} THEN '${name}'`)
    groups.push({
      by: `规模（营业收入 ${turnover.slice(-4)}）`,
      rows: await shifts(db, `CASE WHEN s.${turnover} IS NULL THEN NULL ${classes.join(' ')} ELSE '10亿元以上' END`, beside, `MIN(s.${turnover})`),
    })
  }
  return groups
}

const STEPS = ['10元以内', '百元以内', '千元以内', '1万元以内', '10万元以内', '100万元以内', '1000万元以内', '1亿元以内']

async function distributionOf(db: Database): Promise<Comparison['distribution']> {
  const steps = await db.rows(
    `SELECT sign(change) AS way, length(CAST(abs(change) // 100 AS VARCHAR)) AS digits, COUNT(*) AS n FROM (SELECT SUM(after - before) AS change FROM shift GROUP BY subject) AS t WHERE change <> 0 GROUP BY 1, 2 ORDER BY sign(change) * length(CAST(abs(change) // 100 AS VARCHAR))`,
  )
  return steps.map((row) => ({ step: `${Number(row.way) < 0 ? '−' : '+'}${STEPS[Number(row.digits) - 1] ?? '更多'}`, subjects: whole(row.n) }))
}

/** Sweeps the subject in the middle of those to whom a measure is due, under both scenarios. */
async function sweepsBeside(db: Database, source: Source, [before, after]: readonly [Scenario, Scenario], run: RunOptions, ids: readonly string[]): Promise<Comparison['sweeps']> {
  const { shape } = source
  if (!shape) return []
  const sweeps: { before: Sweep | undefined; after: Sweep | undefined }[] = []
  for (const id of ids) {
    const [middle] = await db.rows(
      `SELECT subject FROM (SELECT subject, row_number() OVER (ORDER BY low_fen, subject) AS place, COUNT(*) OVER () AS n FROM ${resultsOf(run, 'totals', db)} WHERE measure = ${db.dialect.text(id)} AND verdict = 3) AS t WHERE place = (n + 1) // 2`,
    )
    if (!middle) continue
    const tables = await rowsOf(db, source, `(SELECT ${db.dialect.text(String(middle.subject))} AS subject)`)
    const [dossier] = dossiersOf(after.policy, shape, tables, run.from)
    const of = ({ policy, readings }: Scenario): readonly Sweep[] => {
      const measure = measuresOf(policy).find((one) => one.id === id)
      return measure && dossier ? sweepsOf(policy, measure, dossier, run.date, readings) : []
    }
    const [was, will] = [of(before), of(after)]
    for (const fact of new Set([...was, ...will].map((one) => one.fact))) sweeps.push({ before: was.find((one) => one.fact === fact), after: will.find((one) => one.fact === fact) })
  }
  return sweeps
}

/** So few subjects that three runs beside each other fit where one does. */
const FEW = 200_000n

/** What every reading would cost over the population. */
export async function costOfReadings(policy: Policy, over: Over, progress: (done: number, of: number) => void = () => undefined): Promise<Refused & { readonly costs: readonly ReadingCost[] }> {
  const home = mkdtempSync(join(tmpdir(), 'zhida-readings-'))
  const asked = measuresOf(policy).flatMap((measure) =>
    over.only && !over.only.includes(measure.id) ? [] : measure.readings.flatMap((reading) => reading.options.map((option) => ({ measure, reading, option: option.name }))),
  )
  const db = await openDuckDb()
  try {
    const from = await inParquet(db, policy, over.from, home)
    const run = async ({ measure, reading, option }: (typeof asked)[number], place: number): Promise<RunResult> => {
      const to = join(home, String(place))
      const only = [...new Set([measure.id, ...measure.exclusions.flatMap((one) => one.measures)])]
      const result = await runPopulation(policy, { on: 'duckdb', from, date: over.date, to, all: false, readings: { [`${measure.id}/${reading.name}`]: option }, only })
      rmSync(to, { recursive: true, force: true })
      return result
    }
    const summaries: Summary[] = []
    const refused: Diagnostic[] = []
    let done = 0
    const waiting = asked.entries()
    const lane = async (): Promise<void> => {
      for (const [place, one] of waiting) {
        if (refused.length > 0) return
        const { diagnostics, summary } = await run(one, place)
        if (summary) summaries[place] = summary
        else refused.push(...diagnostics)
        done += 1
        progress(done, asked.length)
        // Who is few leaves a database idle between small queries: others run beside.
        if (place === 0 && summary && summary.subjects <= FEW) await Promise.all([lane(), lane()])
      }
    }
    await lane()
    if (refused.length > 0) return { diagnostics: named(refused, over.from), costs: [] }
    const all = (place: number): bigint => summaries[place]?.measures.reduce((sum, one) => sum + one.lowFen, 0n) ?? 0n
    const costs = asked.map(({ measure, reading, option }, place): ReadingCost => {
      const row = summaries[place]?.measures.find((one) => one.key === measure.id)
      const adopted = asked.findIndex((one) => one.reading === reading && one.option === reading.adopted)
      return {
        measure: measure.id,
        reading: reading.name,
        option,
        adopted: option === reading.adopted,
        due: row?.due ?? 0n,
        lowFen: row?.lowFen ?? 0n,
        highFen: row?.highFen ?? null,
        moreFen: all(place) - all(adopted),
      }
    })
    return { diagnostics: [], costs }
  } finally {
    await db.close()
    rmSync(home, { recursive: true, force: true })
  }
}
