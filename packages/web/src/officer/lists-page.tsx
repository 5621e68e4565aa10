import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask, type DeliveryList } from '../api/client.ts'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { useSession } from '../people/session.ts'
import { measures } from '../policy/policy.ts'
import { measureName } from '../words/names.ts'

export const listState = (state: DeliveryList['state']): string => ({ running: t`正在计算`, listed: t`待审核`, reviewed: t`已审核` })[state]

/** 免申即享: the lists of the department, and a new one by a click. */
export function ListsPage(): ReactNode {
  const session = useSession()
  const navigate = useNavigate()
  const [measure, setMeasure] = useState<string>()
  const cache = useQueryClient()
  const query = useQuery({ queryKey: ['lists'], queryFn: () => ask(api.GET('/api/delivery', { params: { query: { limit: 500 } } })) })
  const start = useMutation({
    mutationFn: () => ask(api.POST('/api/delivery', { body: { measure: measure ?? '' } })),
    onSuccess: async (list) => {
      await cache.invalidateQueries({ queryKey: ['lists'] })
      await navigate({ to: '/lists/$id', params: { id: list.id } })
    },
  })
  const mine = measures.filter((one) => one.department === session?.department)
  return (
    <>
      <h1>
        <Trans>免申即享</Trans>
      </h1>
      <p className="help">
        <Trans>对所有档案计算一项措施，应得的直接成清单：审核、公示、审定、兑付，企业不必申报。</Trans>
      </p>
      {session?.roles.includes('officer') && (
        <div className="toolbar no-print">
          <Select
            aria-label={t`哪一项措施`}
            placeholder={t`哪一项措施`}
            showSearch
            optionFilterProp="label"
            style={{ minWidth: 280 }}
            value={measure ?? null}
            onChange={(value: string) => setMeasure(value)}
            options={mine.map((one) => ({ value: one.id, label: measureName(one.id) }))}
          />
          <Button type="primary" disabled={measure === undefined} loading={start.isPending} onClick={() => start.mutate()}>
            <Trans>生成清单</Trans>
          </Button>
        </div>
      )}
      {start.error && <FaultNote fault={start.error} />}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              <Trans>还没有清单。选一项措施，点“生成清单”。</Trans>
            </Empty>
          ) : (
            <ul className="rows card" aria-label={t`清单`}>
              {[...items].reverse().map((one) => (
                <li key={one.id}>
                  <Link to="/lists/$id" params={{ id: one.id }}>
                    {measureName(one.measure)}
                  </Link>
                  <span className="grow help">
                    <Trans>
                      {one.day} 的档案，{one.total} 个主体
                    </Trans>
                  </span>
                  <span className={one.state === 'listed' ? 'missing' : ''}>{listState(one.state)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}
