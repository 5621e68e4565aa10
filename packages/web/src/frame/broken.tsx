import { Trans } from '@lingui/react/macro'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'

/** A page that could not be drawn: its code did not come (the network, a new version), or it has a fault. What was typed is kept elsewhere. */
export function Broken({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter()
  return (
    <div role="alert">
      <h1>
        <Trans>这个页面没有打开</Trans>
      </h1>
      <p>
        <Trans>可能是网络断了，或者刚换了新版本。已填的内容还在。</Trans>
      </p>
      <div className="toolbar">
        <Button
          type="primary"
          onClick={() => {
            reset()
            void router.invalidate()
          }}
        >
          <Trans>再试一次</Trans>
        </Button>
        <Button onClick={() => window.location.reload()}>
          <Trans>重新载入</Trans>
        </Button>
      </div>
      <p className="help">{error instanceof Error ? error.message : String(error)}</p>
    </div>
  )
}
