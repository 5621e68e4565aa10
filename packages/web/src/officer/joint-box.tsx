import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask, type Claim, type JointReview } from '../api/client.ts'
import { FaultNote, Loaded } from '../frame/state.tsx'
import { useSession } from '../people/session.ts'
import { departments } from '../words/names.ts'
import { term } from '../words/terms.ts'

/** Joint review (会审): whom the department asked, what they said; ask another, or answer. */
export function JointBox({ claim }: { readonly claim: Claim }): ReactNode {
  const session = useSession()
  const query = useQuery({ queryKey: ['claim', claim.id, 'joint'], queryFn: () => ask(api.GET('/api/claims/{id}/joint', { params: { path: { id: claim.id } } })) })
  const officer = session?.roles.includes('officer') === true
  const mayAsk = officer && session?.department === claim.department && (claim.state === 'submitted' || claim.state === 'accepted')
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 && !mayAsk ? null : (
          <section className="card" aria-label={t`会审`}>
            <h2>
              <Trans>会审</Trans>
            </h2>
            <ul className="rows">
              {items.map((one) => (
                <li key={one.id}>
                  <span className="grow">
                    {term(one.department)}：{one.question}{' '}
                    <span className="help">
                      <Trans>（{one.deadline} 前）</Trans>
                    </span>
                  </span>
                  <Answer review={one} mine={officer && session?.department === one.department} />
                </li>
              ))}
            </ul>
            {mayAsk && <AskBox claim={claim} />}
          </section>
        )
      }
    </Loaded>
  )
}

function Answer({ review, mine }: { readonly review: JointReview; readonly mine: boolean }): ReactNode {
  const [reason, setReason] = useState('')
  const cache = useQueryClient()
  const send = useMutation({
    mutationFn: (agrees: boolean) => ask(api.POST('/api/joint/{id}/opinion', { params: { path: { id: review.id } }, body: { agrees, reason: reason.trim() } })),
    onSettled: () => cache.invalidateQueries(),
  })
  if (review.agrees !== null)
    return (
      <span>
        <strong>{review.agrees ? <Trans>同意</Trans> : <Trans>不同意</Trans>}</strong> {review.reason}
      </span>
    )
  if (!mine)
    return (
      <span className="missing">
        <Trans>等意见</Trans>
      </span>
    )
  return (
    <div className="toolbar">
      <Input aria-label={t`会审意见`} placeholder={t`意见`} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Button type="primary" disabled={reason.trim() === ''} onClick={() => send.mutate(true)}>
        <Trans>同意</Trans>
      </Button>
      <Button disabled={reason.trim() === ''} onClick={() => send.mutate(false)}>
        <Trans>不同意</Trans>
      </Button>
      {send.error && <FaultNote fault={send.error} />}
    </div>
  )
}

function AskBox({ claim }: { readonly claim: Claim }): ReactNode {
  const [department, setDepartment] = useState<string>()
  const [question, setQuestion] = useState('')
  const cache = useQueryClient()
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/claims/{id}/joint', { params: { path: { id: claim.id } }, body: { department: department ?? '', question: question.trim() } })),
    onSuccess: async () => {
      setQuestion('')
      await cache.invalidateQueries({ queryKey: ['claim', claim.id, 'joint'] })
    },
  })
  return (
    <div className="toolbar no-print">
      <Select
        aria-label={t`请哪个部门会审`}
        placeholder={t`请哪个部门会审`}
        style={{ minWidth: 160 }}
        value={department ?? null}
        onChange={(value: string) => setDepartment(value)}
        options={departments.filter((one) => one !== claim.department).map((one) => ({ value: one, label: term(one) }))}
      />
      <Input aria-label={t`请核对什么`} placeholder={t`请核对什么`} style={{ maxWidth: 260 }} value={question} onChange={(event) => setQuestion(event.target.value)} />
      <Button disabled={!department || question.trim() === ''} loading={send.isPending} onClick={() => send.mutate()}>
        <Trans>发出</Trans>
      </Button>
      {send.error && <FaultNote fault={send.error} />}
    </div>
  )
}
