import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api, ask } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Empty, Loaded } from '../frame/state.tsx'
import { measureName, stateName } from '../words/names.ts'

/** What else the subject claims or was given, as far as the person here may see it. */
export function OtherClaims({ subject, but }: { readonly subject: string; readonly but?: string }): ReactNode {
  const query = useQuery({ queryKey: ['claims', 'of', subject], queryFn: () => ask(api.GET('/api/claims', { params: { query: { subject, limit: 200 } } })) })
  return (
    <section className="card" aria-label={t`这个主体的申报件`}>
      <h2>{but === undefined ? <Trans>申报件</Trans> : <Trans>这个主体的其他件</Trans>}</h2>
      <Loaded query={query}>
        {({ items }) => {
          const others = items.filter((one) => one.id !== but)
          return others.length === 0 ? (
            <Empty>
              <Trans>没有。</Trans>
            </Empty>
          ) : (
            <ul className="rows">
              {others.map((one) => (
                <li key={one.id}>
                  <Link to="/claims/$id" params={{ id: one.id }}>
                    {measureName(one.measure)}
                  </Link>
                  <span>{stateName(one.state)}</span>
                  <span className="amount">{one.amountFen !== null && <Money fen={one.amountFen} />}</span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </section>
  )
}
