import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, ask } from '../api/client.ts'
import { MOVE_NAMES, STATE_NAMES } from '../api/names.ts'
import { Money } from '../frame/money.tsx'
import { Loaded } from '../frame/state.tsx'
import { timeWords } from '../frame/words.ts'

/** Beside the moves: how a claim came to be. */
const MOVES: Readonly<Record<string, string>> = { ...MOVE_NAMES, open: '开草稿', list: '列入免申即享' }

/** What was done with a claim: when, why, and where it then stood. */
export function Timeline({ id, version }: { readonly id: string; readonly version: number }): ReactNode {
  const query = useQuery({ queryKey: ['claim', id, 'timeline', version], queryFn: () => ask(api.GET('/api/claims/{id}/timeline', { params: { path: { id } } })) })
  return (
    <section aria-label="办理经过">
      <h2>办理经过</h2>
      <Loaded query={query}>
        {({ items }) => (
          <ol className="timeline">
            {items.map((one) => (
              <li key={one.version}>
                <strong>{MOVES[one.move] ?? one.move}</strong> → {STATE_NAMES[one.after]}
                {one.amountFen !== null && (
                  <>
                    ，<Money fen={one.amountFen} />
                  </>
                )}
                <div className="help">
                  {timeWords(one.at)}
                  {one.deadline && `；下一步时限 ${one.deadline}`}
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
