import { t } from '@lingui/core/macro'
import { Progress } from 'antd'
import type { ReactNode } from 'react'
import type { Job } from '../api/client.ts'
import { progressOf } from './use-jobs.ts'

export function JobProgress({ job }: { readonly job: Job }): ReactNode {
  const { percent, left } = progressOf(job)
  return (
    <span className="progress" role="status">
      <Progress percent={percent} aria-label={t`进度`} size="small" />
      <span className="help">{left}</span>
    </span>
  )
}
