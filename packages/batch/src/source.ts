import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AWARDS, type ColumnShape, type Dialect, KNOWN, NONE, type RelationShape, type Shape, SUBJECTS } from '@zhida/engine'
import { type Diagnostic, diagnose, type FactDefinition, type Policy } from '@zhida/language/ir'
import { LABELS, type ReadColumn, type Report, resolveColumn } from './columns.ts'
import type { Database } from './database.ts'
import { whole } from './whole.ts'

/** Where a relation lies: a file, or a table of the database that is asked. */
interface Place {
  readonly format: 'parquet' | 'csv' | 'table'
  /** The file's path; the table's name. */
  readonly path: string
}

/** One relation as it is stored, with what its columns are. */
export interface SourceRelation {
  readonly name: string
  readonly place: Place
  readonly columns: readonly ReadColumn[]
}

/** The query that reads a relation in the plan's own names and whole numbers. @param from what the stored rows are called */
export function readQuery({ columns }: SourceRelation, dialect: Dialect, from: string): string {
  return `SELECT ${columns.map((one) => `${one.sql(dialect)} AS ${dialect.quote(one.name)}`).join(', ')} FROM ${from}`
}

/** What a relation is called once it reads so. */
export function viewOf(relation: string): string {
  return `z_${relation}`
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

export type Find = (relation: string) => Place | undefined

/** Files in a folder, by the names of the relations. */
export function filesIn(folder: string): Find {
  return (relation) => {
    const places = (['parquet', 'csv'] as const).map((format) => ({ format, path: join(folder, `${relation}.${format}`) }))
    return places.find(({ path }) => existsSync(path))
  }
}

/** Tables by the names of the relations, wherever the database's search path finds them. */
export async function tablesIn(db: Database): Promise<Find> {
  const names = new Set((await db.rows("SELECT c.relname AS name FROM pg_class c WHERE pg_table_is_visible(c.oid) AND c.relkind IN ('r', 'v', 'p', 'm', 'f')")).map((row) => String(row.name)))
  return (relation) => (names.has(relation) ? { format: 'table', path: relation } : undefined)
}

/** How a database names what is stored at a place. */
export function storedAt({ format, path }: Place, dialect: Dialect): string {
  switch (format) {
    case 'parquet':
      return `read_parquet(${dialect.text(path)})`
    case 'csv':
      return `read_csv(${dialect.text(path)}, all_varchar = true, header = true)`
    case 'table':
      return dialect.quote(path)
  }
}

/**
 * Reads what is there, checks its columns, and measures each one's bounds: the proof that the compiled integers fit. Rows are
 * looked at by {@link doubledKeys} and {@link setOwnersApart}.
 */
export async function openSource(db: Database, policy: Policy, find: Find, place: string): Promise<Source> {
  return new Reader(db, policy, find, place).read()
}

interface Measured {
  readonly relation: SourceRelation
  readonly columns: Readonly<Record<string, ColumnShape>>
  readonly names: ReadonlySet<string>
  /** The most rows of one subject. */
  readonly most: bigint
  readonly rows: bigint
}

/** What is told of one column: how many values it has, and the least and greatest of them. */
interface Bounds {
  readonly values: bigint
  readonly min: bigint
  readonly max: bigint
}

class Reader {
  private readonly diagnostics: Diagnostic[] = []

  constructor(
    private readonly db: Database,
    private readonly policy: Policy,
    private readonly find: Find,
    private readonly place: string,
  ) {}

  private readonly report: Report = (code, details) => {
    this.diagnostics.push(diagnose(code, { file: this.place, text: '' }, -1, -1, details))
  }

  async read(): Promise<Source> {
    const { facts, events } = this.policy.vocabulary
    const stored = this.find(SUBJECTS)
    if (!stored) {
      this.report('ZD-801', { name: this.place })
      return { relations: [], shape: undefined, subjects: 0n, diagnostics: this.diagnostics, labels: [], synthetic: false }
    }
    const subjects = await this.relation(SUBJECTS, stored, facts)
    const lists: (Measured & { readonly event: string })[] = []
    for (const event of events) {
      const at = this.find(event.key)
      if (at) lists.push({ ...(await this.relation(event.key, at, event.fields)), event: event.key })
    }
    const had = this.find(AWARDS)
    const awards = had ? await this.relation(AWARDS, had, []) : undefined
    const all = [subjects, ...lists, ...(awards ? [awards] : [])]
    const known = (name: string): boolean => subjects.names.has(`${name}${KNOWN}`)
    const shape: Shape = {
      subjects: subjects.columns,
      events: Object.fromEntries(lists.map(({ event, columns, most }): [string, RelationShape] => [event, { columns, partly: known(event), most }])),
      ...(awards && { awards: { partly: known(AWARDS), most: awards.most } }),
    }
    return {
      relations: all.map((one) => one.relation),
      shape: this.diagnostics.length === 0 ? shape : undefined,
      subjects: subjects.rows,
      diagnostics: this.diagnostics,
      labels: LABELS.filter((one) => subjects.names.has(one)),
      synthetic: subjects.names.has('note') && (await this.db.rows(`SELECT 1 AS one FROM ${this.view(SUBJECTS)} WHERE note = '合成数据' LIMIT 1`)).length > 0,
    }
  }

  private view(relation: string): string {
    return this.db.dialect.quote(viewOf(relation))
  }

  private async relation(name: string, place: Place, facts: readonly FactDefinition[]): Promise<Measured> {
    const { db } = this
    const stored = await this.describe(place)
    const all = stored.map((one) => one.name)
    const columns = stored.flatMap(({ name: column, type }) => {
      const one = resolveColumn({ relation: name, column, type, all }, facts, this.policy, this.report)
      return one ? [one] : []
    })
    const relation = { name, place, columns }
    const keys = name === SUBJECTS ? ['subject'] : name === AWARDS ? ['subject', 'measure', 'year', 'fen'] : ['subject', 'index']
    const wanting = keys.filter((key) => !columns.some((one) => one.name === key))
    for (const key of wanting) this.report('ZD-802', { name: `${name}.${key}`, found: '没有这一列', found_en: 'absent', wanted: '必有的列', wanted_en: 'a column' })
    if (wanting.length > 0) return { relation, columns: {}, names: new Set(), most: 1n, rows: 0n }
    await db.run(`CREATE OR REPLACE ${ownsAll(db) ? '' : 'TEMPORARY '}VIEW ${this.view(name)} AS ${readQuery(relation, db.dialect, storedAt(place, db.dialect))}`)
    const [{ n } = { n: 0n }] = await db.rows(`SELECT COUNT(*) AS n FROM ${this.view(name)}`)
    const rows = whole(n)
    const bounds = await this.bounds(relation)
    const keyed = bounds.get('subject')?.values ?? 0n
    if (keyed !== rows) this.report('ZD-803', { name, count: String(rows - keyed) })
    const shapes: Record<string, ColumnShape> = {}
    for (const one of columns) {
      if (!one.fact) continue
      const { values, min, max } = bounds.get(one.name) ?? { values: 0n, min: 0n, max: 0n }
      if (min < 0n && !one.fact.negative) this.report('ZD-806', { name: `${name}.${one.stored}`, value: String(min) })
      shapes[one.name] = { nullable: values !== rows, none: columns.some((each) => each.name === `${one.name}${NONE}`), scale: one.scale, min, max }
    }
    return { relation, columns: shapes, names: new Set(columns.map((one) => one.name)), most: await this.mostOfOne(name), rows }
  }

  /** Values, least and greatest of the key and of each fact: from the file's footer where it tells, else from the rows. */
  private async bounds(relation: SourceRelation): Promise<ReadonlyMap<string, Bounds>> {
    const q = this.db.dialect.quote
    const wanted = relation.columns.filter((one) => one.fact || one.name === 'subject')
    const isNumber = (one: ReadColumn): boolean => one.fact?.type.kind === 'number'
    const told = await this.footer(relation)
    const bounds = new Map<string, Bounds>()
    for (const one of wanted) {
      const footer = told.get(one.stored)
      if (one.factor === undefined || !footer) continue
      if (!isNumber(one)) bounds.set(one.name, { values: footer.values, min: 0n, max: 0n })
      else if (footer.min !== undefined && footer.max !== undefined) bounds.set(one.name, { values: footer.values, min: scaled(footer.min, one.factor), max: scaled(footer.max, one.factor) })
    }
    const rest = wanted.filter((one) => !bounds.has(one.name))
    if (rest.length === 0) return bounds
    const stats = rest.flatMap((one, at) => [`COUNT(${q(one.name)}) AS k${at}`, ...(isNumber(one) ? [`MIN(${q(one.name)}) AS a${at}`, `MAX(${q(one.name)}) AS b${at}`] : [])])
    const [row = {}] = await this.db.rows(`SELECT ${stats.join(', ')} FROM ${this.view(relation.name)}`)
    for (const [at, one] of rest.entries()) bounds.set(one.name, { values: whole(row[`k${at}`]), min: whole(row[`a${at}`]), max: whole(row[`b${at}`]) })
    return bounds
  }

  /** What a parquet file's footer states of its columns, where it states it of every row group. Ends are decimals. */
  private async footer({ place }: SourceRelation): Promise<ReadonlyMap<string, { readonly values: bigint; readonly min?: string; readonly max?: string }>> {
    const { db } = this
    if (place.format !== 'parquet') return new Map()
    const end = (fn: 'MIN' | 'MAX'): string => {
      const stated = `stats_${fn.toLowerCase()}_value`
      return `CASE WHEN COUNT(*) = COUNT(${stated}) THEN CAST(${fn}(TRY_CAST(${stated} AS DECIMAL(38, 10))) AS VARCHAR) END`
    }
    const rows = await db.rows(
      `SELECT path_in_schema AS name, SUM(num_values) - SUM(stats_null_count) AS n, COUNT(*) = COUNT(stats_null_count) AS told, ${end('MIN')} AS a, ${end('MAX')} AS b FROM parquet_metadata(${db.dialect.text(place.path)}) GROUP BY 1`,
    )
    return new Map(
      rows.filter((row) => row.told === true).map((row) => [String(row.name), { values: whole(row.n), ...(typeof row.a === 'string' && typeof row.b === 'string' && { min: row.a, max: row.b }) }]),
    )
  }

  private async mostOfOne(name: string): Promise<bigint> {
    if (name === SUBJECTS) return 1n
    const [most = {}] = await this.db.rows(`SELECT COALESCE(MAX(n), 1) AS most FROM (SELECT COUNT(*) AS n FROM ${this.view(name)} GROUP BY subject) AS c`)
    return whole(most.most)
  }

  private async describe({ format, path }: Place): Promise<readonly { readonly name: string; readonly type: string }[]> {
    const { db } = this
    if (format !== 'table') return (await db.rows(`DESCRIBE SELECT * FROM ${storedAt({ format, path }, db.dialect)}`)).map((row) => ({ name: String(row.column_name), type: String(row.column_type) }))
    const rows = await db.rows(
      `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a WHERE a.attrelid = ${db.dialect.text(db.dialect.quote(path))}::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    )
    return rows.map((row) => ({ name: String(row.name), type: String(row.type).toUpperCase() }))
  }
}

/** A decimal with ten places times a whole number that makes it whole. */
function scaled(decimal: string, factor: bigint): bigint {
  return (BigInt(decimal.replace('.', '')) * factor) / 10n ** 10n
}

/** The subjects that have a row in any list, and what of them is read beside such a row. */
export const OWNERS = 'owners'

/** The relations of a source that hold rows of subjects: events and past awards. */
export function listsOf({ relations }: Pick<Source, 'relations'>): readonly string[] {
  return relations.map(({ name }) => name).filter((name) => name !== SUBJECTS)
}

/** @param columns stored columns of subjects */
export function ownersQuery(lists: readonly string[], columns: readonly string[], dialect: Dialect, relation: (name: string) => string): string {
  const having = lists.map((name) => `SELECT subject FROM ${relation(name)}`).join(' UNION ')
  return `SELECT ${['subject', ...columns].map(dialect.quote).join(', ')} FROM ${relation(SUBJECTS)} WHERE subject IN (${having})`
}

/** Sets the owners apart, as a table {@link OWNERS}. @returns a fault for each list with rows that belong to nobody */
export async function setOwnersApart(db: Database, source: Source, columns: readonly string[], place: string): Promise<readonly Diagnostic[]> {
  const lists = listsOf(source)
  if (lists.length === 0) return []
  const view = (name: string): string => db.dialect.quote(viewOf(name))
  await db.run(`CREATE ${ownsAll(db) ? '' : 'TEMPORARY '}TABLE ${OWNERS} AS ${ownersQuery(lists, columns, db.dialect, view)}`)
  const orphans = lists.map(
    (name) => `(SELECT ${db.dialect.text(name)} AS list, MIN(e.subject) AS subject FROM ${view(name)} AS e WHERE NOT EXISTS (SELECT 1 FROM ${OWNERS} AS s WHERE s.subject = e.subject))`,
  )
  const rows = await db.rows(orphans.join(' UNION ALL '))
  return rows.filter((row) => row.subject !== null).map((row) => diagnose('ZD-805', { file: place, text: '' }, -1, -1, { name: String(row.list), value: String(row.subject) }))
}

/** A fault for each relation in which a key stands twice. */
export async function doubledKeys(db: Database, { relations }: Source, place: string): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = []
  for (const { name } of relations) {
    if (name === AWARDS || (name === SUBJECTS && (await ascends(db, name)))) continue
    const view = db.dialect.quote(viewOf(name))
    const keys = name === SUBJECTS ? ['subject'] : ['subject', db.dialect.quote('index')]
    const [sums = {}] = await db.rows(`SELECT COUNT(*) AS n, (SELECT COUNT(*) FROM (SELECT DISTINCT ${keys.join(', ')} FROM ${view}) AS d) AS distinct_n FROM ${view}`)
    if (whole(sums.n) === whole(sums.distinct_n)) continue
    const [twice = {}] = await db.rows(`SELECT ${keys.map((key, at) => `${key} AS k${at}`).join(', ')} FROM ${view} GROUP BY ${keys.join(', ')} HAVING COUNT(*) > 1 LIMIT 1`)
    diagnostics.push(diagnose('ZD-804', { file: place, text: '' }, -1, -1, { name, value: keys.length > 1 ? `${twice.k0} #${twice.k1}` : String(twice.k0) }))
  }
  return diagnostics
}

/** Whether each key is greater than the one read before it, in whatever order they come: then none stands twice, and nothing need be kept in memory. */
async function ascends(db: Database, name: string): Promise<boolean> {
  if (db.dialect.name !== 'duckdb') return false
  const view = db.dialect.quote(viewOf(name))
  const [row = {}] = await db.rows(
    `SELECT COUNT(*) - COUNT(before) AS firsts, COUNT(*) AS n, COUNT_IF(subject > before) AS greater FROM (SELECT subject, LAG(subject) OVER () AS before FROM ${view}) AS k`,
  )
  return whole(row.firsts) === 1n && whole(row.greater) === whole(row.n) - 1n
}

/** DuckDB's database lives in this process alone; another's is left without a trace. */
function ownsAll(db: Database): boolean {
  return db.dialect.name === 'duckdb'
}
