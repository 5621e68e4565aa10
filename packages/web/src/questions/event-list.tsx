import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { EventDefinition } from '@zhida/language/ir'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Answer } from '../answers/session.ts'
import { term } from '../words/terms.ts'
import { FactField } from './field.tsx'

type Records = readonly Readonly<Record<string, string>>[]

export interface EventListProps {
  readonly event: EventDefinition
  readonly value: Answer | undefined
  readonly onChange: (value: Answer) => void
}

/** A list of recognitions, contracts, prizes …: add, fill in, remove. */
export function EventList({ event, value, onChange }: EventListProps): ReactNode {
  const records: Records = Array.isArray(value) ? (value as Records) : []
  const change = (index: number, name: string, text: string): void => onChange(records.map((record, place) => (place === index ? { ...record, [name]: text } : record)))
  const name = term(event.name)
  return (
    <fieldset className="events">
      <legend>{name}</legend>
      {records.map((record, index) => (
        <div className="event" key={index}>
          {event.fields.map((field) => (
            <FactField key={field.key} fact={field} event={event.name} value={record[field.name] ?? ''} onChange={(text) => change(index, field.name, text)} />
          ))}
          <Button size="small" onClick={() => onChange(records.length === 1 ? '无' : records.filter((_record, place) => place !== index))} aria-label={t`删除第${index + 1}项${name}`}>
            <Trans>删除这一项</Trans>
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...records, {}])}>
        <Trans>再加一项{name}</Trans>
      </Button>
    </fieldset>
  )
}
