import { ROLES, type Role } from '../people/accounts.ts'
import type { Endpoint } from './endpoint.ts'

/** What a role may do with an endpoint. `own` and `department` say whose objects it reaches; another's are not found (404). */
export type Reach = 'no' | 'all' | 'own' | 'department'

/** Tags whose objects belong to a subject and, of claims, to a department. What the rows' security policies say, in words. */
const BY_DEPARTMENT: readonly string[] = ['申报', '免申即享', '决定与核验']

/** @returns the reach of a role; `undefined` stands for nobody signed in */
export function reachOf(one: Endpoint, role: Role | undefined): Reach {
  if (one.access === 'public') return 'all'
  if (role === undefined) return 'no'
  if (one.access !== 'signed-in' && !one.access.includes(role)) return 'no'
  if (role === 'clerk' && one.tag !== '政策' && one.tag !== '目标与任务') return 'own'
  if ((role === 'officer' || role === 'reviewer') && BY_DEPARTMENT.includes(one.tag)) return 'department'
  return 'all'
}

const WORDS: Readonly<Record<Reach, string>> = { no: '', all: '✓', own: '本企业', department: '本部门' }

/** The matrix of endpoints and roles, as a page: docs/reference/access.md. */
export function accessPage(endpoints: readonly Endpoint[]): string {
  const roles = Object.keys(ROLES) as Role[]
  const rows = endpoints.map(
    (one) => `| \`${one.method} /api${one.url}\` | ${one.summary.split(/[：（]/)[0]} | ${WORDS[reachOf(one, undefined)]} | ${roles.map((role) => WORDS[reachOf(one, role)]).join(' | ')} |`,
  )
  return `# 谁能做什么

每个接口对每种角色：空白是不许（403 ZP-104；未登录 401 ZP-101），“本企业”“本部门”之外的对象如同不存在（404 ZP-201）。由接口的定义生成，由 \`access.test.ts\` 逐格核对；数据库的行级安全是第二道墙。

| 接口 | 做什么 | 未登录 | ${roles.map((role) => ROLES[role]).join(' | ')} |
|---|---|---|${roles.map(() => '---|').join('')}
${rows.join('\n')}
`
}
