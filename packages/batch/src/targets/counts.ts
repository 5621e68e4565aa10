import { type MeasurePlan, otherCounts, type SqlOptions, type Survivors } from '@zhida/engine'
import type { Database } from '../database.ts'
import { whole } from '../whole.ts'

/** How many cases a clause turned away first. */
export interface Turned {
  readonly measure: string
  readonly clause: number
  readonly cases: bigint
}

/** Who was turned away by which clause, for the measures whose subjects were set apart: those who passed the clause before, less those who pass it. */
export async function countPassing(db: Database, { passing }: Survivors, subjects: bigint): Promise<readonly Turned[]> {
  if (passing.cells.length === 0) return []
  const [row = {}] = await db.rows(passing.query)
  return passing.cells.map(({ measure, clause, before, column }) => ({ measure, clause, cases: (before === undefined ? subjects : whole(row[before])) - whole(row[column]) }))
}

/** The same where a clause looks at events or past awards, and for the cases of events. */
export async function countOthers(db: Database, plans: readonly MeasurePlan[], options: SqlOptions): Promise<readonly Turned[]> {
  const turned: Turned[] = []
  for (const query of otherCounts(plans, db.dialect, options))
    for (const row of await db.rows(query)) turned.push({ measure: String(row.measure), clause: Number(row.clause), cases: whole(row.cases) })
  return turned
}
