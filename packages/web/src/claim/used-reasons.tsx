import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, ask, type ClaimForm } from '../api/client.ts'
import { useHas } from '../people/session.ts'

interface UsedReasonsProps {
  readonly move: ClaimForm['moves'][number]['move']
  readonly reason: string
  readonly onReason: (reason: string) => void
}

/** What this person wrote before for such a move, a click each: it is put behind what is written already. */
export function UsedReasons({ move, reason, onReason }: UsedReasonsProps): ReactNode {
  const staff = useHas('officer', 'reviewer', 'finance')
  const query = useQuery({ enabled: staff, queryKey: ['reasons', move], queryFn: () => ask(api.GET('/api/claims/reasons', { params: { query: { move } } })) })
  const offered = query.data?.items.filter((one) => !reason.includes(one)) ?? []
  if (offered.length === 0) return null
  return (
    <div className="used-reasons">
      <span className="help">
        <Trans>用过的：</Trans>
      </span>
      {offered.map((one) => (
        <button key={one} type="button" className="chip" title={one} onClick={() => onReason(reason.trim() === '' ? one : `${reason.trim()}\n${one}`)}>
          {one}
        </button>
      ))}
    </div>
  )
}
