import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Modal, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { api, ask, type Standing } from '../api/client.ts'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { useSession } from '../people/session.ts'
import { policy } from '../policy/policy.ts'
import { articleName } from '../words/names.ts'
import { ruleWords, term } from '../words/terms.ts'
import { dayWords, todayHere } from '../words/time.ts'
import { LIGHTS, lightName } from './lights.ts'

const route = getRouteApi('/targets')

/** The policy's promises: each target and task with its last reading, where it is heading, and a light by a stated rule. */
export function TargetsPage(): ReactNode {
  const session = useSession()
  const place = route.useSearch()
  const go = route.useNavigate()
  const query = useQuery({ queryKey: ['targets'], queryFn: () => ask(api.GET('/api/targets')) })
  const [recording, setRecording] = useState<Standing>()
  const narrow = (change: Partial<typeof place>): void => void go({ search: { ...place, ...change }, replace: true })
  return (
    <>
      <h1>
        <Trans>目标与任务</Trans>
      </h1>
      <p className="help">
        <Trans>灯按一条规则：照现在的走势到期达得到是正常，差一些是注意，明显达不到是滞后；没有报过数的没有灯。</Trans>
      </p>
      <Loaded query={query}>
        {({ items }) => {
          const within = items.filter((one) => (place.area === undefined || String(one.area) === place.area) && (place.department === undefined || one.department === place.department))
          const shown = within.filter((one) => place.light === undefined || one.light === place.light)
          const departments = [...new Set(items.map((one) => one.department).filter((one) => one !== ''))]
          return (
            <>
              <div className="toolbar tabs no-print" role="group" aria-label={t`灯`}>
                <Button type={place.light === undefined ? 'primary' : 'default'} aria-pressed={place.light === undefined} onClick={() => narrow({ light: undefined })}>
                  <Trans>全部 {within.length}</Trans>
                </Button>
                {LIGHTS.map((light) => (
                  <Button key={light} type={place.light === light ? 'primary' : 'default'} aria-pressed={place.light === light} onClick={() => narrow({ light })}>
                    {lightName(light)} {within.filter((one) => one.light === light).length}
                  </Button>
                ))}
              </div>
              <div className="toolbar no-print">
                <Select
                  aria-label={t`领域`}
                  placeholder={t`全部领域`}
                  allowClear
                  style={{ minWidth: 220, maxWidth: 340 }}
                  value={place.area ?? null}
                  onChange={(area: string | null) => narrow({ area: area ?? undefined })}
                  options={policy.areas.map((one) => ({ value: String(one.number), label: term(one.title) }))}
                />
                <Select
                  aria-label={t`部门`}
                  placeholder={t`全部部门`}
                  allowClear
                  style={{ minWidth: 160 }}
                  value={place.department ?? null}
                  onChange={(department: string | null) => narrow({ department: department ?? undefined })}
                  options={departments.map((one) => ({ value: one, label: term(one) }))}
                />
                <a className="export" href="/api/targets/table?form=xlsx">
                  <Trans>导出表格</Trans>
                </a>
                <Button size="small" onClick={() => window.print()}>
                  <Trans>打印</Trans>
                </Button>
              </div>
              {shown.length === 0 && (
                <Empty>
                  <Trans>没有符合的。</Trans>
                </Empty>
              )}
              <ul className="rows card" aria-label={t`目标与任务`}>
                {shown.map((one) => (
                  <li key={one.instrument}>
                    <span className={`light light-${one.light}`}>{lightName(one.light)}</span>
                    <span className="grow">
                      <Link to="/text" hash={`a${one.article}`}>
                        {articleName(one.article)}
                      </Link>{' '}
                      {term(one.name)} <span className="help">{term(one.department)}</span>
                    </span>
                    {one.threshold && (
                      <span>
                        {one.comparison} {ruleWords(one.threshold)}
                      </span>
                    )}
                    <span className="help">
                      {one.latest ? (
                        <Trans>
                          {dayWords(one.latest.day)} 报 {ruleWords(one.latest.given)}
                        </Trans>
                      ) : (
                        <Trans>还没有报过</Trans>
                      )}
                      {one.deadline && <Trans>；期限 {dayWords(one.deadline)}</Trans>}
                    </span>
                    {session?.roles.includes('officer') && (
                      <Button size="small" className="no-print" onClick={() => setRecording(one)}>
                        <Trans>报数</Trans>
                        <span className="visually-hidden">{term(one.name)}</span>
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </Loaded>
      {recording && <Recording key={recording.instrument} of={recording} onClose={() => setRecording(undefined)} />}
    </>
  )
}

function Recording({ of, onClose }: { readonly of: Standing; readonly onClose: () => void }): ReactNode {
  const [value, setValue] = useState('')
  const [evidence, setEvidence] = useState('')
  const [day, setDay] = useState(todayHere())
  const id = useId()
  const cache = useQueryClient()
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/targets/progress', { body: { instrument: of.instrument, day, value: value.normalize('NFKC').trim(), evidence: evidence.trim() } })),
    onSuccess: async () => {
      toast.success(t`已记入`)
      await cache.invalidateQueries({ queryKey: ['targets'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t`报数：${term(of.name)}`}
      okText={t`记入`}
      cancelText={t`取消`}
      okButtonProps={{ disabled: value.trim() === '' || evidence.trim() === '', loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <div className="field">
        <label htmlFor={`${id}-day`}>
          <Trans>哪一天的数</Trans>
        </label>
        <Input id={`${id}-day`} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-value`}>{of.kind === 'task' ? t`完成了百分之几（例如 60%）` : t`到了多少（带单位，例如 ${of.threshold ?? '10%'}）`}</label>
        <Input id={`${id}-value`} value={value} onChange={(event) => setValue(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-evidence`}>
          <Trans>依据</Trans>
        </label>
        <Input id={`${id}-evidence`} value={evidence} maxLength={2000} onChange={(event) => setEvidence(event.target.value)} />
      </div>
      {send.error && <FaultNote fault={send.error} />}
    </Modal>
  )
}
