import { asActor, SYSTEM } from '@zhida/database'
import { sql } from 'kysely'
import { z } from 'zod'
import { COOKIE } from '../http/cookie.ts'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Done, Id, Name } from '../http/shapes.ts'
import { wire } from '../http/wire.ts'
import { Refusal } from '../refusal.ts'
import { type Account, checkPassword, loginOf, newPassword, openAccount, ROLES, type Role, setDisabled, setPassword } from './accounts.ts'
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
  endpoint({
    method: 'POST',
    url: '/accounts/:id/disabled',
    summary: '停用或恢复账户；停用的立刻退出',
    tag: '人员',
    access: ['administrator'],
    params: ById,
    body: z.object({ disabled: z.boolean() }),
    response: Done,
    handle: async ({ tx, actor, params, body }) => {
      if (actor.account === BigInt(params.id)) throw new Refusal('ZP-109')
      await setDisabled(tx, BigInt(params.id), body.disabled)
      return { done: true }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/accounts/:id/password',
    summary: '给一个新密码：只在这里显示一次，原来的登录全部退出',
    tag: '人员',
    access: ['administrator'],
    bare: true,
    params: ById,
    body: z.object({ login: z.string().max(64).describe('再写一次用户名，免得给错人') }),
    response: z.object({ login: z.string(), password: z.string() }),
    handle: async ({ world, actor, params, body }) => {
      const login = await asActor(world.db, actor, (tx) => loginOf(tx, BigInt(params.id)))
      if (login !== body.login) throw new Refusal('ZP-201', { zh: `账户 ${body.login}`, en: `account ${body.login}` })
      const password = newPassword()
      await asActor(world.db, SYSTEM, (tx) => setPassword(tx, login, password))
      return { login, password }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/session/password',
    summary: '改自己的密码：要写对现在的；别处的登录全部退出，本次也要重新登录',
    tag: '人员',
    access: 'signed-in',
    bare: true,
    body: z.object({ now: z.string().max(256), next: z.string().min(10).max(256) }),
    response: Done,
    handle: async ({ world, actor, body }) => {
      const login = await asActor(world.db, SYSTEM, (tx) => loginOf(tx, actor.account))
      await checkPassword(world.db, login, body.now, world.now())
      await asActor(world.db, SYSTEM, (tx) => setPassword(tx, login, body.next))
      return { done: true }
    },
  }),
]
