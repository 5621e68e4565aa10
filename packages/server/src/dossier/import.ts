import type { Readable } from 'node:stream'
import { type Actor, asActor, type Tx } from '@zhida/database'
import { parse } from 'csv-parse'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { inLanguage, Refusal, type Told } from '../refusal.ts'
import { indexSubjects } from '../search/subject-index.ts'
import type { World } from '../world.ts'
import { isCreditCode, readCreditCode } from './credit-code.ts'
import { type NewFact, readFact, type SourceName, writeFacts } from './facts.ts'
import { readName } from './names.ts'

export interface ImportOptions {
  /** Read and check everything, write nothing. */
  readonly dryRun: boolean
  readonly synthetic: boolean
  /** Which column is which fact, where the header does not say: `{"研发费": "加计扣除研发费用@2022"}`. An empty one leaves the column out. */
  readonly mapping: Readonly<Record<string, string>>
  /** What an earlier process had written of the same table: its rows are read again and not written again. */
  readonly after?: Written
  /** Called within the transaction that writes rows, with what is written with them. */
  readonly written?: (tx: Tx, upto: Written) => Promise<void>
}

/** What is written, or would be. */
export interface Written {
  readonly rows: number
  readonly subjects: number
  readonly facts: number
  /** Dossiers that did not exist before. */
  readonly opened: number
}

export interface ImportReport extends Written {
  readonly refused: readonly { readonly row: number; readonly column: string; readonly why: string }[]
  /** Headers that are no fact: left out, unless a mapping says what they are. */
  readonly unknown: readonly string[]
  readonly dryRun: boolean
}

type Column =
  | { readonly kind: 'code' | 'name' | 'bank' | 'street' | 'left-out' }
  | { readonly kind: 'fact'; readonly header: string; readonly name: string; readonly year?: number; readonly unit: string }

const CODE = ['统一社会信用代码', '信用代码', 'creditCode']
const NAME = ['企业名称', '名称', 'name']
const BANK = ['收款账号', '银行账号', 'bankAccount']
const STREET = ['街道', '所在街道', '街道（镇）', 'street']
/** Rows in one transaction. */
const BATCH = 1_000
/** Told refusals; more are only counted in the rows that were not taken. */
const MOST_REFUSED = 10_000

/**
 * Reads a table row by row, never whole, and records what it holds as imported facts. A wrong cell refuses that cell, a wrong
 * credit code the row; the report says each with its row, column and reason. Headers are facts by name, a year after `@` or a
 * blank, a unit in brackets: `加计扣除研发费用@2022（万元）`.
 *
 * @throws Refusal ZP-305 not a table, or none of its columns is the credit code
 */
export async function importTable(world: World, actor: Actor, filename: string, stream: Readable, options: ImportOptions): Promise<ImportReport> {
  const rows = filename.toLowerCase().endsWith('.xlsx') ? xlsxRows(stream) : csvRows(stream)
  const reader = new Importer(world, actor, options)
  try {
    for await (const cells of rows) await reader.row(cells)
  } catch (fault) {
    if (fault instanceof Refusal) throw fault
    if (isDatabaseFault(fault)) throw fault
    throw new Refusal('ZP-305', fault instanceof Error ? fault.message.slice(0, 200) : '')
  }
  return reader.end()
}

function isDatabaseFault(fault: unknown): boolean {
  return typeof fault === 'object' && fault !== null && 'code' in fault && /^([0-9A-Z]{5}|ECONN.*)$/.test(String(fault.code))
}

class Importer {
  private columns: readonly Column[] | undefined
  private line = 0
  /** Rows that were read. */
  private rows = 0
  private upto: Written
  private readonly refused: { row: number; column: string; why: string }[] = []
  private readonly unknown: string[] = []
  private waiting: { code: string; name: string; bank: string; street: string; facts: NewFact[] }[] = []
  private readonly seen = new Map<string, { readonly fact: NewFact } | { readonly wrong: Told }>()

  constructor(
    private readonly world: World,
    private readonly actor: Actor,
    private readonly options: ImportOptions,
  ) {
    this.upto = options.after ?? { rows: 0, subjects: 0, facts: 0, opened: 0 }
  }

