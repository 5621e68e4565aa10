import { PassThrough, type Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import ExcelJS from 'exceljs'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { yuanText } from '../yuan.ts'

/** The forms in which a table leaves the house, by the word in the request. */
export const TABLE_TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' } as const
type TableForm = keyof typeof TABLE_TYPES
export const TableForms = z.enum(Object.keys(TABLE_TYPES) as [TableForm, ...TableForm[]])

/** A column: its heading, and the cell of a row. An amount is whole fen and is written in yuan with two decimals. */
export interface Column<T> {
  readonly heading: string
  readonly cell: (row: T) => string | { readonly fen: bigint | null }
}

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** A table whose rows have become cells. */
export interface Sheet {
  readonly title: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}
type Cell = ReturnType<Column<never>['cell']>

export function sheetOf<T>(title: string, columns: readonly Column<T>[], rows: readonly T[]): Sheet {
  return { title, headings: columns.map((one) => one.heading), rows: rows.map((row) => columns.map((one) => one.cell(row))) }
}

/** Answers a table as a file to keep. No text in it is a formula: in .xlsx a text is typed as text, in CSV an apostrophe stands before what looks like one. */
export async function sendTable<T>(
  reply: FastifyReply,
  form: TableForm,
  { name, title }: { readonly name: string; readonly title: string },
  columns: readonly Column<T>[],
  rows: readonly T[],
): Promise<Buffer | Readable> {
  reply.type(TABLE_TYPES[form]).header('Content-Disposition', `attachment; filename="${name}.${form}"`)
  const sheet = sheetOf(title, columns, rows)
  return form === 'xlsx' ? xlsx([sheet]) : csv(sheet)
}

/** Answers a workbook of several sheets. */
export async function sendBook(reply: FastifyReply, name: string, sheets: readonly Sheet[]): Promise<Readable> {
  reply.type(TABLE_TYPES.xlsx).header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`)
  return xlsx(sheets)
}

function csv({ headings, rows }: Sheet): Buffer {
  const text = (one: string): string => (FORMULA.test(one) ? `'${one}` : one)
  const lines = rows.map((row) => row.map((value) => (typeof value === 'string' ? text(value) : value.fen === null ? '' : yuanText(value.fen))))
  return Buffer.from(stringify([[...headings], ...lines], { bom: true, record_delimiter: 'windows' }))
}

/** Rows that are written before others get a turn: a long table must not keep the server from answering. */
const TURN = 200

/** A workbook, written as it goes out. */
function xlsx(sheets: readonly Sheet[]): Readable {
  const out = new PassThrough()
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  const write = async (): Promise<void> => {
    for (const { title, headings, rows } of sheets) {
      const sheet = book.addWorksheet(title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
      sheet.columns = headings.map((one) => ({ header: one, width: Math.max(12, one.length * 2 + 4) }))
      sheet.getRow(1).font = { bold: true }
      sheet.getRow(1).commit()
      for (const [at, row] of rows.entries()) {
        const added = sheet.addRow([])
        for (const [index, value] of row.entries()) {
          const place = added.getCell(index + 1)
          if (typeof value === 'string') place.value = value
          else if (value.fen !== null) {
            // A spreadsheet's numbers hold fifteen digits: ten billion yuan to the fen with room to spare.
            place.value = Number(yuanText(value.fen))
            place.numFmt = '#,##0.00'
          }
        }
        added.commit()
        if (at % TURN === TURN - 1) await setImmediate()
        if (out.destroyed) return
      }
      sheet.commit()
    }
    await book.commit()
  }
  write().catch((fault: unknown) => out.destroy(fault instanceof Error ? fault : new Error(String(fault))))
  return out
}
