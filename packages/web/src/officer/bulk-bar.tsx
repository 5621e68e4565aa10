import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask, type ClaimFilter, type ListedClaim } from '../api/client.ts'
import { UsedReasons } from '../claim/used-reasons.tsx'
import { refresh } from '../frame/fresh.ts'
import { FaultNote } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { money } from '../words/amounts.ts'
import { moveName } from '../words/names.ts'

type BulkMove = 'accept' | 'publicise' | 'approve' | 'close'

/** Where many can be moved at once, and by whom. */
export const BULK: Readonly<Record<string, { readonly move: BulkMove; readonly role: 'officer' | 'reviewer' }>> = {
  submitted: { move: 'accept', role: 'officer' },
  reviewed: { move: 'publicise', role: 'officer' },
  seconded: { move: 'publicise', role: 'officer' },
  publicised: { move: 'approve', role: 'reviewer' },
  paid: { move: 'close', role: 'officer' },
}

/** The server takes so many in one request. */
const AT_ONCE = 500

interface BulkProps {
  readonly state: string
  readonly total: number
  readonly filter: ClaimFilter
  readonly chosen: ReadonlyMap<string, ListedClaim>
  readonly onChosen: (chosen: ReadonlyMap<string, ListedClaim>) => void
}

/** Choose all, move all: what cannot be done is said one by one, the rest is done. */
export function BulkBar({ state, total, filter, chosen, onChosen }: BulkProps): ReactNode {
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState(() => t`核对一致`)
  const move = BULK[state]?.move ?? 'accept'
  const name = moveName(move)
  // The box is ticked at once; the claims come a moment later.
  const [gathering, setGathering] = useState(false)
  const everyone = useMutation({
    mutationFn: async () => {
      const all = new Map<string, ListedClaim>()
      for (let offset = 0; offset < Math.min(total, 5_000); offset += AT_ONCE) {
        const { items } = await ask(api.GET('/api/claims', { params: { query: { ...filter, mine: 'true', order: 'deadline', offset, limit: AT_ONCE } } }))
        for (const one of items) all.set(one.id, one)
      }
      return all
    },
    onSuccess: onChosen,
    onSettled: () => setGathering(false),
  })
  const [done, setDone] = useState(0)
  const send = useMutation({
    mutationFn: async () => {
      const list = [...chosen.values()]
      const refused: { readonly number: string; readonly detail: string }[] = []
      setDone(0)
      for (let at = 0; at < list.length; at += AT_ONCE) {
        const part = list.slice(at, at + AT_ONCE)
        const { items } = await ask(api.POST('/api/claims/moves/{move}', { params: { path: { move } }, body: { claims: part.map(({ id, version }) => ({ id, version })), reason: reason.trim() } }))
        for (const one of items) if (!one.done) refused.push({ number: chosen.get(one.id)?.number ?? one.id, detail: one.detail })
        setDone(at + part.length)
      }
      return { moved: list.length - refused.length, refused }
    },
    onSuccess: async ({ moved, refused }) => {
      const left = refused.length > 0 ? plural(refused.length, { one: '，# 件没有办成', other: '，# 件没有办成' }) : ''
      toast.success(`${plural(moved, { one: '办成 # 件', other: '办成 # 件' })}${left}`)
      onChosen(new Map())
      if (refused.length === 0) setAsking(false)
      await refresh(cache)
    },
  })
  const sum = [...chosen.values()].reduce((all, one) => all + BigInt(one.amountFen ?? '0'), 0n)
  return (
    <div className="toolbar bulk no-print">
      <label className="check">
        <input
          type="checkbox"
          // Before the list is here there is nothing to choose.
          disabled={total === 0}
          checked={gathering || (chosen.size > 0 && chosen.size >= Math.min(total, 5_000))}
          ref={(box) => {
            if (box) box.indeterminate = chosen.size > 0 && chosen.size < total
          }}
          onChange={(event) => {
            setGathering(event.target.checked)
            if (event.target.checked) everyone.mutate()
            else onChosen(new Map())
          }}
        />{' '}
        {plural(total, { one: '全选这 # 件', other: '全选这 # 件' })}
      </label>
      <Button type="primary" disabled={chosen.size === 0} loading={everyone.isPending} onClick={() => setAsking(true)}>
        <Trans>
          {name}选中的 {chosen.size} 件
        </Trans>
      </Button>
      {sum > 0n && <span className="help">{t`共 ${money(sum)}`}</span>}
      <Modal
        open={asking}
        title={t`${name} ${chosen.size} 件`}
        okText={name}
        cancelText={t`取消`}
        okButtonProps={{ loading: send.isPending, disabled: chosen.size === 0 || reason.trim() === '' }}
        onOk={() => send.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>
          <Trans>不能办的逐件说明，其余照办。</Trans>
        </p>
        <Input.TextArea aria-label={t`理由`} rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        {asking && <UsedReasons move={move} reason={reason} onReason={setReason} />}
        {send.isPending && chosen.size > AT_ONCE && <progress value={done} max={chosen.size} aria-label={t`进度`} />}
        {send.data && send.data.refused.length > 0 && (
          <ul>
            {send.data.refused.map((one) => (
              <li key={one.number} className="undecided">
                {one.number} {one.detail}
              </li>
            ))}
          </ul>
        )}
        {(send.error ?? everyone.error) && <FaultNote fault={send.error ?? everyone.error} />}
      </Modal>
    </div>
  )
}
