import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { api, ask, type Claim } from '../api/client.ts'
import { Money, Range } from '../frame/money.tsx'
import { Loaded, Synthetic } from '../frame/state.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useHas } from '../people/session.ts'
import { awaitedName, measureName, stateName, wayName } from '../words/names.ts'
import { term } from '../words/terms.ts'
import { dayWords, untilWords } from '../words/time.ts'
import { Actions } from './actions.tsx'
import { EvidenceBox } from './evidence.tsx'
import { nextWords } from './next.ts'
import { Reasons } from './reasons.tsx'
import { Timeline } from './timeline.tsx'
import { useClaim } from './use-claim.ts'

const route = getRouteApi('/claims/$id')
const fillForm = async () => ({ default: (await import('../enterprise/fill-form.tsx')).FillForm })
const FillForm = lazy(fillForm)
const Desk = lazy(async () => ({ default: (await import('../officer/desk.tsx')).Desk }))

/** One claim on one screen, for whoever has business with it. */
export function ClaimPage(): ReactNode {
  const { id } = route.useParams()
  const claim = useClaim(id)
  const clerk = useHas('clerk')
  // A clerk comes to fill in: the form's code is fetched beside the claim, not after it.
  useEffect(() => {
    if (clerk) fillForm().catch(() => undefined)
  }, [clerk])
  return (
    <Loaded query={claim} title={t`申报件`}>
      {(found) => <Whole claim={found} />}
    </Loaded>
  )
}

function Whole({ claim }: { readonly claim: Claim }): ReactNode {
  const clerk = useHas('clerk')
  const staff = useHas('officer', 'reviewer', 'auditor')
  const officer = useHas('officer')
  const filling = clerk && (claim.state === 'draft' || claim.state === 'returned')
  return (
    <>
      <p className="crumbs no-print">
        {clerk ? (
          <Link to="/firm">
            <Trans>我的企业</Trans>
          </Link>
        ) : (
          <Link to={staff ? '/worklist' : '/claims'}>{staff ? <Trans>待办</Trans> : <Trans>申报件</Trans>}</Link>
        )}{' '}
        / {claim.number}
      </p>
      <Head claim={claim} />
      <Progress state={claim.state} />
      {filling && (
        <Suspense fallback={<Waiting />}>
          <FillForm claim={claim} />
        </Suspense>
      )}
      <Actions claim={claim} />
      <div className="two">
        <div>
          {(clerk || staff) && <Reasons subject={claim.subject} measure={claim.measure} version={claim.version} />}
          {staff && (
            <Suspense fallback={<Waiting />}>
              <Desk claim={claim} part="facts" />
            </Suspense>
          )}
        </div>
        <div>
          {(clerk || staff) && <EvidenceBox subject={claim.subject} mayAdd={clerk || officer} />}
          {staff && (
            <Suspense fallback={<Waiting />}>
              <Desk claim={claim} part="beside" />
            </Suspense>
          )}
          <Timeline id={claim.id} version={claim.version} />
        </div>
      </div>
    </>
  )
}

const DECIDED = new Set<Claim['state']>(['approved', 'paying', 'failed', 'paid', 'closed', 'rejected', 'voided', 'clawback', 'repaid'])

function Head({ claim }: { readonly claim: Claim }): ReactNode {
  const subject = useQuery({ queryKey: ['subject', claim.subject], queryFn: () => ask(api.GET('/api/subjects/{id}', { params: { path: { id: claim.subject } } })) })
  const clerk = useHas('clerk')
  const letter = useHas('clerk', 'officer', 'reviewer', 'finance', 'auditor') && DECIDED.has(claim.state)
  return (
    <>
      <h1>{measureName(claim.measure)}</h1>
      <p className="claim-head">
        {clerk || !subject.data ? (
          subject.data?.name
        ) : (
          <Link to="/subjects/$id" params={{ id: claim.subject }}>
            {subject.data.name}
          </Link>
        )}
        {subject.data?.synthetic && <Synthetic />}
        <span className="tag">{wayName(claim.way)}</span>
        <strong className="state">{stateName(claim.state)}</strong>
      </p>
      <div className="claim-now card">
        <p className="claim-amount">{claim.state === 'draft' ? null : claim.amountFen === null ? <Range low={claim.lowFen} high={claim.highFen} /> : <Money fen={claim.amountFen} />}</p>
        <p>
          {claim.awaits && !(clerk && claim.state === 'paid') && (
            <strong>
              {awaitedName(claim.awaits)}
              {claim.awaits !== 'clerk' && ` · ${term(claim.department)}`}
            </strong>
          )}{' '}
          {nextWords(claim.state)}{' '}
          {claim.deadline && claim.awaits !== null && claim.state !== 'paid' && (
            <span title={claim.deadline}>
              <Trans>
                时限 {dayWords(claim.deadline)}，{untilWords(claim.deadline)}
              </Trans>
            </span>
          )}
        </p>
        <div className="toolbar no-print">
          {letter && (
            <a className="button" href={`/api/claims/${claim.id}/letter`}>
              <Trans>通知书（PDF）</Trans>
            </a>
          )}
          <Button onClick={() => window.print()}>
            <Trans>打印</Trans>
          </Button>
        </div>
      </div>
    </>
  )
}

const WAY = ['submitted', 'accepted', 'reviewed', 'publicised', 'approved', 'paying', 'paid'] as const

/** Where the claim is on its usual way; a claim that left it says so in its state. */
function Progress({ state }: { readonly state: Claim['state'] }): ReactNode {
  const at = state === 'closed' ? WAY.length - 1 : state === 'seconded' ? 2 : state === 'objected' ? 3 : state === 'failed' ? 5 : (WAY as readonly string[]).indexOf(state)
  if (at < 0) return null
  return (
    <ol className="steps" aria-label={t`进度`}>
      {WAY.map((one, index) => (
        <li key={one} className={index <= at ? 'done' : ''} aria-current={index === at ? 'step' : undefined}>
          {stateName(one)}
        </li>
      ))}
    </ol>
  )
}
