import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { resultColumns } from '@zhida/engine'
import type { Database } from '../database.ts'
import type { Turned } from './counts.ts'
import type { GivenUp } from './exclusions.ts'

/** Writes a query's rows as parquet. The file is there whole or not at all. */
export async function writeParquet(db: Database, query: string, folder: string, name: string): Promise<void> {
  const path = join(folder, `${name}.parquet`)
  await db.run(`COPY (${query}) TO ${db.dialect.text(`${path}.part`)} (FORMAT parquet, COMPRESSION snappy)`)
  renameSync(`${path}.part`, path)
}

/** The rows of `counts` as a query of values. */
export function countRows(turned: readonly Turned[]): string {
  const rows = turned.filter(({ cases }) => cases > 0n).map(({ measure, clause, cases }) => `('${measure}', ${clause}, ${cases})`)
  const from = rows.length > 0 ? `(VALUES ${rows.join(', ')}) AS v(measure, clause, cases)` : "(SELECT '' AS measure, 0 AS clause, 0 AS cases) AS v WHERE FALSE"
  return `SELECT measure, CAST(clause AS BIGINT) AS clause, CAST(cases AS BIGINT) AS cases FROM ${from}`
}

/** The rows of `given_up` as a query of values. */
export function givenUpRows(list: readonly GivenUp[], { dialect }: Pick<Database, 'dialect'>): string {
  const values = list.map((one) => `(${[one.subject, one.measure, one.instead, one.because].map(dialect.text).join(', ')})`)
  const from = values.length > 0 ? `(VALUES ${values.join(', ')}) AS v(subject, measure, instead, because)` : "(SELECT '' AS subject, '' AS measure, '' AS instead, '' AS because) AS v WHERE FALSE"
  return `SELECT subject, measure, instead, because FROM ${from}`
}

/** A query of a result's columns without rows: for a measure that is not in force yet. */
export async function noRows(db: Database, result: 'cases' | 'totals'): Promise<string> {
  await db.run(`CREATE TEMP TABLE IF NOT EXISTS no_${result} (${resultColumns(result, db.dialect, db.dialect.narrow)})`)
  return `SELECT * FROM no_${result}`
}
