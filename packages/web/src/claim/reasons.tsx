import { useQuery } from '@tanstack/react-query'
import type { Outcome } from '@zhida/engine'
import { decode } from '@zhida/language/ir'
import type { ReactNode } from 'react'
import { api, ask } from '../api/client.ts'
import { Empty, Loaded } from '../frame/state.tsx'
import { showAward } from '../policy/format.ts'
import { VERDICT_WORDS } from '../policy/policy.ts'
import { ReasonTree } from '../results/reason.tsx'

/** Why this amount: what the rules say now of one measure for one subject, step by step, with the article's words. */
export function Reasons({ subject, measure, version }: { readonly subject: string; readonly measure: string; readonly version: number }): ReactNode {
  const query = useQuery({
    queryKey: ['result', subject, measure, version],
    queryFn: async () => {
      const { outcomes } = await ask(api.GET('/api/subjects/{id}/result', { params: { path: { id: subject }, query: { measure } } }))
      return outcomes[0] ? decode<Outcome>(outcomes[0].outcome) : null
    },
  })
  return (
    <section aria-label="为什么">
      <h2>为什么</h2>
      <Loaded query={query}>
        {(outcome) =>
          outcome ? (
            <>
              <p>
                按现有数据：<strong>{VERDICT_WORDS[outcome.verdict]}</strong>
                {outcome.verdict !== 'not-due' && <span title={showAward(outcome.award).full}>，{showAward(outcome.award).short}</span>}
              </p>
              <blockquote className="article">{outcome.reason.quote}</blockquote>
              <ReasonTree reason={outcome.reason} />
            </>
          ) : (
            <Empty>没有结论。</Empty>
          )
        }
      </Loaded>
    </section>
  )
}
