import { join } from 'node:path'
import type { Database } from '../database.ts'
import type { Job } from '../job.ts'
import { countOthers, countPassing, type Turned } from './counts.ts'
import { groupsOfJob } from './groups.ts'
import { countRows, noRows, writeParquet } from './write.ts'

/** DuckDB in this process: files in, files out. */
export async function runDuckDb(job: Job, db: Database): Promise<void> {
  const { to } = job.options
  const turned: Turned[] = []
  for (const { table, survivors, plans, options, queries } of groupsOfJob(job, db.dialect)) {
    const open = queries.filter((one) => !job.finished.has(one.measure))
    if (table) await db.run(`CREATE TEMP TABLE ${table.name} AS ${table.query}`)
    for (const { measure, parts } of open) {
      for (const { work, query } of parts) await db.run(`CREATE TEMP TABLE ${work} AS ${query}`)
      for (const kind of ['cases', 'totals'] as const) {
        const rows = parts.flatMap((part) => part[kind])
        await writeParquet(db, rows.length > 0 ? rows.join(' UNION ALL ') : await noRows(db, kind), join(to, kind), measure)
      }
      for (const { work } of parts) await db.run(`DROP TABLE ${work}`)
      job.done(measure)
    }
    if (survivors) turned.push(...(await countPassing(db, survivors, job.source.subjects)))
    turned.push(...(await countOthers(db, plans, options)))
    if (table) await db.run(`DROP TABLE ${table.name}`)
  }
  await writeParquet(db, countRows(turned), join(to, 'counts'), 'all')
}
