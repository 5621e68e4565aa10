import type { Rational } from '@zhida/language/ir'

/** A known value of a fact. `none` says that it is known not to exist: a firm founded last year has no turnover of the year before. */
export type FactValue =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'none' }

export interface Fact {
  readonly value: FactValue
  /** Who said so: registry, department, self-declared … */
  readonly source: string
}

/** One event (a recognition, a contract …): its known fields by key. */
export type EventRecord = Readonly<Record<string, Fact>>

/** Money the subject already received under a measure. */
export interface PastAward {
  readonly measure: string
  readonly year: number
  readonly amountFen: bigint
}

/**
 * All that is known of one subject (一企一档), as plain data. What is absent is unknown, not false.
 * `yearly` is keyed `key@year`; an absent event list is unknown, an empty one says there is none.
 */
export interface Dossier {
  readonly subject: string
  readonly synthetic: boolean
  readonly facts: Readonly<Record<string, Fact>>
  readonly events: Readonly<Record<string, readonly EventRecord[]>>
  readonly awards?: readonly PastAward[]
}

export function yearKey(key: string, year: number): string {
  return `${key}@${year}`
}
