import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asActor, backup, openDatabase, restore, SYSTEM } from '@zhida/database'
import { startPostgres } from '@zhida/database/testing'
import { seal, standings } from '@zhida/ledger'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { replay, verify } from '../decision/replay.ts'
import { firmsDue, publicised, SCIENCE } from '../testing/claims.ts'
import { tell } from '../testing/faults.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const one of cleanups.splice(0).reverse()) await one()
})

/** Facts written one after another, each acknowledged or refused, while something happens. */
async function writing(t: TestWorld, subject: bigint, times: number, during: (index: number) => Promise<void>): Promise<{ readonly told: readonly string[]; readonly codes: ReadonlySet<string> }> {
  const officer = await t.client('officer', { department: SCIENCE })
  const told: string[] = []
  const codes = new Set<string>()
  for (let index = 0; index < times; index += 1) {
    await during(index)
    const given = `${index}.25元`
    const answer = await officer.post(`/subjects/${subject}/facts`, { source: 'department', facts: [{ name: '加计扣除研发费用', year: 2020, value: given }] })
    if (answer.status === 200) told.push(given)
    else codes.add(answer.body.code)
  }
  return { told, codes }
}

async function kept(t: TestWorld): Promise<ReadonlySet<string>> {
  const { rows } = await t.as((tx) => sql<{ given: string }>`SELECT given FROM fact WHERE given LIKE '%.25元'`.execute(tx))
  return new Set(rows.map((one) => one.given))
}

