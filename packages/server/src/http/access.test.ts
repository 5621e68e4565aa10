import { asActor } from '@zhida/database'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFact, writeFacts } from '../dossier/facts.ts'
import { ROLES, type Role } from '../people/accounts.ts'
import { endpointsOf } from '../server.ts'
import { firmsDue, publicised, SCIENCE } from '../testing/claims.ts'
import { type Client, DEBTOR, KINDS, type TestWorld, testWorld } from '../testing/world.ts'
import { reachOf } from './access.ts'

const OTHER = '区商务局'
const ENDPOINTS = endpointsOf(DEBTOR)

describe.each(KINDS)('who may do what, on %s', (kind) => {
  let t: TestWorld
  let mine: bigint
  let theirs: bigint
  let myClaim: bigint
  let theirClaim: bigint
  beforeAll(async () => {
    t = await testWorld(kind)
    const ids = await firmsDue(t, 1, 2, 10_000_000n)
    mine = ids[0] ?? 0n
    theirs = ids[1] ?? 0n
    myClaim = await publicised(t, mine)
    theirClaim = await publicised(t, theirs)
  })
  afterAll(() => t?.close())

  const clientOf = (role: Role): Promise<Client> => t.client(role, role === 'clerk' ? { subject: mine } : role === 'officer' || role === 'reviewer' ? { department: SCIENCE } : {})
  const call = async (client: Client | undefined, method: 'GET' | 'POST' | 'PUT', url: string): Promise<{ status: number; code: string | undefined }> => {
    const options = { method, url: `/api${url}`, ...(method !== 'GET' && { payload: {} }), headers: { 'idempotency-key': `matrix ${Math.random()}`, 'if-match': '"v99"' } }
    const answer = client
      ? await client.send(options)
      : await t.app.inject(options).then((one) => ({ status: one.statusCode, body: one.headers['content-type']?.toString().includes('json') ? one.json() : {} }))
    return { status: answer.status, code: answer.body?.code }
  }
  const filled = (url: string, id: bigint): string => url.replace(':id', String(id)).replace(':move', 'accept')

  it.each([undefined, ...(Object.keys(ROLES) as Role[])])('every endpoint for %s', async (role) => {
    const client = role === undefined ? undefined : await clientOf(role)
    for (const one of ENDPOINTS) {
      if (one.url === '/session/close') continue
      const { status, code } = await call(client, one.method, filled(one.url, one.url.startsWith('/claims') ? myClaim : mine))
      const where = `${one.method} ${one.url} as ${role}`
      if (reachOf(one, role) !== 'no') expect([where, code]).not.toEqual([where, expect.stringMatching(/^ZP-10[14]$/)])
      else expect([where, status, code]).toEqual([where, role === undefined ? 401 : 403, role === undefined ? 'ZP-101' : 'ZP-104'])
    }
  })

  it("answers for another's object as if there were none", async () => {
    const clerk = await clientOf('clerk')
    for (const url of [
      `/subjects/${theirs}`,
      `/subjects/${theirs}/facts`,
      `/subjects/${theirs}/result`,
      `/claims/${theirClaim}`,
      `/claims/${theirClaim}/form`,
      `/claims/${theirClaim}/timeline`,
      `/claims/${theirClaim}/draft`,
    ])
      expect([url, (await clerk.get(url)).status]).toEqual([url, 404])
    const stranger = await t.client('officer', { department: OTHER })
    for (const url of [`/claims/${myClaim}`, `/claims/${myClaim}/form`, `/claims/${myClaim}/timeline`]) expect([url, (await stranger.get(url)).status]).toEqual([url, 404])
    expect((await stranger.post(`/claims/${myClaim}/moves/object`, { reason: '看看' }, { 'if-match': '"v5"' })).status).toBe(404)
    expect((await clerk.post(`/claims/${theirClaim}/moves/withdraw`, {}, { 'if-match': '"v5"' })).status).toBe(404)
    expect((await clerk.get('/claims')).body.items.map((one: { id: string }) => one.id)).toEqual([String(myClaim)])
    expect((await stranger.get('/claims')).body.items).toEqual([])
  })

  it("is held by the database alone: without the API a firm reads nothing of another's and writes nothing into it", async () => {
    const clerk = await clientOf('clerk')
    const actor = { account: clerk.account, roles: ['clerk'], subject: mine }
    const seen = <R>(query: ReturnType<typeof sql<R>>): Promise<readonly R[]> => asActor(t.world.db, actor, async (tx) => (await query.execute(tx)).rows)
    const { rows: tables } = await sql<{ name: string }>`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`.execute(t.world.db)
    // What everyone may read: the policy's own, and what is no more than names.
    const open = new Set(['department', 'pack', 'ruling', 'progress', 'history_table', 'seal_block', 'decision_head', 'migration'])
    for (const { name } of tables) {
      if (open.has(name)) continue
      const rows = await seen(sql<Record<string, unknown>>`SELECT * FROM ${sql.table(name)}`).catch((fault: { code?: string }) => (fault.code === '42501' ? [] : Promise.reject(fault)))
      for (const row of rows) {
        const own =
          (name === 'subject' && row.id === mine) ||
          row.subject === mine ||
          row.claim === myClaim ||
          (name === 'account' && row.id === clerk.account) ||
          (name === 'command' && row.account === clerk.account)
        expect([name, own, own ? undefined : row]).toEqual([name, true, undefined])
      }
    }
    const fact = readFact(t.world.policy.vocabulary, { name: '主体类型', value: '个人' })
    if ('wrong' in fact) throw new Error(JSON.stringify(fact.wrong))
    await expect(asActor(t.world.db, actor, (tx) => writeFacts(tx, [{ ...fact.fact, subject: theirs, source: 'declared' }]))).rejects.toThrow('row-level security')
    await expect(asActor(t.world.db, actor, (tx) => writeFacts(tx, [{ ...fact.fact, subject: mine, source: 'registry' }]))).rejects.toThrow('row-level security')
    await expect(seen(sql`INSERT INTO claim_move (claim, version, move, before, after, reason) VALUES (${theirClaim}, 6, 'withdraw', 'publicised', 'withdrawn', '')`)).rejects.toThrow(
      'row-level security',
    )
    await expect(seen(sql`UPDATE account SET roles = '{administrator}' WHERE id = ${clerk.account} RETURNING 1`)).resolves.toEqual([])
    await expect(seen(sql`INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, command, memo, document) VALUES ('direct', 1, 2, '分', 1, 'mine', '', 'd')`)).rejects.toThrow()
  })
})
