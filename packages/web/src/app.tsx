import { evaluate } from '@zhida/engine'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Link, Route, Switch } from 'wouter'
import { dossierOf, EMPTY, fromFragment, type Session, toFragment } from './answers/answers.ts'
import { HomePage } from './home/home-page.tsx'
import { MeasurePage } from './measure/measure-page.tsx'
import { policy } from './policy/policy.ts'
import { TextPage } from './text/text-page.tsx'

/** The whole page. The session lives in the address's fragment, so it survives a reload and never reaches a server. */
export function App(): ReactNode {
  const [session, setSession] = useState<Session>(() => fromFragment(window.location.hash) ?? EMPTY)
  const { dossier, faults } = useMemo(() => dossierOf(session), [session])
  const result = useMemo(() => evaluate(policy, dossier, policy.until), [dossier])
  const asked = Object.keys(session.answers).length > 0
  const change = (next: Session): void => {
    setSession(next)
    if (window.location.pathname === '/') window.history.replaceState(null, '', Object.keys(next.answers).length > 0 ? toFragment(next) : '/')
  }
  useEffect(() => {
    const follow = (): void => {
      const linked = fromFragment(window.location.hash)
      if (linked) setSession(linked)
    }
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])
  return (
    <ConfigProvider locale={zhCN} button={{ autoInsertSpace: false }} theme={{ token: { colorPrimary: '#0b6e4f', fontSize: 15, borderRadius: 6, colorTextPlaceholder: '#6b6b6b', motion: false } }}>
      <a className="skip" href="#root">
        跳到正文
      </a>
      <nav className="top no-print" aria-label="主导航">
        <Link href={asked ? `/${toFragment(session)}` : '/'} className="brand">
          直达
        </Link>
        <Link href={asked ? `/${toFragment(session)}` : '/'}>我的企业</Link>
        <Link href="/text">政策原文</Link>
      </nav>
      <Switch>
        <Route path="/">
          <HomePage session={session} result={result} faults={faults} onSession={change} />
        </Route>
        <Route path="/measures/:id">{({ id }) => <MeasurePage key={id} id={id} result={result} asked={asked} />}</Route>
        <Route path="/text">
          <TextPage />
        </Route>
        <Route>
          <main className="page">
            <h1>没有这个页面</h1>
            <p>
              <Link href="/">回到首页</Link>
            </p>
          </main>
        </Route>
      </Switch>
      <footer className="foot">
        {policy.number}，{policy.issuer}。计算结果以主管部门审定为准；示例企业均为合成数据。
      </footer>
    </ConfigProvider>
  )
}
