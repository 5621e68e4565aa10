import { AWARDS, type Dialect, KNOWN, NONE } from '@zhida/engine'
import { type diagnose, didYouMean, type FactDefinition, findUnit, MONEY, type Policy, type Rational, rational } from '@zhida/language/ir'

/** Columns of `subjects` that are no facts: results are told by them. */
export const LABELS = ['street', 'note', 'name', 'synthetic']

/** A stored column in the plan's names and whole numbers. */
export interface ReadColumn {
  /** As it is stored, and as the plan names it. */
  readonly stored: string
  readonly name: string
  /** The expression that reads it. */
  readonly sql: (dialect: Dialect) => string
  /** The expression that keeps it under its stored name with a type: what was text is read once. */
  readonly kept: (dialect: Dialect) => string
  /** What its stored value is multiplied by, where nothing else is done to it: then the file's own statistics hold. */
  readonly factor: bigint | undefined
  readonly fact: FactDefinition | undefined
  /** Base units (money: fen) for one whole number. */
  readonly scale: Rational
}

export type Report = (code: Parameters<typeof diagnose>[0], details: Record<string, string>) => void

interface Found {
  readonly relation: string
  readonly column: string
  /** The database's name of its type, in capitals. */
  readonly type: string
  /** Other columns of the relation. */
  readonly all: readonly string[]
}

const ONE = rational(1n)

/** Finds what a stored column is: by key or Chinese name, with a year, with a unit in brackets. Faults are reported. */
export function resolveColumn({ relation, column, type, all }: Found, facts: readonly FactDefinition[], policy: Policy, report: Report): ReadColumn | undefined {
  const text = type === 'VARCHAR' || type === 'TEXT' || type.startsWith('CHARACTER VARYING')
  const stored = (dialect: Dialect): string => dialect.quote(column)
  const cast =
    (to: string) =>
    (dialect: Dialect): string =>
      `CAST(${stored(dialect)} AS ${to})`
  const asText = (dialect: Dialect): string => `CAST(${stored(dialect)} AS ${dialect.textType})`
  const asTruth = (dialect: Dialect): string => `CASE WHEN ${stored(dialect)} IN ('是', 'true', 'TRUE', '1') THEN TRUE WHEN ${stored(dialect)} IN ('否', 'false', 'FALSE', '0') THEN FALSE END`
  const plain = (sql: ReadColumn['sql']): ReadColumn => ({ stored: column, name: column, sql, kept: sql, factor: sql === stored ? 1n : undefined, fact: undefined, scale: ONE })
  if (column === 'subject' || (relation === AWARDS && column === 'measure')) return plain(text ? stored : asText)
  if (column === 'index' || (relation === AWARDS && (column === 'year' || column === 'fen'))) return plain(text ? cast('BIGINT') : stored)
  if (LABELS.includes(column)) return plain(stored)
  if (column.endsWith(KNOWN) || column.endsWith(NONE)) return plain(text ? asTruth : stored)
  const [, stem = column, unitName] = /^(.*?)\s*(?:[[(（](.+?)[\])）])?$/.exec(column) ?? []
  const [, base = stem, year] = /^(.*?)(?:[_@](\d{4})年?)?$/.exec(stem) ?? []
  const fact = facts.find((one) => one.key === base || one.name === base)
  if (!fact || (fact.yearly ? year === undefined : year !== undefined)) {
    report('ZD-601', { name: `${relation}.${column}`, ...didYouMean(base, [...facts.map((one) => one.key), ...facts.map((one) => one.name)]) })
    return undefined
  }
  if (all.indexOf(column) !== all.lastIndexOf(column)) report('ZD-605', { name: column })
  const made = (sql: ReadColumn['sql'], scale: Rational = ONE, factor = sql === stored ? 1n : undefined, kept = sql): ReadColumn => ({
    kept,
    stored: column,
    name: year === undefined ? fact.key : `${fact.key}_${year}`,
    sql,
    factor,
    fact,
    scale,
  })
  const wrong = (wanted: string, wantedEn: string): undefined => {
    report('ZD-802', { name: `${relation}.${column}`, found: type, wanted, wanted_en: wantedEn })
  }
  switch (fact.type.kind) {
    case 'truth':
      return text ? made(asTruth) : type === 'BOOLEAN' ? made(stored) : wrong('是否（BOOLEAN）', 'BOOLEAN')
    case 'date':
      return text ? made(cast('DATE')) : type === 'DATE' ? made(stored) : wrong('日期（DATE）', 'DATE')
    case 'category':
    case 'text':
      if (type.startsWith('ENUM')) return made(asText)
      return text ? made(stored) : wrong('文字', 'text')
    case 'number': {
      const unit = unitName === undefined ? undefined : findUnit(unitName, new Set(policy.vocabulary.units))
      if (unitName !== undefined && unit?.dimension !== fact.type.dimension) {
        report('ZD-603', { name: `${relation}.${column}`, value: unitName, wanted: fact.unit })
        return undefined
      }
      const scale = unit?.scale ?? ONE
      if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U\w+INT\w*)$/.test(type)) return made(type === 'BIGINT' ? stored : cast('BIGINT'), scale)
      const [, places] = /^(?:DECIMAL|NUMERIC)\(\d+,\s*(\d+)\)$/.exec(type) ?? []
      const digits = text ? (unit ? '6' : '0') : places
      const money = fact.type.dimension === MONEY
      if (digits === undefined) return wrong(money ? '整数（分），或带单位的 DECIMAL，如“列名[元]”；不收浮点数' : '整数或 DECIMAL；不收浮点数', 'an integer (fen) or a DECIMAL; no floating point')
      if (money && !unit && digits !== '0') return wrong('整数（分）；以元计请写“列名[元]”', 'an integer (fen); write “name[元]” for yuan')
      const decimal = text ? cast(`DECIMAL(30, ${digits})`) : stored
      const factor = 10n ** BigInt(digits)
      return made((dialect) => `CAST(${decimal(dialect)} * ${factor} AS BIGINT)`, rational(scale.n, scale.d * factor), text ? undefined : factor, decimal)
    }
  }
}
