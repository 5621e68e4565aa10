import { type FactDefinition, findUnit, formatQuantity, MONEY, parseQuantity } from '@zhida/language/ir'
import { Input, Radio, Select, Typography } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { faultOf } from '../answers/answers.ts'

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
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One fact, with its help from the vocabulary and what is wrong with the answer beside it. */
export function FactField({ fact, year, value, onChange }: FieldProps): ReactNode {
  const id = useId()
  const [text, setText] = useState(value)
  const fault = value === '' ? undefined : faultOf({ [fact.name]: fact.yearly ? { [year ?? 0]: value } : value })
  const label = `${fact.name}${year === undefined ? '' : `（${year}年）`}`
  const read = fact.type.kind === 'number' && value !== '' && !fault ? parseQuantity(value) : undefined
  const help = [fact.help, fact.holder && `由${fact.holder}掌握`].filter(Boolean).join('；')
  const commit = (next: string): void => {
    setText(next)
    onChange(tidy(fact, next))
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {fact.type.kind === 'category' ? (
        <Select
          id={id}
          showSearch
          optionFilterProp="label"
          value={value || null}
          placeholder="请选择"
          onChange={(next: string) => onChange(next)}
          options={fact.type.options.map((option) => ({ value: option, label: option }))}
          style={{ width: '100%' }}
        />
      ) : fact.type.kind === 'truth' ? (
        <Radio.Group id={id} value={value || null} onChange={(event) => onChange(String(event.target.value))} options={['是', '否']} />
      ) : (
        <Input
          id={id}
          type={fact.type.kind === 'date' ? 'date' : 'text'}
          inputMode={fact.type.kind === 'number' ? 'decimal' : 'text'}
          value={text}
          status={fault ? 'error' : ''}
          aria-describedby={`${id}-help`}
          onChange={(event) => commit(event.target.value)}
          suffix={usualUnit(fact) && findUnit(usualUnit(fact)) ? <span className="unit">{usualUnit(fact)}</span> : undefined}
        />
      )}
      <div id={`${id}-help`} className="help">
        {fault ? <Typography.Text type="danger">{fault}</Typography.Text> : read ? `即 ${formatQuantity(read.value, read.dimension)}。${help}` : help}
      </div>
    </div>
  )
}
