import { type FactDefinition, type Rational, type Rules, rational } from '@zhida/language/ir'
import { AWARDS, type ColumnShape, columnName, KNOWN, NONE, type RelationShape, type Shape, SUBJECTS } from '../lower/shape.ts'
import type { Row, Tables } from './tables.ts'

/** Measures relations that are in memory: which columns there are, whether anything is unknown in them, their least and greatest. */
export function shapeOf(policy: Rules, tables: Tables, scales: (fact: FactDefinition) => Rational = () => rational(1n)): Shape {
  const { facts, events } = policy.vocabulary
  const subjects = tables[SUBJECTS] ?? []
  const names = new Set(subjects.flatMap((row) => Object.keys(row)))
  const columns: Record<string, ColumnShape> = {}
  for (const name of names) {
    const fact = facts.find((one) => name === one.key || (one.yearly && new RegExp(`^${one.key}_\\d{4}$`).test(name)))
    if (fact && name === columnName(fact.key, fact.yearly ? +name.slice(-4) : undefined)) columns[name] = columnShape(subjects, name, scales(fact))
  }
  const lists = events.flatMap((event): [string, RelationShape][] => {
    const rows = tables[event.key]
    if (!rows) return []
    const fields = event.fields.map((field) => [field.key, columnShape(rows, field.key, scales(field))] as const)
    return [[event.key, { columns: Object.fromEntries(fields), partly: names.has(`${event.key}${KNOWN}`), most: mostOf(rows) }]]
  })
  const awards = tables[AWARDS]
  return { subjects: columns, events: Object.fromEntries(lists), ...(awards && { awards: { partly: names.has(`${AWARDS}${KNOWN}`), most: mostOf(awards) } }) }
}

function columnShape(rows: readonly Row[], name: string, scale: Rational): ColumnShape {
  let [min, max, nullable] = [0n, 0n, false]
  let first = true
  let none = false
  for (const row of rows) {
    const cell = row[name] ?? null
    if (cell === null) nullable = true
    else if (typeof cell === 'bigint') {
      if (first || cell < min) min = cell
      if (first || cell > max) max = cell
      first = false
    }
    if (row[`${name}${NONE}`] === true) none = true
  }
  return { nullable, none: none && nullable, scale, min, max }
}

/** The most rows of one subject. */
function mostOf(rows: readonly Row[]): bigint {
  const counts = new Map<unknown, bigint>()
  let most = 1n
  for (const { subject } of rows) {
    const count = (counts.get(subject) ?? 0n) + 1n
    counts.set(subject, count)
    if (count > most) most = count
  }
  return most
}
