import type { FactDefinition, Policy } from './policy.ts'

/**
 * Every name of a policy that a person reads on a screen: instruments, facts, events, their options, units and help, areas, departments, funds, payers,
 * readings, streets. What a translation of a pack has to cover. The text itself and what is quoted from it are not among them: they have no translation.
 */
export function namesOf(policy: Policy): ReadonlySet<string> {
  const { vocabulary } = policy
  const names = new Set<string>()
  const add = (...all: readonly (string | undefined)[]): void => {
    for (const one of all) if (one !== undefined && /\p{Script=Han}/u.test(one)) names.add(one)
  }
  const addFact = (fact: FactDefinition): void => {
    add(fact.name, fact.unit, fact.holder, fact.help)
    if (fact.type.kind === 'category') add(...fact.type.options)
  }
  add(policy.title, policy.issuer, policy.rank, ...policy.streets, ...vocabulary.units)
  for (const area of policy.areas) add(area.title, area.department, ...area.articles.map((one) => one.title))
  for (const one of vocabulary.facts) addFact(one)
  for (const one of vocabulary.derived) add(one.name)
  for (const event of vocabulary.events) {
    add(event.name, event.help, event.holder)
    event.fields.forEach(addFact)
  }
  for (const one of policy.instruments) {
    add(one.name, one.department)
    if (one.kind === 'measure') {
      add(one.benefit, one.gives, one.subject.name, one.fund, ...one.payers.map((payer) => payer.payer), ...one.bonuses.map((bonus) => bonus.name), ...one.stages.map((stage) => stage.name))
      for (const reading of one.readings) add(reading.name, reading.reason, ...reading.options.map((option) => option.name))
    }
    if (one.kind === 'fund') add(one.payer, ...one.parts.map((part) => part.name))
    if (one.kind === 'quota' || one.kind === 'target') add(one.dimension)
    if (one.kind === 'task') add(...one.counts.flatMap((count) => [count.name, count.dimension]), ...one.items)
  }
  return names
}
