import { type LinkProps, useLocation, useNavigate } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { EMPTY, fromFragment, readSession, type Session, toFragment } from './session.ts'

interface Calculator {
  readonly session: Session
  readonly change: (next: Session) => void
}

const Held = createContext<Calculator>({ session: EMPTY, change: () => undefined })

const KEPT = 'zhida/answers'
/** The address follows once nothing was typed for so long. */
const QUIET_MS = 200

/** What was answered on this tab's other pages, where the address does not have it. */
function kept(): Session {
  try {
    return readSession(sessionStorage.getItem(KEPT) ?? '') ?? EMPTY
  } catch {
    return EMPTY
  }
}

function keep(session: Session): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(session))
  } catch {
    // A browser that keeps nothing: the first page's address still has it.
  }
}

/**
 * What a person has answered. It lives in the first page's address, behind the #, so it can be sent as a link and never reaches a
 * server; on other pages, in this tab.
 */
export function CalculatorProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const navigate = useNavigate()
  const { hash, pathname } = useLocation()
  const [session, setSession] = useState<Session>(() => fromFragment(`#${hash}`) ?? kept())
  useEffect(() => {
    const linked = fromFragment(`#${hash}`)
    if (linked) setSession((now) => (toFragment(now) === `#${hash}` ? now : linked))
  }, [hash])
  useEffect(() => keep(session), [session])
  useEffect(() => {
    // Another fragment is somebody else's: a place on the page.
    const ours = hash === '' || fromFragment(`#${hash}`) !== undefined
    if (pathname !== '/' || !ours || hash === hashOf(session)) return undefined
    const quiet = setTimeout(() => void navigate({ to: '/', hash: hashOf(session), replace: true, resetScroll: false, hashScrollIntoView: false }), QUIET_MS)
    return () => clearTimeout(quiet)
  }, [session, hash, pathname, navigate])
  const held = useMemo((): Calculator => ({ session, change: setSession }), [session])
  return <Held value={held}>{children}</Held>
}

export const useCalculator = (): Calculator => useContext(Held)

export const isStarted = ({ answers }: Session): boolean => Object.keys(answers).length > 0

function hashOf(session: Session): string {
  return isStarted(session) ? toFragment(session).slice(1) : ''
}

/** The first page with what was answered so far. */
export function useCalculatorLink(): Pick<LinkProps, 'hash'> {
  const { session } = useCalculator()
  return { hash: hashOf(session) }
}
