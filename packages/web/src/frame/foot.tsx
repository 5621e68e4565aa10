import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export function Foot(): ReactNode {
  return (
    <footer className="foot no-print">
      <span>
        <Trans>计算结果以主管部门审定为准；标明“合成数据”的企业和人都不存在。</Trans>
      </span>
      <nav aria-label={t`页脚`}>
        <Link to="/help">
          <Trans>帮助与术语</Trans>
        </Link>
        <Link to="/verify">
          <Trans>核对通知书</Trans>
        </Link>
        <a href="/api/docs">
          <Trans>接口</Trans>
        </a>
      </nav>
    </footer>
  )
}
