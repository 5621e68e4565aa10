import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lowerMeasure, type MeasurePlan, type MeasureQueries, queriesOf, SUBJECTS, Unsupported } from '@zhida/engine'
import { type Diagnostic, diagnose, encode, measuresOf, type Policy } from '@zhida/language/ir'
import { type Database, openDuckDb, openPostgres } from './database.ts'
import type { EngineName, Job, RunOptions } from './job.ts'
import { runJs } from './js.ts'
import { filesIn, openSource, type Source } from './source.ts'
import { runSpark, type SparkStep } from './spark.ts'
import { type Summary, summarise } from './summary.ts'

export interface Progress {
  readonly done: number
  readonly of: number
  readonly measure: string
  readonly subjects: bigint
  readonly seconds: number
}

export interface RunResult {
  readonly diagnostics: readonly Diagnostic[]
  readonly summary: Summary | undefined
}

/** Runs a policy's measures over a population. Wrong input ends it before anything is written; a run that broke off goes on where it was. */
export async function runPopulation(policy: Policy, options: RunOptions, progress: (one: Progress) => void = () => undefined): Promise<RunResult> {
  const onPostgres = options.on === 'postgres'
  const db = onPostgres ? await openPostgres(options.from) : await openDuckDb({ ...(options.threads && { threads: options.threads }), ...(options.memory && { memory: options.memory }) })
  try {
    const failed = (fault: unknown): RunResult => {
      const detail = fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault)
      return { diagnostics: [diagnose('ZD-808', { file: options.from, text: '' }, -1, -1, { engine: options.on, detail })], summary: undefined }
    }
    // A value that is no number or no date stops the reading, with the database's own words on where it stands.
    const source = await openSource(db, policy, onPostgres ? await tablesIn(db) : filesIn(options.from), options.from).catch((fault: unknown) => failed(fault))
    if ('summary' in source) return source
    if (!source.shape) return { diagnostics: source.diagnostics, summary: undefined }
    const { plans, diagnostics } = plansOf(policy, source, options)
    if (diagnostics.length > 0) return { diagnostics, summary: undefined }
    const started = process.hrtime.bigint()
    const ledger = openLedger(policy, options, source)
    const job: Job = {
      policy,
      plans,
      source,
      options,
      finished: ledger.finished,
      done: (measure) => {
        ledger.finish(measure)
        progress({ done: ledger.finished.size, of: plans.length, measure, subjects: source.subjects, seconds: Number(process.hrtime.bigint() - started) / 1e9 })
      },
    }
    try {
      await TARGETS[options.on](job, db)
    } catch (fault) {
      return failed(fault)
    }
    const summary = await summarise(db, job)
    if (!onPostgres) writeFileSync(join(options.to, 'summary.json'), encode(summary))
    return { diagnostics: [], summary }
  } finally {
    await db.close()
  }
}

/** Lowers the measures asked for; what cannot be computed exactly is a diagnostic and not a guess. */
function plansOf(
  policy: Policy,
  source: Source,
  options: Pick<RunOptions, 'date' | 'readings' | 'only' | 'on'>,
): { readonly plans: readonly MeasurePlan[]; readonly diagnostics: readonly Diagnostic[] } {
  const plans: MeasurePlan[] = []
  const diagnostics: Diagnostic[] = []
  const { shape } = source
  for (const measure of measuresOf(policy)) {
    if (!shape || (options.only && !options.only.includes(measure.id))) continue
    const chosen = Object.fromEntries(measure.readings.map((one) => [one.name, options.readings[`${measure.id}/${one.name}`] ?? one.adopted]))
    try {
      plans.push(lowerMeasure(policy, measure, shape, options.date, chosen))
    } catch (fault) {
      if (!(fault instanceof Unsupported)) throw fault
      diagnostics.push(diagnose('ZD-807', { file: measure.place.file, text: '' }, -1, -1, { name: measure.id, engine: options.on, why: fault.message }))
    }
  }
  return { plans, diagnostics }
}

async function tablesIn(db: Database): Promise<(relation: string) => string | undefined> {
  const names = new Set((await db.rows("SELECT c.relname AS name FROM pg_class c WHERE pg_table_is_visible(c.oid) AND c.relkind IN ('r', 'v', 'p', 'm', 'f')")).map((row) => String(row.name)))
  return (relation) => (names.has(relation) ? db.dialect.quote(relation) : undefined)
}

