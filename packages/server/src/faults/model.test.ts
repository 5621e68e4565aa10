import { asActor } from '@zhida/database'
import { seal, standings, transfer } from '@zhida/ledger'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveClaim, openClaim } from '../claim/claim.ts'
import type { Move, State } from '../claim/life.ts'
import { claimById } from '../claim/row.ts'
import { verify } from '../decision/replay.ts'
import { fundsOf, sourceCode } from '../funds/accounts.ts'
import { makeBatch } from '../payment/batch.ts'
import { receive } from '../payment/receive.ts'
import { Refusal } from '../refusal.ts'
import { FUND, firmsDue, SCIENCE } from '../testing/claims.ts'
import { tell } from '../testing/faults.ts'
import { DEBTOR, KINDS, type TestWorld, testWorld } from '../testing/world.ts'

/** The life of a claim, written a second time and as plainly as can be: from a state, by a move, to a state. */
const ARROWS: Readonly<Record<string, State>> = Object.fromEntries(
  `draft submit submitted / draft withdraw withdrawn / submitted accept accepted / submitted return returned / submitted withdraw withdrawn / returned submit submitted / returned withdraw withdrawn
   accepted review reviewed / accepted return returned / accepted reject rejected / accepted withdraw withdrawn / reviewed second seconded / reviewed publicise publicised / reviewed reject rejected / reviewed withdraw withdrawn
   seconded publicise publicised / seconded reject rejected / seconded withdraw withdrawn / publicised object objected / publicised approve approved / publicised reject rejected / publicised withdraw withdrawn
   objected answer publicised / objected reject rejected / objected withdraw withdrawn / approved pay paying / approved void voided / paying settle paid / paying fail failed / failed pay paying / failed void voided
   paid close closed / paid clawback clawback / closed clawback clawback / clawback repay repaid`
    .split(/[/\n]/)
    .map((line) => line.trim().split(' '))
    .map(([from, move, to]) => [`${from} ${move}`, to as State]),
)
const MOVES = [
  'open',
  'submit',
  'accept',
  'return',
  'review',
  'second',
  'publicise',
  'object',
  'answer',
  'approve',
  'reject',
  'withdraw',
  'pay',
  'settle',
  'fail',
  'void',
  'close',
  'clawback',
  'repay',
] as const
const EACH = 10_000_000n
const FIRMS = 6
/** The fund holds four of six. */
const FUND_FEN = EACH * 4n + 3n

interface Model {
  readonly claims: { readonly id: bigint; state: State }[]
  free: bigint
  reserved: bigint
  disbursed: bigint
}

describe.each(KINDS)('random commands against a simple model, on %s', (kind) => {
  let t: TestWorld
  beforeAll(async () => {
    t = await testWorld(kind, 0n)
  })
  afterAll(() => t?.close())

  it('ends every step where the model ends', async () => {
    const source = fundsOf(t.world.policy).find((one) => one.code === FUND)
    let round = 0
    let steps = 0
    let taken = 0
    const people = { clerk: 11n, officer: 12n, reviewer: 13n, finance: 14n }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 0, max: FIRMS - 1 }), fc.nat(MOVES.length * 3)), { minLength: 120, maxLength: 120 }), async (commands) => {
        round += 1
        t.setNow('2023-11-01')
        const { free = 0n } = (await t.as((tx) => standings(tx, [FUND])))[0] ?? {}
        // What is left of the round before goes; then the fund is given what the model says.
        await t.as(async (tx) => {
          if (free > 0n) await transfer(tx, { kind: 'direct', from: FUND, to: sourceCode(source?.payer ?? '', '分'), amount: free, document: '收回', command: `back ${round}`, memo: '' })
          await transfer(tx, { kind: 'direct', from: sourceCode(source?.payer ?? '', '分'), to: FUND, amount: FUND_FEN, document: '安排', command: `give ${round}`, memo: '' })
        })
        const before = (await t.as((tx) => standings(tx, [FUND])))[0]
        const firms = await firmsDue(t, round * FIRMS, FIRMS, EACH)
        const model: Model = { claims: [], free: FUND_FEN, reserved: 0n, disbursed: 0n }
        const open = new Map<number, Model['claims'][number]>()
        for (const [firm, pick] of commands) {
          steps += 1
          const claim = open.get(firm)
          // Mostly a move that leads on, so that walks get far; else any.
          const leading = MOVES.filter((one) => claim && `${claim.state} ${one}` in ARROWS)
          const move = pick >= MOVES.length && leading.length > 0 ? leading[pick % leading.length] : MOVES[pick % MOVES.length]
          // What is due beyond a paid claim is another story.
          if (move === undefined || (move === 'open' && (claim?.state === 'paid' || claim?.state === 'closed'))) continue
          const wanted = expected(model, claim, move)
          if (move === 'approve' && claim) t.setNow('2023-11-30')
          const got = await attempt(t, firms[firm] ?? 0n, claim?.id, move, people)
          if (move === 'approve') t.setNow('2023-11-01')
          expect({ move, from: claim?.state, ok: got.ok, refused: got.ok ? undefined : got.code }).toMatchObject({ move, from: claim?.state, ok: wanted })
          if (!got.ok) continue
          taken += 1
          apply(model, open, firm, claim, move, got.id)
        }
        const after = (await t.as((tx) => standings(tx, [FUND])))[0]
        expect({ free: after?.free, reserved: (after?.reserved ?? 0n) - (before?.reserved ?? 0n), disbursed: (after?.disbursed ?? 0n) - (before?.disbursed ?? 0n) }).toEqual({
          free: model.free,
          reserved: model.reserved,
          disbursed: model.disbursed,
        })
        for (const one of model.claims) expect((await t.as((tx) => claimById(tx, one.id))).state).toBe(one.state)
      }),
      { numRuns: 45, endOnFailure: true },
    )
    await seal(t.world.db)
    expect((await t.as(verify)).faults).toEqual([])
    tell('random commands', steps, 0n)
    expect(steps).toBeGreaterThanOrEqual(5_000)
    expect(taken).toBeGreaterThan(1_000)
  }, 600_000)
})

