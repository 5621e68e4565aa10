import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { type FactDefinition, findUnit, MONEY, parseQuantity } from '@zhida/language/ir'
import { Input, Radio, Select, Typography } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { faultOf } from '../answers/dossier.ts'
import { quantity } from '../words/amounts.ts'
import { sentences } from '../words/say.ts'
import { term } from '../words/terms.ts'

/** The unit a person would use for a bare number. */
function usualUnit(fact: FactDefinition): string {
  if (fact.type.kind !== 'number') return ''
  if (fact.type.dimension === MONEY) return '万元'
  if (fact.type.dimension === '吨公里') return '亿吨公里'
  return fact.unit
}

/** `１，２００` → `1200万元`: full-width is understood, a bare number gets the field's unit. */
function tidy(fact: FactDefinition, text: string): string {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  if (fact.type.kind !== 'number' || plain === '') return plain
  return /^-?[\d,.]+$/.test(plain) ? `${plain}${usualUnit(fact)}` : plain
}

export interface FieldProps {
  readonly fact: FactDefinition
  readonly year?: number | undefined
  /** The event whose record it is a field of. */
  readonly event?: string
  /** What the field is called where that is not the fact's own name. */
  readonly label?: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One fact, with its help from the vocabulary and what is wrong with the answer beside it. */
export function FactField({ fact, year, event, label, value, onChange }: FieldProps): ReactNode {
  const id = useId()
  const [text, setText] = useState(value)
  const answer = { [fact.name]: fact.yearly ? { [year ?? 0]: value } : value }
  const fault = value === '' ? undefined : faultOf(event === undefined ? answer : { [event]: [{ [fact.name]: value }] })
  const read = fact.type.kind === 'number' && value !== '' && !fault ? parseQuantity(value) : undefined
  const help = sentences(fact.help && term(fact.help), fact.holder && t`（由${term(fact.holder)}掌握）`)
  const unit = usualUnit(fact)
  const commit = (next: string): void => {
    setText(next)
    onChange(tidy(fact, next))
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label ?? (year === undefined ? term(fact.name) : t`${term(fact.name)}（${year}年）`)}</label>
      {fact.type.kind === 'category' ? (
        <Select
          id={id}
          showSearch
          optionFilterProp="label"
          value={value || null}
          placeholder={t`请选择`}
          onChange={(next: string) => onChange(next)}
          options={fact.type.options.map((option) => ({ value: option, label: term(option) }))}
          style={{ width: '100%' }}
        />
      ) : fact.type.kind === 'truth' ? (
        <Radio.Group
          id={id}
          value={value || null}
          onChange={(event) => onChange(String(event.target.value))}
          options={[
            { value: '是', label: t`是` },
            { value: '否', label: t`否` },
          ]}
        />
      ) : (
        <Input
          id={id}
          type={fact.type.kind === 'date' ? 'date' : 'text'}
          inputMode={fact.type.kind === 'number' ? 'decimal' : 'text'}
          value={text}
          status={fault ? 'error' : ''}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => commit(event.target.value)}
          suffix={unit && findUnit(unit) ? <span className="unit">{unit}</span> : undefined}
        />
      )}
      <div id={`${id}-help`} className="help">
        {fault ? <Typography.Text type="danger">{fault}</Typography.Text> : read ? <Trans>即 {quantity(read.value, read.dimension)}。</Trans> : null}
        {!fault && help}
      </div>
    </div>
  )
}
