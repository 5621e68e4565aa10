import { join } from 'node:path'
import { columnsOf, compile, fenTypeOf, readingsText, resultColumns, run, SUBJECTS } from '@zhida/engine'
import { rowsOf } from '../cells.ts'
import type { Database } from '../database.ts'
import type { Job } from '../job.ts'
import { viewOf } from '../source.ts'
import { countRows, writeParquet } from './write.ts'

/** Subjects that are in memory at one time. */
const CHUNK = 50_000

/** Runs the compiled JavaScript over one chunk of subjects after another; DuckDB reads and writes the files. */
export async function runJs(job: Job, db: Database): Promise<void> {
  const { policy, plans, source, options } = job
  const { shape } = source
  if (!shape) return
  const q = db.dialect.quote
  const compiled = compile(plans, 'rows')
  const failed = plans.map((plan) => plan.clauses.map(() => 0n))
  for (const kind of ['cases', 'totals'] as const) await db.run(`CREATE TEMP TABLE out_${kind} (${resultColumns(kind, db.dialect, fenTypeOf(plans, db.dialect))})`)
  await db.run(`CREATE TEMP TABLE ordered AS SELECT subject, row_number() OVER (ORDER BY subject) - 1 AS place FROM ${q(viewOf(SUBJECTS))}`)
  const readings = plans.map(readingsText)
  const text = (value: string): string => db.dialect.text(value)
  for (let from = 0; from < Number(source.subjects); from += CHUNK) {
    const tables = await rowsOf(db, source, `(SELECT subject FROM ordered WHERE place >= ${from} AND place < ${from + CHUNK})`)
    const subjects = (tables[SUBJECTS] ?? []).map((row) => String(row.subject))
    const [cases, totals]: [string[], string[]] = [[], []]
    run(compiled, columnsOf(policy, shape, tables), {
      all: options.all,
      failed: (measure, clause) => {
        const counts = failed[measure]
        if (counts) counts[clause] = (counts[clause] ?? 0n) + 1n
      },
      case: (m, row, year, index, verdict, low, high, bounded, unspecified, held, fails, open, missing) =>
        cases.push(
          `(${text(subjects[row] ?? '')}, '${plans[m]?.measure.id}', ${year}, ${index < 0 ? 'NULL' : index}, ${verdict}, ${low}, ${bounded ? high : 'NULL'}, ${unspecified === 1}, ${held}, ${fails}, ${open}, ${missing}, ${text(readings[m] ?? '')})`,
        ),
      total: (m, row, verdict, low, high, bounded, unspecified, missing) =>
        totals.push(`(${text(subjects[row] ?? '')}, '${plans[m]?.measure.id}', ${verdict}, ${low}, ${bounded ? high : 'NULL'}, ${unspecified === 1}, ${missing}, ${text(readings[m] ?? '')})`),
    })
    for (const [table, rows] of [['out_cases', cases] as const, ['out_totals', totals] as const]) {
      for (let at = 0; at < rows.length; at += 5_000) await db.run(`INSERT INTO ${table} VALUES ${rows.slice(at, at + 5_000).join(', ')}`)
    }
  }
  for (const { measure } of plans) {
    for (const kind of ['cases', 'totals'] as const) await writeParquet(db, `SELECT * FROM out_${kind} WHERE measure = ${text(measure.id)}`, join(options.to, kind), measure.id)
    job.done(measure.id)
  }
  const turned = plans.flatMap(({ measure }, m) => (failed[m] ?? []).map((cases, clause) => ({ measure: measure.id, clause, cases })))
  await writeParquet(db, countRows(turned), join(options.to, 'counts'), 'all')
}
