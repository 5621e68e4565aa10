import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { homeOf } from './session.ts'
import { SignInForm } from './sign-in-form.tsx'

const route = getRouteApi('/login')

/** Sign in, and go on where one was. */
export function LoginPage(): ReactNode {
  const navigate = useNavigate()
  const { next } = route.useSearch()
  // Only a path of this page: never another site's address.
  const onward = next && /^\/(?![/\\])/.test(next) ? next : undefined
  return (
    <div className="narrow">
      <h1>
        <Trans>登录</Trans>
      </h1>
      {next && <Alert type="info" title={t`登录后接着刚才的页面，已填的内容还在。`} />}
      <div className="card">
        <SignInForm onDone={(session) => void navigate(onward ? { href: onward } : { to: homeOf(session) })} />
      </div>
      <p className="help">
        <Trans>演示账户（合成数据）的密码在第一次启动时只显示一次。没有账户也可以看政策、公示，或试算能得多少。</Trans>
      </p>
    </div>
  )
}
