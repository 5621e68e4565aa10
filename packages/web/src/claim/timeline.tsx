import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, ask } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Loaded } from '../frame/state.tsx'
import { moveName, stateName } from '../words/names.ts'
import { term } from '../words/terms.ts'
import { timeWords } from '../words/time.ts'

/** What was done with a claim: when, by whom, why, and where it then stood. */
export function Timeline({ id, version }: { readonly id: string; readonly version: number }): ReactNode {
  const query = useQuery({ queryKey: ['claim', id, 'timeline', version], queryFn: () => ask(api.GET('/api/claims/{id}/timeline', { params: { path: { id } } })) })
  return (
    <section className="card" aria-label={t`办理经过`}>
      <h2>
        <Trans>办理经过</Trans>
      </h2>
      <Loaded query={query}>
        {({ items }) => (
          <ol className="timeline">
            {items.map((one) => (
              <li key={one.version}>
                <strong>{moveName(one.move)}</strong> → {stateName(one.after)} {one.amountFen !== null && <Money fen={one.amountFen} />}
                <div className="help">
                  {timeWords(one.at)} {term(one.who)}
                  {one.deadline && <Trans>；下一步时限 {one.deadline}</Trans>}
                </div>
                {one.reason && <div>{one.reason}</div>}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  )
}
