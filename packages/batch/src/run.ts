import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { columnsBeside, lowerMeasure, type MeasurePlan, RESULT_NAMES, Unsupported } from '@zhida/engine'
import { type Diagnostic, diagnose, encode, measuresOf, type Policy } from '@zhida/language/ir'
import { type Database, openInput } from './database.ts'
import type { EngineName, Job, RunOptions } from './job.ts'
import { openLedger } from './ledger.ts'
import { doubledKeys, filesIn, openSource, type Source, setOwnersApart, tablesIn } from './source.ts'
import { resultsOf, type Summary, summarise } from './summary.ts'
import { runDuckDb } from './targets/duckdb.ts'
import { givenUp } from './targets/exclusions.ts'
import { runJs } from './targets/js.ts'
import { runPostgres } from './targets/postgres.ts'
import { runOnSpark } from './targets/spark.ts'
import { givenUpRows, writeParquet } from './targets/write.ts'

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

const TARGETS: Readonly<Record<EngineName, (job: Job, db: Database) => Promise<void>>> = { js: runJs, duckdb: runDuckDb, postgres: runPostgres, spark: runOnSpark }

/** Runs a policy's measures over a population. Wrong input ends it before anything is written; a run that broke off goes on where it was. */
export async function runPopulation(policy: Policy, options: RunOptions, progress: (one: Progress) => void = () => undefined): Promise<RunResult> {
  const db = await openInput(options.from, { ...(options.threads && { threads: options.threads }), ...(options.memory && { memory: options.memory }) })
  try {
    const failed = (fault: unknown): RunResult => {
      const detail = fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault)
      return { diagnostics: [diagnose('ZD-808', { file: options.from, text: '' }, -1, -1, { engine: options.on, detail })], summary: undefined }
    }
    // A value that is no number or no date stops the reading, with the database's own words on where it stands.
    const source = await openSource(db, policy, db.dialect.name === 'postgres' ? await tablesIn(db) : filesIn(options.from), options.from).catch((fault: unknown) => failed(fault))
    if ('summary' in source) return source
    if (!source.shape) return { diagnostics: source.diagnostics, summary: undefined }
    // The database looks through the keys while the rules are lowered here.
    const doubled = doubledKeys(db, source, options.from)
    const { plans, diagnostics } = plansOf(policy, source, options)
    const faults = [...(await doubled), ...diagnostics]
    if (faults.length === 0) faults.push(...(await setOwnersApart(db, source, columnsBeside(plans), options.from)))
    if (faults.length > 0) return { diagnostics: faults, summary: undefined }
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
      if (options.on !== 'postgres') await writeParquet(db, givenUpRows(await givenUp(job, db, resultsOf(options, 'totals', db)), db), join(options.to, 'given_up'), 'all')
    } catch (fault) {
      return failed(fault)
    }
    const summary = await summarise(db, job)
    if (options.csv && options.on !== 'postgres')
      for (const name of RESULT_NAMES) await db.run(`COPY (SELECT * FROM ${resultsOf(options, name, db)}) TO ${db.dialect.text(join(options.to, `${name}.csv`))} (FORMAT csv, HEADER)`)
    if (options.on !== 'postgres') writeFileSync(join(options.to, 'summary.json'), encode(summary))
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
    try {
      plans.push(lowerMeasure(policy, measure, shape, options.date, options.readings))
    } catch (fault) {
      if (!(fault instanceof Unsupported)) throw fault
      diagnostics.push(diagnose('ZD-807', { file: measure.place.file, text: '' }, -1, -1, { name: measure.id, engine: options.on, why: fault.message }))
    }
  }
  return { plans, diagnostics }
}