  async row(cells: readonly string[]): Promise<void> {
    this.line += 1
    if (cells.every((one) => one.trim() === '')) return
    if (!this.columns) {
      this.columns = cells.map((header) => this.known(columnOf(header, this.options.mapping)))
      if (!this.columns.some((one) => one.kind === 'code')) throw new Refusal('ZP-305', { zh: `第一行没有“${CODE[0]}”列`, en: `the first row has no column ${CODE[0]}` })
      return
    }
    this.rows += 1
    let code = ''
    let name = ''
    let bank = ''
    let street = ''
    const facts: NewFact[] = []
    for (const [index, column] of this.columns.entries()) {
      const cell = (cells[index] ?? '').trim()
      if (column.kind === 'code') code = readCreditCode(cell)
      else if (column.kind === 'name') name = cell
      else if (column.kind === 'bank') bank = cell
      else if (column.kind === 'street') street = cell.slice(0, 60)
      else if (column.kind === 'fact' && cell !== '') {
        const read = this.read(column, cell)
        if ('fact' in read) facts.push(read.fact)
        else this.refuse(column.header, inLanguage(read.wrong, 'zh'))
      }
    }
    if (!isCreditCode(code)) return this.refuse(CODE[0] ?? '', `统一社会信用代码不对：${code.slice(0, 40)}`)
    if (this.rows <= (this.options.after?.rows ?? 0)) return
    try {
      this.waiting.push({ code, name: name === '' ? '' : readName(name), bank, street, facts })
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      return this.refuse(NAME[0] ?? '', fault.message)
    }
    if (this.waiting.length >= BATCH) await this.write()
  }

  async end(): Promise<ImportReport> {
    if (!this.columns) throw new Refusal('ZP-305', { zh: '表格是空的', en: 'the table is empty' })
    await this.write()
    return { ...this.upto, rows: this.rows, refused: this.refused, unknown: this.unknown, dryRun: this.options.dryRun }
  }

  /** A column that is no fact is told once, not cell by cell. */
  private known(column: Column): Column {
    if (column.kind !== 'fact') return column
    const read = readFact(this.world.policy.vocabulary, { name: column.name, value: '' })
    if ('fact' in read) return column
    this.unknown.push(column.header)
    this.refuse(column.header, inLanguage(read.wrong, 'zh'))
    return { kind: 'left-out' }
  }

  /** The same words in the same column mean the same: they are read once. */
  private read(column: Extract<Column, { kind: 'fact' }>, cell: string): { readonly fact: NewFact } | { readonly wrong: Told } {
    const given = column.unit !== '' && /^-?[\d,.]+$/.test(cell) ? `${cell}${column.unit}` : cell
    const key = `${column.header}\u0000${given}`
    const known = this.seen.get(key)
    if (known) return known
    const read = readFact(this.world.policy.vocabulary, { name: column.name, value: given, ...(column.year !== undefined && { year: column.year }) })
    if (this.seen.size > 50_000) this.seen.clear()
    this.seen.set(key, read)
    return read
  }

  private refuse(column: string, why: string): void {
    if (this.refused.length < MOST_REFUSED) this.refused.push({ row: this.line, column, why })
  }

