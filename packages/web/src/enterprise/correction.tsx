import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask, type StoredFact } from '../api/client.ts'
import { refresh } from '../frame/fresh.ts'
import { FaultNote } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { policy } from '../policy/policy.ts'
import { FactField } from '../questions/field.tsx'
import { sourceName } from '../words/names.ts'
import { definitionOf, factName, givenWords } from './fact-name.ts'

/** The right value of a fact, said by the firm. */
export function Correction({ subject, fact, onClose }: { readonly subject: string; readonly fact: StoredFact; readonly onClose: () => void }): ReactNode {
  const definition = definitionOf(fact)
  const [value, setValue] = useState('')
  const cache = useQueryClient()
  const send = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/subjects/{id}/facts', {
          params: { path: { id: subject } },
          body: {
            source: 'declared',
            facts: [{ name: definition?.name ?? fact.key, value, ...(fact.year !== null && { year: fact.year }), ...(fact.event !== null && { event: fact.event, record: fact.record ?? '' }) }],
          },
        }),
      ),
    onSuccess: async () => {
      toast.success(t`已记入档案`)
      await refresh(cache)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t`更正：${factName(fact)}`}
      okText={t`记入`}
      cancelText={t`取消`}
      okButtonProps={{ disabled: value === '', loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="help">
        <Trans>
          现在是“{givenWords(fact)}”（{sourceName(fact.source)}）。
        </Trans>{' '}
        {fact.source === 'declared' ? <Trans>新的数据会取代它，旧的留在历史里。</Trans> : <Trans>你的说法会记入档案，经办人会看到两者不同；来源更可靠的仍先用。</Trans>}
      </p>
      {definition && <FactField fact={definition} {...eventOf(fact)} {...(fact.year !== null && { year: fact.year })} value={value} onChange={setValue} />}
      {send.error && <FaultNote fault={send.error} />}
    </Modal>
  )
}

function eventOf({ event }: StoredFact): { readonly event?: string } {
  const name = policy.vocabulary.events.find((one) => one.key === event)?.name
  return name === undefined ? {} : { event: name }
}
