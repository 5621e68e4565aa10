import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export function MissingPage(): ReactNode {
  return (
    <>
      <h1>
        <Trans>没有这个页面</Trans>
      </h1>
      <p>
        <Link to="/">
          <Trans>回到首页</Trans>
        </Link>
      </p>
    </>
  )
}
