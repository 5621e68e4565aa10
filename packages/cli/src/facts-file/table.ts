import type { RawSubject } from '@zhida/engine'
import { type Diagnostic, diagnose, type Vocabulary } from '@zhida/language'

/** The subjects of a facts file, and what is wrong with it. */
export interface FactsFile {
  readonly subjects: readonly RawSubject[]
  readonly diagnostics: readonly Diagnostic[]
}

interface Cell {
  readonly text: string
  /** `B3` */
  readonly place: string
  readonly formula: boolean
}

/**
 * One row a firm. The first row names the facts: `加计扣除研发费用@2022`, `主体类型`; the column 企业 names the firm. A fact of an
 * event is `资质认定.类别` and makes a list of one; several rows of one firm add to it.
 */
export async function readTable(path: string, content: string | Buffer, vocabulary: Vocabulary): Promise<FactsFile> {
  const diagnostics: Diagnostic[] = []
  const rows = typeof content === 'string' ? await csvRows(path, content, diagnostics) : await sheetRows(path, content, diagnostics)
  const [head, ...body] = rows
  if (!head) return { subjects: [], diagnostics: diagnostics.length > 0 ? diagnostics : [diagnose('ZD-608', { file: path, text: '' }, -1, -1)] }
  const events = new Set(vocabulary.events.flatMap((event) => [event.name, event.key]))
  const firms = new Map<string, { data: Record<string, unknown>; places: Map<string, string> }>()
  for (const row of body) {
    for (const cell of row) if (cell.formula) diagnostics.push(diagnose('ZD-607', { file: `${path} ${cell.place}`, text: '' }, -1, -1, { cell: cell.place }))
    const nameAt = head.findIndex((cell) => cell.text === '企业')
    const name = row[nameAt]?.text ?? ''
    if (row.every((cell) => cell.text === '')) continue
    const firm = firms.get(name) ?? { data: {}, places: new Map<string, string>() }
    firms.set(name, firm)
    const started = new Map<string, Record<string, string>>()
    for (const [index, cell] of row.entries()) {
      const column = head[index]?.text.trim() ?? ''
      if (index === nameAt || cell.text === '' || cell.formula || column === '合成数据') continue
      const [key = '', year] = column.split('@')
      const [event = '', field] = column.split('.')
      if (field !== undefined && events.has(event)) {
        const record = started.get(event) ?? {}
        if (!started.has(event)) firm.data[event] = [...(Array.isArray(firm.data[event]) ? firm.data[event] : []), record]
        started.set(event, record)
        record[field] = cell.text
      } else if (year !== undefined) {
        const before = firm.data[key]
        firm.data[key] = { ...(typeof before === 'object' ? before : {}), [year]: cell.text }
      } else firm.data[key] = cell.text
      firm.places.set(year === undefined ? key : `${key}/${year}`, cell.place)
    }
  }
  const subjects = [...firms].map(
    ([name, firm]): RawSubject => ({
      name: name || '未命名',
      synthetic: head.some((cell) => cell.text === '合成数据'),
      data: firm.data,
      at: (sub) => {
        const place = firm.places.get(sub.join('/')) ?? firm.places.get(String(sub[0])) ?? ''
        return { source: { file: `${path} ${place}`.trim(), text: '' }, start: -1, end: -1 }
      },
    }),
  )
  return { subjects, diagnostics }
}

async function csvRows(path: string, text: string, diagnostics: Diagnostic[]): Promise<Cell[][]> {
  const { parse } = await import('csv-parse/sync')
  try {
    const records: string[][] = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true })
    return records.map((record, row) => record.map((value, column) => ({ text: value, place: `${letters(column)}${row + 1}`, formula: /^[=@]/.test(value) && row > 0 })))
  } catch (fault) {
    diagnostics.push(diagnose('ZD-102', { file: path, text: '' }, -1, -1, { detail: fault instanceof Error ? fault.message : String(fault) }))
    return []
  }
}

async function sheetRows(path: string, content: Buffer, diagnostics: Diagnostic[]): Promise<Cell[][]> {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  try {
    await book.xlsx.load(Uint8Array.from(content).buffer)
  } catch {
    diagnostics.push(diagnose('ZD-102', { file: path, text: '' }, -1, -1, { detail: '不是有效的 .xlsx 文件' }))
    return []
  }
  const rows: Cell[][] = []
  book.worksheets[0]?.eachRow((row, number) => {
    const cells: Cell[] = []
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      const formula = cell.formula !== undefined
      const text = cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text
      cells.push({ text: formula ? '' : text, place: `${letters(column - 1)}${number}`, formula })
    })
    rows.push(cells)
  })
  return rows
}

/** 0 → A, 26 → AA. */
function letters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26)
}
