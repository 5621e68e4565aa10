import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AWARDS, type ColumnShape, KNOWN, NONE, type RelationShape, type Shape, SUBJECTS } from '@zhida/engine'
import { type Diagnostic, diagnose, didYouMean, type FactDefinition, findUnit, MONEY, type Policy, type Rational, rational } from '@zhida/language/ir'
import type { Database } from './database.ts'

/** One relation as it is stored, and the query that reads it in the plan's own names and whole numbers. */
interface SourceRelation {
  readonly name: string
  readonly raw: string
  readonly query: string
}

/** The relations of an input, checked and measured. `shape` is absent while there are faults. */
export interface Source {
  readonly relations: readonly SourceRelation[]
  readonly shape: Shape | undefined
  readonly subjects: bigint
  readonly diagnostics: readonly Diagnostic[]
  /** Columns that are no facts but that summaries are told by: `street`. */
  readonly labels: readonly string[]
  /** Some subject is made up: whoever shows results must say 合成数据. */
  readonly synthetic: boolean
}

const LABELS = ['street', 'note', 'name', 'synthetic']

interface Resolved {
  readonly column: string
  readonly name: string
  readonly sql: string
  readonly fact: FactDefinition | undefined
  readonly scale: Rational
}

/** How a database names stored relations: files in a folder, or tables. */
export type Stored = (relation: string) => string | undefined

export function filesIn(folder: string): Stored {
  const text = (path: string): string => `'${path.replaceAll("'", "''")}'`
  return (relation) => {
    const parquet = join(folder, `${relation}.parquet`)
    if (existsSync(parquet)) return `read_parquet(${text(parquet)})`
    const csv = join(folder, `${relation}.csv`)
    return existsSync(csv) ? `read_csv(${text(csv)}, all_varchar = true, header = true)` : undefined
  }
}

/** Reads what is there, checks it, and measures each column's bounds: the proof that the compiled integers fit. */
export async function openSource(db: Database, policy: Policy, stored: Stored, place: string): Promise<Source> {
  return new Reader(db, policy, stored, place).read()
}

class Reader {
  private readonly diagnostics: Diagnostic[] = []

  constructor(
    private readonly db: Database,
    private readonly policy: Policy,
    private readonly stored: Stored,
    private readonly place: string,
  ) {}

  private report(code: Parameters<typeof diagnose>[0], details: Record<string, string>): void {
    this.diagnostics.push(diagnose(code, { file: this.place, text: '' }, -1, -1, details))
  }

  async read(): Promise<Source> {
    const { policy } = this
    const relations: SourceRelation[] = []
    const raw = this.stored(SUBJECTS)
    if (!raw) {
      this.report('ZD-801', { name: this.place })
      return { relations, shape: undefined, subjects: 0n, diagnostics: this.diagnostics, labels: [], synthetic: false }
    }
    const subjects = await this.relation(SUBJECTS, raw, policy.vocabulary.facts)
    relations.push(subjects.relation)
    const events: [string, RelationShape][] = []
    for (const event of policy.vocabulary.events) {
      const file = this.stored(event.key)
      if (!file) continue
      const list = await this.relation(event.key, file, event.fields)
      relations.push(list.relation)
      events.push([event.key, { columns: list.columns, partly: subjects.names.has(`${event.key}${KNOWN}`), most: list.most }])
    }
    const had = this.stored(AWARDS)
    const awards = had ? await this.relation(AWARDS, had, []) : undefined
    if (awards) relations.push(awards.relation)
    const shape: Shape = { subjects: subjects.columns, events: Object.fromEntries(events), ...(awards && { awards: { partly: subjects.names.has(`${AWARDS}${KNOWN}`), most: awards.most } }) }
    return {
      relations,
      shape: this.diagnostics.length === 0 ? shape : undefined,
      subjects: subjects.rows,
      diagnostics: this.diagnostics,
      labels: LABELS.filter((one) => subjects.names.has(one)),
      synthetic: subjects.names.has('note') && (await this.db.rows(`SELECT 1 AS one FROM ${this.db.dialect.quote(`z_${SUBJECTS}`)} WHERE note = '合成数据' LIMIT 1`)).length > 0,
    }
  }

