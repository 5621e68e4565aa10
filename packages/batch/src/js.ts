import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { AWARDS, type Cell, columnsOf, compile, run, SUBJECTS, type Tables } from '@zhida/engine'
import type { Database } from './database.ts'
import type { Job } from './job.ts'

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
  await db.run(
    'CREATE TEMP TABLE out_cases (subject VARCHAR, measure VARCHAR, "year" BIGINT, event_index BIGINT, verdict BIGINT, low_fen DECIMAL(38,0), high_fen DECIMAL(38,0), unspecified BOOLEAN, held BIGINT, failed BIGINT, open BIGINT, missing BIGINT, readings VARCHAR)',
  )
  await db.run('CREATE TEMP TABLE out_totals (subject VARCHAR, measure VARCHAR, verdict BIGINT, low_fen DECIMAL(38,0), high_fen DECIMAL(38,0), unspecified BOOLEAN, missing BIGINT, readings VARCHAR)')
  await db.run(`CREATE TEMP TABLE ordered AS SELECT subject, row_number() OVER (ORDER BY subject) - 1 AS place FROM ${q(`z_${SUBJECTS}`)}`)
  const readings = plans.map((plan) => plan.measure.readings.map((one) => `${one.name}=${plan.chosen[one.name] ?? one.adopted}`).join(';'))
  const text = (value: string): string => db.dialect.text(value)
  for (let from = 0; from < Number(source.subjects); from += CHUNK) {
    const tables: Record<string, readonly Readonly<Record<string, Cell>>[]> = {}
    for (const { name } of source.relations) {
      const order = name === SUBJECTS || name === AWARDS ? 'o.place' : `o.place, r.${q('index')}`
      const rows = await db.rows(`SELECT r.* FROM ${q(`z_${name}`)} AS r JOIN ordered AS o ON o.subject = r.subject WHERE o.place >= ${from} AND o.place < ${from + CHUNK} ORDER BY ${order}`)
      tables[name] = rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, cellOf(value)])))
    }
    const subjects = (tables[SUBJECTS] ?? []).map((row) => String(row.subject))
    const [cases, totals]: [string[], string[]] = [[], []]
    run(compiled, columnsOf(policy, shape, tables as Tables), {
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
  for (const plan of plans) {
    for (const kind of ['cases', 'totals']) {
      const path = join(options.to, kind, `${plan.measure.id}.parquet`)
      await db.run(`COPY (SELECT * FROM out_${kind} WHERE measure = '${plan.measure.id}') TO '${path.replaceAll("'", "''")}.part' (FORMAT parquet)`)
      renameSync(`${path}.part`, path)
    }
    job.done(plan.measure.id)
  }
  const counts = plans.flatMap((plan, m) => (failed[m] ?? []).flatMap((count, clause) => (count > 0n ? [`('${plan.measure.id}', ${clause}, ${count})`] : [])))
  const rows = counts.length > 0 ? `(VALUES ${counts.join(', ')}) AS v(measure, clause, cases)` : `(SELECT '' AS measure, 0 AS clause, 0 AS cases WHERE FALSE)`
  await db.run(
    `COPY (SELECT measure, CAST(clause AS BIGINT) AS clause, CAST(cases AS BIGINT) AS cases FROM ${rows}) TO '${join(options.to, 'counts', 'all.parquet').replaceAll("'", "''")}' (FORMAT parquet)`,
  )
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint' || typeof value === 'boolean') return value
  if (typeof value === 'number') return BigInt(value)
  return String(value)
}
