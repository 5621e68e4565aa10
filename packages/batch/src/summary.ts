import { join } from 'node:path'
import { type ResultName, SUBJECTS } from '@zhida/engine'
import { isPaid } from '@zhida/language/ir'
import type { Database } from './database.ts'
import type { Job, RunOptions } from './job.ts'
import { viewOf } from './source.ts'
import { whole } from './whole.ts'

interface SummaryRow {
  readonly key: string
  readonly name: string
  readonly due: bigint
  readonly discretionary: bigint
  readonly unknown: bigint
  /** Fen that are due for certain; and at most, where every upper end is known. */
  readonly lowFen: bigint
  readonly highFen: bigint | null
}

interface FundRow extends SummaryRow {
  /** Fen appropriated; null where the text gives no figure. */
  readonly appropriated: bigint | null
}

export interface Summary {
  readonly policy: string
  readonly date: string
  readonly engine: string
  readonly subjects: bigint
  readonly synthetic: boolean
  readonly rows: bigint
  readonly measures: readonly SummaryRow[]
  readonly funds: readonly FundRow[]
  readonly departments: readonly SummaryRow[]
  readonly streets: readonly SummaryRow[]
  /** Totals that are not paid, because the subject has a better award that excludes them (不重复享受): in no sum above. */
  readonly givenUp: readonly { readonly measure: string; readonly totals: bigint; readonly fen: bigint }[]
  /** Cases turned away, by the clause that failed first. */
  readonly turnedAway: readonly { readonly measure: string; readonly clause: string; readonly cases: bigint }[]
}

/** Where a run's results lie, as a relation. */
export function resultsOf(options: RunOptions, result: ResultName, db: Database): string {
  if (options.on === 'postgres') return `${db.dialect.quote(options.to)}.${result}`
  const files = options.on === 'spark' && (result === 'cases' || result === 'totals') ? '*.parquet/*.parquet' : '*.parquet'
  return `read_parquet(${db.dialect.text(join(options.to, result, files))})`
}

/** Adds the results up by measure, fund, department and street. Tax relief and vouchers are counted but are no payments of a fund. */
export async function summarise(db: Database, { policy, plans, source, options }: Job): Promise<Summary> {
  const relation = (result: ResultName): string => resultsOf(options, result, db)
  const given = await db.rows(
    `SELECT g.measure AS measure, COUNT(*) AS n, SUM(CASE WHEN t.verdict = 3 THEN t.low_fen ELSE 0 END) AS low FROM ${relation('given_up')} AS g JOIN ${relation('totals')} AS t ON t.subject = g.subject AND t.measure = g.measure GROUP BY g.measure ORDER BY g.measure`,
  )
  // What a subject gives up for a better award is not paid: it is in no sum.
  const totals =
    given.length === 0
      ? relation('totals')
      : `(SELECT * FROM ${relation('totals')} AS a WHERE NOT EXISTS (SELECT 1 FROM ${relation('given_up')} AS g WHERE g.subject = a.subject AND g.measure = a.measure))`
  const street = source.labels.includes('street')
  const sums = `SUM(CASE WHEN t.verdict = 3 THEN 1 ELSE 0 END) AS due, SUM(CASE WHEN t.verdict = 2 THEN 1 ELSE 0 END) AS discretionary, SUM(CASE WHEN t.verdict = 1 THEN 1 ELSE 0 END) AS open, SUM(CASE WHEN t.verdict = 3 THEN t.low_fen ELSE 0 END) AS low, SUM(t.high_fen) AS high, SUM(CASE WHEN t.high_fen IS NULL AND NOT t.unspecified THEN 1 ELSE 0 END) AS endless`
  const byMeasure = await db.rows(`SELECT t.measure AS measure, ${sums} FROM ${totals} AS t GROUP BY t.measure`)
  const byStreet = street
    ? await db.rows(
        `SELECT s.street AS street, t.measure AS measure, ${sums} FROM ${totals} AS t JOIN ${db.dialect.quote(viewOf(SUBJECTS))} AS s ON s.subject = t.subject GROUP BY s.street, t.measure`,
      )
    : []
  const counts = await db.rows(`SELECT measure, clause, SUM(cases) AS cases FROM ${relation('counts')} AS c GROUP BY measure, clause ORDER BY measure, clause`)
  const measureOf = new Map(plans.map((plan) => [plan.measure.id, plan.measure]))
  const rowOf = (key: string, name: string, rows: readonly Readonly<Record<string, unknown>>[], paidOnly: boolean): SummaryRow => {
    const counted = rows.filter((row) => !paidOnly || isPaid(measureOf.get(String(row.measure))?.benefit ?? '服务'))
    const add = (list: readonly Readonly<Record<string, unknown>>[], column: string): bigint => list.reduce((all, row) => all + whole(row[column]), 0n)
    return {
      key,
      name,
      due: add(rows, 'due'),
      discretionary: add(rows, 'discretionary'),
      unknown: add(rows, 'open'),
      lowFen: add(counted, 'low'),
      highFen: add(counted, 'endless') > 0n ? null : add(counted, 'high'),
    }
  }
  const by = (keyOf: (row: Readonly<Record<string, unknown>>) => string | undefined, rows: typeof byMeasure): SummaryRow[] => {
    const keys = [...new Set(rows.map(keyOf))].flatMap((key) => (key === undefined ? [] : [key])).sort()
    return keys.map((key) =>
      rowOf(
        key,
        key,
        rows.filter((row) => keyOf(row) === key),
        true,
      ),
    )
  }
  const appropriations = new Map(
    policy.instruments.flatMap((one) => (one.kind === 'fund' ? [[one.name, one.amount?.n ?? null] as const, ...one.parts.map((part) => [part.name, part.amount?.n ?? null] as const)] : [])),
  )
  return {
    policy: policy.id,
    date: options.date,
    engine: options.on,
    subjects: source.subjects,
    synthetic: source.synthetic,
    rows: byMeasure.reduce((all, row) => all + whole(row.due) + whole(row.discretionary) + whole(row.open), 0n),
    measures: plans.map(({ measure }) =>
      rowOf(
        measure.id,
        measure.name,
        byMeasure.filter((row) => row.measure === measure.id),
        false,
      ),
    ),
    funds: by((row) => measureOf.get(String(row.measure))?.fund, byMeasure).map((one) => ({ ...one, appropriated: appropriations.get(one.key) ?? null })),
    departments: by((row) => measureOf.get(String(row.measure))?.department, byMeasure),
    streets: by((row) => (row.street === null ? undefined : String(row.street)), byStreet),
    givenUp: given.map((row) => ({ measure: String(row.measure), totals: whole(row.n), fen: whole(row.low) })),
    turnedAway: counts.map((row) => ({
      measure: String(row.measure),
      clause: plans.find((plan) => plan.measure.id === row.measure)?.clauses[Number(row.clause)]?.text ?? '',
      cases: whole(row.cases),
    })),
  }
}
