import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asActor, openDatabase, SYSTEM } from '@zhida/database'
import { startPostgres } from '@zhida/database/testing'
import { seal, transfer } from '@zhida/ledger'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { replay, verify } from '../decision/replay.ts'
import { fundsOf, sourceCode } from '../funds/accounts.ts'
import { reconcile } from '../payment/reconcile.ts'
import { openAccount } from '../people/accounts.ts'
import { openWorld } from '../server.ts'
import { FUND, firmsDue, publicised, SCIENCE } from '../testing/claims.ts'
import { tell } from '../testing/faults.ts'
import { Person, type Served, serve } from '../testing/process.ts'
import { PASSWORD, realPolicy } from '../testing/world.ts'

const EACH = 10_000_000n

describe.each([
  { kind: 'postgres', kills: 50, claims: 250 },
  { kind: 'pglite', kills: 20, claims: 100 },
] as const)('kill -9 under load, on $kind', ({ kind, kills, claims: count }) => {
  it(`loses nothing and pays nothing twice in ${kills} deaths, and starts again by itself`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhida-kill-'))
    const server = kind === 'postgres' ? await startPostgres() : undefined
    const place = server ? { url: server.url } : { folder: join(folder, 'database') }
    const env: Record<string, string> = { ZHIDA_RATE: '1000000', ...(server && { DATABASE_URL: server.url }) }
    const bank = await serve(['bank', '--journal', join(folder, 'bank.jsonl'), '--port', '0', '--twice', '30', '--delay', '800', '--reject', '5'])
    let running: Served | undefined
    try {
      const claims = await prepare(place, count)
      let over = false
      const url = (): string => running?.url ?? 'http://127.0.0.1:9'
      let deaths = 0
      const load = work(
        claims,
        url,
        () => over,
        () => deaths >= kills,
      )
      for (; deaths < kills; deaths += 1) {
        running = await serve(['serve', '--empty', '--port', '0', '--host', '127.0.0.1', '--data', folder, '--bank', bank.url], env)
        await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 700))
        await running.kill()
      }
      running = await serve(['serve', '--empty', '--port', '0', '--host', '127.0.0.1', '--data', folder, '--bank', bank.url], env)
      const finished = setTimeout(() => {
        over = true
      }, 180_000)
      const done = await load
      clearTimeout(finished)
      await settled(bank.url, running.url, done.sent)
      await running.stop()
      running = undefined

      const statement = (await (await fetch(`${bank.url}/statement`)).json()) as { reference: string; amount: string; paid: boolean }[]
      const found = await look(place)
      const paidFen = BigInt(statement.filter((one) => one.paid).length) * EACH
      tell(`kill -9 under load, ${kind}`, deaths, found.postedFen - paidFen)
      expect(found.faults).toEqual([])
      expect(found.replayed).toEqual({ decisions: count, faults: [] })
      expect(found.agrees).toBe(true)
      // The bank's own book: nothing twice, and to the fen what has left the fund.
      expect(new Set(statement.map((one) => one.reference)).size).toBe(statement.length)
      expect(found.postedFen).toBe(paidFen)
      expect(found.facts).toEqual(done.facts.length)
      expect(done.facts.length).toBeGreaterThan(kills)
      expect(done).toMatchObject({ approved: count, lost: 0 })
    } finally {
      await running?.kill()
      await bank.kill()
      await server?.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 600_000)
})

type Place = Parameters<typeof openDatabase>[0]

