import { ANSI, type Dialect } from '../dialect.ts'

export const postgres: Dialect = {
  ...ANSI,
  name: 'postgres',
  wide: 'NUMERIC',
  narrow: 'BIGINT',
  widest: 10n ** 1000n,
  widestQuotient: 10n ** 1000n,
  decimal: 'NUMERIC(38,0)',
  textType: 'TEXT',
  divide: (a, b, wide) => (wide ? `div(${a}, ${b})` : `(${a} / ${b})`),
  year: (date) => `CAST(date_part('year', ${date}) AS BIGINT)`,
  // Without it the planner puts an expression wherever its column is used.
  fence: ' OFFSET 0',
  countIf: (test) => `COUNT(*) FILTER (WHERE ${test})`,
}