  private async relation(
    name: string,
    raw: string,
    facts: readonly FactDefinition[],
  ): Promise<{ relation: SourceRelation; columns: Record<string, ColumnShape>; names: ReadonlySet<string>; most: bigint; rows: bigint }> {
    const { db } = this
    const q = db.dialect.quote
    const columns = await this.describe(raw)
    const resolved = columns.flatMap(({ name: column, type }): Resolved[] => {
      const one = this.resolve(
        name,
        column,
        type,
        facts,
        columns.map((each) => each.name),
      )
      return one ? [one] : []
    })
    const query = `SELECT ${resolved.map((one) => `${one.sql} AS ${q(one.name)}`).join(', ')} FROM ${raw}${db.dialect.name === 'duckdb' ? '' : ' AS r'}`
    const empty = { relation: { name, raw, query }, columns: {}, names: new Set<string>(), most: 1n, rows: 0n }
    const keys = name === SUBJECTS ? ['subject'] : name === AWARDS ? ['subject', 'measure', 'year', 'fen'] : ['subject', 'index']
    const wanting = keys.filter((key) => !resolved.some((one) => one.name === key))
    for (const key of wanting) this.report('ZD-802', { name: `${name}.${key}`, found: '没有这一列', found_en: 'absent', wanted: '必有的列', wanted_en: 'a column' })
    if (wanting.length > 0) return empty
    const named = `z_${name}`
    await db.run(`CREATE ${db.dialect.name === 'duckdb' ? 'OR REPLACE TEMP' : 'OR REPLACE TEMPORARY'} VIEW ${q(named)} AS ${query}`)
    const numbers = resolved.filter((one) => one.fact?.type.kind === 'number')
    const measured = resolved.filter((one) => one.fact)
    const stats = [
      'COUNT(*) AS n',
      'COUNT(subject) AS keyed',
      ...measured.map((one, at) => `COUNT(${q(one.name)}) AS k${at}`),
      ...numbers.flatMap((one, at) => [`MIN(${q(one.name)}) AS a${at}`, `MAX(${q(one.name)}) AS b${at}`]),
    ]
    const [row = {}] = (await this.fromFooter(raw, resolved, measured, numbers)) ?? (await db.rows(`SELECT ${stats.join(', ')} FROM ${q(named)}`))
    const rows = whole(row.n)
    if (whole(row.keyed) !== rows) this.report('ZD-803', { name, count: String(rows - whole(row.keyed)) })
    const shapes: Record<string, ColumnShape> = {}
    for (const [at, one] of measured.entries()) {
      const number = numbers.indexOf(one)
      const min = number < 0 ? 0n : whole(row[`a${number}`])
      const max = number < 0 ? 0n : whole(row[`b${number}`])
      if (min < 0n && one.fact && !one.fact.negative) this.report('ZD-806', { name: `${name}.${one.column}`, value: String(min) })
      shapes[one.name] = { nullable: whole(row[`k${at}`]) !== rows, none: resolved.some((each) => each.name === `${one.name}${NONE}`), scale: one.scale, min, max }
    }
    const most = await this.keys(name, q(named), rows)
    return { relation: { name, raw, query }, columns: shapes, names: new Set(resolved.map((one) => one.name)), most, rows }
  }

