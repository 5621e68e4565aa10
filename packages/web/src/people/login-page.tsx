import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { api, ask, holdToken } from '../api/client.ts'
import { homeOf } from './session.ts'

/** Sign in, and go on where one was. */
export function LoginPage(): ReactNode {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [, navigate] = useLocation()
  const next = new URLSearchParams(useSearch()).get('next')
  const cache = useQueryClient()
  const id = useId()
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    try {
      const session = await ask(api.POST('/api/session', { body: { login: login.trim(), password } }))
      holdToken(session.csrf)
      cache.clear()
      cache.setQueryData(['session'], session)
      // Only a path of this page: never another site's address.
      navigate(next && /^\/(?!\/)/.test(next) ? next : homeOf(session))
    } catch (problem) {
      setFault(problem instanceof Error ? problem.message : '登录不成')
      setBusy(false)
    }
  }
  return (
    <main className="page narrow">
      <h1>登录</h1>
      {next && <Alert type="info" title="登录后接着刚才的页面，已填的内容还在。" />}
      <form onSubmit={(event) => void send(event)} className="stack">
        <div className="field">
          <label htmlFor={`${id}-login`}>用户名</label>
          <Input id={`${id}-login`} value={login} autoComplete="username" autoFocus onChange={(event) => setLogin(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-password`}>密码</label>
          <Input.Password id={`${id}-password`} value={password} autoComplete="current-password" onChange={(event) => setPassword(event.target.value)} />
        </div>
        {fault && <Alert type="error" role="alert" title={fault} />}
        <Button type="primary" htmlType="submit" loading={busy} disabled={login.trim() === '' || password === ''}>
          登录
        </Button>
      </form>
      <p className="help">演示账户（合成数据）的密码在第一次启动时只显示一次。没有账户也可以看政策、公示，或试算能得多少。</p>
    </main>
  )
}
