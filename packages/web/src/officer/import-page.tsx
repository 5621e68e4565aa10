import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Select } from 'antd'
import { type DragEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { api, ask, type Job, upload } from '../api/client.ts'
import { FaultNote, Loaded } from '../frame/state.tsx'
import { Failed } from '../jobs/jobs-page.tsx'
import { JobProgress } from '../jobs/progress.tsx'
import { jobTitle } from '../jobs/title.ts'
import { useJob } from '../jobs/use-jobs.ts'
import { policy } from '../policy/policy.ts'
import { term } from '../words/terms.ts'

const route = getRouteApi('/import')
const MOST_MB = 50

interface Report {
  readonly rows: number
  readonly subjects: number
  readonly facts: number
  readonly opened: number
  readonly refused: readonly { readonly row: number; readonly column: string; readonly why: string }[]
  readonly refusedTotal: number
  readonly unknown: readonly string[]
  readonly dryRun: boolean
}

interface Asked {
  readonly dryRun: boolean
  readonly synthetic: boolean
  readonly mapping: Readonly<Record<string, string>>
}

/** A spreadsheet into dossiers: checked first, row by row, and written when a person has seen what would come of it. */
export function ImportPage(): ReactNode {
  const { job: id, upload: file } = route.useSearch()
  const go = route.useNavigate()
  const cache = useQueryClient()
  const [synthetic, setSynthetic] = useState(false)
  const job = useJob(id)
  const start = useMutation({
    mutationFn: async ({ of, dryRun, mapping }: { readonly of: string } & Omit<Asked, 'synthetic'>) => ({
      of,
      job: await ask(api.POST('/api/jobs/import', { body: { upload: of, dryRun, synthetic, mapping } })),
    }),
    onSuccess: async ({ of, job: made }) => {
      await cache.invalidateQueries({ queryKey: ['jobs'] })
      await go({ search: { job: made.id, upload: of } })
    },
  })
  const send = useMutation({
    mutationFn: async (chosen: File) => {
      const size = Math.round(chosen.size / 1048576)
      if (!/\.(xlsx|csv)$/i.test(chosen.name)) throw new Error(t`“${chosen.name}”不是 .xlsx 或 .csv：请另存为其中一种。`)
      if (chosen.size > MOST_MB * 1048576) throw new Error(t`“${chosen.name}”有 ${size} MB，至多 ${MOST_MB} MB：请分成几份。`)
      return upload<{ readonly id: string }>('/api/uploads', chosen)
    },
    onSuccess: ({ id: of }) => start.mutate({ of, dryRun: true, mapping: {} }),
  })
  return (
    <>
      <p className="crumbs no-print">
        <Link to="/subjects">
          <Trans>主体档案</Trans>
        </Link>
      </p>
      <h1>
        <Trans>批量导入</Trans>
      </h1>
      <Drop busy={send.isPending || start.isPending} onFile={(chosen) => send.mutate(chosen)} />
      <label className="check no-print">
        <input type="checkbox" checked={synthetic} onChange={(event) => setSynthetic(event.target.checked)} /> <Trans>这些主体是造出来的（合成数据）</Trans>
      </label>
      {(send.error ?? start.error) && <FaultNote fault={send.error ?? start.error} />}
      {id !== undefined && (
        <Loaded query={job}>
          {(found) => <Outcome key={found.id} job={found} onAgain={file === undefined ? undefined : (dryRun, mapping) => start.mutate({ of: file, dryRun, mapping })} busy={start.isPending} />}
        </Loaded>
      )}
    </>
  )
}

function Drop({ busy, onFile }: { readonly busy: boolean; readonly onFile: (file: File) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    <section
      className={`card drop no-print${over ? ' over' : ''}`}
      aria-label={t`选择表格`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Button type="primary" loading={busy} onClick={() => input.current?.click()}>
        <Trans>选择表格</Trans>
      </Button>
      <input
        ref={input}
        type="file"
        aria-label={t`表格文件`}
        className="visually-hidden"
        tabIndex={-1}
        accept=".xlsx,.csv"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
      <p>
        <Trans>或者把 .xlsx、.csv 拖到这里，至多 {MOST_MB} MB。先核对，不写入。</Trans>
      </p>
      <p className="help">
        <Trans>第一行是列名：“统一社会信用代码”必有，“企业名称”“街道”“收款账号”可有，其余写数据项，年度用 @，单位用括号，例如“加计扣除研发费用@2022（万元）”。</Trans>
      </p>
    </section>
  )
}

interface OutcomeProps {
  readonly job: Job
  /** Checks or writes the same table again. */
  readonly onAgain: ((dryRun: boolean, mapping: Asked['mapping']) => void) | undefined
  readonly busy: boolean
}

function Outcome({ job, onAgain, busy }: OutcomeProps): ReactNode {
  if (job.state === 'failed') return <Failed fault={job.fault} />
  if (job.state !== 'done')
    return (
      <section className="card" aria-label={t`进度`}>
        <h2>{jobTitle(job)}</h2>
        <JobProgress job={job} />
        <p className="help">
          <Trans>可以关掉这个页面，做完会告诉你。</Trans>
        </p>
      </section>
    )
  const report = JSON.parse(job.result ?? '{}') as Report
  const { dryRun, mapping } = JSON.parse(job.request) as Asked
  return (
    <section className="card" aria-label={t`报告`}>
      <h2>{jobTitle(job)}</h2>
      <Alert
        type={report.refusedTotal === 0 ? 'success' : 'warning'}
        role="status"
        title={dryRun ? t`核对完了，还没有写入` : t`已写入档案`}
        description={`${plural(report.rows, { one: '# 行', other: '# 行' })} · ${plural(report.subjects, { one: '# 个主体', other: '# 个主体' })}（${plural(report.opened, { one: '新建 # 个', other: '新建 # 个' })}） · ${plural(report.facts, { one: '# 条数据', other: '# 条数据' })} · ${plural(report.refusedTotal, { one: '# 处不收', other: '# 处不收' })}`}
      />
      {dryRun && onAgain && report.unknown.length > 0 && <Unknown headers={report.unknown} busy={busy} onMapped={(more) => onAgain(true, { ...mapping, ...more })} />}
      {dryRun && onAgain && (
        <div className="toolbar no-print">
          <Button type="primary" loading={busy} disabled={report.facts === 0 && report.opened === 0} onClick={() => onAgain(false, mapping)}>
            {report.refusedTotal > 0 ? <Trans>不收的放下，其余写入</Trans> : <Trans>写入档案</Trans>}
          </Button>
          <span className="help">
            <Trans>写入后不能删，只能更正。</Trans>
          </span>
        </div>
      )}
      {report.refused.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard.
        <section className="scroll" aria-label={t`不收的`} tabIndex={0}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>第几行</Trans>
                </th>
                <th scope="col">
                  <Trans>哪一列</Trans>
                </th>
                <th scope="col">
                  <Trans>为什么不收</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {report.refused.map((one, index) => (
                <tr key={index}>
                  <th scope="row">{one.row}</th>
                  <td>{one.column}</td>
                  <td className="wide-cell">{one.why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {report.refusedTotal > report.refused.length && (
        <p className="help">
          <Trans>只列出前 {report.refused.length} 处。</Trans>
        </p>
      )}
    </section>
  )
}

/** What a column may be: the firm's own particulars, or a fact, each year of it by itself. */
const MEANINGS = (): readonly { readonly value: string; readonly label: string }[] => [
  { value: '统一社会信用代码', label: t`统一社会信用代码` },
  { value: '企业名称', label: t`企业名称` },
  { value: '街道', label: t`街道` },
  { value: '收款账号', label: t`收款账号` },
  ...policy.vocabulary.facts.flatMap((fact) =>
    fact.yearly
      ? [0, -1, -2].map((offset) => policy.year + offset).map((year) => ({ value: `${fact.name}@${year}`, label: t`${term(fact.name)}（${year}年）` }))
      : [{ value: fact.name, label: term(fact.name) }],
  ),
]

/** Columns whose heading says nothing known: a person says what they are, or leaves them out. */
function Unknown({ headers, busy, onMapped }: { readonly headers: readonly string[]; readonly busy: boolean; readonly onMapped: (mapping: Asked['mapping']) => void }): ReactNode {
  const [meant, setMeant] = useState<Asked['mapping']>({})
  const options = useMemo(MEANINGS, [])
  // A unit in the heading is the column's, whatever it is called.
  const withUnit = (header: string, meaning: string): string => `${meaning}${/[（(][^）)]*[）)]$/.exec(header)?.[0] ?? ''}`
  return (
    <section className="no-print" aria-label={t`认不出的列`}>
      <h3>
        <Trans>这几列认不出来，是什么？</Trans>
      </h3>
      {headers.map((header) => (
        <div className="field" key={header}>
          <span className="label">{header}</span>
          <Select
            aria-label={header}
            placeholder={t`不导入`}
            allowClear
            showSearch
            optionFilterProp="label"
            style={{ width: '100%', maxWidth: 420 }}
            value={meant[header] ?? null}
            onChange={(meaning: string | null) => setMeant(meaning === null ? Object.fromEntries(Object.entries(meant).filter(([one]) => one !== header)) : { ...meant, [header]: meaning })}
            options={[...options]}
          />
        </div>
      ))}
      <div className="toolbar">
        <Button
          loading={busy}
          disabled={Object.keys(meant).length === 0}
          onClick={() => onMapped(Object.fromEntries(Object.entries(meant).map(([header, meaning]) => [header, withUnit(header, meaning)])))}
        >
          <Trans>再核对一遍</Trans>
        </Button>
      </div>
    </section>
  )
}
