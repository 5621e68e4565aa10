import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { Session } from '../api/client.ts'
import { FaultNote } from '../frame/state.tsx'
import { signIn } from './session.ts'

interface FormProps {
  readonly known?: string
  readonly onDone: (session: Session) => void
}

/** Name and password. */
export function SignInForm({ known = '', onDone }: FormProps): ReactNode {
  const [login, setLogin] = useState(known)
  const [password, setPassword] = useState('')
  const cache = useQueryClient()
  const id = useId()
  const send = useMutation({ mutationFn: () => signIn(cache, login, password), onSuccess: onDone })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-login`}>
          <Trans>用户名</Trans>
        </label>
        <Input id={`${id}-login`} value={login} autoComplete="username" autoCapitalize="none" autoFocus={known === ''} onChange={(event) => setLogin(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-password`}>
          <Trans>密码</Trans>
        </label>
        <Input.Password id={`${id}-password`} value={password} autoComplete="current-password" autoFocus={known !== ''} onChange={(event) => setPassword(event.target.value)} />
      </div>
      {send.error && <FaultNote fault={send.error} />}
      <Button type="primary" size="large" htmlType="submit" loading={send.isPending} disabled={login.trim() === '' || password === ''}>
        <Trans>登录</Trans>
      </Button>
    </form>
  )
}
