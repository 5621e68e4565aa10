import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Outcome } from '@zhida/engine'
import { decode, isPaid } from '@zhida/language/ir'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask, type ListedClaim } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded, Synthetic } from '../frame/state.tsx'
import { useSession } from '../people/session.ts'
import { measures } from '../policy/policy.ts'
import { listed, missingName } from '../results/missing.ts'
import { Why } from '../results/results.tsx'
import { isNear, showAward, showNearMiss } from '../words/amounts.ts'
import { awaitedName, measureName, stateName } from '../words/names.ts'
import { remarks } from '../words/say.ts'
import { term } from '../words/terms.ts'
import { untilWords } from '../words/time.ts'

const OVER = new Set<ListedClaim['state']>(['rejected', 'withdrawn', 'voided', 'repaid'])
const PAID = new Set<ListedClaim['state']>(['paid', 'closed'])
const paying = new Set(measures.filter((one) => isPaid(one.benefit)).map((one) => one.id))
const byId = new Map(measures.map((one) => [one.id, one]))

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
    <>
      <h1>
        {firm.data?.name ?? t`我的企业`} {firm.data?.synthetic && <Synthetic />}
      </h1>
      {firm.data && (
        <p className="help">
          <Trans>统一社会信用代码 {firm.data.creditCode}</Trans> · {firm.data.bankAccount ? t`收款账号尾号 ${firm.data.bankAccount.slice(-4)}` : t`收款账号未登记，请联系经办部门`}
        </p>
      )}
      <Loaded query={claims}>{({ items }) => <Loaded query={result}>{(outcomes) => <Everything claims={items} outcomes={outcomes} subject={subject} />}</Loaded>}</Loaded>
    </>
  )
}

function Everything({ claims, outcomes, subject }: { readonly claims: readonly ListedClaim[]; readonly outcomes: readonly Outcome[]; readonly subject: string }): ReactNode {
  const busy = new Set(claims.filter((one) => !OVER.has(one.state)).map((one) => one.measure))
  const free = outcomes.filter((one) => !busy.has(one.measure))
  const sure = free.filter((one) => one.verdict === 'due' || one.verdict === 'discretionary')
  const claimable = sure.filter((one) => paying.has(one.measure))
  const automatic = claims.filter((one) => one.way === 'automatic' && !OVER.has(one.state))
  const own = claims.filter((one) => one.way === 'claim')
  const byThemselves = sure.filter((one) => !paying.has(one.measure))
  const unknown = free.filter((one) => one.verdict === 'unknown').sort((a, b) => a.missing.length - b.missing.length)
  const paidFen = claims.reduce((all, one) => all + (PAID.has(one.state) ? BigInt(one.amountFen ?? '0') : 0n), 0n)
  const goingFen = claims.reduce((all, one) => all + (PAID.has(one.state) || OVER.has(one.state) ? 0n : BigInt(one.amountFen ?? one.lowFen ?? '0')), 0n)
  const claimableFen = claimable.reduce((all, { award }) => all + (award.kind === 'exact' ? award.fen : award.kind === 'interval' ? award.lowFen : 0n), 0n)
  return (
    <>
      <section className="tiles" aria-label={t`要点`}>
        <Tile name={t`已到账`} fen={paidFen} note={plural(claims.filter((one) => PAID.has(one.state)).length, { one: '# 件', other: '# 件' })} />
        <Tile name={t`在办`} fen={goingFen} note={plural(claims.filter((one) => !PAID.has(one.state) && !OVER.has(one.state)).length, { one: '# 件', other: '# 件' })} />
        <Tile name={t`现在就能申报，至少`} fen={claimableFen} note={plural(claimable.length, { one: '# 项', other: '# 项' })} href="#claimable" />
      </section>
      <section className="card group group-due" aria-label={t`不用申报`}>
        <h2>
          <Trans>不用申报就能得</Trans> <span className="count">{automatic.length + byThemselves.length}</span>
        </h2>
        {automatic.length + byThemselves.length === 0 && (
          <Empty>
            <Trans>还没有。部门按已有的数据算出该给你们的，审过会直接出现在这里。</Trans>
          </Empty>
        )}
        <ClaimRows claims={automatic} />
        <ul className="rows">
          {byThemselves.map((one) => (
            <li key={one.measure}>
              <Link to="/measures/$id" params={{ id: one.measure }}>
                {measureName(one.measure)}
              </Link>
              <span className="tag">{term(byId.get(one.measure)?.benefit ?? '')}</span>
              <span className="help grow">{term(byId.get(one.measure)?.gives ?? '')}</span>
              <Why outcome={one} />
            </li>
          ))}
        </ul>
      </section>
      {own.length > 0 && (
        <section className="card" aria-label={t`我的申报`}>
          <h2>
            <Trans>我的申报</Trans> <span className="count">{own.length}</span>
          </h2>
          <ClaimRows claims={own} />
        </section>
      )}
      <Offers id="claimable" kind="due" title={t`现在能申报的`} hint={t`数据齐了，点开核对就能提交`} outcomes={claimable} nothing={t`现在没有数据齐全、可以直接申报的。看看下面还差什么。`} />
      <Offers kind="near" title={t`差一点就能得`} hint={t`只差下面写明的`} outcomes={free.filter(isNear)} nothing={t`没有。`} />
      <Offers kind="unknown" title={t`补上数据才知道`} hint={t`缺得少的在前`} outcomes={unknown} nothing={t`没有。`} />
      <p className="no-print help">
        <Trans>
          想先试试别的数字？<Link to="/dossier">到企业档案里</Link>拿现有数据试算，不会提交给任何人。
        </Trans>{' '}
        <a href={`/api/subjects/${subject}/table`}>
          <Trans>全部资料存成 Excel</Trans>
        </a>
      </p>
    </>
  )
}

