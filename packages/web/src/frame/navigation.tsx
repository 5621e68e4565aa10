import { BellOutlined, DownOutlined, MenuOutlined, QuestionCircleOutlined, SearchOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link, useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useCalculatorLink } from '../answers/calculator.tsx'
import { useJobs } from '../jobs/use-jobs.ts'
import { useLeave, useSession } from '../people/session.ts'
import { roleName } from '../words/names.ts'
import { say } from '../words/say.ts'
import { PLACES, type Place } from './places.ts'
import { Settings } from './settings.tsx'

const Search = lazy(async () => ({ default: (await import('./search.tsx')).Search }))

/** The ways that are open to the person who is here, and what helps everywhere: search, long work, help, the look of the page. */
export function Navigation(): ReactNode {
  const session = useSession()
  const calculator = useCalculatorLink()
  const places = PLACES.filter((one) => !one.roles || one.roles.some((role) => session?.roles.includes(role)))
  const [searching, setSearching] = useState(false)
  const menu = useRef<HTMLDialogElement>(null)
  const path = useLocation({ select: ({ pathname }) => pathname })
  useEffect(() => {
    void path
    menu.current?.close()
    for (const open of document.querySelectorAll<HTMLElement>('.sheet:popover-open')) open.hidePopover()
  }, [path])
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]') !== null
      if ((event.key === 'k' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !typing)) {
        event.preventDefault()
        setSearching(true)
      }
    }
    window.addEventListener('keydown', open)
    return () => window.removeEventListener('keydown', open)
  }, [])
  const staff = session !== undefined && session !== null && !session.roles.includes('clerk')
  const home = (
    <Link to="/" {...calculator} activeOptions={{ exact: true, includeHash: false }}>
      {session?.roles.includes('clerk') ? <Trans>试算</Trans> : <Trans>能得多少</Trans>}
    </Link>
  )
  const linkTo = ({ to, name }: Place): ReactNode => (
    <Link key={to} to={to}>
      {say(name)}
    </Link>
  )
  const everyones = places.filter((one) => !one.roles).map(linkTo)
  const theirs = places.filter((one) => one.roles).map(linkTo)
  return (
    <header className="top no-print">
      <Link to="/" {...calculator} className="brand" aria-label={t`直达，首页`}>
        <Trans>直达</Trans>
      </Link>
      <nav className="ways" aria-label={t`主导航`}>
        {!staff && home}
        {theirs}
        {staff ? (
          <button type="button" popoverTarget="everyones">
            <Trans>公开页面</Trans> <DownOutlined />
          </button>
        ) : (
          everyones
        )}
      </nav>
      {staff && (
        <nav id="everyones" popover="auto" className="sheet everyones" aria-label={t`公开页面`}>
          {home}
          {everyones}
        </nav>
      )}
      <div className="tools">
        <button type="button" className="tool" onClick={() => setSearching(true)} aria-label={t`搜索`} title={t`搜索（/ 或 Ctrl+K）`} data-tour="search">
          <SearchOutlined />
        </button>
        {session && <Jobs />}
        <Link to="/help" className="tool" aria-label={t`帮助`} title={t`帮助`} data-tour="help">
          <QuestionCircleOutlined />
        </Link>
        <button type="button" className="tool" popoverTarget="look" aria-label={t`语言和外观`} title={t`语言和外观`} data-tour="look">
          <SettingOutlined />
        </button>
        {session ? (
          <button type="button" className="tool who" popoverTarget="who" title={session.name} aria-label={t`${session.name}，账户`}>
            <UserOutlined /> <span className="who-name">{session.name}</span>
          </button>
        ) : (
          session === null && (
            <Link to="/login" className="tool sign-in">
              <Trans>登录</Trans>
            </Link>
          )
        )}
        <button type="button" className="tool menu-button" onClick={() => menu.current?.showModal()} aria-label={t`菜单`} aria-haspopup="dialog">
          <MenuOutlined />
        </button>
      </div>
      <Settings />
      {session && <Who />}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the menu closes it; the keyboard has Escape. */}
      <dialog ref={menu} className="drawer" aria-label={t`菜单`} onClick={(event) => event.target === event.currentTarget && menu.current?.close()}>
        <nav aria-label={t`全部页面`}>
          {home}
          {theirs}
          {everyones}
          <Link to="/help">
            <Trans>帮助与术语</Trans>
          </Link>
        </nav>
        <button type="button" onClick={() => menu.current?.close()}>
          <Trans>关闭</Trans>
        </button>
      </dialog>
      {searching && (
        <Suspense fallback={null}>
          <Search onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </header>
  )
}

function Who(): ReactNode {
  const session = useSession()
  const leave = useLeave()
  if (!session) return null
  return (
    <div id="who" popover="auto" className="sheet" role="dialog" aria-label={t`账户`}>
      <strong>{session.name}</strong>
      <p className="help">
        {session.roles.map(roleName).join('、')}
        {session.department && ` · ${session.department}`}
      </p>
      <Link to="/password">
        <Trans>修改密码</Trans>
      </Link>
      <button type="button" className="plain" onClick={() => void leave()}>
        <Trans>退出</Trans>
      </button>
    </div>
  )
}

/** Long work: how much is going on. The page behind it tells all. */
function Jobs(): ReactNode {
  const { data } = useJobs()
  const running = data?.items.filter((one) => one.state === 'waiting' || one.state === 'running').length ?? 0
  if (!data || data.items.length === 0) return null
  return (
    <Link to="/jobs" className="tool" aria-label={running > 0 ? t`后台工作，${running} 件正在做` : t`后台工作`} title={t`后台工作`}>
      <BellOutlined />
      {running > 0 && <span className="badge">{running}</span>}
    </Link>
  )
}
