import type { UseQueryResult } from '@tanstack/react-query'
import { Alert, Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link, Redirect, useLocation } from 'wouter'
import { needsSignIn, ProblemError } from '../api/client.ts'

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>
  /** The page's heading, where the real one comes with the data. */
  readonly title?: string
  readonly children: (data: T) => ReactNode
}

/** What a page shows while it asks, when it is refused, when nothing answers; else what was asked for. */
export function Loaded<T>({ query, title, children }: LoadedProps<T>): ReactNode {
  const [path] = useLocation()
  if (query.data !== undefined) return children(query.data)
  const heading = title && <h1>{title}</h1>
  if (!query.error)
    return (
      <>
        {heading}
        <Skeleton active title={false} aria-label="正在读取" />
      </>
    )
  if (needsSignIn(query.error)) return <Redirect to={`/login?next=${encodeURIComponent(path)}`} />
  return (
    <>
      {heading}
      <FaultNote fault={query.error}>
        <Button onClick={() => void query.refetch()}>再试一次</Button>
      </FaultNote>
    </>
  )
}

const HINTS: Readonly<Record<string, string>> = {
  'ZP-104': '这里的内容属于别的角色或部门。请换一个账户，或请管理员开通。',
  'ZP-201': '可能已经不在这里，或者不属于你的企业、部门。',
  'ZP-206': '页面已换成最新的内容，请核对后再办一次。',
}

export function FaultNote({ fault, children }: { readonly fault: unknown; readonly children?: ReactNode }): ReactNode {
  const [path] = useLocation()
  const problem = fault instanceof ProblemError ? fault : undefined
  return (
    <Alert
      type="error"
      role="alert"
      title={fault instanceof Error ? fault.message : '出错了'}
      description={
        <>
          {problem && HINTS[problem.code] && <p>{HINTS[problem.code]}</p>}
          {needsSignIn(fault) && (
            <p>
              <Link href={`/login?next=${encodeURIComponent(path)}`}>重新登录，接着办</Link>
            </p>
          )}
          {problem && problem.items.length > 0 && (
            <ul>
              {problem.items.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
          {problem && <p className="help">代码 {problem.code}</p>}
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

/** Stands beside everything that is made up. */
export function Synthetic(): ReactNode {
  return <span className="synthetic">合成数据</span>
}
