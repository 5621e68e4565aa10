import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { api, ask, type Claim } from '../api/client.ts'
import { STATE_NAMES } from '../api/names.ts'
import { FillForm } from '../enterprise/fill-form.tsx'
import { Money, Range } from '../frame/money.tsx'
import { Loaded, Synthetic } from '../frame/state.tsx'
import { AWAITED, measureName, untilWords } from '../frame/words.ts'
import { FactsTable } from '../officer/facts-table.tsx'
import { JointBox } from '../officer/joint-box.tsx'
import { OtherClaims } from '../officer/other-claims.tsx'
import { useSession } from '../people/session.ts'
import { Actions } from './actions.tsx'
import { EvidenceBox } from './evidence.tsx'
import { Reasons } from './reasons.tsx'
import { Timeline } from './timeline.tsx'
import { useClaim } from './use-claim.ts'

/** One claim on one screen, for whoever has business with it. */
export function ClaimPage({ id }: { readonly id: string }): ReactNode {
  const claim = useClaim(id)
  return (
    <main className="page">
      <Loaded query={claim} title="申报件">
        {(found) => <Whole claim={found} />}
      </Loaded>
    </main>
  )
}

const WAY = ['submitted', 'accepted', 'reviewed', 'publicised', 'approved', 'paying', 'paid'] as const

function Whole({ claim }: { readonly claim: Claim }): ReactNode {
  const session = useSession()
  const subject = useQuery({ queryKey: ['subject', claim.subject], queryFn: () => ask(api.GET('/api/subjects/{id}', { params: { path: { id: claim.subject } } })) })
  const clerk = session?.roles.includes('clerk') === true
  const staff = session?.roles.some((one) => one === 'officer' || one === 'reviewer' || one === 'auditor') === true
  const filling = clerk && (claim.state === 'draft' || claim.state === 'returned')
  return (
    <>
      <p className="crumbs no-print">
        <Link href={clerk ? '/firm' : '/worklist'}>{clerk ? '我的企业' : '待办'}</Link> / {claim.number}
      </p>
      <h1>{measureName(claim.measure)}</h1>
      <p className="claim-head">
        {subject.data?.name} {subject.data?.synthetic && <Synthetic />}
        <Tag>{claim.way === 'automatic' ? '免申即享' : '快申快享'}</Tag>
        <strong>{STATE_NAMES[claim.state]}</strong>
        {claim.awaits && (
          <span>
            {AWAITED[claim.awaits]}
            {claim.awaits !== 'clerk' && `（${claim.department}）`}
          </span>
        )}
        {claim.deadline && (
          <span title={claim.deadline}>
            时限 {claim.deadline}，{untilWords(claim.deadline)}
          </span>
        )}
      </p>
      <Progress state={claim.state} />
      {claim.state !== 'draft' && <p className="claim-amount">{claim.amountFen === null ? <Range low={claim.lowFen} high={claim.highFen} /> : <Money fen={claim.amountFen} />}</p>}
      {filling && <FillForm claim={claim} />}
      <Actions claim={claim} />
      <div className="two">
        <div>
          {(clerk || staff) && <Reasons subject={claim.subject} measure={claim.measure} version={claim.version} />}
          {staff && <FactsTable subject={claim.subject} />}
        </div>
        <div>
          {(clerk || staff) && <EvidenceBox subject={claim.subject} mayAdd={clerk || session?.roles.includes('officer') === true} />}
          {staff && <JointBox claim={claim} />}
          {staff && <OtherClaims claim={claim} />}
          <Timeline id={claim.id} version={claim.version} />
        </div>
      </div>
      <Printing />
    </>
  )
}

/** Where the claim is on its usual way; a claim that left it says so in its state. */
function Progress({ state }: { readonly state: Claim['state'] }): ReactNode {
  const at = state === 'closed' ? WAY.length - 1 : state === 'seconded' ? 2 : state === 'objected' ? 3 : state === 'failed' ? 5 : (WAY as readonly string[]).indexOf(state)
  if (at < 0) return null
  return (
    <ol className="steps" aria-label="进度">
      {WAY.map((one, index) => (
        <li key={one} className={index <= at ? 'done' : ''} aria-current={index === at ? 'step' : undefined}>
          {STATE_NAMES[one]}
        </li>
      ))}
    </ol>
  )
}

function Printing(): ReactNode {
  const [busy, setBusy] = useState(false)
  return (
    <p className="no-print">
      <Button
        disabled={busy}
        onClick={() => {
          setBusy(true)
          window.print()
          setBusy(false)
        }}
      >
        打印这一页
      </Button>
    </p>
  )
}
