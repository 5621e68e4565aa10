import { type FactDefinition, multiply, type Rules, rational } from '@zhida/language/ir'
import { type Dossier, type Fact, type FactValue, yearKey } from '../dossier/dossier.ts'
import { AWARDS, KNOWN, NONE, type Shape, SUBJECTS } from '../lower/shape.ts'

/** One value of a relation: an integer, a truth, a text or a date; null is unknown. */
export type Cell = bigint | boolean | string | null

export type Row = Readonly<Record<string, Cell>>

/** Dossiers as relations: `subjects`, one for each event, `awards`. Keyed by relation name. */
export type Tables = Readonly<Record<string, readonly Row[]>>

/** Lays dossiers out as the relations that plans read. The inverse of what a plan assumes: no value is changed. */
export function tablesOf(policy: Rules, shape: Shape, dossiers: readonly Dossier[]): Tables {
  const { facts, events } = policy.vocabulary
  const definitions = new Map(facts.map((one) => [one.key, one]))
  const subjects = dossiers.map((dossier): Row => {
    const row: Record<string, Cell> = { subject: dossier.subject }
    for (const [name, column] of Object.entries(shape.subjects)) {
      const [, key = name, year] = /^(.*?)(?:_(\d{4}))?$/.exec(name) ?? []
      const value = dossier.facts[year ? `${key}@${year}` : key]?.value
      Object.assign(row, cells(name, value, column, definitions.get(key)))
    }
    for (const event of events) if (shape.events[event.key]?.partly) row[`${event.key}${KNOWN}`] = dossier.events[event.key] !== undefined
    if (shape.awards?.partly) row[`${AWARDS}${KNOWN}`] = dossier.awards !== undefined
    return row
  })
  const lists = events.map(({ key, fields }): readonly [string, readonly Row[]] => [
    key,
    dossiers.flatMap((dossier) =>
      (dossier.events[key] ?? []).map((record, index): Row => {
        const row: Record<string, Cell> = { subject: dossier.subject, index: BigInt(index) }
        for (const field of fields) {
          const column = shape.events[key]?.columns[field.key]
          if (column) Object.assign(row, cells(field.key, record[field.key]?.value, column, field))
        }
        return row
      }),
    ),
  ])
  const awards = dossiers.flatMap((dossier) => (dossier.awards ?? []).map((one): Row => ({ subject: dossier.subject, measure: one.measure, year: BigInt(one.year), fen: one.amountFen })))
  return { [SUBJECTS]: subjects, ...Object.fromEntries(lists), [AWARDS]: awards }
}

function cells(name: string, value: FactValue | undefined, column: Shape['subjects'][string], definition: FactDefinition | undefined): Row {
  return { [name]: cellOf(value, column, definition), ...(column.none && { [`${name}${NONE}`]: value?.kind === 'none' }) }
}

function cellOf(value: FactValue | undefined, { scale }: Shape['subjects'][string], definition: FactDefinition | undefined): Cell {
  if (value === undefined || value.kind === 'none') return null
  if (value.kind !== 'number') return value.value
  const { n, d } = value.value
  const [stored, rest] = [(n * scale.d) / (d * scale.n), (n * scale.d) % (d * scale.n)]
  if (rest !== 0n) throw new RangeError(`${definition?.name ?? ''}：${n}/${d} 不是 ${scale.n}/${scale.d} 的整数倍`)
  return stored
}

/**
 * The dossiers that relations hold: the inverse of {@link tablesOf}. A list is complete unless the subject's `…__known` says no.
 *
 * @param source who is named as having said it
 */
export function dossiersOf(policy: Rules, shape: Shape, tables: Tables, source: string): readonly Dossier[] {
  const { facts, events } = policy.vocabulary
  const lists = new Map(Object.entries(tables).map(([name, rows]) => [name, bySubject(rows)]))
  const told = (row: Row, list: string): boolean => tables[list] !== undefined && row[`${list}${KNOWN}`] !== false && row[`${list}${KNOWN}`] !== null
  const rowsOf = (list: string, subject: string): readonly Row[] => lists.get(list)?.get(subject) ?? []
  const factOf = (row: Row, name: string, column: Shape['subjects'][string], definition: FactDefinition): Fact | undefined => {
    const value = row[`${name}${NONE}`] === true ? ({ kind: 'none' } as const) : known(row[name] ?? null, column, definition)
    return value && { value, source }
  }
  return (tables[SUBJECTS] ?? []).map((row): Dossier => {
    const subject = String(row.subject)
    const stated: [string, Fact][] = []
    for (const [name, column] of Object.entries(shape.subjects)) {
      const definition = facts.find((one) => one.key === name || (one.yearly && `${one.key}_${name.slice(-4)}` === name))
      const fact = definition && factOf(row, name, column, definition)
      if (fact) stated.push([definition.yearly ? yearKey(definition.key, +name.slice(-4)) : name, fact])
    }
    const records = events
      .filter(({ key }) => told(row, key))
      .map(({ key, fields }) => [
        key,
        rowsOf(key, subject)
          .toSorted((a, b) => (BigInt(a.index ?? 0n) < BigInt(b.index ?? 0n) ? -1 : 1))
          .map((record) =>
            Object.fromEntries(
              fields.flatMap((field): [string, Fact][] => {
                const column = shape.events[key]?.columns[field.key]
                const fact = column && factOf(record, field.key, column, field)
                return fact ? [[field.key, fact]] : []
              }),
            ),
          ),
      ])
    const awards = told(row, AWARDS) ? rowsOf(AWARDS, subject).map((one) => ({ measure: String(one.measure), year: +String(one.year), amountFen: BigInt(one.fen ?? 0n) })) : undefined
    return { subject, synthetic: row.note === '合成数据', facts: Object.fromEntries(stated), events: Object.fromEntries(records), ...(awards && { awards }) }
  })
}

function bySubject(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const lists = new Map<string, Row[]>()
  for (const row of rows) {
    const subject = String(row.subject)
    const list = lists.get(subject)
    if (list) list.push(row)
    else lists.set(subject, [row])
  }
  return lists
}

function known(cell: Cell, { scale }: Shape['subjects'][string], { type }: FactDefinition): FactValue | undefined {
  if (cell === null) return undefined
  switch (type.kind) {
    case 'number':
      return { kind: 'number', value: multiply(rational(BigInt(cell)), scale) }
    case 'truth':
      return { kind: 'truth', value: cell === true }
    case 'date':
      return { kind: 'date', value: String(cell) }
    default:
      return { kind: 'text', value: String(cell) }
  }
}
