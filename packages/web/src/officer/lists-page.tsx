import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { api, ask } from '../api/client.ts'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { measureName } from '../frame/words.ts'
import { useSession } from '../people/session.ts'
import { measures } from '../policy/policy.ts'

export const LIST_STATES = { running: '正在计算', listed: '待审核', reviewed: '已审核' } as const

/** 免申即享: the lists of the department, and a new one by a click. */
export function ListsPage(): ReactNode {
  const session = useSession()
  const [, navigate] = useLocation()
  const [measure, setMeasure] = useState<string>()
  const cache = useQueryClient()
  const query = useQuery({ queryKey: ['lists'], queryFn: () => ask(api.GET('/api/delivery', { params: { query: { limit: 500 } } })) })
  const start = useMutation({
    mutationFn: () => ask(api.POST('/api/delivery', { body: { measure: measure ?? '' } })),
    onSuccess: async (list) => {
      await cache.invalidateQueries({ queryKey: ['lists'] })
      navigate(`/lists/${list.id}`)
    },
  })
  const mine = measures.filter((one) => one.department === session?.department)
  return (
    <main className="page">
      <h1>免申即享</h1>
      <p className="help">对所有档案计算一项措施，应得的直接成清单：审核、公示、审定、兑付，企业不必申报。</p>
      {session?.roles.includes('officer') && (
        <div className="toolbar no-print">
          <Select
            aria-label="哪一项措施"
            placeholder="哪一项措施"
            showSearch
            optionFilterProp="label"
            style={{ minWidth: 300 }}
            value={measure ?? null}
            onChange={(value: string) => setMeasure(value)}
            options={mine.map((one) => ({ value: one.id, label: measureName(one.id) }))}
          />
          <Button type="primary" disabled={!measure} loading={start.isPending} onClick={() => start.mutate()}>
            生成清单
          </Button>
        </div>
      )}
      {start.error && <FaultNote fault={start.error} />}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>还没有清单。</Empty>
          ) : (
            <ul className="rows">
              {items.toReversed().map((one) => (
                <li key={one.id}>
                  <Link href={`/lists/${one.id}`}>{measureName(one.measure)}</Link>
                  <span className="help">{one.day}</span>
                  <span>{LIST_STATES[one.state]}</span>
                  <span className="help">{one.total} 个主体</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </main>
  )
}
