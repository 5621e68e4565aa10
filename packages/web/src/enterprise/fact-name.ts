import type { FactDefinition } from '@zhida/language/ir'
import type { StoredFact } from '../api/client.ts'
import { policy } from '../policy/policy.ts'

/** What the vocabulary says of a stored fact: its name, unit and help. */
export function definitionOf(fact: Pick<StoredFact, 'key' | 'event'>): FactDefinition | undefined {
  const { facts, events } = policy.vocabulary
  return fact.event === null ? facts.find((one) => one.key === fact.key) : events.find((one) => one.key === fact.event)?.fields.find((one) => one.key === fact.key)
}

/** `加计扣除研发费用（2022年）`, `资质认定 1 的类别` */
export function factName(fact: Pick<StoredFact, 'key' | 'event' | 'record' | 'year'>): string {
  const name = definitionOf(fact)?.name ?? fact.key
  if (fact.event === null) return `${name}${fact.year === null ? '' : `（${fact.year}年）`}`
  const event = policy.vocabulary.events.find((one) => one.key === fact.event)?.name ?? fact.event
  return fact.record ? `${event} ${fact.record} 的${name || '记录'}` : event
}
