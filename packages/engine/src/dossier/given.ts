/** One fact as it comes: by its Chinese name or key; an event's fact names the record it is of. An empty value withdraws what the same source said. */
export interface GivenFact {
  readonly name: string
  readonly year?: number
  readonly event?: string
  readonly record?: string
  readonly value: string
}

/** Past awards, as an event of every vocabulary: 措施, 年度, 金额. */
export const AWARDS_EVENT = '已获奖补'
/** A facts file's 数据, one fact at a time: scalars, figures by year, events as records that `recordOf` names. */
export function givenFactsOf(data: Readonly<Record<string, unknown>>, recordOf: (index: number) => string = (index) => `${index + 1}`): readonly GivenFact[] {
  return Object.entries(data).flatMap(([name, value]): GivenFact[] => {
    if (Array.isArray(value)) return value.flatMap((item: unknown, index) => eventFacts(name, item, recordOf(index)))
    if (typeof value === 'object' && value !== null) return Object.entries(value).map(([year, one]) => ({ name, year: +year.slice(0, 4), value: String(one) }))
    if (name === AWARDS_EVENT || value === '无') return [{ name: '', event: name, record: '', value: String(value) }]
    return [{ name, value: String(value) }]
  })
}

function eventFacts(event: string, item: unknown, record: string): GivenFact[] {
  if (typeof item !== 'object' || item === null) return []
  const fields = item as Readonly<Record<string, unknown>>
  if (event === AWARDS_EVENT) return [{ name: '金额', event, record: `${String(fields.措施)}@${String(fields.年度)}`, value: String(fields.金额) }]
  return Object.entries(fields).map(([name, value]) => ({ name, event, record, value: String(value) }))
}
