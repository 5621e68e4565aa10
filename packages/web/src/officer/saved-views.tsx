import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask } from '../api/client.ts'
import { FaultNote } from '../frame/state.tsx'

/** Filters under a name, each person's own, on whatever computer. */
export function SavedViews(): ReactNode {
  const here = useLocation({ select: ({ pathname, searchStr }) => pathname + searchStr })
  const [path = ''] = here.split('?')
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [naming, setNaming] = useState<string>()
  const query = useQuery({ queryKey: ['views'], queryFn: () => ask(api.GET('/api/views')) })
  const [removed, setRemoved] = useState<{ readonly name: string; readonly address: string }>()
  const fresh = (): Promise<void> => cache.invalidateQueries({ queryKey: ['views'] })
  const keep = useMutation({
    mutationFn: ({ name, address }: { readonly name: string; readonly address: string }) => ask(api.POST('/api/views', { body: { name, address } })),
    onSuccess: async () => {
      setNaming(undefined)
      setRemoved(undefined)
      await fresh()
    },
  })
  const remove = useMutation({
    mutationFn: async (one: { readonly id: string; readonly name: string; readonly address: string }) => {
      await ask(api.POST('/api/views/{id}/remove', { params: { path: { id: one.id } } }))
      return one
    },
    onSuccess: async (one) => {
      setRemoved(one)
      await fresh()
    },
  })
  const mine = (query.data?.items ?? []).filter((one) => one.address.split('?')[0] === path)
  return (
    <div className="views no-print" role="group" aria-label={t`存下的筛选`}>
      {mine.map((one) => (
        <span key={one.id} className="view">
          <button type="button" className="chip" aria-pressed={one.address === here} onClick={() => void navigate({ href: one.address })}>
            {one.name}
          </button>
          <button type="button" className="chip-end" aria-label={t`删去 ${one.name}`} onClick={() => remove.mutate(one)}>
            ✕
          </button>
        </span>
      ))}
      {removed && (
        <span className="help" role="status">
          <Trans>已删去“{removed.name}”</Trans>{' '}
          <Button size="small" onClick={() => keep.mutate(removed)}>
            <Trans>撤销</Trans>
          </Button>
        </span>
      )}
      {here !== path && !mine.some((one) => one.address === here) && (
        <Button size="small" onClick={() => setNaming('')}>
          <Trans>存下这个筛选</Trans>
        </Button>
      )}
      {naming !== undefined && (
        <Modal
          open
          title={t`存下这个筛选`}
          okText={t`存下`}
          cancelText={t`取消`}
          okButtonProps={{ disabled: naming.trim() === '', loading: keep.isPending }}
          onOk={() => keep.mutate({ name: naming.trim(), address: here })}
          onCancel={() => setNaming(undefined)}
        >
          <Input
            aria-label={t`叫什么`}
            placeholder={t`叫什么，例如：超期的大额`}
            maxLength={60}
            value={naming}
            onChange={(event) => setNaming(event.target.value)}
            onPressEnter={() => naming.trim() !== '' && keep.mutate({ name: naming.trim(), address: here })}
          />
          {keep.error && <FaultNote fault={keep.error} />}
        </Modal>
      )}
    </div>
  )
}