describe('the database goes away and comes back', () => {
  it('a restarted PostgreSQL and cut connections lose no commit, are told clearly, and mend by themselves', async () => {
    const server = await startPostgres()
    const t = await testWorld({ url: server.url })
    cleanups.push(
      () => server.stop(),
      () => t.close(),
    )
    const [subject = 0n] = await firmsDue(t, 1, 1, 10_000_000n)
    let restarting: Promise<void> = Promise.resolve()
    const { told, codes } = await writing(t, subject, 300, async (index) => {
      if (index % 100 === 50) restarting = server.restart()
      if (index % 100 === 60) await restarting
      if (index % 20 === 0) await t.as((tx) => sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = 'zhida'`.execute(tx)).catch(() => {})
    })
    await restarting
    expect([...codes]).toEqual(['ZP-210'])
    tell('restarts and cut connections of PostgreSQL', 18, 0n)
    expect(told.length).toBeGreaterThan(200)
    const found = await kept(t)
    expect(told.filter((one) => !found.has(one))).toEqual([])
    await seal(t.world.db)
    expect((await t.as(verify)).faults).toEqual([])
  })

  it('a clock that jumps back changes no order and no sum', async () => {
    const t = await testWorld('postgres')
    cleanups.push(() => t.close())
    const [first = 0n, second = 0n] = await firmsDue(t, 1, 2, 10_000_000n)
    const claims = [await publicised(t, first), await publicised(t, second)]
    const reviewer = await t.client('reviewer', { department: SCIENCE })
    t.setNow('2023-11-20')
    expect((await reviewer.post(`/claims/${claims[0]}/moves/approve`, { reason: '同意' }, { 'if-match': '"v5"' })).status).toBe(200)
    t.setNow('2023-11-15')
    expect((await reviewer.post(`/claims/${claims[1]}/moves/approve`, { reason: '同意' }, { 'if-match': '"v5"' })).status).toBe(200)
    t.setNow('2023-11-02')
    expect((await reviewer.post(`/claims/${claims[1]}/moves/clawback`, { reason: '查' }, { 'if-match': '"v6"' })).body.code).toBe('ZP-401')
    await seal(t.world.db)
    expect((await t.as(verify)).faults).toEqual([])
    expect(await t.as((tx) => replay(tx))).toEqual({ decisions: 2, faults: [] })
  })

  // A disk of its own needs root, which CI is; elsewhere there is no small disk to fill.
  it.runIf(process.getuid?.() === 0)('a full disk is told as such, keeps what was committed, and is over when there is room', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'zhida-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk])
    cleanups.push(() => {
      execFileSync('umount', ['-l', disk])
      rmSync(disk, { recursive: true, force: true })
    })
    const server = await startPostgres(join(disk, 'server'), ['max_wal_size=48MB', 'min_wal_size=32MB', 'wal_recycle=off'])
    const t = await testWorld({ url: server.url })
    cleanups.push(
      () => server.stop().catch(() => {}),
      () => t.close(),
    )
    const [subject = 0n] = await firmsDue(t, 1, 1, 10_000_000n)
    const ballast = join(disk, 'ballast')
    const { told, codes } = await writing(t, subject, 260, async (index) => {
      if (index === 40) execFileSync('sh', ['-c', `dd if=/dev/zero of=${ballast} bs=1M 2>/dev/null || true`])
      // So much that it does not fit into what is left.
      if (index > 40 && index < 60) await t.as((tx) => sql`CREATE TABLE IF NOT EXISTS filler AS SELECT repeat('x', 1000) AS x FROM generate_series(1, 20000)`.execute(tx)).catch(() => {})
      if (index === 120) rmSync(ballast)
      if (index > 120 && index < 130) await new Promise((resolve) => setTimeout(resolve, 300))
    })
    expect([...codes].filter((code) => code !== 'ZP-211' && code !== 'ZP-210')).toEqual([])
    const found = await kept(t)
    expect(told.filter((one) => !found.has(one))).toEqual([])
    tell('a full disk', 1, 0n)
    expect(told.some((one) => one.startsWith('250.'))).toBe(true)
    await seal(t.world.db)
    expect((await t.as(verify)).faults).toEqual([])
  })
})

describe('a backup while everybody writes', () => {
  it('restores elsewhere with everything that was told before it began, and verifies', async () => {
    const server = await startPostgres()
    const t = await testWorld({ url: server.url })
    const folder = mkdtempSync(join(tmpdir(), 'zhida-backup-'))
    cleanups.push(
      () => server.stop(),
      () => t.close(),
      () => rmSync(folder, { recursive: true, force: true }),
    )
    const subjects = await firmsDue(t, 1, 30, 10_000_000n)
    for (const one of subjects) await publicised(t, one)
    t.setNow('2023-11-20')
    const reviewer = await t.client('reviewer', { department: SCIENCE })
    const file = join(folder, 'zhida.backup')
    let dumping: Promise<void> = Promise.resolve()
    let before: readonly string[] = []
    const { told } = await writing(t, subjects[0] ?? 0n, 120, async (index) => {
      if (index < 30) await reviewer.post(`/claims/${index + 1}/moves/approve`, { reason: '同意' }, { 'if-match': '"v5"' })
      if (index === 15) {
        before = [...(await kept(t))]
        dumping = backup({ url: server.url }, file)
      }
    })
    await dumping
    expect(told).toHaveLength(120)
    expect(readdirSync(folder)).toEqual(['zhida.backup'])
    const elsewhere = await startPostgres()
    cleanups.push(() => elsewhere.stop())
    await restore({ url: elsewhere.url }, file)
    await expect(restore({ url: elsewhere.url }, file)).rejects.toThrow('恢复只能恢复到空的地方')
    const restored = await openDatabase({ url: elsewhere.url })
    try {
      const look = await asActor(restored.db, SYSTEM, async (tx) => ({
        report: await verify(tx),
        replayed: await replay(tx),
        facts: new Set((await sql<{ given: string }>`SELECT given FROM fact WHERE given LIKE '%.25元'`.execute(tx)).rows.map((one) => one.given)),
        funds: await standings(tx),
        decided: (await sql<{ fen: bigint }>`SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM decision`.execute(tx)).rows[0]?.fen,
      }))
      tell('a backup under load, restored', 1, look.funds.reduce((sum, one) => sum + (one.unit === '分' ? one.reserved : 0n), 0n) - (look.decided ?? 0n))
      expect(look.report.faults).toEqual([])
      expect(look.replayed.faults).toEqual([])
      expect(before.filter((one) => !look.facts.has(one))).toEqual([])
      expect(look.funds.reduce((sum, one) => sum + (one.unit === '分' ? one.reserved : 0n), 0n)).toBe(look.decided)
    } finally {
      await restored.db.destroy()
    }
  })
})
