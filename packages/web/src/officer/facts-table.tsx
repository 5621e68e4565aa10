import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, ask, type StoredFact } from '../api/client.ts'
import { SOURCE_NAMES } from '../api/names.ts'
import { factName } from '../enterprise/fact-name.ts'
import { Empty, Loaded } from '../frame/state.tsx'
import { timeWords } from '../frame/words.ts'

const slotOf = (one: StoredFact): string => [one.event, one.record, one.key, one.year].join('/')

/** The facts that the rules use, each with its source, and what another source says to the contrary. */
export function FactsTable({ subject }: { readonly subject: string }): ReactNode {
  const query = useQuery({ queryKey: ['facts', subject], queryFn: () => ask(api.GET('/api/subjects/{id}/facts', { params: { path: { id: subject } } })) })
  return (
    <section aria-label="数据与来源">
      <h2>数据与来源</h2>
      <Loaded query={query}>
        {({ items }) => {
          const held = items.filter((one) => one.holds)
          const others = (fact: StoredFact): StoredFact[] => items.filter((one) => slotOf(one) === slotOf(fact) && one.source !== fact.source && one.value !== fact.value && one.kind !== 'withdrawn')
          return held.length === 0 ? (
            <Empty>档案里没有数据。</Empty>
          ) : (
            <ul className="rows">
              {held.map((one) => (
                <li key={one.id}>
                  <span className="grow">
                    {factName(one)}：<strong>{one.given || '无'}</strong>
                  </span>
                  <span className="help">
                    {SOURCE_NAMES[one.source]}，{timeWords(one.at)}
                  </span>
                  {others(one).map((other) => (
                    <span className="undecided" key={other.id}>
                      {SOURCE_NAMES[other.source]}说是“{other.given}”
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </section>
  )
}