function expected(model: Model, claim: Model['claims'][number] | undefined, move: string): boolean {
  if (move === 'open') return claim === undefined || FINAL.includes(claim.state)
  if (!claim) return false
  if (!(`${claim.state} ${move}` in ARROWS)) return false
  return move !== 'approve' || model.free >= EACH
}

const FINAL: readonly State[] = ['rejected', 'withdrawn', 'voided', 'repaid']

function apply(model: Model, open: Map<number, Model['claims'][number]>, firm: number, claim: Model['claims'][number] | undefined, move: string, id: bigint): void {
  if (move === 'open') {
    const fresh = { id, state: 'draft' as State }
    model.claims.push(fresh)
    open.set(firm, fresh)
    return
  }
  if (!claim) return
  claim.state = ARROWS[`${claim.state} ${move}`] ?? claim.state
  if (move === 'approve') {
    model.free -= EACH
    model.reserved += EACH
  }
  if (move === 'void') {
    model.free += EACH
    model.reserved -= EACH
  }
  if (move === 'settle') {
    model.reserved -= EACH
    model.disbursed += EACH
  }
  if (move === 'repay') model.free += EACH
}

async function attempt(
  t: TestWorld,
  subject: bigint,
  id: bigint | undefined,
  move: string,
  people: Readonly<Record<'clerk' | 'officer' | 'reviewer' | 'finance', bigint>>,
): Promise<{ readonly ok: true; readonly id: bigint } | { readonly ok: false; readonly code: string }> {
  const clerk = { account: people.clerk, roles: ['clerk'], subject }
  const officer = { account: people.officer, roles: ['officer'], department: SCIENCE }
  const reviewer = { account: people.reviewer, roles: ['reviewer'], department: SCIENCE }
  const finance = { account: people.finance, roles: ['finance'] }
  try {
    if (move === 'open') return { ok: true, id: (await asActor(t.world.db, clerk, (tx) => openClaim(tx, t.world, subject, '12.1'))).id }
    if (id === undefined) return { ok: false, code: 'none' }
    const { version, state } = await t.as((tx) => claimById(tx, id))
    if (move === 'pay') await asActor(t.world.db, finance, (tx) => makeBatch(tx, t.world, finance, DEBTOR, [id]))
    else if (move === 'settle' || move === 'fail') {
      if (state !== 'paying') return { ok: false, code: 'none' }
      const { rows } = await t.as((tx) => sql<{ reference: string }>`SELECT reference FROM payment WHERE claim = ${id} ORDER BY attempt DESC LIMIT 1`.execute(tx))
      const told = await t.as((tx) => receive(tx, t.world, answer(rows[0]?.reference ?? '', move === 'settle' ? 'ACSC' : 'RJCT')))
      return told.paid + told.failed === 1 ? { ok: true, id } : { ok: false, code: 'ignored' }
    } else {
      const actor = { submit: clerk, withdraw: clerk, object: clerk, approve: reviewer, second: reviewer, clawback: reviewer, void: finance, repay: finance }[move] ?? officer
      await asActor(t.world.db, actor, (tx) => moveClaim(tx, t.world, actor, id, { move: move as Move, version, reason: '随机' }))
    }
    return { ok: true, id }
  } catch (fault) {
    if (fault instanceof Refusal) return { ok: false, code: fault.code }
    if ((fault as { constraint?: string }).constraint === 'no_overdraft') return { ok: false, code: 'ZP-501' }
    throw fault
  }
}

const answers = { count: 0 }
function answer(reference: string, status: string): string {
  answers.count += 1
  return `<?xml version="1.0"?><Document><CstmrPmtStsRpt><GrpHdr><MsgId>${answers.count}</MsgId></GrpHdr><OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${status}</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`
}
