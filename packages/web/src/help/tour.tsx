import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { prefer, usePreferences } from '../frame/preferences.ts'
import { useSession } from '../people/session.ts'

const Steps = lazy(() => import('antd/es/tour'))

const at = (name: string) => (): HTMLElement => document.querySelector<HTMLElement>(`[data-tour="${name}"]`) ?? document.body

/** The first run, for whoever comes without an account: four things to know. It can be skipped, and taken again from the help. */
export function Tour(): ReactNode {
  const { tourSeen } = usePreferences()
  const session = useSession()
  const [offered, setOffered] = useState(!tourSeen)
  const [open, setOpen] = useState(false)
  if (session !== null || (!offered && !open)) return null
  const end = (): void => {
    setOffered(false)
    setOpen(false)
    prefer({ tourSeen: true })
  }
  if (!open)
    return (
      <aside className="offer no-print" aria-label={t`第一次来`}>
        <span>
          <Trans>第一次来？一分钟看懂这个页面。</Trans>
        </span>
        <button type="button" className="plain" onClick={() => setOpen(true)}>
          <Trans>看一看</Trans>
        </button>
        <button type="button" className="plain" onClick={end}>
          <Trans>不用了</Trans>
        </button>
      </aside>
    )
  return (
    <Suspense fallback={null}>
      <Steps
        open
        onClose={end}
        onFinish={end}
        steps={[
          { title: t`从一家示例企业开始`, description: t`选一家，马上看到完整的结果。示例都是合成数据，不存在。`, target: at('sample') },
          { title: t`或者回答问题`, description: t`先问最能定下来的。不知道的可以跳过，金额会写成范围。`, target: at('question') },
          { title: t`每个金额都能问“为什么”`, description: t`点开看每个条件、用到的数据和政策原文。`, target: at('answer') },
          { title: t`换语言、深色、大字`, description: t`右上角还有搜索和帮助，键盘按 / 就能搜。`, target: at('look') },
        ]}
      />
    </Suspense>
  )
}
