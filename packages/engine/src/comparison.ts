import type { Rational } from '@zhida/language/ir'

/** What a change moves: who gains and who loses, counted by what is due for certain and not given up. Fen. */
export interface Shift {
  readonly key: string
  readonly gainers: bigint
  readonly losers: bigint
  readonly gainFen: bigint
  readonly lossFen: bigint
  readonly beforeFen: bigint
  readonly afterFen: bigint
}

/** A fund before and after. `appropriated`: null where the text gives no figure. Fen. */
export interface FundShift {
  readonly fund: string
  readonly appropriated: bigint | null
  readonly beforeFen: bigint
  readonly afterFen: bigint
}

interface Cliff {
  /** The fact at the first value past the edge, in base units (money: fen). */
  readonly at: Rational
  /** Fen that are due for certain one step before it, and at it. */
  readonly belowFen: bigint
  readonly fen: bigint
}

/** What one subject would get of a measure, were one of its facts another. */
export interface Sweep {
  readonly measure: string
  readonly subject: string
  readonly fact: string
  readonly unit: string
  /** The subject's own value, in base units. */
  readonly now: Rational
  readonly cliffs: readonly Cliff[]
  /** What is due along the way, by the fact's value: both sides of every cliff are among it. */
  readonly curve: readonly { readonly at: Rational; readonly fen: bigint }[]
}

/** The same population under two sets of rules. Plain data: it round-trips through `encode` and `decode`. */
export interface Comparison {
  readonly subjects: bigint
  readonly synthetic: boolean
  readonly measures: readonly Shift[]
  readonly funds: readonly FundShift[]
  readonly groups: readonly { readonly by: string; readonly rows: readonly Shift[] }[]
  /** Subjects by how much they gain or lose, in steps of ten. */
  readonly distribution: readonly { readonly step: string; readonly subjects: bigint }[]
  /** Of each measure that moves, a subject in the middle of those it is due to: where a step more brings a jump, before and after. */
  readonly sweeps: readonly { readonly before: Sweep | undefined; readonly after: Sweep | undefined }[]
}

/** What every reading would cost over the population: each option's subjects and fen, beside the adopted one's. */
export interface ReadingCost {
  readonly measure: string
  readonly reading: string
  readonly option: string
  readonly adopted: boolean
  readonly due: bigint
  readonly lowFen: bigint
  readonly highFen: bigint | null
  /** What it would cost more than the adopted option, with what its subjects then have of the measures it excludes. */
  readonly moreFen: bigint
}