  /** The same figures from a parquet file's footer, where it states all of them and no column is changed on its way in. */
  private async fromFooter(raw: string, resolved: readonly Resolved[], measured: readonly Resolved[], numbers: readonly Resolved[]): Promise<readonly Readonly<Record<string, unknown>>[] | undefined> {
    const [, path] = /^read_parquet\('(.*)'\)$/.exec(raw) ?? []
    const q = this.db.dialect.quote
    if (this.db.dialect.name !== 'duckdb' || path === undefined || resolved.some((one) => one.sql !== q(one.column))) return undefined
    const columns = await this.db.rows(
      `SELECT path_in_schema AS name, SUM(num_values) AS n, SUM(stats_null_count) AS nulls, COUNT(*) = COUNT(stats_null_count) AS told, COUNT(*) = COUNT(stats_min_value) AS bounded, MIN(TRY_CAST(stats_min_value AS BIGINT)) AS a, MAX(TRY_CAST(stats_max_value AS BIGINT)) AS b FROM parquet_metadata('${path}') GROUP BY 1`,
    )
    const of = new Map(columns.map((one) => [String(one.name), one]))
    const wanted = ['subject', ...measured.map((one) => one.column)]
    if (wanted.some((name) => of.get(name)?.told !== true) || numbers.some((one) => of.get(one.column)?.bounded !== true)) return undefined
    const count = (name: string): bigint => whole(of.get(name)?.n) - whole(of.get(name)?.nulls)
    return [
      Object.fromEntries([
        ['n', of.get('subject')?.n],
        ['keyed', count('subject')],
        ...measured.map((one, at) => [`k${at}`, count(one.column)]),
        ...numbers.flatMap((one, at) => [
          [`a${at}`, of.get(one.column)?.a],
          [`b${at}`, of.get(one.column)?.b],
        ]),
      ]),
    ]
  }

  /** Rows that stand twice, or belong to nobody. @returns the most rows of one subject */
  private async keys(name: string, view: string, rows: bigint): Promise<bigint> {
    const { db } = this
    const q = db.dialect.quote
    if (name === SUBJECTS) {
      const [sums = {}] = await db.rows(`SELECT COUNT(*) AS n FROM (SELECT DISTINCT subject FROM ${view}) AS d`)
      if (whole(sums.n) < rows) {
        const [twice = {}] = await db.rows(`SELECT subject FROM ${view} GROUP BY subject HAVING COUNT(*) > 1 LIMIT 1`)
        if (twice.subject !== undefined && twice.subject !== null) this.report('ZD-804', { name, value: String(twice.subject) })
      }
      return 1n
    }
    const [orphan] = await db.rows(`SELECT e.subject AS subject FROM ${view} AS e WHERE NOT EXISTS (SELECT 1 FROM ${q(`z_${SUBJECTS}`)} AS s WHERE s.subject = e.subject) LIMIT 1`)
    if (orphan) this.report('ZD-805', { name, value: String(orphan.subject) })
    if (name !== AWARDS) {
      const [twice] = await db.rows(`SELECT subject, ${q('index')} AS i FROM ${view} GROUP BY subject, ${q('index')} HAVING COUNT(*) > 1 LIMIT 1`)
      if (twice) this.report('ZD-804', { name, value: `${twice.subject} #${twice.i}` })
    }
    const [most = {}] = await db.rows(`SELECT COALESCE(MAX(n), 1) AS most FROM (SELECT COUNT(*) AS n FROM ${view} GROUP BY subject) AS c`)
    return whole(most.most)
  }

