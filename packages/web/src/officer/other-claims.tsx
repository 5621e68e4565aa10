import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { api, ask, type Claim } from '../api/client.ts'
import { STATE_NAMES } from '../api/names.ts'
import { Money } from '../frame/money.tsx'
import { Empty, Loaded } from '../frame/state.tsx'
import { measureName } from '../frame/words.ts'

/** What else the subject claims or was given, as far as one may see. */
export function OtherClaims({ claim }: { readonly claim: Claim }): ReactNode {
  const query = useQuery({ queryKey: ['claims', 'of', claim.subject], queryFn: () => ask(api.GET('/api/claims', { params: { query: { subject: claim.subject, limit: 100 } } })) })
  return (
    <section aria-label="这个主体的其他件">
      <h2>这个主体的其他件</h2>
      <Loaded query={query}>
        {({ items }) => {
          const others = items.filter((one) => one.id !== claim.id)
          return others.length === 0 ? (
            <Empty>没有。</Empty>
          ) : (
            <ul className="rows">
              {others.map((one) => (
                <li key={one.id}>
                  <Link href={`/claims/${one.id}`}>{measureName(one.measure)}</Link>
                  <span>{STATE_NAMES[one.state]}</span>
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