  private async write(): Promise<void> {
    const rows = this.waiting
    this.waiting = []
    if (rows.length === 0) return
    // The transaction may be run anew: what it counts holds only when it is through.
    this.upto = await asActor(this.world.db, this.actor, async (tx): Promise<Written> => {
      const codes = [...new Set(rows.map((one) => one.code))]
      const known = async (): Promise<Map<string, bigint>> => {
        const { rows: found } = await sql<{ id: bigint; creditCode: string }>`SELECT id, credit_code FROM subject WHERE credit_code = ANY(${codes}::text[])`.execute(tx)
        return new Map(found.map((one) => [one.creditCode, one.id]))
      }
      let ids = await known()
      const fresh = new Map(rows.filter((one) => !ids.has(one.code)).map((one) => [one.code, one]))
      const upto: Written = {
        rows: this.rows,
        subjects: this.upto.subjects + codes.length,
        facts: this.upto.facts + rows.reduce((sum, one) => sum + one.facts.length, 0),
        opened: this.upto.opened + fresh.size,
      }
      if (this.options.dryRun) return upto
      const list = [...fresh.values()]
      if (list.length > 0) {
        await sql`INSERT INTO subject (credit_code, name, synthetic, bank_account) SELECT code, name, ${this.options.synthetic}, nullif(bank, '')
          FROM unnest(${list.map((one) => one.code)}::text[], ${list.map((one) => one.name || one.code)}::text[], ${list.map((one) => one.bank)}::text[]) AS given (code, name, bank) ON CONFLICT (credit_code) DO NOTHING`.execute(
          tx,
        )
        ids = await known()
      }
      const source: SourceName = 'import'
      await writeFacts(
        tx,
        rows.flatMap((one) => one.facts.map((fact) => ({ ...fact, subject: ids.get(one.code) ?? 0n, source }))),
      )
      const placed = new Map(rows.filter((one) => fresh.has(one.code) || one.street !== '').map((one) => [one.code, one]))
      await indexSubjects(
        tx,
        (await named(tx, [...placed.keys()])).map((one) => ({ ...one, street: placed.get(one.creditCode)?.street || undefined })),
      )
      await this.options.written?.(tx, upto)
      return upto
    })
  }
}

async function named(tx: Tx, codes: readonly string[]): Promise<readonly { readonly id: bigint; readonly name: string; readonly creditCode: string }[]> {
  const { rows } = await sql<{ id: bigint; name: string; creditCode: string }>`SELECT id, name, credit_code FROM subject WHERE credit_code = ANY(${[...codes]}::text[])`.execute(tx)
  return rows
}

function columnOf(header: string, mapping: Readonly<Record<string, string>>): Column {
  const given = header.trim()
  const mapped = (mapping[given] ?? given).trim()
  if (mapped === '') return { kind: 'left-out' }
  if (CODE.includes(mapped)) return { kind: 'code' }
  if (NAME.includes(mapped)) return { kind: 'name' }
  if (BANK.includes(mapped)) return { kind: 'bank' }
  if (STREET.includes(mapped)) return { kind: 'street' }
  const match = /^(.+?)(?:[@\s]?(\d{4})年?)?\s*(?:[（(]([^）)]*)[）)])?$/.exec(mapped)
  return { kind: 'fact', header: given, name: match?.[1] ?? mapped, unit: match?.[3] ?? '', ...(match?.[2] !== undefined && { year: Number(match[2]) }) }
}

async function* csvRows(stream: Readable): AsyncIterable<readonly string[]> {
  const parser = stream.pipe(parse({ bom: true, relax_column_count: true, max_record_size: 1_000_000 }))
  stream.on('error', (fault) => parser.destroy(fault))
  for await (const row of parser) yield row as string[]
}

/** Sheets are unpacked as they are read; a table that unpacks to far more than it could hold is refused before it fills the memory. */
const MOST_CELLS = 50_000_000
const MOST_COLUMNS = 2_000

async function* xlsxRows(stream: Readable): AsyncIterable<readonly string[]> {
  const book = new ExcelJS.stream.xlsx.WorkbookReader(stream, { sharedStrings: 'cache', styles: 'ignore', hyperlinks: 'ignore', worksheets: 'emit', entries: 'emit' })
  let cells = 0
  for await (const sheet of book) {
    for await (const row of sheet) {
      const count = row.cellCount
      cells += count
      if (count > MOST_COLUMNS || cells > MOST_CELLS) throw new Refusal('ZP-305', { zh: '表格展开后过大', en: 'the table is too large when unpacked' })
      yield Array.from({ length: count }, (_unused, index) => cellText(row.getCell(index + 1).value))
    }
    return
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'object') {
    if ('result' in value) return cellText(value.result)
    if ('richText' in value && Array.isArray(value.richText)) return value.richText.map((one: { text?: string }) => one.text ?? '').join('')
    if ('text' in value) return cellText(value.text)
    return ''
  }
  return String(value)
}
