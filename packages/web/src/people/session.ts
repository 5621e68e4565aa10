import { useQuery } from '@tanstack/react-query'
import { api, ask, holdToken, type Session } from '../api/client.ts'

export type Role = Session['roles'][number]

/** Who is signed in; null for nobody, undefined until it is known. */
export function useSession(): Session | null | undefined {
  return useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: 60_000, retry: false }).data
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

/** Where each begins. */
const HOMES: Readonly<Record<Role, string>> = {
  clerk: '/firm',
  officer: '/worklist',
  reviewer: '/worklist',
  finance: '/funds',
  leader: '/overview',
  drafter: '/text',
  auditor: '/audit',
  administrator: '/accounts',
}

export function homeOf(session: Session): string {
  const [role] = session.roles
  return role ? HOMES[role] : '/'
}
