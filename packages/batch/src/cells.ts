import { AWARDS, type Cell, SUBJECTS, type Tables } from '@zhida/engine'
import type { Database } from './database.ts'
import { type Source, viewOf } from './source.ts'

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint' || typeof value === 'boolean') return value
  if (typeof value === 'number') return BigInt(value)
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return String(value)
}

/** The rows of some subjects, by relation, in an order of their own: by subject, an event's by its index. @param chosen a relation of one column, `subject` */
export async function rowsOf(db: Database, { relations }: Source, chosen: string): Promise<Tables> {
  const tables: Record<string, Tables[string]> = {}
  for (const { name } of relations) {
    const order = name === SUBJECTS || name === AWARDS ? 'r.subject' : `r.subject, r.${db.dialect.quote('index')}`
    const rows = await db.rows(`SELECT r.* FROM ${db.dialect.quote(viewOf(name))} AS r JOIN ${chosen} AS c ON c.subject = r.subject ORDER BY ${order}`)
    tables[name] = rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, cellOf(value)])))
  }
  return tables
}