  private async describe(raw: string): Promise<readonly { name: string; type: string }[]> {
    const { db } = this
    if (db.dialect.name === 'duckdb') return (await db.rows(`DESCRIBE SELECT * FROM ${raw}`)).map((row) => ({ name: String(row.column_name), type: String(row.column_type) }))
    const rows = await db.rows(
      `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a WHERE a.attrelid = '${raw.replaceAll("'", "''")}'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    )
    return rows.map((row) => ({ name: String(row.name), type: String(row.type).toUpperCase() }))
  }

  /** A stored column in the plan's names: by key or Chinese name, with a year, with a unit in brackets. */
  private resolve(relation: string, column: string, type: string, facts: readonly FactDefinition[], all: readonly string[]): Resolved | undefined {
    const q = this.db.dialect.quote
    const plain = (name: string, sql: string): Resolved => ({ column, name, sql, fact: undefined, scale: rational(1n) })
    const text = type === 'VARCHAR'
    const integer = text ? `CAST(${q(column)} AS BIGINT)` : q(column)
    if (column === 'subject' || (relation === AWARDS && column === 'measure')) return plain(column, text || type === 'TEXT' ? q(column) : `CAST(${q(column)} AS VARCHAR)`)
    if (column === 'index' || (relation === AWARDS && (column === 'year' || column === 'fen'))) return plain(column, integer)
    if (LABELS.includes(column)) return plain(column, q(column))
    if (column.endsWith(KNOWN) || column.endsWith(NONE)) return plain(column, text ? this.truth(column) : q(column))
    const [, stem = column, unitName] = /^(.*?)\s*(?:[[(（](.+?)[\])）])?$/.exec(column) ?? []
    const [, base = stem, year] = /^(.*?)(?:[_@](\d{4})年?)?$/.exec(stem) ?? []
    const fact = facts.find((one) => one.key === base || one.name === base)
    if (!fact || (fact.yearly ? year === undefined : year !== undefined)) {
      this.report('ZD-601', { name: `${relation}.${column}`, ...didYouMean(base, [...facts.map((one) => one.key), ...facts.map((one) => one.name)]) })
      return undefined
    }
    const name = year === undefined ? fact.key : `${fact.key}_${year}`
    if (all.indexOf(column) !== all.lastIndexOf(column)) this.report('ZD-605', { name: column })
    const wrong = (wanted: string, wantedEn: string): undefined => this.wrongType(`${relation}.${column}`, type, wanted, wantedEn)
    const made = (sql: string, scale: Rational = rational(1n)): Resolved => ({ column, name, sql, fact, scale })
    switch (fact.type.kind) {
      case 'truth':
        return text ? made(this.truth(column)) : type === 'BOOLEAN' ? made(q(column)) : wrong('是否（BOOLEAN）', 'BOOLEAN')
      case 'date':
        return text ? made(`CAST(${q(column)} AS DATE)`) : type === 'DATE' ? made(q(column)) : wrong('日期（DATE）', 'DATE')
      case 'category':
      case 'text':
        return text || type === 'TEXT' || type.startsWith('CHARACTER VARYING') || type.startsWith('ENUM')
          ? made(type.startsWith('ENUM') ? `CAST(${q(column)} AS VARCHAR)` : q(column))
          : wrong('文字', 'text')
      case 'number': {
        const unit = unitName === undefined ? undefined : findUnit(unitName, new Set(this.policy.vocabulary.units))
        if (unitName !== undefined && unit?.dimension !== fact.type.dimension) {
          this.report('ZD-603', { name: `${relation}.${column}`, value: unitName, wanted: fact.unit })
          return undefined
        }
        const scale = unit?.scale ?? rational(1n)
        if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U\w+INT\w*)$/.test(type)) return made(type === 'BIGINT' ? q(column) : `CAST(${q(column)} AS BIGINT)`, scale)
        const [, places] = /^(?:DECIMAL|NUMERIC)\(\d+,\s*(\d+)\)$/.exec(type) ?? []
        const digits = text ? (unit ? '6' : '0') : places
        if (digits === undefined)
          return wrong(fact.type.dimension === MONEY ? '整数（分），或带单位的 DECIMAL，如“列名[元]”；不收浮点数' : '整数或 DECIMAL；不收浮点数', 'an integer (fen) or a DECIMAL; no floating point')
        if (fact.type.dimension === MONEY && !unit && digits !== '0') return wrong('整数（分）；以元计请写“列名[元]”', 'an integer (fen); write “name[元]” for yuan')
        const decimal = text ? `CAST(${q(column)} AS DECIMAL(30, ${digits}))` : q(column)
        return made(`CAST(${decimal} * ${10n ** BigInt(digits)} AS BIGINT)`, rational(scale.n, scale.d * 10n ** BigInt(digits)))
      }
    }
  }

  private wrongType(name: string, found: string, wanted: string, wantedEn: string): undefined {
    this.report('ZD-802', { name, found, wanted, wanted_en: wantedEn })
    return undefined
  }

  private truth(column: string): string {
    const value = this.db.dialect.quote(column)
    return `CASE WHEN ${value} IN ('是', 'true', 'TRUE', '1') THEN TRUE WHEN ${value} IN ('否', 'false', 'FALSE', '0') THEN FALSE END`
  }
}

function whole(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (value === null || value === undefined) return 0n
  return BigInt(String(value))
}
