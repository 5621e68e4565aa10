import { columnsOf, compile, type MeasurePlan, type RowSink, run, type Shape, type Tables } from '@zhida/engine'
import type { Policy } from '@zhida/language/ir'
import { caseLine, type Lines, totalLine } from './differential.ts'

/** What the compiled JavaScript says of the same relations. */
export function compiledJs(policy: Policy, plans: readonly MeasurePlan[], shape: Shape, tables: Tables): Lines {
  return linesOf(plans, tables, (out) => run(compile(plans, 'rows'), columnsOf(policy, shape, tables), out))
}

/** The rows that a run of compiled measures gives, as lines. */
export function linesOf(plans: readonly MeasurePlan[], tables: Tables, work: (out: RowSink) => void): Lines {
  const cases: string[] = []
  const totals: string[] = []
  const subjects = (tables.subjects ?? []).map((row) => String(row.subject))
  work({
    all: false,
    failed: () => undefined,
    case: (measure, row, year, index, verdict, low, high, bounded, unspecified, held, failed, open) =>
      cases.push(
        caseLine({
          subject: subjects[row] ?? '',
          measure: plans[measure]?.measure.id ?? '',
          year,
          index,
          verdict,
          low,
          high: bounded ? high : null,
          unspecified: unspecified === 1,
          masks: [held, failed, open],
        }),
      ),
    total: (measure, row, verdict, low, high, bounded, unspecified, missing) => {
      const plan = plans[measure]
      if (plan) totals.push(totalLine(plan, { subject: subjects[row] ?? '', measure: plan.measure.id, verdict, low, high: bounded ? high : null, unspecified: unspecified === 1, missing }))
    },
  })
  return { cases: cases.sort(), totals: totals.sort() }
}
