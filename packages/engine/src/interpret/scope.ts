import type { DerivedDefinition, FactDefinition, Period, Reading, Rules, Vocabulary } from '@zhida/language/ir'
import { type Dossier, type EventRecord, type FactValue, yearKey } from '../dossier/dossier.ts'

/** A fact that was asked for and is not known. */
export interface Missing {
  readonly kind: 'fact' | 'events' | 'field' | 'awards'
  readonly key: string
  readonly year?: number
  /** For a field: its event, and which one of the list. */
  readonly event?: string
  readonly index?: number
}

/** Everything an expression may look at: one subject, one case, one year, the readings in force. Nothing else. */
export interface Scope {
  readonly index: VocabularyIndex
  readonly dossier: Dossier
  readonly year: number
  readonly event?: { readonly key: string; readonly index: number; readonly record: EventRecord }
  readonly readings: ReadonlyMap<string, Reading>
  readonly chosen: Readonly<Record<string, string>>
  /** One fact replaced, for asking “how far off?”. */
  readonly instead?: { readonly key: string; readonly value: FactValue }
}

export interface VocabularyIndex {
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly derived: ReadonlyMap<string, DerivedDefinition>
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, FactDefinition>>
  readonly vocabulary: Vocabulary
}

const indexes = new WeakMap<Rules, VocabularyIndex>()

export function indexOf(policy: Rules): VocabularyIndex {
  const known = indexes.get(policy)
  if (known) return known
  const { vocabulary } = policy
  const index: VocabularyIndex = {
    facts: new Map(vocabulary.facts.map((fact) => [fact.key, fact])),
    derived: new Map(vocabulary.derived.map((one) => [one.key, one])),
    fields: new Map(vocabulary.events.map((event) => [event.key, new Map(event.fields.map((field) => [field.key, field]))])),
    vocabulary,
  }
  indexes.set(policy, index)
  return index
}

export function yearOf(scope: Scope, period: Period): number {
  return period.kind === 'fixed' ? period.year : scope.year + period.offset
}

/** Where a fact's value is kept: `key`, `key@2022`, or `event[3].field`. */
function slotOf(scope: Scope, key: string, period: Period | undefined): string {
  return period ? yearKey(key, yearOf(scope, period)) : key
}

export function fieldSlot(event: string, index: number, key: string): string {
  return `${event}[${index}].${key}`
}

export function lookUp(scope: Scope, key: string, period: Period | undefined): FactValue | undefined {
  const slot = slotOf(scope, key, period)
  return scope.instead?.key === slot ? scope.instead.value : scope.dossier.facts[slot]?.value
}

export function lookUpField(scope: Scope, key: string): FactValue | undefined {
  if (!scope.event) return undefined
  const slot = fieldSlot(scope.event.key, scope.event.index, key)
  return scope.instead?.key === slot ? scope.instead.value : scope.event.record[key]?.value
}
