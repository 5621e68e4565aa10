import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import type { Job } from '../api/client.ts'
import { Empty, Loaded } from '../frame/state.tsx'
import { term } from '../words/terms.ts'
import { timeWords } from '../words/time.ts'
import { JobProgress } from './progress.tsx'
import { jobTitle } from './title.ts'
import { faultOfJob, useJobs } from './use-jobs.ts'

/** All long work that the person here gave: how far it is, what came of it. It goes on when the page is closed. */
export function JobsPage(): ReactNode {
  const query = useJobs()
  return (
    <>
      <h1>
        <Trans>后台工作</Trans>
      </h1>
      <p className="help">
        <Trans>导入、测算、推演这些要做一阵子的事，交办之后可以关掉页面，做完会告诉你。</Trans>
      </p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              <Trans>还没有交办过。</Trans>
            </Empty>
          ) : (
            <ul className="rows card">
              {items.map((one) => (
                <li key={one.id}>
                  <span className="grow">
                    <strong>{jobTitle(one)}</strong> <span className="help">{timeWords(one.at)}</span>
                  </span>
                  <Outcome job={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}

function Outcome({ job }: { readonly job: Job }): ReactNode {
  if (job.state === 'failed') return <Failed fault={job.fault} />
  if (job.state !== 'done') return <JobProgress job={job} />
  return (
    <span className="row-actions">
      {job.kind === 'import' && (
        <Link to="/import" search={{ job: job.id }}>
          <Trans>看报告</Trans>
        </Link>
      )}
      {job.kind === 'simulation' && (
        <Link to="/drafting/simulation" search={{ job: job.id }}>
          <Trans>看结果</Trans>
        </Link>
      )}
      {job.kind === 'estimate' && (
        <Link to="/funds">
          <Trans>看资金预测</Trans>
        </Link>
      )}
      {job.files.map((file) => (
        <a key={file.form} href={`/api/jobs/${job.id}/files/${file.form}`}>
          {file.form === 'html' ? t`网页` : '.xlsx'}
        </a>
      ))}
    </span>
  )
}

export function Failed({ fault }: { readonly fault: string | null }): ReactNode {
  const told = faultOfJob(fault)
  const title = told.title ?? t`没有做成`
  return <Alert type="error" role="alert" title={told.detail ? t`${title}：${term(told.detail)}` : title} description={told.code && <span className="help">{t`代码 ${told.code}`}</span>} />
}
