import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, ask, type StoredFact } from '../api/client.ts'
import { factName, givenWords } from '../enterprise/fact-name.ts'
import { Empty, Loaded } from '../frame/state.tsx'
import { sourceName } from '../words/names.ts'
import { timeWords } from '../words/time.ts'

const slotOf = (one: StoredFact): string => [one.event, one.record, one.key, one.year].join('/')

/** The facts that the rules use, each with its source, and what another source says to the contrary. */
export function FactsTable({ subject }: { readonly subject: string }): ReactNode {
  const query = useQuery({ queryKey: ['facts', subject], queryFn: () => ask(api.GET('/api/subjects/{id}/facts', { params: { path: { id: subject } } })) })
  return (
    <section className="card" aria-label={t`数据与来源`}>
      <h2>
        <Trans>数据与来源</Trans>
      </h2>
      <Loaded query={query}>
        {({ items }) => {
          const held = items.filter((one) => one.holds)
          const others = (fact: StoredFact): StoredFact[] => items.filter((one) => slotOf(one) === slotOf(fact) && one.source !== fact.source && one.value !== fact.value && one.kind !== 'withdrawn')
          const differing = held.filter((one) => others(one).length > 0)
          return held.length === 0 ? (
            <Empty>
              <Trans>档案里没有数据。</Trans>
            </Empty>
          ) : (
            <>
              {differing.length > 0 && (
                <p className="undecided" role="status">
                  <Trans>有 {differing.length} 项，不同来源说法不一，已标出。</Trans>
                </p>
              )}
              <ul className="rows">
                {held.map((one) => (
                  <li key={one.id} className={others(one).length > 0 ? 'differs' : ''}>
                    <span className="grow">
                      {factName(one)} <strong>{givenWords(one)}</strong>
                    </span>
                    <span className="help">
                      {sourceName(one.source)} {timeWords(one.at)}
                    </span>
                    {others(one).map((other) => (
                      <span className="undecided" key={other.id}>
                        <Trans>
                          {sourceName(other.source)}说是“{givenWords(other)}”
                        </Trans>
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
