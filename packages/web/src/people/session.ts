import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { type LinkProps, useNavigate } from '@tanstack/react-router'
import { useCalculator } from '../answers/calculator.tsx'
import { EMPTY } from '../answers/session.ts'
import { api, ask, holdToken, needsSignIn, type Session } from '../api/client.ts'
import { refresh } from '../frame/fresh.ts'

export type Role = Session['roles'][number]

/** Who is signed in; null for nobody. It holds until the server refuses: then {@link useExpired}. */
export const SESSION = queryOptions({ queryKey: ['session'], queryFn: readSession, staleTime: Number.POSITIVE_INFINITY })

/** Who is signed in; null for nobody, undefined until it is known. */
export const useSession = (): Session | null | undefined => useQuery(SESSION).data

/** Whether the server no longer knows the person who was here: signed out elsewhere, or too long away. */
export function useExpired(): boolean {
  return useQuery({ queryKey: ['expired'], queryFn: () => false, initialData: false, staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY }).data
}

/** Whatever is refused for want of a session, on whatever page: it is noted once. */
export function noteExpired(cache: QueryClient, fault: unknown): void {
  if (needsSignIn(fault) && cache.getQueryData(SESSION.queryKey) != null) cache.setQueryData(['expired'], true)
}

/** Takes a person's word for who it is. @returns the session @throws ProblemError where login and password do not fit */
export async function signIn(cache: QueryClient, login: string, password: string): Promise<Session> {
  const before = cache.getQueryData(SESSION.queryKey)
  const session = await ask(api.POST('/api/session', { body: { login: login.trim().toLowerCase(), password } }))
  holdToken(session.csrf)
  // Another person sees nothing of what this one read.
  if (before?.id !== session.id) cache.clear()
  cache.setQueryData(SESSION.queryKey, session)
  cache.setQueryData(['expired'], false)
  await refresh(cache)
  return session
}

/** Whether the person who is here has one of the roles. */
export function useHas(...roles: readonly Role[]): boolean {
  const session = useSession()
  return session?.roles.some((one) => roles.includes(one)) === true
}

async function readSession(): Promise<Session | null> {
  try {
    const session = await ask(api.GET('/api/session'))
    if (session) holdToken(session.csrf)
    return session
  } catch {
    // A page without a server behind it: the calculator needs nobody.
    return null
  }
}

/** Signs out and goes to the first page. */
export function useLeave(): () => Promise<void> {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { change } = useCalculator()
  return async () => {
    await ask(api.POST('/api/session/close')).catch(() => undefined)
    // Whoever leaves takes their answers along.
    change(EMPTY)
    cache.clear()
    cache.setQueryData(SESSION.queryKey, null)
    await navigate({ to: '/' })
  }
}

/** Where each begins. */
const HOMES: Readonly<Record<Role, NonNullable<LinkProps['to']>>> = {
  clerk: '/firm',
  officer: '/worklist',
  reviewer: '/worklist',
  finance: '/funds',
  leader: '/overview',
  drafter: '/drafting',
  auditor: '/audit',
  administrator: '/accounts',
}

export function homeOf(session: Session): NonNullable<LinkProps['to']> {
  const [role] = session.roles
  return role ? HOMES[role] : '/'
}
