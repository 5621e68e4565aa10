import { t } from '@lingui/core/macro'
import type { FactDefinition } from '@zhida/language/ir'
import type { StoredFact } from '../api/client.ts'
import { policy } from '../policy/policy.ts'
import { ruleWords, term } from '../words/terms.ts'

/** What the vocabulary says of a stored fact: its name, unit and help. */
export function definitionOf(fact: Pick<StoredFact, 'key' | 'event'>): FactDefinition | undefined {
  const { facts, events } = policy.vocabulary
  return fact.event === null ? facts.find((one) => one.key === fact.key) : events.find((one) => one.key === fact.event)?.fields.find((one) => one.key === fact.key)
}

/** `加计扣除研发费用（2022年）`, `资质认定 1 的类别` */
export function factName(fact: Pick<StoredFact, 'key' | 'event' | 'record' | 'year'>): string {
  const name = term(definitionOf(fact)?.name ?? fact.key)
  if (fact.event === null) return fact.year === null ? name : t`${name}（${fact.year}年）`
  if (fact.event === 'awards') return fact.record ? t`以前领过 ${fact.record}` : t`以前领过的一次性奖补`
  const event = term(policy.vocabulary.events.find((one) => one.key === fact.event)?.name ?? fact.event)
  return fact.record ? t`${event} ${fact.record} 的${name || t`记录`}` : event
}

/** A fact as it was given. */
export function givenWords(fact: Pick<StoredFact, 'given' | 'key' | 'event'>): string {
  const { given } = fact
  if (given === '' || given === '无') return t`无`
  return definitionOf(fact)?.type.kind === 'text' ? given : ruleWords(given)
}
