/** What a simulation asks: some numbers or readings changed, over a population. */
interface Asked {
  /** `12.1/10%=15%`: a number of a measure made another. */
  readonly changes: readonly string[]
  /** `{"12.1/基数": "增量"}` */
  readonly readings: Readonly<Record<string, string>>
  /** What every option of every reading would cost, too. */
  readonly everyReading: boolean
  /** A folder of relations, or so many made-up subjects (合成数据). */
  readonly population: { readonly folder: string } | { readonly size: number }
}

/** What comes of it: `{comparison, costs}` as the engine encodes it, and the files that people keep. */
interface Simulated {
  readonly figures: string
  readonly xlsx: Uint8Array
  readonly html: Uint8Array
}

/** The port to the batch engine, which the server does not know. @throws Error with the engine's words where it refuses */
export type Simulate = (asked: Asked, progress: (done: number, total: number) => void) => Promise<Simulated>
