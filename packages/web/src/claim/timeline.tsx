import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, ask } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Loaded } from '../frame/state.tsx'
import { STATES, timeWords } from '../frame/words.ts'

const MOVES: Readonly<Record<string, string>> = {
  open: '开草稿',
  list: '列入免申即享',
  submit: '提交',
  accept: '受理',
  return: '退回',
  review: '审核',
  second: '复核',
  publicise: '公示',
  object: '异议',
  answer: '答复异议',
  approve: '审定',
  reject: '不予兑付',
  withdraw: '撤回',
  pay: '拨付',
  settle: '到账',
  fail: '兑付失败',
  void: '作废',
  close: '办结',
  clawback: '追回',
  repay: '退款到账',
}

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
                <strong>{MOVES[one.move] ?? one.move}</strong> → {STATES[one.after]}
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
