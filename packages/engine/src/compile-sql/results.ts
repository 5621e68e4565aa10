import type { Dialect } from './dialect.ts'

/**
 * The columns of the results, in their order. Money is in fen, in 64 bits: more than that
 * is an error of the database and no other number. `high_fen` is NULL where it has no upper end.
 */
const RESULTS = {
  cases: {
    subject: 'key',
    measure: 'key',
    year: 'integer',
    event_index: 'maybe',
    verdict: 'integer',
    low_fen: 'integer',
    high_fen: 'maybe',
    unspecified: 'truth',
    held: 'integer',
    failed: 'integer',
    open: 'integer',
    missing: 'integer',
    readings: 'key',
  },
  totals: { subject: 'key', measure: 'key', verdict: 'integer', low_fen: 'integer', high_fen: 'maybe', unspecified: 'truth', missing: 'integer', readings: 'key' },
  counts: { measure: 'key', clause: 'integer', cases: 'integer' },
} as const

export type ResultName = keyof typeof RESULTS

export const RESULT_NAMES = Object.keys(RESULTS) as readonly ResultName[]

/** The column definitions of a table for a result. */
export function resultColumns(result: ResultName, dialect: Dialect): string {
  const types = {
    key: `${dialect.textType} NOT NULL`,
    integer: 'BIGINT NOT NULL',
    maybe: 'BIGINT',
    truth: 'BOOLEAN NOT NULL',
  }
  return Object.entries(RESULTS[result])
    .map(([name, type]) => `${dialect.quote(name)} ${types[type]}`)
    .join(', ')
}
