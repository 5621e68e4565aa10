import { join } from 'node:path'
import type { Database } from '../database.ts'
import type { Job } from '../job.ts'
import { countGroup, type Turned } from './counts.ts'
import { type Group, groupsOfJob } from './groups.ts'
import { countRows, noRows, writeParquet } from './write.ts'

/** Groups that are run beside each other: while one passes over everyone, the other has its many small queries. */
const LANES = 2

/** DuckDB in this process: files in, files out. */
export async function runDuckDb(job: Job, db: Database): Promise<void> {
  const waiting = [...groupsOfJob(job, db.dialect)]
  const turned: Turned[] = []
  const lane = async (session: Database): Promise<void> => {
    for (let group = waiting.shift(); group; group = waiting.shift()) turned.push(...(await runGroup(job, group, session)))
  }
  const others = await Promise.all(Array.from({ length: LANES - 1 }, () => db.another()))
  const ends = await Promise.allSettled(
    [db, ...others].map((session) =>
      lane(session).catch((fault: unknown) => {
        waiting.length = 0
        throw fault
      }),
    ),
  )
  await Promise.all(others.map((session) => session.close()))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  await writeParquet(db, countRows(turned), join(job.options.to, 'counts'), 'all')
}

async function runGroup(job: Job, group: Group, db: Database): Promise<readonly Turned[]> {
  const { to } = job.options
  const { table, queries } = group
  const made = table ? db.run(`CREATE TEMP TABLE ${table.name} AS ${table.query}`) : undefined
  const open = queries().filter((one) => !job.finished.has(one.measure))
  await made
  for (const { measure, parts } of open) {
    for (const { work, query } of parts) await db.run(`CREATE TEMP TABLE ${work} AS ${query}`)
    for (const kind of ['cases', 'totals'] as const) {
      const rows = parts.flatMap((part) => part[kind])
      await writeParquet(db, rows.length > 0 ? rows.join(' UNION ALL ') : await noRows(db, kind), join(to, kind), measure)
    }
    for (const { work } of parts) await db.run(`DROP TABLE ${work}`)
    job.done(measure)
  }
  const turned = await countGroup(db, group, job.source.subjects)
  if (table) await db.run(`DROP TABLE ${table.name}`)
  return turned
}
