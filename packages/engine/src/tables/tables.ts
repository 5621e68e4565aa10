import type { FactDefinition, Policy } from '@zhida/language/ir'
import type { Dossier, FactValue } from '../dossier/dossier.ts'
import { AWARDS, KNOWN, NONE, type Shape, SUBJECTS } from '../lower/shape.ts'

/** One value of a relation: an integer, a truth, a text or a date; null is unknown. */
export type Cell = bigint | boolean | string | null

export type Row = Readonly<Record<string, Cell>>

/** Dossiers as relations: `subjects`, one for each event, `awards`. Keyed by relation name. */
export type Tables = Readonly<Record<string, readonly Row[]>>

/** Lays dossiers out as the relations that plans read. The inverse of what a plan assumes: no value is changed. */
export function tablesOf(policy: Policy, shape: Shape, dossiers: readonly Dossier[]): Tables {
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
