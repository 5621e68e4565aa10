import { t } from '@lingui/core/macro'
import { queryOptions, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Outcome } from '@zhida/engine'
import { decode } from '@zhida/language/ir'
import { api, ask, type Claim, type ClaimForm, isStale } from '../api/client.ts'
import { refresh } from '../frame/fresh.ts'
import { toast } from '../frame/toast.tsx'

/** The server names moves; the page passes on what it was offered. */
type Move = ClaimForm['moves'][number]['move']
type Asked = 'submit' | 'accept' | 'return' | 'review' | 'second' | 'publicise' | 'object' | 'answer' | 'approve' | 'reject' | 'withdraw' | 'void' | 'close' | 'clawback' | 'repay'

export interface MoveRequest {
  readonly move: Move
  readonly version: number
  readonly reason?: string
  readonly amountFen?: string
  readonly document?: string
}

const path = (id: string) => ({ params: { path: { id } } }) as const

export const useClaim = (id: string): UseQueryResult<Claim> => useQuery({ queryKey: ['claim', id], queryFn: () => ask(api.GET('/api/claims/{id}', path(id))) })
export const useForm = (id: string, version: number): UseQueryResult<ClaimForm> =>
  useQuery({ queryKey: ['claim', id, 'form', version], queryFn: () => ask(api.GET('/api/claims/{id}/form', path(id))) })

/** What the rules say now of one measure for one subject: null where they say nothing. */
export const outcomeOf = (subject: string, measure: string, version: number) =>
  queryOptions({
    queryKey: ['result', subject, measure, version],
    queryFn: async () => {
      const { outcomes } = await ask(api.GET('/api/subjects/{id}/result', { params: { path: { id: subject }, query: { measure } } }))
      return outcomes[0] ? decode<Outcome>(outcomes[0].outcome) : null
    },
  })

/** Makes a move of a claim as it was seen. If somebody was faster, the page reads again and says so. */
export function useMove(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ move, version, ...body }: MoveRequest) =>
      ask(api.POST('/api/claims/{id}/moves/{move}', { params: { path: { id, move: move as Asked }, header: { 'if-match': `"v${version}"` } }, body })),
    onSuccess: () => toast.success(t`已办理`),
    onError: (fault) => {
      if (isStale(fault)) toast.warning(t`有人刚刚改过这一件，页面已更新，请核对后再办。`)
    },
    onSettled: () => refresh(cache),
  })
}
