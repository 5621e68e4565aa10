import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type LinkProps, useNavigate } from '@tanstack/react-router'
import { api, ask, holdToken, type Session } from '../api/client.ts'

export type Role = Session['roles'][number]

/** Who is signed in; null for nobody, undefined until it is known. */
export function useSession(): Session | null | undefined {
  return useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: 60_000 }).data
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
  return async () => {
    await ask(api.POST('/api/session/close')).catch(() => undefined)
    cache.clear()
    cache.setQueryData(['session'], null)
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
