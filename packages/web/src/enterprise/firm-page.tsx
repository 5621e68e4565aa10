import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Outcome } from '@zhida/engine'
import { decode } from '@zhida/language/ir'
import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { api, ask, type ListedClaim } from '../api/client.ts'
import { STATE_NAMES } from '../api/names.ts'
import { Money } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded, Synthetic } from '../frame/state.tsx'
import { AWAITED, measureName, untilWords } from '../frame/words.ts'
import { useSession } from '../people/session.ts'
import { isNear, showAward, showNearMiss } from '../policy/format.ts'
import { missingName } from '../results/missing.ts'

const OVER = new Set(['rejected', 'withdrawn', 'voided', 'repaid'])

/** The clerk's page: what came by itself, what can be claimed with one click, what is nearly there. */
export function FirmPage(): ReactNode {
  const session = useSession()
  const subject = session?.subject ?? ''
  const firm = useQuery({ enabled: subject !== '', queryKey: ['subject', subject], queryFn: () => ask(api.GET('/api/subjects/{id}', { params: { path: { id: subject } } })) })
  const claims = useQuery({ queryKey: ['claims', 'mine'], queryFn: () => ask(api.GET('/api/claims', { params: { query: { limit: 500 } } })) })
  const result = useQuery({
    enabled: subject !== '',
    queryKey: ['result', subject],
    queryFn: async () => {
      const { outcomes } = await ask(api.GET('/api/subjects/{id}/result', { params: { path: { id: subject } } }))
      return outcomes.map((one) => decode<Outcome>(one.outcome))
    },
  })
  return (
    <main className="page">
      <h1>
        {firm.data?.name ?? '我的企业'} {firm.data?.synthetic && <Synthetic />}
      </h1>
      {firm.data && (
        <p className="help">
          统一社会信用代码 {firm.data.creditCode}；收款账号 {firm.data.bankAccount ? `尾号 ${firm.data.bankAccount.slice(-4)}` : '未登记，请联系经办部门'}
        </p>
      )}
      <Loaded query={claims}>
        {({ items }) => (
          <>
            <Mine claims={items} />
            <Loaded query={result}>{(outcomes) => <Offers outcomes={outcomes} claims={items} />}</Loaded>
          </>
        )}
      </Loaded>
    </main>
  )
}

function Mine({ claims }: { readonly claims: readonly ListedClaim[] }): ReactNode {
  return (
    <section aria-label="在办和已得">
      <h2>
        在办和已得 <span className="count">{claims.length}</span>
      </h2>
      {claims.length === 0 ? (
        <Empty>还没有。下面“现在能申报的”点一下就开始；不用申报就能得的，部门审过会直接出现在这里。</Empty>
      ) : (
        <ul className="rows">
          {claims.map((one) => (
            <li key={one.id}>
              <Link href={`/claims/${one.id}`}>{measureName(one.measure)}</Link>
              {one.way === 'automatic' && <Tag>免申即享</Tag>}
              <span>{STATE_NAMES[one.state]}</span>
              <span className="help">
                {one.awaits && AWAITED[one.awaits]}
                {one.deadline && !OVER.has(one.state) && `，${untilWords(one.deadline)}`}
              </span>
              <span className="amount">{one.amountFen !== null && <Money fen={one.amountFen} />}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Offers({ outcomes, claims }: { readonly outcomes: readonly Outcome[]; readonly claims: readonly ListedClaim[] }): ReactNode {
  const [, navigate] = useLocation()
  const cache = useQueryClient()
  const open = useMutation({
    mutationFn: (measure: string) => ask(api.POST('/api/claims', { body: { measure } })),
    onSuccess: (claim) => {
      void cache.invalidateQueries({ queryKey: ['claims'] })
      navigate(`/claims/${claim.id}`)
    },
  })
  const busy = new Set(claims.filter((one) => !OVER.has(one.state)).map((one) => one.measure))
  const free = outcomes.filter((one) => !busy.has(one.measure))
  const groups: readonly { readonly title: string; readonly hint: string; readonly kind: string; readonly list: readonly Outcome[] }[] = [
    { kind: 'due', title: '现在能申报的', hint: '数据齐了，点开核对就能提交', list: free.filter((one) => one.verdict === 'due' || one.verdict === 'discretionary') },
    { kind: 'near', title: '差一点就能得', hint: '只差下面写明的', list: free.filter(isNear) },
    { kind: 'unknown', title: '补上数据才知道', hint: '', list: free.filter((one) => one.verdict === 'unknown') },
  ]
  return (
    <>
      {open.error && <FaultNote fault={open.error} />}
      {groups.map((group) => (
        <section key={group.kind} className={`group group-${group.kind}`} aria-label={group.title}>
          <details open={group.kind !== 'unknown'}>
            <summary>
              <h2>
                {group.title} <span className="count">{group.list.length}</span> <span className="help">{group.hint}</span>
              </h2>
            </summary>
            {group.list.length === 0 && <Empty>没有。</Empty>}
            <ul className="rows">
              {group.list.map((one) => (
                <li key={one.measure}>
                  <Link href={`/measures/${one.measure}`}>{measureName(one.measure)}</Link>
                  {one.verdict !== 'not-due' && (
                    <span className="amount" title={showAward(one.award).full}>
                      {showAward(one.award).short}
                    </span>
                  )}
                  {one.missing.length > 0 && <span className="missing">还缺：{one.missing.map(missingName).join('、')}</span>}
                  {group.kind === 'near' && <span className="near">{one.nearMisses.map(showNearMiss).join('；')}</span>}
                  {group.kind !== 'near' && (
                    <Button type={group.kind === 'due' ? 'primary' : 'default'} size="small" loading={open.isPending && open.variables === one.measure} onClick={() => open.mutate(one.measure)}>
                      {group.kind === 'due' ? '申报' : '补数据'}
                      <span className="visually-hidden">{measureName(one.measure)}</span>
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </details>
        </section>
      ))}
    </>
  )
}
