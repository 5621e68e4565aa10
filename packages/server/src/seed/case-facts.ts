import { AWARDS_EVENT, type GivenFact } from '../dossier/facts.ts'

/** A worked case's data as facts: scalars, figures by year, events as records numbered in their order. */
export function givenFactsOf(data: Readonly<Record<string, unknown>>): readonly GivenFact[] {
  return Object.entries(data).flatMap(([name, value]): GivenFact[] => {
    if (Array.isArray(value)) return value.flatMap((item: unknown, index) => eventFacts(name, item, index))
    if (typeof value === 'object' && value !== null) return Object.entries(value).map(([year, one]) => ({ name, year: Number(year.slice(0, 4)), value: String(one) }))
    if (name === AWARDS_EVENT || value === '无') return [{ name: '', event: name, record: '', value: String(value) }]
    return [{ name, value: String(value) }]
  })
}

function eventFacts(event: string, item: unknown, index: number): GivenFact[] {
  if (typeof item !== 'object' || item === null) return []
  const fields = item as Readonly<Record<string, unknown>>
  if (event === AWARDS_EVENT) return [{ name: '金额', event, record: `${String(fields.措施)}@${String(fields.年度)}`, value: String(fields.金额) }]
  return Object.entries(fields).map(([name, value]) => ({ name, event, record: `${index + 1}`, value: String(value) }))
}
