import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { isOffline, needsSignIn, ProblemError } from '../api/client.ts'
import { useSession } from '../people/session.ts'
import { say } from '../words/say.ts'
import { term } from '../words/terms.ts'

type Asked<T> = Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>

interface LoadedProps<T> {
  readonly query: Asked<T>
  /** The page's heading, where the real one comes with the data. */
  readonly title?: string
  readonly children: (data: T) => ReactNode
}

/** What a page shows while it asks, when it is refused, when nothing answers; else what was asked for. What is old stays on the screen and says so. */
export function Loaded<T>({ query, title, children }: LoadedProps<T>): ReactNode {
  const here = useLocation({ select: ({ pathname, searchStr }) => pathname + searchStr })
  const session = useSession()
  // Nobody is here; where somebody was, the page asks once more who it is, over what stands here.
  if (needsSignIn(query.error) && !session) return <SignInFirst next={here} />
  if (query.data !== undefined)
    return (
      <>
        {query.error && !needsSignIn(query.error) && <Old fault={query.error} again={() => void query.refetch()} />}
        {children(query.data)}
      </>
    )
  const heading = title && <h1>{title}</h1>
  if (!query.error || needsSignIn(query.error))
    return (
      <>
        {heading}
        <div role="status" aria-label={t`正在读取`}>
          <Skeleton active title={false} />
        </div>
      </>
    )
  return (
    <>
      {heading}
      <FaultNote fault={query.error}>
        <Button onClick={() => void query.refetch()}>
          <Trans>再试一次</Trans>
        </Button>
      </FaultNote>
    </>
  )
}

/** To the page that asks who it is, once, however often this one is drawn meanwhile; from there back to here. */
function SignInFirst({ next }: { readonly next: string }): ReactNode {
  const navigate = useNavigate()
  // The address says /login before that page's code is here: then there is nothing left to do.
  const from = next.startsWith('/login') ? undefined : next
  useEffect(() => {
    if (from !== undefined) void navigate({ to: '/login', search: { next: from }, replace: true })
  }, [navigate, from])
  return null
}

function Old({ fault, again }: { readonly fault: Error; readonly again: () => void }): ReactNode {
  return (
    <Alert
      type="warning"
      role="status"
      className="no-print"
      title={isOffline(fault) ? t`连不上服务器，下面是刚才读到的` : t`没有读到最新的，下面是刚才读到的`}
      action={
        <Button size="small" onClick={again}>
          <Trans>再试一次</Trans>
        </Button>
      }
    />
  )
}

const HINTS: Readonly<Record<string, ReturnType<typeof msg>>> = {
  'ZP-104': msg`这里的内容属于别的角色或部门。请换一个账户，或请管理员开通。`,
  'ZP-201': msg`可能已经不在这里，或者不属于你的企业、部门。`,
  'ZP-206': msg`页面已换成最新的内容，请核对后再办一次。`,
  'ZP-203': msg`请压缩，或只上传需要的部分。`,
  'ZP-209': msg`请等一分钟再试。`,
  'ZP-501': msg`请财政先安排或调剂资金，再审定。`,
}

export function FaultNote({ fault, children }: { readonly fault: unknown; readonly children?: ReactNode }): ReactNode {
  const problem = fault instanceof ProblemError ? fault : undefined
  const hint = problem && HINTS[problem.code]
  return (
    <Alert
      type="error"
      role="alert"
      title={fault instanceof Error ? fault.message : t`出错了`}
      description={
        <>
          {hint && <p>{say(hint)}</p>}
          {problem && problem.items.length > 0 && (
            <ul>
              {problem.items.map((one) => (
                <li key={one}>{term(one)}</li>
              ))}
            </ul>
          )}
          {problem?.code && (
            <p className="help">
              <Trans>代码 {problem.code}</Trans>
            </p>
          )}
          {children}
        </>
      }
    />
  )
}

/** Nothing is here yet, and what one can do about it. */
export function Empty({ children }: { readonly children: ReactNode }): ReactNode {
  return <p className="nothing">{children}</p>
}

/** Stands beside everything that is made up. It leads to what that means. */
export function Synthetic(): ReactNode {
  return (
    <Link to="/help" hash="synthetic" className="synthetic">
      <Trans>合成数据</Trans>
    </Link>
  )
}

/** A made-up name says so. */
export function Named({ name, synthetic }: { readonly name: string; readonly synthetic: boolean }): ReactNode {
  return (
    <>
      {name}
      {synthetic && (
        <span className="help">
          <Trans>（合成数据）</Trans>
        </span>
      )}
    </>
  )
}
