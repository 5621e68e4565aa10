/** What differs between databases. One file a dialect; everything else is printed alike. */
export interface Dialect {
  readonly name: 'duckdb' | 'postgres' | 'spark'
  quote(name: string): string
  text(value: string): string
  /** The integer type of 128 bits or more, for what 64 bits are not proven to hold. */
  readonly wide: string
  readonly narrow: string
  /** Largest integer of the wide type; beyond it the compiler refuses. */
  readonly widest: bigint
  /** Largest quotient that `divide` gives exactly; beyond it the compiler refuses. */
  readonly widestQuotient: bigint
  /** Quotient of two integers, the first not negative and the second above zero, cut to a whole number. */
  divide(a: string, b: string, wide: boolean): string
  year(date: string): string
  /** Written after a subquery whose columns must not be computed more than once. */
  readonly fence: string
  countIf(test: string): string
  /** A type for amounts in results that 64 bits are not proven to hold. */
  readonly decimal: string
  /** What this database calls a text. */
  readonly textType: string
}

/** Names and texts as the SQL standard quotes them. */
export const ANSI = {
  quote: (name: string): string => `"${name.replaceAll('"', '""')}"`,
  text: (value: string): string => `'${value.replaceAll("'", "''")}'`,
}
