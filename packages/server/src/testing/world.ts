import { asActor, type Database, openDatabase, SYSTEM, type Tx } from '@zhida/database'
import { startPostgres } from '@zhida/database/testing'
import type { Policy } from '@zhida/language/ir'
import { transfer } from '@zhida/ledger'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { loadPack } from '../../../cli/src/pack/load.ts'
import { checkDigit } from '../dossier/credit-code.ts'
import { fundsOf, sourceCode } from '../funds/accounts.ts'
import { openAccount, type Role } from '../people/accounts.ts'
import { createServer, openWorld } from '../server.ts'
import type { World } from '../world.ts'

export const KINDS = ['postgres', 'pglite'] as const
export const DEBTOR = { name: '椒江区财政局（合成数据）', account: '3310020000000001', bank: '合成银行' }
export const PASSWORD = 'only for tests 123'

let loaded: Policy | undefined
export function realPolicy(): Policy {
  loaded ??= loadPack('policies/jiaojiang-2023-6').policy
  if (!loaded) throw new Error('the pack does not compile')
  return loaded
}

export interface TestWorld {
  readonly world: World
  readonly database: Database
  readonly app: FastifyInstance
  /** Moves the clock. */
  setNow(day: string): void
  as<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** A client signed in with a role; each has one account a department or subject. */
  client(role: Role, of?: { readonly department?: string; readonly subject?: bigint }): Promise<Client>
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever JSON came.
  readonly body: any
  readonly bytes: Buffer
  readonly etag: string | undefined
}
export interface Client {
  readonly account: bigint
  get(url: string): Promise<Answer>
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  send(options: InjectOptions): Promise<Answer>
  /** For another program that calls in this person's name. */
  session(): Promise<Session>
}
interface Session {
  readonly cookie: string
  readonly csrf: string
}

/** A delivery over a real database, empty but for the policy and its funds, each given `fundFen`. */
export async function testWorld(kind: (typeof KINDS)[number] | { readonly url: string }, fundFen = 1_000_000_000n, more: (app: FastifyInstance, world: World) => void = () => {}): Promise<TestWorld> {
  const server = kind === 'postgres' ? await startPostgres() : undefined
  const url = server?.url ?? (typeof kind === 'object' ? kind.url : undefined)
  const database = await openDatabase(url ? { url, connections: 16 } : { memory: true })
  let clock = new Date('2023-11-01T02:00:00Z')
  const world = await openWorld(database, realPolicy(), () => clock)
  const { app, stop } = await createServer(world, { debtor: DEBTOR, log: false, rate: 1_000_000 })
  more(app, world)
  await app.ready()
  const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asActor(database.db, SYSTEM, work)
  if (fundFen > 0n)
    await as(async (tx) => {
      for (const fund of fundsOf(world.policy))
        if (fund.unit === '分')
          await transfer(tx, { kind: 'direct', from: sourceCode(fund.payer, fund.unit), to: fund.code, amount: fundFen, document: '测试', command: `test ${fund.code}`, memo: '安排' })
    })
  const clients = new Map<string, Promise<Client>>()
  let keys = 0

  async function signIn(role: Role, of: { readonly department?: string; readonly subject?: bigint }): Promise<Client> {
    const login = `${role}-${clients.size}`
    const account = await as((tx) => openAccount(tx, { login, name: login, roles: [role], password: PASSWORD, ...of }))
    let session: Session | undefined
    const open = async (): Promise<Session> => {
      const reply = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: PASSWORD } })
      if (reply.statusCode !== 200) throw new Error(reply.body)
      return { cookie: reply.cookies.map((one) => `${one.name}=${one.value}`).join('; '), csrf: reply.json().csrf as string }
    }
    const send = async (options: InjectOptions): Promise<Answer> => {
      session ??= await open()
      const answer = await app.inject({ ...options, headers: { cookie: session.cookie, 'x-csrf-token': session.csrf, ...options.headers } })
      if (answer.statusCode === 401 && answer.json().code === 'ZP-106') {
        session = undefined
        return send(options)
      }
      return {
        status: answer.statusCode,
        body: answer.headers['content-type']?.toString().includes('json') ? answer.json() : answer.body,
        bytes: answer.rawPayload,
        etag: answer.headers.etag?.toString(),
      }
    }
    return {
      account,
      get: (url) => send({ method: 'GET', url: `/api${url}` }),
      post: (url, body, headers = {}) => {
        keys += 1
        return send({ method: 'POST', url: `/api${url}`, ...(body !== undefined && { payload: body as object }), headers: { 'idempotency-key': `test-key-${keys}`, ...headers } })
      },
      send,
      session: async () => {
        session ??= await open()
        return session
      },
    }
  }

  return {
    world,
    database,
    app,
    setNow: (day) => {
      clock = new Date(`${day}T02:00:00Z`)
    },
    as,
    client: (role, of = {}) => {
      const key = `${role}/${of.department ?? ''}/${of.subject ?? ''}`
      const known = clients.get(key) ?? signIn(role, of)
      clients.set(key, known)
      return known
    },
    close: async () => {
      await stop()
      await database.close()
      await server?.stop()
    },
  }
}

/** A right credit code for a number. */
export function creditCode(n: number): string {
  const first = `91331002MA${String(n).padStart(7, '0')}`
  return `${first}${checkDigit(first)}`
}
