import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { columnsBeside, DIALECTS } from '@zhida/engine'
import type { Database } from '../database.ts'
import type { Job } from '../job.ts'
import { listsOf, OWNERS, ownersQuery, readQuery, viewOf } from '../source.ts'
import { countGroup, type Turned } from './counts.ts'
import { groupsOfJob } from './groups.ts'
import { runSpark, type SparkStep } from './pyspark.ts'
import { countRows, noRows, writeParquet } from './write.ts'

/** Spark, here or on a cluster: files in, files out. What was turned away is counted by DuckDB, which has read the files for their bounds. */
export async function runOnSpark(job: Job, db: Database): Promise<void> {
  const { to, master } = job.options
  const raw = (name: string): string => `raw_${name}`
  const views = job.source.relations.map(({ name, place: { format, path } }) => ({ name: raw(name), path: resolve(path), format: format === 'csv' ? ('csv' as const) : ('parquet' as const) }))
  const steps: SparkStep[] = job.source.relations.map((one) => ({ kind: 'view', name: viewOf(one.name), query: readQuery(one, DIALECTS.spark, DIALECTS.spark.quote(raw(one.name))) }))
  const lists = listsOf(job.source)
  if (lists.length > 0) steps.push({ kind: 'work', name: OWNERS, query: ownersQuery(lists, columnsBeside(job.plans), DIALECTS.spark, (name) => DIALECTS.spark.quote(viewOf(name))) })
  for (const { table, queries } of groupsOfJob(job, DIALECTS.spark)) {
    const open = queries().filter((one) => !job.finished.has(one.measure))
    if (open.length === 0) continue
    if (table) steps.push({ kind: 'work', ...table })
    for (const { measure, parts } of open) {
      steps.push(...parts.map(({ work, query }): SparkStep => ({ kind: 'work', name: work, query })))
      for (const kind of ['cases', 'totals'] as const) {
        const rows = parts.flatMap((part) => part[kind])
        if (rows.length === 0) {
          const folder = join(to, kind, `${measure}.parquet`)
          mkdirSync(folder, { recursive: true })
          await writeParquet(db, await noRows(db, kind), folder, 'none')
        } else steps.push({ kind: 'write', query: rows.join(' UNION ALL '), path: join(resolve(to), kind, `${measure}.parquet`), label: kind === 'totals' ? measure : '' })
      }
      steps.push(...parts.map(({ work }): SparkStep => ({ kind: 'drop', name: work })))
    }
    if (table) steps.push({ kind: 'drop', name: table.name })
  }
  await runSpark({ master: master ?? 'local[2]', views, steps }, (label) => job.done(label))
  const turned: Turned[] = []
  for (const group of groupsOfJob(job, db.dialect)) {
    const { table } = group
    if (table) await db.run(`CREATE TEMP TABLE ${table.name} AS ${table.query}`)
    turned.push(...(await countGroup(db, group, job.source.subjects)))
    if (table) await db.run(`DROP TABLE ${table.name}`)
  }
  await writeParquet(db, countRows(turned), join(to, 'counts'), 'all')
}
