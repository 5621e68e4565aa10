import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal, Radio, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { api, ask } from '../api/client.ts'
import { Range } from '../frame/money.tsx'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { useSession } from '../people/session.ts'
import { measures, policy } from '../policy/policy.ts'
import { measureName } from '../words/names.ts'
import { readFen } from '../words/read-amount.ts'
import { ruleWords, term } from '../words/terms.ts'
import { dayWords, todayHere } from '../words/time.ts'

/** What lead departments ruled: which reading holds, what an amount is that the text leaves open. Later decisions follow, earlier ones stay. */
export function RulingsPage(): ReactNode {
  const session = useSession()
  const [making, setMaking] = useState(false)
  const query = useQuery({ queryKey: ['rulings'], queryFn: () => ask(api.GET('/api/rulings')) })
  const leads = policy.areas.filter((one) => one.department === session?.department).map((one) => one.number)
  const may = session?.roles.includes('reviewer') === true && leads.length > 0
  return (
    <>
      <h1>
        <Trans>裁定</Trans>
      </h1>
      <p className="help">
        <Trans>原文留有余地的口径和没有写明的金额，由牵头部门凭文件裁定。此后的决定按它，先前的不变。</Trans>
      </p>
      {may && (
        <div className="toolbar no-print">
          <Button type="primary" onClick={() => setMaking(true)}>
            <Trans>记录一项裁定</Trans>
          </Button>
        </div>
      )}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              <Trans>还没有裁定，都按规则包里采用的口径。</Trans>
            </Empty>
          ) : (
            <ul className="rows card">
              {[...items].reverse().map((one) => (
                <li key={one.id}>
                  <Link to="/measures/$id" params={{ id: one.measure }}>
                    {measureName(one.measure)}
                  </Link>
                  <span className="grow">
                    {one.kind === 'reading' ? (
                      <Trans>
                        口径“{term(one.reading ?? '')}”按“{term(one.option ?? '')}”
                      </Trans>
                    ) : (
                      <>
                        <Trans>金额</Trans> <Range low={one.lowFen} high={one.highFen} />
                      </>
                    )}
                  </span>
                  <span className="help">
                    {one.document} · {term(one.department)} · <Trans>自 {dayWords(one.fromDay)} 起</Trans>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {making && <NewRuling areas={leads} onClose={() => setMaking(false)} />}
    </>
  )
}

function NewRuling({ areas, onClose }: { readonly areas: readonly number[]; readonly onClose: () => void }): ReactNode {
  const offered = measures.filter((one) => areas.includes(one.area) && (one.readings.length > 0 || one.amount?.kind === 'unspecified'))
  const [id, setId] = useState<string>()
  const [choice, setChoice] = useState<string>()
  const [low, setLow] = useState('')
  const [high, setHigh] = useState('')
  const [document, setDocument] = useState('')
  const [from, setFrom] = useState(todayHere())
  const field = useId()
  const cache = useQueryClient()
  const measure = measures.find((one) => one.id === id)
  const [reading = '', option = ''] = choice?.split('\u0000') ?? []
  const open = measure?.amount?.kind === 'unspecified' && choice === undefined
  const [lowFen, highFen] = [readFen(low), readFen(high)]
  const ready = measure && document.trim() !== '' && (choice !== undefined || (open && lowFen !== undefined && highFen !== undefined && lowFen <= highFen))
  const send = useMutation({
    mutationFn: () => {
      const base = { measure: id ?? '', document: document.trim(), fromDay: from }
      return ask(
        api.POST('/api/rulings', { body: choice === undefined ? { ...base, kind: 'amount', lowFen: String(lowFen), highFen: String(highFen) } : { ...base, kind: 'reading', reading, option } }),
      )
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['rulings'] })
      onClose()
    },
  })
  return (
    <Modal open title={t`记录一项裁定`} okText={t`记录`} cancelText={t`取消`} okButtonProps={{ disabled: !ready, loading: send.isPending }} onOk={() => send.mutate()} onCancel={onClose}>
      <div className="field">
        <label htmlFor={`${field}-measure`}>
          <Trans>措施</Trans>
        </label>
        <Select
          id={`${field}-measure`}
          showSearch
          optionFilterProp="label"
          style={{ width: '100%' }}
          value={id ?? null}
          placeholder={t`请选择`}
          onChange={(next: string) => {
            setId(next)
            setChoice(undefined)
          }}
          options={offered.map((one) => ({ value: one.id, label: measureName(one.id) }))}
        />
      </div>
      {measure?.readings.map((one) => (
        <fieldset key={one.name} className="choice column">
          <legend>
            <Trans>口径“{term(one.name)}”</Trans>
          </legend>
          <Radio.Group
            value={choice ?? null}
            onChange={(event) => setChoice(String(event.target.value))}
            options={one.options.map((each) => ({ value: `${one.name}\u0000${each.name}`, label: `${term(each.name)}${each.text === each.name ? '' : ` — ${ruleWords(each.text)}`}` }))}
          />
        </fieldset>
      ))}
      {open && (
        <div className="pair">
          <div className="field">
            <label htmlFor={`${field}-low`}>
              <Trans>至少（万元）</Trans>
            </label>
            <Input id={`${field}-low`} value={low} onChange={(event) => setLow(event.target.value)} />
          </div>
          <div className="field">
            <label htmlFor={`${field}-high`}>
              <Trans>至多（万元）</Trans>
            </label>
            <Input id={`${field}-high`} value={high} onChange={(event) => setHigh(event.target.value)} />
          </div>
        </div>
      )}
      <div className="field">
        <label htmlFor={`${field}-document`}>
          <Trans>裁定文件的文号</Trans>
        </label>
        <Input id={`${field}-document`} value={document} maxLength={200} onChange={(event) => setDocument(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${field}-from`}>
          <Trans>从哪一天起</Trans>
        </label>
        <Input id={`${field}-from`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      </div>
      {send.error && <FaultNote fault={send.error} />}
    </Modal>
  )
}
