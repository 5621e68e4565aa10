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
  /** Quotient of two integers, the first not negative and the second above zero, cut to a whole number. */
  divide(a: string, b: string, wide: boolean): string
  year(date: string): string
  /** Union of the bits of an integer column over a group. */
  bitOr(column: string): string
  /** Written after a subquery whose columns must not be computed more than once. */
  readonly fence: string
  createTable(name: string, query: string): string
  countIf(test: string): string
}

const ansi = (name: string): string => `"${name.replaceAll('"', '""')}"`
const doubled = (value: string): string => `'${value.replaceAll("'", "''")}'`

const duckdb: Dialect = {
  name: 'duckdb',
  quote: ansi,
  text: doubled,
  wide: 'HUGEINT',
  narrow: 'BIGINT',
  widest: 2n ** 127n - 1n,
  divide: (a, b) => `(${a} // ${b})`,
  year: (date) => `year(${date})`,
  bitOr: (column) => `bit_or(${column})`,
  fence: '',
  createTable: (name, query) => `CREATE TEMP TABLE ${name} AS ${query}`,
  countIf: (test) => `count_if(${test})`,
}

const postgres: Dialect = {
  name: 'postgres',
  quote: ansi,
  text: doubled,
  wide: 'NUMERIC',
  narrow: 'BIGINT',
  widest: 10n ** 1000n,
  divide: (a, b, wide) => (wide ? `div(${a}, ${b})` : `(${a} / ${b})`),
  year: (date) => `CAST(date_part('year', ${date}) AS BIGINT)`,
  bitOr: (column) => `bit_or(${column})`,
  // Without it the planner puts an expression wherever its column is used.
  fence: ' OFFSET 0',
  createTable: (name, query) => `CREATE TEMP TABLE ${name} AS ${query}`,
  countIf: (test) => `COUNT(*) FILTER (WHERE ${test})`,
}

const spark: Dialect = {
  name: 'spark',
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  text: (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  wide: 'DECIMAL(38,0)',
  narrow: 'BIGINT',
  widest: 10n ** 38n - 1n,
  divide: (a, b) => `(${a} div ${b})`,
  year: (date) => `CAST(year(${date}) AS BIGINT)`,
  bitOr: (column) => `bit_or(${column})`,
  fence: '',
  createTable: (name, query) => `CREATE OR REPLACE TEMP VIEW ${name} AS ${query}`,
  countIf: (test) => `count_if(${test})`,
}

export const DIALECTS = { duckdb, postgres, spark } as const
