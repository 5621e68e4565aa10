import type { Dialect } from '../dialect.ts'

export const spark: Dialect = {
  name: 'spark',
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  text: (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  wide: 'DECIMAL(38,0)',
  narrow: 'BIGINT',
  widest: 10n ** 38n - 1n,
  // A quotient of two DECIMAL(38) has 32 digits before its point.
  widestQuotient: 10n ** 32n - 1n,
  decimal: 'DECIMAL(38,0)',
  textType: 'STRING',
  // `div` gives 64 bits, whatever it divides, and wraps.
  divide: (a, b, wide) => (wide ? `CAST((${a} - ${a} % ${b}) / ${b} AS DECIMAL(38,0))` : `(${a} div ${b})`),
  year: (date) => `CAST(year(${date}) AS BIGINT)`,
  fence: '',
  countIf: (test) => `count_if(${test})`,
}
