import type { FactDefinition, Rules } from '@zhida/language/ir'
import { AWARDS, columnFor, columnName, KNOWN, NONE, type Shape, SUBJECTS } from '../lower/shape.ts'
import type { Cell, Tables } from '../tables/tables.ts'
import { isWideColumn } from './print.ts'

/**
 * A column in memory. Integers are a `Float64Array` in which NaN is unknown, or a list of `bigint | null` where they may be
 * larger than a double holds exactly; truths are 0, 1 and 2 for unknown; texts are places in the dictionary, 0 unknown; dates
 * are `20230101`, 0 unknown.
 */
interface JsColumn {
  readonly values: Float64Array | Uint8Array | Int32Array | (bigint | null)[]
  readonly dictionary?: readonly string[]
}

interface JsList {
  /** Rows of subject i are `offsets[i]` up to `offsets[i + 1]`. */
  readonly offsets: Int32Array
  readonly columns: Readonly<Record<string, JsColumn>>
}

/** Everything that compiled measures read. */
export interface Columns {
  readonly rows: number
  readonly subjects: Readonly<Record<string, JsColumn>>
  readonly events: Readonly<Record<string, JsList>>
  readonly awards: { readonly offsets: Int32Array; readonly measure: Int32Array; readonly dictionary: readonly string[]; readonly year: Int32Array; readonly fen: Float64Array } | undefined
}

/** A value as it is packed: an integer may come as a double that holds it. */
type Value = Cell | number

/** A relation by columns: what it lacks is unknown in every row. */
export interface Stretch {
  readonly rows: number
  readonly columns: Readonly<Record<string, readonly Value[]>>
}

/** Packs relations into columns. Rows of a list must stand in the subjects' order. */
export function columnsOf(policy: Rules, shape: Shape, tables: Tables): Columns {
  const stretches = Object.entries(tables).map(([relation, rows]): [string, Stretch] => {
    const names = new Set(rows.flatMap((row) => Object.keys(row)))
    return [relation, { rows: rows.length, columns: Object.fromEntries([...names].map((name) => [name, rows.map((row) => row[name] ?? null)])) }]
  })
  return packed(policy, shape, Object.fromEntries(stretches))
}

/** The same from columns as a database gives them. */
export function packed(policy: Rules, shape: Shape, stretches: Readonly<Record<string, Stretch>>): Columns {
  const { facts, events } = policy.vocabulary
  const stretchOf = (relation: string): Stretch => stretches[relation] ?? { rows: 0, columns: {} }
  const cellsOf = ({ rows, columns: stored }: Stretch, name: string): readonly Value[] => stored[name] ?? Array.from({ length: rows }, () => null)
  const subjects = stretchOf(SUBJECTS)
  const keys = cellsOf(subjects, 'subject')
  const columns: Record<string, JsColumn> = {}
  const fill = (target: Record<string, JsColumn>, relation: string, name: string, definition: FactDefinition, from: Stretch, column: Shape['subjects'][string]): void => {
    const { value, none } = columnFor(relation, name, definition, column)
    target[name] = pack(cellsOf(from, name), value.type, isWideColumn(value))
    if (none) target[none.name] = flags(cellsOf(from, `${name}${NONE}`))
  }
  for (const fact of facts) {
    for (const [name, column] of Object.entries(shape.subjects)) {
      const year = /_(\d{4})$/.exec(name)?.[1]
      if (name === columnName(fact.key, fact.yearly && year ? +year : undefined)) fill(columns, SUBJECTS, name, fact, subjects, column)
    }
  }
  for (const event of events) if (shape.events[event.key]?.partly) columns[`${event.key}${KNOWN}`] = flags(cellsOf(subjects, `${event.key}${KNOWN}`))
  if (shape.awards?.partly) columns[`${AWARDS}${KNOWN}`] = flags(cellsOf(subjects, `${AWARDS}${KNOWN}`))
  const lists = events.flatMap((event): [string, JsList][] => {
    const relation = shape.events[event.key]
    const from = stretchOf(event.key)
    if (!relation) return []
    const inner: Record<string, JsColumn> = {}
    for (const field of event.fields) {
      const column = relation.columns[field.key]
      if (column) fill(inner, event.key, field.key, field, from, column)
    }
    return [[event.key, { offsets: offsetsOf(keys, cellsOf(from, 'subject')), columns: inner }]]
  })
  const awards = stretchOf(AWARDS)
  const measure = pack(cellsOf(awards, 'measure'), 'text', false)
  return {
    rows: subjects.rows,
    subjects: columns,
    events: Object.fromEntries(lists),
    awards: shape.awards && {
      offsets: offsetsOf(keys, cellsOf(awards, 'subject')),
      measure: measure.values as Int32Array,
      dictionary: measure.dictionary ?? [],
      year: Int32Array.from(cellsOf(awards, 'year'), toNumber),
      fen: Float64Array.from(cellsOf(awards, 'fen'), toNumber),
    },
  }
}

function flags(cells: readonly Value[]): JsColumn {
  return { values: Uint8Array.from(cells, (cell) => (cell === true ? 1 : 0)) }
}

/** Exact: the shape's bounds say that every integer of the column fits a double. */
function toNumber(cell: Value): number {
  return typeof cell === 'number' ? cell : cell === null ? NaN : +String(cell)
}

function pack(cells: readonly Value[], type: 'int' | 'bool' | 'text' | 'date', wide: boolean): JsColumn {
  switch (type) {
    case 'int':
      return { values: wide ? cells.map((cell) => (typeof cell === 'bigint' ? cell : null)) : Float64Array.from(cells, toNumber) }
    case 'bool':
      return { values: Uint8Array.from(cells, (cell) => (cell === null ? 2 : cell === true ? 1 : 0)) }
    case 'date':
      return { values: Int32Array.from(cells, (cell) => (cell === null ? 0 : typeof cell === 'number' ? cell : +String(cell).replaceAll('-', ''))) }
    case 'text': {
      const dictionary = ['']
      const places = new Map<string, number>([['', 0]])
      const values = Int32Array.from(cells, (cell) => {
        if (cell === null) return 0
        const text = String(cell)
        const known = places.get(text)
        if (known !== undefined && text !== '') return known
        places.set(text, dictionary.length)
        dictionary.push(text)
        return dictionary.length - 1
      })
      return { values, dictionary }
    }
  }
}

function offsetsOf(subjects: readonly Value[], rows: readonly Value[]): Int32Array {
  const offsets = new Int32Array(subjects.length + 1)
  let at = 0
  for (const [place, subject] of subjects.entries()) {
    offsets[place] = at
    while (at < rows.length && rows[at] === subject) at += 1
  }
  offsets[subjects.length] = at
  if (at !== rows.length) throw new RangeError('事项表没有按主体的次序排列，或者有不在主体表中的主体')
  return offsets
}
