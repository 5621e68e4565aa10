import { seal } from '@zhida/ledger'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../decision/replay.ts'
import { finishList, listById, startList } from '../delivery/run.ts'
import { estimateTonight } from '../estimate/tonight.ts'
import { FUND, firmsDue, publicised, SCIENCE } from '../testing/claims.ts'
import { tell } from '../testing/faults.ts'
import { KINDS, type TestWorld, testWorld } from '../testing/world.ts'

describe.each(KINDS)('clicks at the same time, on %s', (kind) => {
  let t: TestWorld
  beforeAll(async () => {
    t = await testWorld(kind, 0n)
  })
  afterAll(() => t?.close())

  it('gives of 200 parallel approvals exactly what the fund holds, and tells the others why', async () => {
    const each = 10_000_000n
    const fits = 137n
    const finance = await t.client('finance')
    expect((await finance.post('/funds/appropriations', { fund: FUND, amount: String(each * fits + each - 1n), document: '椒财〔2023〕1号（测试）' })).status).toBe(200)
    const claims: bigint[] = []
    for (const subject of await firmsDue(t, 1, 200, each)) claims.push(await publicised(t, subject))
    t.setNow('2023-11-20')
    const reviewer = await t.client('reviewer', { department: SCIENCE })
    await reviewer.get('/session')
    const answers = await Promise.all(claims.map((id) => reviewer.post(`/claims/${id}/moves/approve`, { reason: '同意' }, { 'if-match': '"v5"' })))
    const count = (code: string | undefined): number => answers.filter((one) => one.body.code === code).length
    expect({ approved: count(undefined), short: count('ZP-501'), other: answers.filter((one) => one.body.code !== undefined && one.body.code !== 'ZP-501').map((one) => one.body) }).toEqual({
      approved: 137,
      short: 63,
      other: [],
    })
    const fund = (await reviewer.get('/funds')).body.items.find((one: { code: string }) => one.code === FUND)
    tell('approvals at the same time', answers.length, BigInt(fund.reserved) - each * fits)
    expect(fund).toMatchObject({ reserved: String(each * fits), free: String(each - 1n) })
  })

  it('has one effect and one answer for fifty times the same command', async () => {
    const [subject] = await firmsDue(t, 1_000, 1, 10_000_000n)
    const clerk = await t.client('clerk', { subject: subject ?? 0n })
    const answers = await Promise.all(Array.from({ length: 50 }, () => clerk.post('/claims', { measure: '12.1' }, { 'idempotency-key': 'the same key' })))
    tell('the same command again', answers.length, 0n)
    expect(new Set(answers.map((one) => `${one.status} ${JSON.stringify(one.body)}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    expect((await clerk.get('/claims')).body.items).toHaveLength(1)
    expect((await clerk.post('/claims', { measure: '12.2' }, { 'idempotency-key': 'the same key' })).body.code).toBe('ZP-208')
  })

  it('lets one of fifty different clicks through, where the claim may move once', async () => {
    const [subject] = await firmsDue(t, 1_001, 1, 10_000_000n)
    const clerk = await t.client('clerk', { subject: subject ?? 0n })
    const { body } = await clerk.post('/claims', { measure: '12.1' })
    const answers = await Promise.all(Array.from({ length: 50 }, () => clerk.post(`/claims/${body.id}/moves/submit`, {}, { 'if-match': '"v1"' })))
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
    expect(new Set(answers.filter((one) => one.status !== 200).map((one) => one.body.code))).toEqual(new Set(['ZP-206']))
  })

  it('makes a list to its end while another process holds it', async () => {
    const list = await t.as((tx) => startList(tx, t.world, '12.1'))
    let finished: Promise<void> | undefined
    await t.database.db.transaction().execute(async (tx) => {
      await sql`SELECT FROM delivery_list WHERE id = ${list.id} FOR UPDATE`.execute(tx)
      finished = finishList(t.world, list.id)
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    await finished
    expect((await t.as((tx) => listById(tx, list.id))).state).toBe('listed')
  })

  it("gives the night's estimate once, whichever process thinks of it", async () => {
    const night = (hour: string) => ({ ...t.world, now: () => new Date(`2023-11-20T${hour}:00:00Z`) })
    const given = async (): Promise<number> => (await sql`SELECT 1 FROM job WHERE kind = 'estimate'`.execute(t.database.db)).rows.length
    await estimateTonight(night('02'))
    expect(await given()).toBe(0)
    await Promise.all(Array.from({ length: 10 }, () => estimateTonight(night('20'))))
    expect(await given()).toBe(1)
  })

  it('verifies afterwards', async () => {
    await seal(t.world.db)
    const report = await t.as(verify)
    expect({ faults: report.faults, unsealed: report.seal.unsealed, decisions: report.decisions }).toEqual({ faults: [], unsealed: 0n, decisions: 137 })
  })
})