function Tile({ name, fen, note, href }: { readonly name: string; readonly fen: bigint; readonly note: string; readonly href?: string }): ReactNode {
  return (
    <div className="tile">
      <div className="help">{name}</div>
      <strong>
        {href ? (
          <a href={href}>
            <Money short fen={fen} />
          </a>
        ) : (
          <Money short fen={fen} />
        )}
      </strong>
      <div className="help">{note}</div>
    </div>
  )
}

function ClaimRows({ claims }: { readonly claims: readonly ListedClaim[] }): ReactNode {
  return (
    <ul className="rows">
      {claims.map((one) => (
        <li key={one.id}>
          <Link to="/claims/$id" params={{ id: one.id }}>
            {measureName(one.measure)}
          </Link>
          {one.way === 'automatic' && (
            <span className="tag">
              <Trans>免申即享</Trans>
            </span>
          )}
          <span className={one.awaits === 'clerk' ? 'undecided' : ''}>{stateName(one.state)}</span>
          <span className="help grow">{one.awaits && !PAID.has(one.state) && remarks(!OVER.has(one.state) && awaitedName(one.awaits), one.deadline !== null && untilWords(one.deadline))}</span>
          <span className="amount">{one.amountFen !== null && <Money fen={one.amountFen} />}</span>
        </li>
      ))}
    </ul>
  )
}

interface OffersProps {
  readonly id?: string
  readonly kind: 'due' | 'near' | 'unknown'
  readonly title: string
  readonly hint: string
  readonly outcomes: readonly Outcome[]
  readonly nothing: string
}

/** So many of a long list are shown at first. */
const SHOWN = 8

function Offers({ id, kind, title, hint, outcomes, nothing }: OffersProps): ReactNode {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [all, setAll] = useState(false)
  const open = useMutation({
    mutationFn: (measure: string) => ask(api.POST('/api/claims', { body: { measure } })),
    onSuccess: (claim) => {
      void cache.invalidateQueries({ queryKey: ['claims'] })
      void navigate({ to: '/claims/$id', params: { id: claim.id } })
    },
  })
  const shown = all ? outcomes : outcomes.slice(0, SHOWN)
  return (
    <section id={id} className={`card group group-${kind}`} aria-label={title}>
      <h2>
        {title} <span className="count">{outcomes.length}</span> <span className="help">{hint}</span>
      </h2>
      {open.error && <FaultNote fault={open.error} />}
      {outcomes.length === 0 && <Empty>{nothing}</Empty>}
      <ul className="rows">
        {shown.map((one) => (
          <li key={one.measure}>
            <Link to="/measures/$id" params={{ id: one.measure }}>
              {measureName(one.measure)}
            </Link>
            <span className="grow">
              {one.missing.length > 0 && (
                <span className="missing">
                  <Trans>还缺：{listed(one.missing.map(missingName))}</Trans>
                </span>
              )}
              {kind !== 'unknown' && one.nearMisses.length > 0 && <span className="near">{one.nearMisses.map(showNearMiss).join(t`；`)}</span>}
            </span>
            {one.verdict !== 'not-due' && one.award.kind !== 'none' && (
              <span className="amount" title={showAward(one.award).full}>
                {showAward(one.award).short}
              </span>
            )}
            {kind !== 'near' && (
              <Button
                type={kind === 'due' ? 'primary' : 'default'}
                size="small"
                className="no-print"
                loading={open.isPending && open.variables === one.measure}
                onClick={() => open.mutate(one.measure)}
              >
                {kind === 'due' ? <Trans>申报</Trans> : <Trans>补数据</Trans>}
                <span className="visually-hidden">{measureName(one.measure)}</span>
              </Button>
            )}
            <Why outcome={one} />
          </li>
        ))}
      </ul>
      {outcomes.length > SHOWN && !all && (
        <Button className="no-print" onClick={() => setAll(true)}>
          {plural(outcomes.length - SHOWN, { one: '再看 # 项', other: '再看 # 项' })}
        </Button>
      )}
    </section>
  )
}
