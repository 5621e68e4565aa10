import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { api, ask } from '../api/client.ts'
import { FaultNote, Loaded } from '../frame/state.tsx'
import { useSession } from '../people/session.ts'

const LIGHTS = { green: '正常', amber: '注意', red: '滞后', none: '没有数' } as const
type Light = keyof typeof LIGHTS

/** The policy's promises: each target and task with its last reading, where it is heading, and a light by a stated rule. */
export function TargetsPage(): ReactNode {
  const session = useSession()
  const query = useQuery({ queryKey: ['targets'], queryFn: () => ask(api.GET('/api/targets')) })
  const only = new URLSearchParams(useSearch()).get('light') as Light | null
  const [, navigate] = useLocation()
  const [recording, setRecording] = useState<{ readonly id: string; readonly name: string }>()
  return (
    <main className="page">
      <h1>目标与任务</h1>
      <p className="help">灯按一条规则：照现在的走势到期达得到是正常，差一些是注意，明显达不到是滞后；没有报过数的没有灯。</p>
      <Loaded query={query}>
        {({ items }) => (
          <>
            <div className="toolbar no-print">
              <Button type={only === null ? 'primary' : 'default'} aria-pressed={only === null} onClick={() => navigate('/targets')}>
                全部 {items.length}
              </Button>
              {(Object.keys(LIGHTS) as Light[]).map((light) => (
                <Button key={light} type={only === light ? 'primary' : 'default'} aria-pressed={only === light} onClick={() => navigate(`/targets?light=${light}`)}>
                  {LIGHTS[light]} {items.filter((one) => one.light === light).length}
                </Button>
              ))}
            </div>
            <ul className="rows">
              {items
                .filter((one) => only === null || one.light === only)
                .map((one) => (
                  <li key={one.instrument}>
                    <span className={`light light-${one.light}`}>{LIGHTS[one.light]}</span>
                    <span className="grow">
                      <Link href={`/text#a${one.article}`}>{one.article === 0 ? '总则' : `第${one.article}条`}</Link> {one.name} <span className="help">{one.department}</span>
                    </span>
                    <span className="help">
                      {one.latest ? `${one.latest.day} 报 ${one.latest.given}` : '还没有报过'}
                      {one.deadline && `；期限 ${one.deadline}`}
                    </span>
                    {session?.roles.includes('officer') && (
                      <Button size="small" onClick={() => setRecording({ id: one.instrument, name: one.name })}>
                        报数<span className="visually-hidden">{one.name}</span>
                      </Button>
                    )}
                  </li>
                ))}
            </ul>
          </>
        )}
      </Loaded>
      {recording && <Recording key={recording.id} {...recording} onClose={() => setRecording(undefined)} />}
    </main>
  )
}

function Recording({ id, name, onClose }: { readonly id: string; readonly name: string; readonly onClose: () => void }): ReactNode {
  const [value, setValue] = useState('')
  const [evidence, setEvidence] = useState('')
  const [day, setDay] = useState(new Date().toISOString().slice(0, 10))
  const cache = useQueryClient()
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/targets/progress', { body: { instrument: id, day, value: value.normalize('NFKC').trim(), evidence: evidence.trim() } })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['targets'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={`报数：${name}`}
      okText="记入"
      cancelText="取消"
      okButtonProps={{ disabled: value.trim() === '' || evidence.trim() === '', loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <div className="field">
        <label htmlFor="progress-day">哪一天的数</label>
        <Input id="progress-day" type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor="progress-value">到了多少（任务写百分数，例如 60%）</label>
        <Input id="progress-value" value={value} onChange={(event) => setValue(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor="progress-evidence">依据</label>
        <Input id="progress-evidence" value={evidence} onChange={(event) => setEvidence(event.target.value)} />
      </div>
      {send.error && <FaultNote fault={send.error} />}
    </Modal>
  )
}
