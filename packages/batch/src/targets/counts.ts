import { type MeasurePlan, otherCounts, type SqlOptions, type Survivors } from '@zhida/engine'
import type { Database } from '../database.ts'
import { whole } from '../whole.ts'
import type { Group } from './groups.ts'

/** How many cases a clause turned away first. */
export interface Turned {
  readonly measure: string
  readonly clause: number
  readonly cases: bigint
}

/** Whom the clauses of a group's measures turned away, while its table is there. */
export async function countGroup(db: Database, { survivors, plans, options }: Group, subjects: bigint): Promise<readonly Turned[]> {
  return [...(survivors ? await countPassing(db, survivors, subjects) : []), ...(await countOthers(db, plans, options))]
}

/** Who was turned away by which clause: those who passed the clause before, less those who pass it. Those set apart are still there. */
async function countPassing(db: Database, { among, passing }: Survivors, subjects: bigint): Promise<readonly Turned[]> {
  const counts: Record<string, unknown> = {}
  for (const query of [among.everyone, among.apart]) if (query) Object.assign(counts, (await db.rows(query))[0])
  return passing.map(({ measure, clause, before, column }) => ({ measure, clause, cases: (before === undefined ? subjects : whole(counts[before])) - whole(counts[column]) }))
}

/** The same where a clause looks at events or past awards, and for the cases of events. */
async function countOthers(db: Database, plans: readonly MeasurePlan[], options: SqlOptions): Promise<readonly Turned[]> {
  const queries = otherCounts(plans, db.dialect, options)
  if (queries.length === 0) return []
  const rows = await db.rows(queries.join(' UNION ALL '))
  return rows.map((row) => ({ measure: String(row.measure), clause: Number(row.clause), cases: whole(row.cases) }))
}
