import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { api, ask, holdToken } from '../api/client.ts'
import { FaultNote } from '../frame/state.tsx'
import { homeOf } from './session.ts'

const route = getRouteApi('/login')

/** Sign in, and go on where one was. */
export function LoginPage(): ReactNode {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const navigate = useNavigate()
  const { next } = route.useSearch()
  const cache = useQueryClient()
  const id = useId()
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setFault(undefined)
    try {
      const session = await ask(api.POST('/api/session', { body: { login: login.trim().toLowerCase(), password } }))
      holdToken(session.csrf)
      cache.clear()
      cache.setQueryData(['session'], session)
      // Only a path of this page: never another site's address.
      await navigate(next && /^\/(?![/\\])/.test(next) ? { href: next } : { to: homeOf(session) })
    } catch (problem) {
      setFault(problem)
      setBusy(false)
    }
  }
  return (
    <div className="narrow">
      <h1>
        <Trans>登录</Trans>
      </h1>
      {next && <Alert type="info" title={t`登录后接着刚才的页面，已填的内容还在。`} />}
      <form onSubmit={(event) => void send(event)} className="stack card">
        <div className="field">
          <label htmlFor={`${id}-login`}>
            <Trans>用户名</Trans>
          </label>
          <Input id={`${id}-login`} value={login} autoComplete="username" autoCapitalize="none" autoFocus onChange={(event) => setLogin(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-password`}>
            <Trans>密码</Trans>
          </label>
          <Input.Password id={`${id}-password`} value={password} autoComplete="current-password" onChange={(event) => setPassword(event.target.value)} />
        </div>
        {fault !== undefined && <FaultNote fault={fault} />}
        <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={login.trim() === '' || password === ''}>
          <Trans>登录</Trans>
        </Button>
      </form>
      <p className="help">
        <Trans>演示账户（合成数据）的密码在第一次启动时只显示一次。没有账户也可以看政策、公示，或试算能得多少。</Trans>
      </p>
    </div>
  )
}