/** A fund, accounts, and claims whose 公示 is over. @returns the claims */
async function prepare(place: Place, count: number): Promise<readonly bigint[]> {
  const database = await openDatabase(place)
  const past = new Date(Date.now() - 30 * 86_400_000)
  const world = await openWorld(database, realPolicy(), () => past)
  const t = { world, as: <T>(one: Parameters<typeof asActor<T>>[2]) => asActor(database.db, SYSTEM, one) }
  await t.as(async (tx) => {
    const fund = fundsOf(world.policy).find((one) => one.code === FUND)
    await transfer(tx, { kind: 'direct', from: sourceCode(fund?.payer ?? '', '分'), to: FUND, amount: EACH * BigInt(count), document: '测试', command: 'prepare', memo: '安排' })
    await openAccount(tx, { login: 'officer', name: '经办', roles: ['officer'], department: SCIENCE, password: PASSWORD })
    await openAccount(tx, { login: 'reviewer', name: '审定', roles: ['reviewer'], department: SCIENCE, password: PASSWORD })
    await openAccount(tx, { login: 'finance', name: '财政', roles: ['finance'], password: PASSWORD })
  })
  const claims: bigint[] = []
  for (const subject of await firmsDue(t, 1, count, EACH)) claims.push(await publicised(t, subject))
  await database.close()
  return claims
}

/** Approves and pays the claims, and records facts all the while. */
async function work(claims: readonly bigint[], url: () => string, over: () => boolean, enough: () => boolean): Promise<{ approved: number; sent: number; lost: number; facts: string[] }> {
  const [reviewer, finance, officer] = ['reviewer', 'finance', 'officer'].map((login) => new Person(login, url))
  const done = { approved: 0, sent: 0, lost: 0, facts: [] as string[] }
  const waiting = [...claims]
  const approved: string[] = []
  const record = async (subject: bigint, given: string): Promise<void> => {
    const told = await officer?.command(`/subjects/${subject}/facts`, { source: 'department', facts: [{ name: '加计扣除研发费用', year: 2020, value: given }] }, over)
    if (told?.status === 200) done.facts.push(given)
  }
  const approving = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const answer = await reviewer?.command(`/claims/${id}/moves/approve`, { reason: '同意' }, over, { 'if-match': '"v5"' })
      if (answer?.status === 200) {
        done.approved += 1
        approved.push(String(id))
      } else done.lost += 1
      for (let i = 0; i < 3; i += 1) await record(id, `${id}.${i}元`)
    }
    // There is something to interrupt until the last death.
    for (let i = 3; !enough(); i += 1) await record(claims[0] ?? 1n, `${i}.5元`)
  }
  const paying = async (): Promise<void> => {
    while (done.sent < claims.length && !over()) {
      const batch = approved.splice(0, 5)
      if (batch.length > 0 && (await finance?.command('/payments/batches', { claims: batch }, over))?.status === 200) done.sent += batch.length
      else await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await Promise.all([approving(), approving(), approving(), paying()])
  return done
}

/** Waits until the bank has everything and the server knows what became of each payment. @throws when it does not come to know */
async function settled(bank: string, url: string, sent: number): Promise<void> {
  const finance = new Person('finance', () => url)
  const end = Date.now() + 120_000
  for (;;) {
    const statement = (await (await fetch(`${bank}/statement`)).json()) as unknown[]
    const { openFen } = await finance.read<{ openFen: string }>('/payments/reconciliation')
    if (statement.length >= sent && openFen === '0') return
    if (Date.now() > end) throw new Error(`the bank has ${statement.length} of ${sent} payments; ${openFen} fen wait for an answer`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

async function look(place: Place): Promise<{ faults: unknown; replayed: unknown; agrees: boolean; postedFen: bigint; facts: number }> {
  const database = await openDatabase(place)
  try {
    await seal(database.db)
    return await asActor(database.db, SYSTEM, async (tx) => {
      const { postedFen, paidFen } = await reconcile(tx)
      const { rows } = await sql<{ count: bigint }>`SELECT count(*) AS count FROM fact WHERE given LIKE '%.%元'`.execute(tx)
      return { faults: (await verify(tx)).faults, replayed: await replay(tx), agrees: postedFen === paidFen, postedFen, facts: Number(rows[0]?.count) }
    })
  } finally {
    await database.close()
  }
}
