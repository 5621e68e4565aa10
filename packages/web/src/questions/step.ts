import type { Missing, Result } from '@zhida/engine'
import type { EventDefinition, FactDefinition } from '@zhida/language/ir'
import { policy } from '../policy/policy.ts'

/** One screenful of questions of one kind: what settles most, with what can be answered along with it. */
export type Step =
  | { readonly kind: 'choice'; readonly fact: FactDefinition }
  | { readonly kind: 'checklist'; readonly facts: readonly FactDefinition[] }
  | { readonly kind: 'events'; readonly events: readonly EventDefinition[] }
  | { readonly kind: 'fields'; readonly facts: readonly { readonly fact: FactDefinition; readonly year?: number }[] }
  | { readonly kind: 'event-fields'; readonly event: EventDefinition; readonly index: number }
  | { readonly kind: 'awards' }

const { facts, events } = policy.vocabulary

function factOf(key: string): FactDefinition | undefined {
  return facts.find((one) => one.key === key)
}

/** The next step: the first open question that was not skipped, and its like. */
export function nextStep(questions: Result['questions'], skipped: ReadonlySet<string>): Step | undefined {
  const open = questions.map((one) => one.missing).filter((one) => !skipped.has(questionKey(one)))
  const [first] = open
  if (!first) return undefined
  switch (first.kind) {
    case 'awards':
      return { kind: 'awards' }
    case 'events':
      return { kind: 'events', events: open.flatMap((one) => (one.kind === 'events' ? events.filter((event) => event.key === one.key) : [])).slice(0, 9) }
    case 'field': {
      const event = events.find((one) => one.key === first.event)
      return event && { kind: 'event-fields', event, index: first.index ?? 0 }
    }
    case 'fact': {
      const fact = factOf(first.key)
      if (!fact) return undefined
      if (fact.type.kind === 'category') return { kind: 'choice', fact }
      if (fact.type.kind === 'truth') return { kind: 'checklist', facts: distinct(open.flatMap((one) => booleanOf(one))).slice(0, 10) }
      return { kind: 'fields', facts: togetherByFact(open.flatMap((one) => fieldOf(one))).slice(0, 5) }
    }
  }
}

function questionKey(missing: Missing): string {
  return `${missing.kind}/${missing.event ?? ''}/${missing.index ?? ''}/${missing.key}/${missing.year ?? ''}`
}

/** The keys of everything a step asks, for skipping it. */
export function keysOfStep(step: Step): readonly string[] {
  switch (step.kind) {
    case 'awards':
      return ['awards///awards/']
    case 'choice':
      return [`fact///${step.fact.key}/`]
    case 'checklist':
      return step.facts.map((fact) => `fact///${fact.key}/`)
    case 'events':
      return step.events.map((event) => `events///${event.key}/`)
    case 'fields':
      return step.facts.map(({ fact, year }) => `fact///${fact.key}/${year ?? ''}`)
    case 'event-fields':
      return step.event.fields.map((field) => `field/${step.event.key}/${step.index}/${field.key}/`)
  }
}

function booleanOf(missing: Missing): FactDefinition[] {
  const fact = missing.kind === 'fact' ? factOf(missing.key) : undefined
  return fact?.type.kind === 'truth' ? [fact] : []
}

function fieldOf(missing: Missing): { fact: FactDefinition; year?: number }[] {
  const fact = missing.kind === 'fact' ? factOf(missing.key) : undefined
  if (!fact || fact.type.kind === 'truth' || fact.type.kind === 'category') return []
  return [{ fact, ...(missing.year !== undefined && { year: missing.year }) }]
}

/** The years of one fact stand side by side, newest first. */
function togetherByFact<T extends { readonly fact: FactDefinition; readonly year?: number }>(list: readonly T[]): readonly T[] {
  const keys = [...new Set(list.map((one) => one.fact.key))]
  return keys.flatMap((key) => list.filter((one) => one.fact.key === key).sort((a, b) => (b.year ?? 0) - (a.year ?? 0)))
}

function distinct(list: readonly FactDefinition[]): FactDefinition[] {
  return [...new Set(list)]
}
