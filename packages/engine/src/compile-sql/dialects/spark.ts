import type { Dialect } from '../dialect.ts'

export const spark: Dialect = {
  name: 'spark',
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  text: (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  wide: 'DECIMAL(38,0)',
  narrow: 'BIGINT',
  widest: 10n ** 38n - 1n,
  decimal: 'DECIMAL(38,0)',
  textType: 'STRING',
  divide: (a, b) => `(${a} div ${b})`,
  year: (date) => `CAST(year(${date}) AS BIGINT)`,
  fence: '',
  countIf: (test) => `count_if(${test})`,
}
