import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { homeOf, useLeave, useSession } from './session.ts'
import { SignInForm } from './sign-in-form.tsx'

/** The session is over: asks once more who it is, over whatever page one is on, so that nothing typed there is lost. */
export function SignInAgain(): ReactNode {
  const session = useSession()
  const leave = useLeave()
  const navigate = useNavigate()
  const path = useLocation({ select: ({ pathname }) => pathname })
  if (!session || path === '/login') return null
  return (
    <Modal open title={t`登录过期了`} footer={null} zIndex={2_000} onCancel={() => void leave()}>
      <p>
        <Trans>请再登录一次，接着办；这一页上填的都还在。</Trans>
      </p>
      <SignInForm known={session.login} onDone={(again) => again.id !== session.id && void navigate({ to: homeOf(again) })} />
    </Modal>
  )
}
