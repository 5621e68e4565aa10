import { QuestionCircleOutlined, SettingOutlined } from '@ant-design/icons'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link, Outlet } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { CalculatorProvider, useCalculatorLink } from '../answers/calculator.tsx'
import { Settings } from '../frame/settings.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { policy } from '../policy/policy.ts'
import { dayWords } from '../words/time.ts'

/** What stands around the pages of the calculator that lies in one file. */
export function OfflineShell(): ReactNode {
  return (
    <CalculatorProvider>
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        <Trans>跳到正文</Trans>
      </button>
      <Top />
      <main id="main" tabIndex={-1} className="page">
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="foot no-print">
        <span>
          <Trans>计算结果以主管部门审定为准；标明“合成数据”的企业和人都不存在。</Trans>
        </span>
        <span>
          <Trans>
            离线计算器：{policy.number}，有效到{dayWords(policy.until)}。不联网，填的内容不上传。
          </Trans>
        </span>
      </footer>
    </CalculatorProvider>
  )
}

function Top(): ReactNode {
  const calculator = useCalculatorLink()
  return (
    <header className="top no-print">
      <Link to="/" {...calculator} className="brand" aria-label={t`直达，首页`}>
        <Trans>直达</Trans>
      </Link>
      <nav className="ways always" aria-label={t`主导航`}>
        <Link to="/" {...calculator} activeOptions={{ exact: true, includeHash: false }}>
          <Trans>能得多少</Trans>
        </Link>
        <Link to="/text">
          <Trans>政策原文</Trans>
        </Link>
      </nav>
      <div className="tools">
        <Link to="/help" className="tool" aria-label={t`帮助`} title={t`帮助`} data-tour="help">
          <QuestionCircleOutlined />
        </Link>
        <button type="button" className="tool" popoverTarget="look" aria-label={t`语言和外观`} title={t`语言和外观`} data-tour="look">
          <SettingOutlined />
        </button>
      </div>
      <Settings />
    </header>
  )
}
