import { Trans } from '@lingui/react/macro'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { CalculatorProvider } from '../answers/calculator.tsx'
import { JobWatch } from '../jobs/watch.tsx'
import { useExpired, useSession } from '../people/session.ts'
import { Foot } from './foot.tsx'
import { Navigation } from './navigation.tsx'
import { Waiting } from './waiting.tsx'

const SignInAgain = lazy(async () => ({ default: (await import('../people/sign-in-again.tsx')).SignInAgain }))

/** What stands around every page: the way in, the page, and whose it is. */
export function Shell(): ReactNode {
  const path = useLocation({ select: ({ pathname }) => pathname })
  const session = useSession()
  const expired = useExpired()
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  // A new page is said to a screen reader: its heading takes the focus, as it does when a page is loaded anew.
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    void path
    main.current?.focus({ preventScroll: true })
  }, [path])
  return (
    <CalculatorProvider>
      <a className="skip" href="#main">
        <Trans>跳到正文</Trans>
      </a>
      <Navigation />
      <main id="main" ref={main} tabIndex={-1} className="page">
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <Foot />
      {session && <JobWatch />}
      {session && expired && (
        <Suspense fallback={null}>
          <SignInAgain />
        </Suspense>
      )}
    </CalculatorProvider>
  )
}
