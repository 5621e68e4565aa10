import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { api, ask } from '../api/client.ts'
import { ROLE_NAMES } from '../api/names.ts'
import { type Role, useSession } from '../people/session.ts'

interface Place {
  readonly href: string
  readonly name: string
  /** Who has business there; everybody without it. */
  readonly roles?: readonly Role[]
}

const PLACES: readonly Place[] = [
  { href: '/firm', name: '我的企业', roles: ['clerk'] },
  { href: '/dossier', name: '企业档案', roles: ['clerk'] },
  { href: '/worklist', name: '待办', roles: ['officer', 'reviewer', 'finance'] },
  { href: '/lists', name: '免申即享', roles: ['officer', 'reviewer'] },
  { href: '/overview', name: '总览', roles: ['leader', 'finance', 'auditor'] },
  { href: '/funds', name: '资金', roles: ['finance', 'leader', 'auditor', 'officer', 'reviewer'] },
  { href: '/payments', name: '兑付', roles: ['finance'] },
  { href: '/targets', name: '目标与任务', roles: ['leader', 'officer', 'auditor'] },
  { href: '/audit', name: '审计', roles: ['auditor'] },
  { href: '/accounts', name: '账户', roles: ['administrator'] },
  { href: '/publicity', name: '公示' },
  { href: '/text', name: '政策原文' },
]

/** The ways that are open to the person who is here. */
export function Navigation({ calculator }: { readonly calculator: string }): ReactNode {
  const session = useSession()
  const [path, navigate] = useLocation()
  const cache = useQueryClient()
  const leave = async (): Promise<void> => {
    await ask(api.POST('/api/session/close')).catch(() => undefined)
    cache.clear()
    cache.setQueryData(['session'], null)
    navigate('/')
  }
  const places = PLACES.filter((one) => !one.roles || one.roles.some((role) => session?.roles.includes(role)))
  return (
    <nav className="top no-print" aria-label="主导航">
      <Link href={calculator} className="brand">
        直达
      </Link>
      <Link href={calculator} aria-current={path === '/' ? 'page' : undefined}>
        {session?.roles.includes('clerk') ? '试算' : '能得多少'}
      </Link>
      {places.map(({ href, name }) => (
        <Link key={href} href={href} aria-current={path.startsWith(href) ? 'page' : undefined}>
          {name}
        </Link>
      ))}
      <span className="who">
        {session ? (
          <>
            <span className="help">
              {session.name}
              {session.department ? `·${session.department}` : ''}（{session.roles.map((one) => ROLE_NAMES[one]).join('、')}）
            </span>
            <Button size="small" onClick={() => void leave()}>
              退出
            </Button>
          </>
        ) : (
          session === null && <Link href="/login">登录</Link>
        )}
      </span>
    </nav>
  )
}
