import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Radio, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { api, ask, type Fund } from '../api/client.ts'
import { refresh } from '../frame/fresh.ts'
import { FaultNote } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { money } from '../words/amounts.ts'
import { readFen } from '../words/read-amount.ts'
import { term } from '../words/terms.ts'

/** Money into a fund by a document: appropriated anew, or moved from another fund. */
export function Giving({ fund, funds, onClose }: { readonly fund: Fund; readonly funds: readonly Fund[]; readonly onClose: () => void }): ReactNode {
  const [way, setWay] = useState<'new' | 'from'>('new')
  const [from, setFrom] = useState<string>()
  const [amount, setAmount] = useState('')
  const [document, setDocument] = useState('')
  const id = useId()
  const cache = useQueryClient()
  const fen = readFen(amount)
  const others = funds.filter((one) => one.unit === fund.unit && one.code !== fund.code && BigInt(one.free) > 0n)
  const ready = fen !== undefined && fen > 0n && document.trim() !== '' && (way === 'new' || from !== undefined)
  const send = useMutation({
    mutationFn: () => {
      const body = { amount: String(fen), document: document.trim() }
      return way === 'new'
        ? ask(api.POST('/api/funds/appropriations', { body: { ...body, fund: fund.code } }))
        : ask(api.POST('/api/funds/reallocations', { body: { ...body, from: from ?? '', to: fund.code } }))
    },
    onSuccess: async () => {
      toast.success(t`已记入`)
      await refresh(cache)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t`安排资金：${term(fund.part ?? fund.name)}`}
      okText={t`安排`}
      cancelText={t`取消`}
      okButtonProps={{ disabled: !ready, loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p>
        <Trans>记入后不能改，只能再凭文件调剂。</Trans>
      </p>
      <Radio.Group
        value={way}
        onChange={(event) => setWay(event.target.value as typeof way)}
        options={[
          { value: 'new', label: t`新安排` },
          { value: 'from', label: t`从别的资金调剂` },
        ]}
      />
      {way === 'from' && (
        <div className="field">
          <label htmlFor={`${id}-from`}>
            <Trans>从哪一项</Trans>
          </label>
          <Select
            id={`${id}-from`}
            showSearch
            optionFilterProp="label"
            style={{ width: '100%' }}
            value={from ?? null}
            placeholder={t`请选择`}
            onChange={(next: string) => setFrom(next)}
            options={others.map((one) => ({ value: one.code, label: t`${term(one.part ?? one.name)}（余 ${money(BigInt(one.free))}）` }))}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-amount`}>
          <Trans>金额</Trans>
        </label>
        <Input id={`${id}-amount`} value={amount} suffix="万元" onChange={(event) => setAmount(event.target.value)} />
        <div className="help">{amount !== '' && (fen === undefined ? t`请写成金额，例如 500万元` : t`即 ${money(fen)}`)}</div>
      </div>
      <div className="field">
        <label htmlFor={`${id}-document`}>
          <Trans>批准文件的文号</Trans>
        </label>
        <Input id={`${id}-document`} value={document} maxLength={200} onChange={(event) => setDocument(event.target.value)} />
      </div>
      {send.error && <FaultNote fault={send.error} />}
    </Modal>
  )
}
