import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { type FactDefinition, findUnit, MONEY, parseQuantity } from '@zhida/language/ir'
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

interface FieldProps {
  readonly fact: FactDefinition
  readonly year?: number | undefined
  /** The event whose record it is a field of. */
  readonly event?: string
  /** What the field is called where that is not the fact's own name. */
  readonly label?: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One fact to fill in, with its help from the vocabulary and what is wrong with the answer beside it. The controls are the browser's own: small, quick, and at home on a phone. */
export function FactField({ fact, year, event, label, value, onChange }: FieldProps): ReactNode {
  const id = useId()
  const answer = { [fact.name]: fact.yearly ? { [year ?? 0]: value } : value }
  const fault = value === '' ? undefined : faultOf(event === undefined ? answer : { [event]: [{ [fact.name]: value }] })
  const read = fact.type.kind === 'number' && value !== '' && !fault ? parseQuantity(value) : undefined
  const help = sentences(fact.help && term(fact.help), fact.holder && t`（由${term(fact.holder)}掌握）`)
  const name = label ?? (year === undefined ? term(fact.name) : t`${term(fact.name)}（${year}年）`)
  const control = { id, value, fault: fault !== undefined, onChange }
  const note = (
    <div id={`${id}-help`} className="help">
      {fault ? <span className="undecided">{fault}</span> : read ? <Trans>即 {quantity(read.value, read.dimension)}。</Trans> : null}
      {!fault && help}
    </div>
  )
  if (fact.type.kind === 'truth')
    return (
      <fieldset className="field" aria-describedby={`${id}-help`}>
        <legend>{name}</legend>
        <YesOrNo {...control} />
        {note}
      </fieldset>
    )
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      {fact.type.kind === 'category' ? <OneOf {...control} options={fact.type.options} /> : <Typed {...control} fact={fact} />}
      {note}
    </div>
  )
}

interface ControlProps {
  readonly id: string
  readonly value: string
  readonly fault: boolean
  readonly onChange: (value: string) => void
}

function YesOrNo({ id, value, onChange }: ControlProps): ReactNode {
  return (
    <div className="choices in-line">
      {[
        ['是', t`是`],
        ['否', t`否`],
      ].map(([answer = '', said]) => (
        <label key={answer}>
          <input type="radio" name={id} checked={value === answer} onChange={() => onChange(answer)} />
          <span>{said}</span>
        </label>
      ))}
    </div>
  )
}

function OneOf({ id, value, fault, options, onChange }: ControlProps & { readonly options: readonly string[] }): ReactNode {
  return (
    <select id={id} className="native" value={value} aria-invalid={fault} aria-describedby={`${id}-help`} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t`请选择`}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {term(option)}
        </option>
      ))}
    </select>
  )
}

/** What is typed stands as typed; what is answered is the tidied text. */
function Typed({ id, fact, value, fault, onChange }: ControlProps & { readonly fact: FactDefinition }): ReactNode {
  const [text, setText] = useState(value)
  const unit = usualUnit(fact)
  return (
    <span className="measured">
      <input
        id={id}
        className="native"
        type={fact.type.kind === 'date' ? 'date' : 'text'}
        inputMode={fact.type.kind === 'number' ? 'decimal' : 'text'}
        value={text}
        aria-invalid={fault}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          setText(event.target.value)
          onChange(tidy(fact, event.target.value))
        }}
      />
      {unit && findUnit(unit) ? (
        <span className="unit" aria-hidden="true">
          {unit}
        </span>
      ) : null}
    </span>
  )
}
