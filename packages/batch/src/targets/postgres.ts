import { fenTypeOf, RESULT_NAMES, resultColumns } from '@zhida/engine'
import type { Database } from '../database.ts'
import type { Job } from '../job.ts'
import { countGroup, type Turned } from './counts.ts'
import { givenUp } from './exclusions.ts'
import { groupsOfJob } from './groups.ts'
import { countRows, givenUpRows } from './write.ts'

/** PostgreSQL: tables in, tables of a schema out, in one transaction. */
export async function runPostgres(job: Job, db: Database): Promise<void> {
  const schema = db.dialect.quote(job.options.to)
  await db.run('BEGIN')
  await db.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
  for (const name of RESULT_NAMES) {
    await db.run(`DROP TABLE IF EXISTS ${schema}.${name}`)
    await db.run(`CREATE TABLE ${schema}.${name} (${resultColumns(name, db.dialect, fenTypeOf(job.plans, db.dialect))})`)
  }
  const turned: Turned[] = []
  for (const group of groupsOfJob(job, db.dialect)) {
    const { table, queries } = group
    if (table) {
      await db.run(`CREATE TEMP TABLE ${table.name} AS ${table.query}`)
      await db.run(`ANALYZE ${table.name}`)
    }
    for (const { measure, parts } of queries()) {
      for (const { work, query, cases, totals } of parts) {
        await db.run(`CREATE TEMP TABLE ${work} AS ${query}`)
        for (const rows of cases) await db.run(`INSERT INTO ${schema}.cases ${rows}`)
        for (const rows of totals) await db.run(`INSERT INTO ${schema}.totals ${rows}`)
        await db.run(`DROP TABLE ${work}`)
      }
      job.done(measure)
    }
    turned.push(...(await countGroup(db, group, job.source.subjects)))
    if (table) await db.run(`DROP TABLE ${table.name}`)
  }
  await db.run(`INSERT INTO ${schema}.counts ${countRows(turned)}`)
  await db.run(`INSERT INTO ${schema}.given_up ${givenUpRows(await givenUp(job, db, `${schema}.totals`), db)}`)
  await db.run('COMMIT')
}
