import { floorDiv } from '../lower/graph.ts'
import type { MeasurePlan } from '../lower/plan.ts'
import type { Columns } from './columns.ts'
import { printMeasure, type Sink } from './print.ts'

export interface CaseRow {
  readonly measure: number
  readonly row: number
  readonly year: number
  readonly index: number
  readonly verdict: number
  readonly low: number | bigint
  readonly high: number | bigint
  readonly bounded: number
  readonly unspecified: number
  readonly held: number
  readonly failed: number
  readonly open: number
  readonly missing: number
}

export type TotalRow = Omit<CaseRow, 'year' | 'index' | 'held' | 'failed' | 'open'>

/** Receives the rows that are not plainly not due, and counts the others by the clause that failed first. */
export interface RowSink {
  readonly all: boolean
  failed(measure: number, clause: number): void
  case(
    measure: number,
    row: number,
    year: number,
    index: number,
    verdict: number,
    low: number | bigint,
    high: number | bigint,
    bounded: number,
    unspecified: number,
    held: number,
    failed: number,
    open: number,
    missing: number,
  ): void
  total(measure: number, row: number, verdict: number, low: number | bigint, high: number | bigint, bounded: number, unspecified: number, missing: number): void
}

/** One measure's answers as columns: a verdict (see VERDICTS) and fen for every subject. `high` is absent where it is `low`. */
export interface MeasureColumns {
  readonly verdict: Uint8Array
  readonly low: Float64Array
  readonly high: Float64Array
}

type Compiled = (columns: unknown, from: number, to: number, out: unknown) => void

/** The generated module's text, for hosts that forbid code made at run time: it exports the measures in their order. */
export function sourceOf(plans: readonly MeasurePlan[], sink: Sink): string {
  return `${plans.map((plan, place) => printMeasure(plan, place, sink)).join('\n')}\nexport default [${plans.map((_plan, place) => `measure${place}`).join(', ')}]\n`
}

/** Compiles plans in this process. Throws `EvalError` where a content policy forbids it: use {@link sourceOf} at build time there. */
export function compile(plans: readonly MeasurePlan[], sink: Sink): readonly Compiled[] {
  return plans.map((plan, place) => new Function(`${printMeasure(plan, place, sink)}\nreturn measure${place}`)() as Compiled)
}

/** What the printed code calls beside its columns. */
export const RUNTIME = {
  floorDiv,
  least: (a: bigint, b: bigint): bigint => (a < b ? a : b),
  most: (a: bigint, b: bigint): bigint => (a > b ? a : b),
  codeOf: (dictionary: readonly string[], text: string): number => dictionary.indexOf(text),
  setOf: (dictionary: readonly string[], texts: readonly string[]): Uint8Array => Uint8Array.from(dictionary, (one) => (texts.includes(one) ? 1 : 0)),
}

/** Runs compiled measures over the subjects `from` to `to`. */
export function run(compiled: readonly Compiled[], columns: Columns, out: RowSink | readonly MeasureColumns[], from = 0, to = columns.rows): void {
  const input = { ...columns, ...RUNTIME }
  for (const measure of compiled) measure(input, from, to, out)
}
