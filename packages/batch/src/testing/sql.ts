import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AWARDS, type Cell, columnsBeside, DIALECTS, type Dialect, type MeasurePlan, type Row, SUBJECTS, type Tables } from '@zhida/engine'
import type { Policy } from '@zhida/language/ir'
import { type Database, openDuckDb } from '../database.ts'
import { OWNERS, ownersQuery } from '../source.ts'
import { type Group, groupsOf } from '../targets/groups.ts'
import { runSpark, type SparkStep } from '../targets/pyspark.ts'
import { caseLine, type Lines, totalLine } from './differential.ts'
import { scaleOf } from './dossiers.ts'

/** Creates the relations in a database and fills them, value by value. */
export async function load(db: Database, policy: Policy, tables: Tables): Promise<void> {
  for (const [relation, rows] of Object.entries(tables)) {
    const types = typesOf(policy, relation, rows)
    const { quote } = db.dialect
    await db.run(`DROP TABLE IF EXISTS ${quote(relation)}`)
    await db.run(
      `CREATE TABLE ${quote(relation)} (${Object.entries(types)
        .map(([name, type]) => `${quote(name)} ${type === 'WIDE' ? 'NUMERIC(38,0)' : type}`)
        .join(', ')})`,
    )
    for (let at = 0; at < rows.length; at += 500) {
      const values = rows.slice(at, at + 500).map(
        (row) =>
          `(${Object.keys(types)
            .map((name) => literal(row[name] ?? null, db.dialect))
            .join(', ')})`,
      )
      await db.run(`INSERT INTO ${quote(relation)} VALUES ${values.join(', ')}`)
    }
  }
}

/** Writes relations that were loaded as a folder of parquet files, as a user has them: what is counted in ten-thousandths as a decimal. */
export async function saved(db: Database, policy: Policy, tables: Tables, folder: string): Promise<void> {
  const { facts, events } = policy.vocabulary
  const { quote, text } = db.dialect
  for (const [name, rows] of Object.entries(tables)) {
    const definitions = name === SUBJECTS ? facts : (events.find((one) => one.key === name)?.fields ?? [])
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const decimals = columns.flatMap((column) => {
      const fact = definitions.find((one) => one.type.kind === 'number' && (one.key === column || (one.yearly && `${one.key}_${column.slice(-4)}` === column)))
      const scale = fact && scaleOf(fact).d
      return scale && scale > 1n
        ? [`CAST(CAST(${quote(column)} AS DECIMAL(25,0)) * ${(1 / Number(scale)).toFixed(String(scale).length - 1)} AS DECIMAL(30,${String(scale).length - 1})) AS ${quote(column)}`]
        : []
    })
    await db.run(`COPY (SELECT * ${decimals.length > 0 ? `REPLACE (${decimals.join(', ')})` : ''} FROM ${quote(name)}) TO ${text(`${folder}/${name}.parquet`)} (FORMAT parquet)`)
  }
}

function literal(cell: Cell, dialect: Dialect): string {
  if (cell === null) return 'NULL'
  return typeof cell === 'string' ? dialect.text(cell) : String(cell)
}

function typesOf(policy: Policy, relation: string, rows: readonly Row[]): Readonly<Record<string, string>> {
  const { facts, events } = policy.vocabulary
  const definitions = relation === SUBJECTS ? facts : (events.find((one) => one.key === relation)?.fields ?? [])
  const named = (name: string): string => {
    if (name === 'subject' || name === 'measure') return 'VARCHAR'
    if (name.includes('__')) return 'BOOLEAN'
    if (name === 'index' || name === 'year' || name === 'fen') return 'BIGINT'
    const kind = definitions.find((one) => one.key === name || `${one.key}${name.slice(-5)}` === name)?.type.kind
    return kind === 'truth' ? 'BOOLEAN' : kind === 'date' ? 'DATE' : kind === 'number' ? 'BIGINT' : 'VARCHAR'
  }
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  if (relation === AWARDS) for (const name of ['subject', 'measure', 'year', 'fen']) names.add(name)
  else if (relation !== SUBJECTS) for (const name of ['subject', 'index', ...definitions.flatMap((one) => [one.key, `${one.key}__none`])]) names.add(name)
  return Object.fromEntries([...names].map((name) => [name, named(name)]))
}