/** Which measures are finished, kept beside the results; a job with other rules, input, date or engine starts anew. */
function openLedger(policy: Policy, options: RunOptions, source: Source): { finished: Set<string>; finish: (measure: string) => void } {
  const finished = new Set<string>()
  if (options.on === 'postgres') return { finished, finish: (measure) => finished.add(measure) }
  const files = source.relations.map(({ raw }) => {
    const [, path] = /'(.*?)'/.exec(raw) ?? []
    const info = path && existsSync(path) ? statSync(path) : undefined
    return [raw, info?.size, info?.mtimeMs]
  })
  const key = createHash('sha256')
    .update(encode([policy, files, options.date, options.readings, options.all, options.only ?? null, options.on]))
    .digest('hex')
  const file = join(options.to, 'run.json')
  mkdirSync(options.to, { recursive: true })
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { key?: string; finished?: string[] }) : {}
  if (before.key === key) for (const one of before.finished ?? []) finished.add(one)
  else for (const name of ['cases', 'totals', 'counts']) rmSync(join(options.to, name), { recursive: true, force: true })
  for (const name of ['cases', 'totals', 'counts']) mkdirSync(join(options.to, name), { recursive: true })
  const write = (): void => {
    writeFileSync(`${file}.part`, JSON.stringify({ key, finished: [...finished] }))
    renameSync(`${file}.part`, file)
  }
  write()
  return {
    finished,
    finish: (measure) => {
      finished.add(measure)
      write()
    },
  }
}

const TARGETS: Readonly<Record<EngineName, (job: Job, db: Database) => Promise<void>>> = { js: runJs, duckdb: onDuckDb, postgres: onPostgresql, spark: onSpark }

function queries(job: Job, db: Pick<Database, 'dialect'>, withEvents?: string): readonly MeasureQueries[] {
  return job.plans.map((plan, place) => queriesOf(plan, place, db.dialect, { all: job.options.all, relation: (name) => db.dialect.quote(`z_${name}`), ...(withEvents && { withEvents }) }))
}

/** One pass over the subjects counts for every measure which clause turned how many away. */
function countQuery(
  list: readonly MeasureQueries[],
  db: Pick<Database, 'dialect'>,
): { readonly query: string | undefined; readonly cells: readonly { readonly measure: string; readonly clause: number }[] } {
  const cells = list.flatMap(({ measure, counts }) => counts.tests.map(({ clause, test }) => ({ measure, clause, test })))
  if (cells.length === 0) return { query: undefined, cells }
  return { query: `SELECT ${cells.map(({ test }, at) => `${db.dialect.countIf(test)} AS c${at}`).join(', ')} FROM ${db.dialect.quote(`z_${SUBJECTS}`)} AS s`, cells }
}

/** Counts of all measures as one relation of values. */
async function countRows(list: readonly MeasureQueries[], db: Database): Promise<string> {
  const { query, cells } = countQuery(list, db)
  const rows: string[] = []
  if (query) {
    const [row = {}] = await db.rows(query)
    for (const [at, { measure, clause }] of cells.entries()) if (BigInt(String(row[`c${at}`] ?? 0)) > 0n) rows.push(`('${measure}', ${clause}, ${row[`c${at}`]})`)
  }
  for (const one of list) for (const text of one.counts.queries) for (const row of await db.rows(text)) rows.push(`('${row.measure}', ${row.clause}, ${row.cases})`)
  return rows.length > 0
    ? `SELECT measure, CAST(clause AS BIGINT) AS clause, CAST(cases AS BIGINT) AS cases FROM (VALUES ${rows.join(', ')}) AS v(measure, clause, cases)`
    : `SELECT '' AS measure, CAST(0 AS BIGINT) AS clause, CAST(0 AS BIGINT) AS cases WHERE FALSE`
}

/** Sets the few subjects apart that have any event, so that event rows are not joined with everyone. */
async function setApart(job: Job, db: Database): Promise<string | undefined> {
  const events = job.source.relations.filter(({ name }) => job.policy.vocabulary.events.some((event) => event.key === name))
  if (events.length === 0) return undefined
  const q = db.dialect.quote
  await db.run(`CREATE TEMP TABLE z_with_events AS SELECT * FROM ${q(`z_${SUBJECTS}`)} WHERE subject IN (${events.map(({ name }) => `SELECT subject FROM ${q(`z_${name}`)}`).join(' UNION ')})`)
  return 'z_with_events'
}

