import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asActor } from '@zhida/database'
import { transfer } from '@zhida/ledger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveClaim } from '../claim/claim.ts'
import { claimById } from '../claim/row.ts'
import { verify } from '../decision/replay.ts'
import { fundsOf, sourceCode } from '../funds/accounts.ts'
import { collectAnswers } from '../payment/collect.ts'
import { httpBank } from '../payment/http-bank.ts'
import { sendDue } from '../payment/outbox.ts'
import { receive } from '../payment/receive.ts'
import { reconcile } from '../payment/reconcile.ts'
import { FUND, firmsDue, publicised, SCIENCE } from '../testing/claims.ts'
import { tell } from '../testing/faults.ts'
import { type Served, serve } from '../testing/process.ts'
import { KINDS, type TestWorld, testWorld } from '../testing/world.ts'

const EACH = 10_000_000n
const COUNT = 60

describe.each(KINDS)('a bank that answers twice, late, never, out of order, to the contrary, and dies, on %s', (kind) => {
  let t: TestWorld
  const folder = mkdtempSync(join(tmpdir(), 'zhida-bank-'))
  beforeAll(async () => {
    t = await testWorld(kind, 0n)
  })
  afterAll(async () => {
    await t?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('pays each claim once, reconciles to the fen, and lists what contradicts', async () => {
    const source = fundsOf(t.world.policy).find((one) => one.code === FUND)
    await t.as((tx) => transfer(tx, { kind: 'direct', from: sourceCode(source?.payer ?? '', '分'), to: FUND, amount: EACH * BigInt(COUNT), document: '测试', command: 'fund', memo: '' }))
    const claims: bigint[] = []
    for (const subject of await firmsDue(t, 1, COUNT, EACH)) claims.push(await publicised(t, subject))
    t.setNow('2023-11-20')
    const reviewer = { account: (await t.client('reviewer', { department: SCIENCE })).account, roles: ['reviewer'], department: SCIENCE }
    for (const id of claims) await asActor(t.world.db, reviewer, (tx) => moveClaim(tx, t.world, reviewer, id, { move: 'approve', version: 5, reason: '同意' }))
    const finance = await t.client('finance')
    for (let from = 0; from < COUNT; from += 6) expect((await finance.post('/payments/batches', { claims: claims.slice(from, from + 6).map(String) })).status).toBe(200)

    const journal = join(folder, 'bank.jsonl')
    const start = (): Promise<Served> => serve(['bank', '--journal', journal, '--port', '0', '--twice', '40', '--lose', '30', '--contradict', '20', '--reject', '15', '--delay', '300', '--die', '12'])
    let bank = await start()
    let deaths = 0
    let http = httpBank(bank.url)
    const day = t.world.now().getTime()
    // Each round is an hour later, so that what the bank did not answer is asked again.
    for (let round = 0; round < 120; round += 1) {
      const now = new Date(day + round * 3_600_000)
      await sendDue(t.world.db, http, now)
      // It dies by its own manners, and once for certain.
      if (round === 5) await bank.kill()
      const taken = await collectAnswers(t.world, http).catch((fault: unknown) => {
        if (fault instanceof TypeError) return undefined
        throw fault
      })
      if (taken === undefined) {
        await bank.kill()
        bank = await start()
        http = httpBank(bank.url)
        deaths += 1
      }
      await new Promise((resolve) => setTimeout(resolve, 30))
      const states = await Promise.all(claims.map((id) => t.as((tx) => claimById(tx, id))))
      if (round > 30 && states.every((one) => one.state !== 'paying')) break
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
    await bank.kill()
    bank = await serve(['bank', '--journal', journal, '--port', '0'])
    while ((await collectAnswers(t.world, httpBank(bank.url))) > 0);
    const statement = (await (await fetch(`${bank.url}/statement`)).json()) as { reference: string; amount: string; paid: boolean }[]
    await bank.kill()

    // One answer to the contrary for certain, whatever the bank's deaths swallowed.
    const settled = statement.find((one) => one.paid)?.reference ?? ''
    const contrary = `<?xml version="1.0"?><Document><CstmrPmtStsRpt><OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>${settled}</OrgnlEndToEndId><TxSts>RJCT</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`
    expect(await t.as((tx) => receive(tx, t.world, contrary))).toMatchObject({ paid: 0, failed: 0 })

    expect(deaths).toBeGreaterThan(0)
    const states = await Promise.all(claims.map((id) => t.as((tx) => claimById(tx, id))))
    expect(states.filter((one) => one.state === 'paying')).toEqual([])
    const report = await t.as(reconcile)
    const contradicted = report.contradictions.length
    expect(contradicted).toBeGreaterThan(0)
    tell('a batch sent to a bank that misbehaves', COUNT, report.postedFen - report.paidFen)
    tell('deaths of the bank', deaths, 0n)
    tell('answers to the contrary', contradicted, 0n)
    expect(report.postedFen).toBe(report.paidFen)
    // What the bank first said holds; where it then said the contrary, a person has it on the list. Everything else agrees with the bank's own book.
    for (const { reference, paid } of statement) {
      const claim = states.find((one) => reference.startsWith(`${one.number}-`))
      const listed = report.contradictions.some((one) => one.reference === reference)
      if (!listed) expect({ reference, state: claim?.state }).toEqual({ reference, state: paid ? 'paid' : 'failed' })
    }
    expect(statement).toHaveLength(COUNT)
    expect((await t.as(verify)).faults).toEqual([])
  }, 240_000)
})
