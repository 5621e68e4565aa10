import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask, type Claim, type JointReview } from '../api/client.ts'
import { FaultNote, Loaded } from '../frame/state.tsx'
import { useSession } from '../people/session.ts'
import { measures } from '../policy/policy.ts'

const DEPARTMENTS = [...new Set(measures.map((one) => one.department).filter((one) => one !== ''))].sort((a, b) => a.localeCompare(b, 'zh'))

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
          <section aria-label="会审">
            <h2>会审</h2>
            <ul className="rows">
              {items.map((one) => (
                <li key={one.id}>
                  <span className="grow">
                    {one.department}：{one.question}
                    <span className="help">（{one.deadline} 前）</span>
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
        <strong>{review.agrees ? '同意' : '不同意'}</strong>：{review.reason}
      </span>
    )
  if (!mine) return <span className="missing">等意见</span>
  return (
    <div className="toolbar">
      <Input aria-label="会审意见" placeholder="意见" value={reason} onChange={(event) => setReason(event.target.value)} />
      <Button type="primary" disabled={reason.trim() === ''} onClick={() => send.mutate(true)}>
        同意
      </Button>
      <Button disabled={reason.trim() === ''} onClick={() => send.mutate(false)}>
        不同意
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
        aria-label="请哪个部门会审"
        placeholder="请哪个部门会审"
        style={{ minWidth: 160 }}
        value={department ?? null}
        onChange={(value: string) => setDepartment(value)}
        options={DEPARTMENTS.filter((one) => one !== claim.department).map((one) => ({ value: one, label: one }))}
      />
      <Input aria-label="请核对什么" placeholder="请核对什么" style={{ maxWidth: 260 }} value={question} onChange={(event) => setQuestion(event.target.value)} />
      <Button disabled={!department || question.trim() === ''} loading={send.isPending} onClick={() => send.mutate()}>
        发出
      </Button>
      {send.error && <FaultNote fault={send.error} />}
    </div>
  )
}
