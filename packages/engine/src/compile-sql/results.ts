import type { MeasurePlan } from '../lower/plan.ts'
import type { Dialect } from './dialect.ts'

/**
 * The columns of the results, in their order. Money is in fen; `high_fen` is NULL where it has
 * no upper end.
 */
const RESULTS = {
  cases: {
    subject: 'key',
    measure: 'key',
    year: 'integer',
    event_index: 'maybe',
    verdict: 'integer',
    low_fen: 'fen',
    high_fen: 'maybe-fen',
    unspecified: 'truth',
    held: 'integer',
    failed: 'integer',
    open: 'integer',
    missing: 'integer',
    readings: 'key',
  },
  totals: { subject: 'key', measure: 'key', verdict: 'integer', low_fen: 'fen', high_fen: 'maybe-fen', unspecified: 'truth', missing: 'integer', readings: 'key' },
  counts: { measure: 'key', clause: 'integer', cases: 'integer' },
  given_up: { subject: 'key', measure: 'key', instead: 'key', because: 'key' },
} as const

export type ResultName = keyof typeof RESULTS

export const RESULT_NAMES = Object.keys(RESULTS) as readonly ResultName[]

/** The type of every amount in a run's results: 64 bits where no measure can pass them, whatever the rows say. */
export function fenTypeOf(plans: readonly MeasurePlan[], dialect: Dialect): string {
  const outputs = plans.flatMap((plan) => [...plan.cases, ...plan.totals].flatMap(({ outputs: { low_fen, high_fen } }) => [low_fen, high_fen]))
  return outputs.every((one) => one.max < 2n ** 63n) ? dialect.narrow : dialect.decimal
}

/** The column definitions of a table for a result. @param fen the type of amounts: {@link fenTypeOf} */
export function resultColumns(result: ResultName, dialect: Dialect, fen: string): string {
  const types = {
    key: `${dialect.textType} NOT NULL`,
    integer: 'BIGINT NOT NULL',
    maybe: 'BIGINT',
    fen: `${fen} NOT NULL`,
    'maybe-fen': fen,
    truth: 'BOOLEAN NOT NULL',
  }
  return Object.entries(RESULTS[result])
    .map(([name, type]) => `${dialect.quote(name)} ${types[type]}`)
    .join(', ')
}
