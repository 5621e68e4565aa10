import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { api, ask } from '../api/client.ts'
import { FaultNote } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { SESSION } from './session.ts'

const LEAST = 10

/** One's own password. Every other place where it was used is signed out. */
export function PasswordPage(): ReactNode {
  const [now, setNow] = useState('')
  const [next, setNext] = useState('')
  const id = useId()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/session/password', { body: { now, next } })),
    onSuccess: async () => {
      cache.clear()
      cache.setQueryData(SESSION.queryKey, null)
      toast.success(t`密码改好了，请用新密码登录。`)
      await navigate({ to: '/login' })
    },
  })
  return (
    <div className="narrow">
      <h1>
        <Trans>修改密码</Trans>
      </h1>
      <form
        className="stack card"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${id}-now`}>
            <Trans>现在的密码</Trans>
          </label>
          <Input.Password id={`${id}-now`} value={now} autoComplete="current-password" onChange={(event) => setNow(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-next`}>
            <Trans>新密码（至少 10 个字符）</Trans>
          </label>
          <Input.Password id={`${id}-next`} value={next} autoComplete="new-password" onChange={(event) => setNext(event.target.value)} />
        </div>
        {send.error && <FaultNote fault={send.error} />}
        <Button type="primary" htmlType="submit" loading={send.isPending} disabled={now === '' || next.length < LEAST}>
          <Trans>修改</Trans>
        </Button>
      </form>
    </div>
  )
}
