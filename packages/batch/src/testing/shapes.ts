import { AWARDS, type ColumnShape, columnName, type Shape } from '@zhida/engine'
import type { FactDefinition, Policy, Rational } from '@zhida/language/ir'

/** The layout that holds anything a dossier may say: every fact of every year asked for, with its flags. */
export function widest(policy: Policy, scaleOf: (fact: FactDefinition) => Rational): Shape {
  const years = [-2, -1, 0, 1].map((offset) => policy.year + offset)
  const any = (fact: FactDefinition): ColumnShape => ({ nullable: true, none: true, scale: scaleOf(fact), min: 0n, max: 0n })
  const { facts, events } = policy.vocabulary
  return {
    subjects: Object.fromEntries(facts.flatMap((fact) => (fact.yearly ? years : [undefined]).map((year) => [columnName(fact.key, year), any(fact)]))),
    events: Object.fromEntries(events.map((event) => [event.key, { columns: Object.fromEntries(event.fields.map((field) => [field.key, any(field)])), partly: true, most: 1n }])),
    [AWARDS]: { partly: true, most: 1n },
  }
}
