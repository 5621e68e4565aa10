import { sql } from 'kysely'
import { z } from 'zod'
import { COOKIE } from '../http/cookie.ts'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { Done, Id, Name } from '../http/shapes.ts'
import { wire } from '../http/wire.ts'
import { type Account, checkPassword, openAccount, ROLES, type Role } from './accounts.ts'
import { closeSession, openSession, sessionOf } from './sessions.ts'

const Roles = z.enum(Object.keys(ROLES) as [Role, ...Role[]])
const Me = z.object({
  id: Id,
  login: z.string(),
  name: z.string(),
  roles: z.array(Roles),
  department: z.string().nullable(),
  subject: Id.nullable(),
  csrf: z.string().describe('随每个改动放进 X-CSRF-Token'),
})

const me = (account: Account, csrf: string): z.input<typeof Me> => ({
  ...wire({ id: account.id, login: account.login, name: account.name, department: account.department, subject: account.subject }),
  roles: [...account.roles],
  csrf,
})

export const PEOPLE: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    url: '/session',
    summary: '登录',
    tag: '人员',
    access: 'public',
    bare: true,
    body: z.object({ login: z.string().max(64), password: z.string().max(256) }),
    response: Me,
    handle: async ({ world, body, request, reply }) => {
      const account = await checkPassword(world.db, body.login, body.password, world.now())
      const { token, csrf, expires } = await openSession(world.db, account.id, world.now())
      reply.setCookie(COOKIE, token, { httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https', path: '/', expires })
      return me(account, csrf)
    },
  }),
  endpoint({
    method: 'GET',
    url: '/session',
    summary: '我是谁；没有登录为 null',
    tag: '人员',
    access: 'public',
    bare: true,
    response: Me.nullable(),
    handle: async ({ world, request }) => {
      const session = await sessionOf(world.db, request.cookies[COOKIE] ?? '', world.now())
      return session === undefined || session === 'expired' ? null : me(session.account, session.csrf)
    },
  }),
  endpoint({
    method: 'POST',
    url: '/session/close',
    summary: '退出',
    tag: '人员',
    access: 'signed-in',
    bare: true,
    response: Done,
    handle: async ({ world, request, reply }) => {
      await closeSession(world.db, request.cookies[COOKIE] ?? '')
      reply.clearCookie(COOKIE, { path: '/' })
      return { done: true }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/accounts',
    summary: '账户',
    tag: '人员',
    access: ['administrator'],
    response: z.object({ items: z.array(Me.omit({ csrf: true }).extend({ disabled: z.boolean() })) }),
    handle: async ({ tx }) => {
      const { rows } = await sql<Account>`SELECT id, login, name, roles, department, subject, disabled FROM account ORDER BY id`.execute(tx)
      return { items: wire(rows).map((one) => ({ ...one, roles: [...one.roles] as Role[] })) }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/accounts',
    summary: '开设账户',
    tag: '人员',
    access: ['administrator'],
    body: z.object({
      login: z.string().regex(/^[a-z0-9._@-]{2,64}$/),
      name: Name,
      roles: z.array(Roles).min(1),
      department: z.string().optional(),
      subject: Id.optional(),
      password: z.string().min(10).max(256).optional(),
      identity: z.string().max(300).optional(),
    }),
    response: z.object({ id: Id }),
    handle: async ({ tx, body }) => {
      const { login, name, roles, department, subject, password, identity } = body
      return wire({
        id: await openAccount(tx, {
          login,
          name,
          roles,
          ...(department !== undefined && { department }),
          ...(subject !== undefined && { subject: BigInt(subject) }),
          ...(password !== undefined && { password }),
          ...(identity !== undefined && { identity }),
        }),
      })
    },
  }),
]
