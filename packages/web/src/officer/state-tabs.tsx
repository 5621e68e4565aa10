import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Claim } from '../api/client.ts'
import { stateName } from '../words/names.ts'
import type { Place } from './place.ts'

interface TabsProps {
  readonly place: Place
  readonly all: number
  readonly counts: readonly { readonly state: Claim['state']; readonly count: string }[]
  readonly onPlace: (place: Place) => void
}

/** Claims by their state, with how many there are of each. */
export function StateTabs({ place, all, counts, onPlace }: TabsProps): ReactNode {
  return (
    <div className="toolbar tabs no-print" role="group" aria-label={t`状态`}>
      <Button type={place.state === undefined ? 'primary' : 'default'} aria-pressed={place.state === undefined} onClick={() => onPlace({ ...place, state: undefined })}>
        <Trans>全部 {all}</Trans>
      </Button>
      {counts.map((one) => (
        <Button key={one.state} type={place.state === one.state ? 'primary' : 'default'} aria-pressed={place.state === one.state} onClick={() => onPlace({ ...place, state: one.state })}>
          {stateName(one.state)} {one.count}
        </Button>
      ))}
    </div>
  )
}
