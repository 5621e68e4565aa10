import { t } from '@lingui/core/macro'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'

/** While a page's code is on its way. */
export function Waiting(): ReactNode {
  return (
    <div role="status" aria-label={t`正在读取`}>
      <div aria-hidden="true">
        <Skeleton active />
      </div>
    </div>
  )
}
