import type { Rational } from '@zhida/language/ir'
import type { Fact, FactValue } from './dossier/dossier.ts'
import type { Missing } from './interpret/scope.ts'

export type Verdict = 'due' | 'not-due' | 'unknown' | 'discretionary'

/** Money owed, in fen. `highFen: null` is unbounded. `none`: the benefit is not a sum of money. */
export type Award =
  | { readonly kind: 'exact'; readonly fen: bigint }
  | { readonly kind: 'interval'; readonly lowFen: bigint; readonly highFen: bigint | null }
  | { readonly kind: 'unspecified' }
  | { readonly kind: 'none' }

/** What became of one clause. `undecided`: no fact can settle it, an officer must. */
export type State = 'holds' | 'fails' | 'unknown' | 'undecided' | 'given'

/** One step of the reason, with the words of the text that it stands on. */
export interface Reason {
  readonly state: State
  readonly role: 'measure' | 'subject' | 'case' | 'condition' | 'bonus' | 'stage' | 'amount' | 'cap' | 'once' | 'window'
  readonly text: string
  readonly quote: string
  /** The facts this step looked at, known or not. */
  readonly facts: readonly FactUse[]
  /** The left side's value of a comparison, in base units, where it is exact. */
  readonly computed?: { readonly value: Rational; readonly dimension: string }
  readonly award?: Award
  readonly undecided: readonly string[]
  readonly children: readonly Reason[]
}

export interface FactUse {
  readonly key: string
  readonly name: string
  readonly year?: number
  readonly index?: number
  /** The dimension of a number; `''` for anything else. */
  readonly dimension: string
  readonly value?: FactValue
  readonly source?: Fact['source']
}

/** How far a subject is from a condition that alone keeps it from the award. */
export interface NearMiss {
  readonly condition: string
  readonly fact: { readonly key: string; readonly name: string; readonly year?: number }
  /** What the fact is, what it would have to be, and the difference; base units (money: fen). */
  readonly actual: Rational
  readonly needed: Rational
  readonly distance: Rational
  readonly dimension: string
  /** The needed value itself is not enough: it must be passed (超过). */
  readonly strict: boolean
  /** What is gained: the award itself, a higher tier of one that is due anyway, or its next payment. */
  readonly gains: 'award' | 'tier' | 'stage'
}

export interface CaseOutcome {
  /** The year, or the event's place in its list; -1 stands for events nobody has told of. */
  readonly year: number
  readonly event?: { readonly key: string; readonly index: number }
  readonly verdict: Verdict
  readonly award: Award
  readonly stages: readonly { readonly name: string; readonly state: State; readonly award: Award }[]
}

export interface ReadingOutcome {
  readonly name: string
  readonly chosen: string
  readonly reason: string
  readonly alternatives: readonly { readonly option: string; readonly verdict: Verdict; readonly award: Award }[]
}

/** The rules' answer for one measure and one subject. Plain data: it round-trips through {@link encode} and {@link decode}. */
export interface Outcome {
  readonly measure: string
  readonly verdict: Verdict
  readonly award: Award
  readonly fund: string | null
  readonly payers: readonly { readonly payer: string; readonly award: Award }[]
  readonly cases: readonly CaseOutcome[]
  /** In the order that settles most. */
  readonly missing: readonly Missing[]
  readonly nearMisses: readonly NearMiss[]
  readonly readings: readonly ReadingOutcome[]
  readonly reason: Reason
}

/** A worked case (算例): facts in, outcome out, and how a person gets there. The command line tests it, the page shows it. */
export interface WorkedCase {
  readonly measure: string
  readonly name: string
  readonly how: string
  readonly verdict: Verdict
  readonly amount: string
  readonly date: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The best set of awards that may be had together, and what had to give way. Tax relief and vouchers are not in it. */
export interface Bundle {
  readonly measures: readonly string[]
  readonly givenUp: readonly { readonly measure: string; readonly for: string; readonly because: string }[]
  /** Over the bundle: what is sure, and what is possible. `highFen: null` is unbounded. */
  readonly lowFen: bigint
  readonly highFen: bigint | null
  /** Awards in the bundle whose amount the text does not state. */
  readonly unspecified: readonly string[]
}

export interface Result {
  readonly policy: string
  readonly textSha256: string
  readonly subject: string
  readonly date: string
  readonly outcomes: readonly Outcome[]
  readonly bundle: Bundle
  /** Missing facts over all measures, the one that settles most first. */
  readonly questions: readonly { readonly missing: Missing; readonly measures: readonly string[] }[]
}