async function onDuckDb(job: Job, db: Database): Promise<void> {
  const list = queries(job, db, await setApart(job, db))
  const { to } = job.options
  const write = async (query: string, kind: string, name: string): Promise<void> => {
    const path = join(to, kind, `${name}.parquet`)
    await db.run(`COPY (${query}) TO '${path.replaceAll("'", "''")}.part' (FORMAT parquet, COMPRESSION snappy)`)
    renameSync(`${path}.part`, path)
  }
  for (const one of list) {
    if (job.finished.has(one.measure)) continue
    const [cases, totals]: [string[], string[]] = [[], []]
    for (const part of one.parts) {
      await db.run(db.dialect.createTable(part.work, part.query))
      cases.push(...part.cases)
      totals.push(...part.totals)
    }
    await write(cases.join(' UNION ALL '), 'cases', one.measure)
    await write(totals.join(' UNION ALL '), 'totals', one.measure)
    for (const part of one.parts) await db.run(`DROP TABLE ${part.work}`)
    job.done(one.measure)
  }
  await write(await countRows(list, db), 'counts', 'all')
}

async function onPostgresql(job: Job, db: Database): Promise<void> {
  const schema = db.dialect.quote(job.options.to)
  await db.run('BEGIN')
  await db.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
  for (const name of ['cases', 'totals', 'counts']) await db.run(`DROP TABLE IF EXISTS ${schema}.${name}`)
  await db.run(
    `CREATE TABLE ${schema}.cases (subject TEXT NOT NULL, measure TEXT NOT NULL, "year" BIGINT NOT NULL, event_index BIGINT, verdict BIGINT NOT NULL, low_fen NUMERIC(38,0) NOT NULL, high_fen NUMERIC(38,0), unspecified BOOLEAN NOT NULL, held BIGINT NOT NULL, failed BIGINT NOT NULL, open BIGINT NOT NULL, missing BIGINT NOT NULL, readings TEXT NOT NULL)`,
  )
  await db.run(
    `CREATE TABLE ${schema}.totals (subject TEXT NOT NULL, measure TEXT NOT NULL, verdict BIGINT NOT NULL, low_fen NUMERIC(38,0) NOT NULL, high_fen NUMERIC(38,0), unspecified BOOLEAN NOT NULL, missing BIGINT NOT NULL, readings TEXT NOT NULL)`,
  )
  const list = queries(job, db)
  for (const one of list) {
    for (const part of one.parts) {
      await db.run(db.dialect.createTable(part.work, part.query))
      for (const query of part.cases) await db.run(`INSERT INTO ${schema}.cases ${query}`)
      for (const query of part.totals) await db.run(`INSERT INTO ${schema}.totals ${query}`)
      await db.run(`DROP TABLE ${part.work}`)
    }
    job.done(one.measure)
  }
  await db.run(`CREATE TABLE ${schema}.counts AS ${await countRows(list, db)}`)
  await db.run('COMMIT')
}

async function onSpark(job: Job, db: Database): Promise<void> {
  const { DIALECTS } = await import('@zhida/engine')
  const target = { dialect: DIALECTS.spark }
  const list = queries(job, target).filter((one) => !job.finished.has(one.measure))
  const { from, to, master } = job.options
  const views = job.source.relations.map(({ name, raw }) => ({
    name: `raw_${name}`,
    path: join(from, `${name}.${raw.startsWith('read_csv') ? 'csv' : 'parquet'}`),
    format: raw.startsWith('read_csv') ? ('csv' as const) : ('parquet' as const),
  }))
  // The stored columns in the plan's names and whole numbers, as every other target reads them.
  const steps: SparkStep[] = job.source.relations.map(({ name, raw, query }) => ({
    kind: 'view',
    name: `z_${name}`,
    query: `${query
      .slice(0, -raw.length)
      .replaceAll(/"([^"]*)"/g, '`$1`')
      .replaceAll('AS VARCHAR', 'AS STRING')}\`raw_${name}\``,
  }))
  for (const one of list) {
    const [cases, totals]: [string[], string[]] = [[], []]
    for (const part of one.parts) {
      steps.push({ kind: 'work', name: part.work, query: part.query })
      cases.push(...part.cases)
      totals.push(...part.totals)
    }
    if (one.parts.length > 0) {
      steps.push({ kind: 'write', query: cases.join(' UNION ALL '), path: join(to, 'cases', `${one.measure}.parquet`), label: '' })
      steps.push({ kind: 'write', query: totals.join(' UNION ALL '), path: join(to, 'totals', `${one.measure}.parquet`), label: one.measure })
    }
    for (const part of one.parts) steps.push({ kind: 'drop', name: part.work })
  }
  await runSpark({ master: master ?? 'local[2]', views, steps }, (label) => job.done(label))
  // What was turned away is counted by the same tests, where the files are read for their bounds anyway.
  const path = join(to, 'counts', 'all.parquet')
  await db.run(`COPY (${await countRows(queries(job, db), db)}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`)
}
