import { ANSI, type Dialect } from '../dialect.ts'

export const duckdb: Dialect = {
  ...ANSI,
  name: 'duckdb',
  wide: 'HUGEINT',
  narrow: 'BIGINT',
  widest: 2n ** 127n - 1n,
  widestQuotient: 2n ** 127n - 1n,
  decimal: 'DECIMAL(38,0)',
  textType: 'VARCHAR',
  divide: (a, b) => `(${a} // ${b})`,
  year: (date) => `year(${date})`,
  fence: '',
  countIf: (test) => `count_if(${test})`,
}
