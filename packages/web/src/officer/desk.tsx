import type { ReactNode } from 'react'
import type { Claim } from '../api/client.ts'
import { FactsTable } from './facts-table.tsx'
import { JointBox } from './joint-box.tsx'
import { OtherClaims } from './other-claims.tsx'

/** What lies on an officer's desk beside a claim: the facts with their sources, other departments' opinions, other awards of the firm. */
export function Desk({ claim, part }: { readonly claim: Claim; readonly part: 'facts' | 'beside' }): ReactNode {
  if (part === 'facts') return <FactsTable subject={claim.subject} />
  return (
    <>
      <JointBox claim={claim} />
      <OtherClaims subject={claim.subject} but={claim.id} />
    </>
  )
}