/** What a database says of the relations that were loaded into it. */
export async function queried(db: Database, plans: readonly MeasurePlan[], tables: Tables): Promise<Lines> {
  const cases: string[] = []
  const totals: string[] = []
  const byId = new Map(plans.map((plan) => [plan.measure.id, plan]))
  await db.run(`DROP TABLE IF EXISTS ${OWNERS}`)
  await db.run(`CREATE TEMP TABLE ${OWNERS} AS ${ownersIn(plans, tables, db.dialect)}`)
  for (const { table, queries } of groupsIn(plans, db.dialect)) {
    if (table) await db.run(`CREATE TEMP TABLE ${table.name} AS ${table.query}`)
    for (const { measure, parts } of queries()) {
      const plan = byId.get(measure)
      for (const part of parts) {
        await db.run(`CREATE TEMP TABLE ${part.work} AS ${part.query}`)
        for (const query of part.cases) for (const row of await db.rows(query)) cases.push(caseOf(row))
        for (const query of part.totals) for (const row of await db.rows(query)) if (plan) totals.push(totalOf(plan, row))
        await db.run(`DROP TABLE ${part.work}`)
      }
    }
    if (table) await db.run(`DROP TABLE ${table.name}`)
  }
  return { cases: cases.sort(), totals: totals.sort() }
}

function groupsIn(plans: readonly MeasurePlan[], dialect: Dialect): readonly Group[] {
  return groupsOf(plans, dialect, { all: false, relation: dialect.quote, owners: OWNERS })
}

function ownersIn(plans: readonly MeasurePlan[], tables: Tables, dialect: Dialect): string {
  const lists = Object.keys(tables).filter((name) => name !== SUBJECTS)
  return ownersQuery(lists, columnsBeside(plans), dialect, dialect.quote)
}

type Answer = Readonly<Record<string, unknown>>

export function caseOf(row: Answer): string {
  const { subject, measure, year, event_index, verdict, low_fen, high_fen, unspecified, held, failed, open } = row as Record<string, bigint>
  const masks = [held ?? 0n, failed ?? 0n, open ?? 0n]
  return caseLine({
    subject: String(subject),
    measure: String(measure),
    year: year ?? 0n,
    index: event_index ?? null,
    verdict: verdict ?? 0n,
    low: low_fen ?? 0n,
    high: high_fen ?? null,
    unspecified: Boolean(unspecified),
    masks,
  })
}

export function totalOf(plan: MeasurePlan, row: Answer): string {
  const { subject, measure, verdict, low_fen, high_fen, unspecified, missing } = row as Record<string, bigint>
  return totalLine(plan, {
    subject: String(subject),
    measure: String(measure),
    verdict: verdict ?? 0n,
    low: low_fen ?? 0n,
    high: high_fen ?? null,
    unspecified: Boolean(unspecified),
    missing: missing ?? 0n,
  })
}

/** The same through Spark: the relations go there as parquet, and come back so. */
export async function sparked(policy: Policy, plans: readonly MeasurePlan[], tables: Tables): Promise<Lines> {
  const home = mkdtempSync(join(tmpdir(), 'zhida-differential-'))
  const db = await openDuckDb()
  try {
    await load(db, policy, tables)
    for (const name of Object.keys(tables)) await db.run(`COPY ${db.dialect.quote(name)} TO '${home}/${name}.parquet' (FORMAT parquet)`)
    const groups = groupsIn(plans, DIALECTS.spark).flatMap(({ table, queries }): SparkStep[] => [
      ...(table ? [{ kind: 'work', ...table } as const] : []),
      ...queries().flatMap(({ parts }) =>
        parts.flatMap((part): SparkStep[] => [
          { kind: 'work', name: part.work, query: part.query },
          ...(['cases', 'totals'] as const).flatMap((kind) =>
            part[kind].map((query, index): SparkStep => ({ kind: 'write', query, path: `${home}/out/${kind}/${part.work}-${index}`, label: part.work })),
          ),
          { kind: 'drop', name: part.work },
        ]),
      ),
      ...(table ? [{ kind: 'drop', name: table.name } as const] : []),
    ])
    const steps: SparkStep[] = [{ kind: 'work', name: OWNERS, query: ownersIn(plans, tables, DIALECTS.spark) }, ...groups]
    await runSpark({ master: 'local[2]', views: Object.keys(tables).map((name) => ({ name, path: `${home}/${name}.parquet`, format: 'parquet' })), steps })
    const read = (kind: string): Promise<readonly Answer[]> => db.rows(`SELECT * FROM read_parquet('${home}/out/${kind}/*/*.parquet', union_by_name = true)`)
    const byId = new Map(plans.map((plan) => [plan.measure.id, plan]))
    const totals = (await read('totals')).flatMap((row) => {
      const plan = byId.get(String(row.measure))
      return plan ? [totalOf(plan, row)] : []
    })
    return { cases: (await read('cases')).map(caseOf).sort(), totals: totals.sort() }
  } finally {
    await db.close()
    rmSync(home, { recursive: true, force: true })
  }
}
