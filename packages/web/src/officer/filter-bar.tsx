import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { measures, policy } from '../policy/policy.ts'
import { measureName } from '../words/names.ts'
import { term } from '../words/terms.ts'
import type { Place } from './place.ts'

interface BarProps {
  readonly place: Place
  readonly onPlace: (place: Place) => void
  /** Measures that the person here deals with; all of them without it. */
  readonly department?: string | null
}

/** Search, measure, overdue: each changes the address. */
export function FilterBar({ place, onPlace, department }: BarProps): ReactNode {
  const offered = measures.filter((one) => !department || one.department === department)
  return (
    <div className="toolbar no-print">
      <SearchWords place={place} onPlace={onPlace} />
      <Select
        aria-label={t`措施`}
        placeholder={t`全部措施`}
        allowClear
        showSearch
        optionFilterProp="label"
        style={{ minWidth: 190, maxWidth: 300 }}
        value={place.measure ?? null}
        onChange={(measure: string | null) => onPlace({ ...place, measure: measure ?? undefined })}
        options={offered.map((one) => ({ value: one.id, label: measureName(one.id) }))}
      />
      <Button
        aria-pressed={place.overdue === 'true'}
        type={place.overdue === 'true' ? 'primary' : 'default'}
        onClick={() => onPlace({ ...place, overdue: place.overdue === 'true' ? undefined : 'true' })}
      >
        <Trans>只看超期</Trans>
      </Button>
    </div>
  )
}

/** Its own part, so that a key draws nothing else again. */
function SearchWords({ place, onPlace }: Omit<BarProps, 'department'>): ReactNode {
  const [typed, setTyped] = useState(place.q ?? '')
  useEffect(() => setTyped(place.q ?? ''), [place.q])
  useEffect(() => {
    const timer = setTimeout(() => {
      const q = typed.trim() === '' ? undefined : typed.trim()
      if (q !== place.q) onPlace({ ...place, q })
    }, 200)
    return () => clearTimeout(timer)
  }, [typed, place, onPlace])
  return (
    <Input
      aria-label={t`编号、主体名称、拼音或信用代码`}
      placeholder={t`编号、主体名称、拼音或信用代码`}
      allowClear
      style={{ maxWidth: 280 }}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

/** What else narrows the list, each with a way to let it go. */
export function Narrowed({ place, onPlace }: Omit<BarProps, 'department'>): ReactNode {
  const names: Readonly<Partial<Record<keyof Place, string>>> = { stage: t`阶段`, fund: t`资金`, area: t`领域`, department: t`部门`, street: t`街道`, way: t`途径`, list: t`清单` }
  const areas = Object.fromEntries(policy.areas.map((one) => [String(one.number), term(one.title)]))
  const words: Readonly<Record<string, string>> = { open: t`在办`, pending: t`未审定`, reserved: t`已审定、未到账`, paid: t`已兑付`, claim: t`快申快享`, automatic: t`免申即享` }
  const narrowing = (Object.keys(names) as (keyof Place)[]).filter((key) => place[key] !== undefined)
  if (narrowing.length === 0) return null
  return (
    <p className="no-print">
      {narrowing.map((key) => (
        <button type="button" key={key} className="chip" onClick={() => onPlace({ ...place, [key]: undefined })}>
          {names[key]} {(key === 'area' ? areas : words)[place[key] ?? ''] ?? term(place[key]?.split('/').at(-1) ?? '')} <span aria-hidden="true">✕</span>
          <span className="visually-hidden">
            <Trans>去掉</Trans>
          </span>
        </button>
      ))}
    </p>
  )
}
