import { evaluate } from '@zhida/engine'
import { ConfigProvider, Skeleton } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { Link, Route, Switch } from 'wouter'
import { dossierOf, EMPTY, fromFragment, type Session, toFragment } from './answers/answers.ts'
import { ClaimPage } from './claim/claim-page.tsx'
import { DossierPage } from './enterprise/dossier-page.tsx'
import { FirmPage } from './enterprise/firm-page.tsx'
import { Navigation } from './frame/navigation.tsx'
import { HomePage } from './home/home-page.tsx'
import { MeasurePage } from './measure/measure-page.tsx'
import { LoginPage } from './people/login-page.tsx'
import { policy } from './policy/policy.ts'
import { PublicityPage } from './publicity/publicity-page.tsx'
import { TextPage } from './text/text-page.tsx'

/** The pages of the offices: each comes when it is first opened. */
const STAFF: readonly { readonly path: string; readonly Page: ComponentType<{ readonly id: string }> }[] = [
  { path: '/worklist', Page: lazy(async () => ({ default: (await import('./officer/worklist-page.tsx')).WorklistPage })) },
  { path: '/lists', Page: lazy(async () => ({ default: (await import('./officer/lists-page.tsx')).ListsPage })) },
  { path: '/lists/:id', Page: lazy(async () => ({ default: (await import('./officer/list-page.tsx')).ListPage })) },
  { path: '/funds', Page: lazy(async () => ({ default: (await import('./finance/funds-page.tsx')).FundsPage })) },
  { path: '/payments', Page: lazy(async () => ({ default: (await import('./finance/payments-page.tsx')).PaymentsPage })) },
  { path: '/overview', Page: lazy(async () => ({ default: (await import('./leader/overview-page.tsx')).OverviewPage })) },
  { path: '/targets', Page: lazy(async () => ({ default: (await import('./leader/targets-page.tsx')).TargetsPage })) },
  { path: '/audit', Page: lazy(async () => ({ default: (await import('./auditor/audit-page.tsx')).AuditPage })) },
  { path: '/accounts', Page: lazy(async () => ({ default: (await import('./administrator/accounts-page.tsx')).AccountsPage })) },
]

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
    <ConfigProvider
      locale={zhCN}
      button={{ autoInsertSpace: false }}
      theme={{ token: { colorPrimary: '#0b6e4f', colorError: '#b3261e', fontSize: 15, borderRadius: 6, colorTextPlaceholder: '#6b6b6b', motion: false } }}
    >
      <a className="skip" href="#root">
        跳到正文
      </a>
      <Navigation calculator={asked ? `/${toFragment(session)}` : '/'} />
      <Switch>
        <Route path="/">
          <HomePage session={session} result={result} faults={faults} onSession={change} />
        </Route>
        <Route path="/measures/:id">{({ id }) => <MeasurePage key={id} id={id} result={result} asked={asked} />}</Route>
        <Route path="/text">
          <TextPage />
        </Route>
        <Route path="/login">
          <LoginPage />
        </Route>
        <Route path="/publicity">
          <PublicityPage />
        </Route>
        <Route path="/firm">
          <FirmPage />
        </Route>
        <Route path="/dossier">
          <DossierPage />
        </Route>
        <Route path="/claims/:id">{({ id }) => <ClaimPage key={id} id={id} />}</Route>
        {STAFF.map(({ path, Page }) => (
          <Route key={path} path={path}>
            {({ id }: Readonly<Record<string, string | undefined>>) => (
              <Suspense fallback={<Skeleton active title={false} />}>
                <Page key={id} id={id ?? ''} />
              </Suspense>
            )}
          </Route>
        ))}
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
