import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { Claim, ClaimForm } from '../api/client.ts'
import { FaultNote } from '../frame/state.tsx'
import { money, range } from '../words/amounts.ts'
import { moveName } from '../words/names.ts'
import { readFen } from '../words/read-amount.ts'
import { GRAVE, type Offered } from './moves.ts'
import type { MoveRequest } from './use-claim.ts'
import { UsedReasons } from './used-reasons.tsx'

interface DialogProps {
  readonly offered: Offered
  readonly claim: Claim
  readonly form: ClaimForm
  readonly fault: unknown
  readonly busy: boolean
  readonly onCancel: () => void
  readonly onSend: (request: MoveRequest) => void
}

/** A move with its reason, and its amount where the rules leave a range. */
export function MoveDialog({ offered, claim, form, fault, busy, onCancel, onSend }: DialogProps): ReactNode {
  const [reason, setReason] = useState('')
  const [amount, setAmount] = useState('')
  const id = useId()
  const [low, high] = [BigInt(form.lowFen ?? '0'), BigInt(form.highFen ?? '0')]
  // The officer decides where the rules leave a range; elsewhere the amount is fixed.
  const open = offered.move === 'review' && form.lowFen !== form.highFen && form.highFen !== null
  const fen = open ? readFen(amount) : undefined
  const bounds = range(low, high)
  const outside = fen !== undefined && (fen < low || fen > high)
  const wrong = amount !== '' && fen === undefined ? t`请写成金额，例如 30万元 或 88800元` : outside ? t`原文只允许 ${bounds}` : ''
  const ready = (!offered.reasonNeeded || reason.trim() !== '') && (!open || (fen !== undefined && !outside))
  const name = moveName(offered.move)
  return (
    <Modal
      open
      title={`${name} ${claim.number}`}
      okText={name}
      cancelText={t`取消`}
      okButtonProps={{ disabled: !ready, danger: GRAVE.has(offered.move), loading: busy }}
      onCancel={onCancel}
      onOk={() =>
        onSend({
          move: offered.move,
          version: claim.version,
          ...(reason.trim() !== '' && { reason: reason.trim() }),
          ...(fen !== undefined && { amountFen: String(fen) }),
          ...(offered.move === 'repay' && { document: reason.trim() }),
        })
      }
    >
      {open && (
        <div className="field">
          <label htmlFor={`${id}-amount`}>
            <Trans>金额（{bounds}）</Trans>
          </label>
          <Input
            id={`${id}-amount`}
            value={amount}
            status={wrong ? 'error' : ''}
            suffix="万元"
            aria-invalid={wrong !== ''}
            aria-describedby={`${id}-help`}
            onChange={(event) => setAmount(event.target.value)}
          />
          <div id={`${id}-help`} className="help">
            {wrong ? <span className="undecided">{wrong}</span> : fen !== undefined ? t`即 ${money(fen)}` : t`由部门在原文范围内定。`}
          </div>
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-reason`}>{offered.move === 'repay' ? t`收款凭证号` : offered.reasonNeeded ? t`理由（写进办理经过，企业看得到）` : t`说明（可不填）`}</label>
        <Input.TextArea id={`${id}-reason`} rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        {offered.move !== 'repay' && <UsedReasons move={offered.move} reason={reason} onReason={setReason} />}
      </div>
      {fault != null && <FaultNote fault={fault} />}
    </Modal>
  )
}
