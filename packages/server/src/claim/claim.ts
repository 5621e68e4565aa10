import { type Actor, SYSTEM, type Tx } from '@zhida/database'
import { encode, isPaid, type Measure } from '@zhida/language/ir'
import { sql } from 'kysely'
import { decide } from '../decision/chain.ts'
import { missingName } from '../dossier/missing.ts'
import { releaseFor, reserveFor, returnFor } from '../funds/claims.ts'
import { measureOf } from '../policy/pack.ts'
import { Refusal } from '../refusal.ts'
import { today, type World } from '../world.ts'
import { yuanText } from '../yuan.ts'
import { type Judgement, judge } from './bounds.ts'
import { jointReviewsAnswered } from './joint.ts'
import { LARGE_FEN, MOVES, type Move, next, STATE_NAMES, type Standing, type State } from './life.ts'
import { type Claim, claimById } from './row.ts'
import { workingDaysAfter } from './working-days.ts'

/**
 * Opens a draft for a measure. One claim for a measure is under way at a time; when it is done, what is due beyond it can be claimed.
 * @throws Refusal ZP-402 one is under way · ZP-201 no such measure
 */
export async function openClaim(tx: Tx, world: World, subject: bigint, measureId: string, way: 'claim' | 'automatic' = 'claim', list: bigint | null = null): Promise<Claim> {
  const measure = measureOf(world.policy, measureId)
  const { rows: before } = await sql<{ done: bigint }>`SELECT count(*) AS done FROM claim WHERE subject = ${subject} AND measure = ${measureId} AND state IN ('paid', 'closed')`.execute(tx)
  const occasion = `${world.policy.id}#${(before[0]?.done ?? 0n) + 1n}`
  const { rows } = await sql<{ id: bigint }>`INSERT INTO claim (subject, measure, occasion, way, department, list, state, version)
    VALUES (${subject}, ${measureId}, ${occasion}, ${way}, ${measure.department}, ${list}, 'draft', 0) ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  const [claim] = rows
  if (!claim) throw new Refusal('ZP-402', measure.name)
  await recordMove(tx, { id: claim.id, version: 0, lowFen: null, highFen: null, amountFen: null }, { move: way === 'claim' ? 'open' : 'list', before: null, after: 'draft', reason: '' })
  return claimById(tx, claim.id)
}

/** What a person brings to a move. */
export interface MoveRequest {
  readonly move: Move
  /** The version they saw: a later one refuses (ZP-206). */
  readonly version: number
  readonly reason?: string
  readonly amountFen?: bigint
  /** Of a repayment: the receipt. */
  readonly document?: string
}

/**
 * Makes one move of a claim, with all that it brings with it: the rules' judgement, the decision, the money reserved or released.
 *
 * @throws Refusal ZP-104 not this role's · ZP-107 one's own · ZP-206 somebody moved it first · ZP-401 no such arrow · ZP-403 nothing due ·
 *   ZP-404 facts missing · ZP-405 outside the bounds · ZP-406 a ruling is needed · ZP-407 no reason · ZP-408 公示 not over · ZP-411 a joint review is owed · ZP-501 the fund is short
 */
export async function moveClaim(tx: Tx, world: World, actor: Actor, id: bigint, request: MoveRequest): Promise<Claim> {
  const claim = await claimById(tx, id)
  if (claim.version !== request.version) throw new Refusal('ZP-206', { zh: `现为第 ${claim.version} 版：${STATE_NAMES[claim.state]}`, en: `it is at version ${claim.version} now` })
  const measure = measureOf(world.policy, claim.measure)
  const reason = (request.reason ?? '').trim()
  await guard(tx, actor, claim, request, reason)
  const standing = standingOf(world, claim, measure)
  const after = next(claim.state, request.move, standing)
  if (!after) throw refusedMove(claim, request.move, standing)

  if (request.move === 'review') await jointReviewsAnswered(tx, id)
  const judged = request.move === 'submit' || request.move === 'review' || request.move === 'approve' ? await judge(tx, world, claim.subject, measure) : undefined
  const change = judged ? { ...claim, ...amountsOf(world, claim, request, judged) } : claim
  if (request.move === 'approve' && judged) await approve(tx, world, actor, change, judged, reason)
  if (request.move === 'void') await releaseFor(tx, claim.id, reason)
  if (request.move === 'repay') await returnFor(tx, claim.id, request.document ?? reason)
  await recordMove(tx, change, {
    move: request.move,
    before: claim.state,
    after,
    reason,
    deadline: deadlineAfter(world, request.move),
    ...(judged && { outcome: encode(judged.outcome) }),
  })
  return claimById(tx, id)
}

export function standingOf(world: World, claim: Claim, measure: Measure): Standing {
  return { large: (claim.amountFen ?? 0n) > LARGE_FEN, publicityOver: claim.deadline !== null && today(world) > claim.deadline, pays: isPaid(measure.benefit) }
}

/** The program's own moves: the bank's answer. */
export async function settleClaim(tx: Tx, world: World, id: bigint, move: 'settle' | 'fail', reason: string): Promise<void> {
  const claim = await claimById(tx, id)
  await moveClaim(tx, world, SYSTEM, id, { move, version: claim.version, reason })
}

async function guard(tx: Tx, actor: Actor, claim: Claim, { move }: MoveRequest, reason: string): Promise<void> {
  const rule = MOVES[move]
  const may = rule.who.some((role) => actor.roles.includes(role))
  if (!may) throw new Refusal('ZP-104', { zh: `“${rule.name}”由${rule.who.map((one) => ROLE_NAMES[one]).join('、')}办理`, en: `this step belongs to: ${rule.who.join(', ')}` })
  if (rule.reasonNeeded && reason === '') throw new Refusal('ZP-407', rule.name)
  if (move === 'approve' || move === 'second') {
    const { rows } = await sql<{
      account: bigint
    }>`SELECT account FROM claim_move WHERE claim = ${claim.id} AND move IN ('submit', 'review', ${move === 'approve' ? 'list' : 'review'}) AND account = ${actor.account}`.execute(tx)
    if (rows.length > 0) throw new Refusal('ZP-107')
  }
}

const ROLE_NAMES = { clerk: '企业办事员', officer: '经办人', reviewer: '审定人', finance: '财政', system: '系统' } as const

function refusedMove(claim: Claim, move: Move, standing: Standing): Refusal {
  if (move === 'approve' && claim.state === 'publicised') return new Refusal('ZP-408', { zh: `公示到 ${claim.deadline}`, en: `publicity lasts until ${claim.deadline}` })
  if (move === 'publicise' && claim.state === 'reviewed' && standing.large) return new Refusal('ZP-409')
  return new Refusal('ZP-401', { zh: `“${STATE_NAMES[claim.state]}”时不能“${MOVES[move].name}”`, en: `${move} is not possible while ${claim.state}` })
}

const boundsText = ({ lowFen, highFen }: { readonly lowFen: bigint; readonly highFen: bigint | null }): string => `${yuanText(lowFen)}–${highFen === null ? '' : yuanText(highFen)}`

/** The bounds that now hold, and the amount within them. */
function amountsOf(
  world: World,
  claim: Claim,
  request: MoveRequest,
  { outcome, bounds, measure }: Judgement,
): { readonly lowFen: bigint | null; readonly highFen: bigint | null; readonly amountFen: bigint | null } {
  if (outcome.verdict === 'not-due') throw new Refusal('ZP-403', measure.name)
  if (outcome.verdict === 'unknown')
    throw new Refusal(
      'ZP-404',
      measure.name,
      outcome.missing.map((one) => missingName(world.policy.vocabulary, one)),
    )
  if (!bounds) {
    if (request.move === 'submit') return { lowFen: null, highFen: null, amountFen: null }
    throw new Refusal('ZP-406', measure.name)
  }
  if (bounds.highFen === 0n && isPaid(measure.benefit)) throw new Refusal('ZP-403', { zh: '应得的已经全部兑付', en: 'all that is due has been paid' })
  if (request.move === 'submit') return { ...bounds, amountFen: null }
  const amountFen = request.amountFen ?? claim.amountFen ?? (bounds.lowFen === bounds.highFen ? bounds.lowFen : undefined)
  if (amountFen === undefined) throw new Refusal('ZP-405', { zh: `请在 ${boundsText(bounds)} 元之间确定金额`, en: `set an amount from ${boundsText(bounds)} yuan` })
  if (amountFen < bounds.lowFen || amountFen > bounds.highFen)
    throw new Refusal('ZP-405', { zh: `${yuanText(amountFen)} 元不在 ${boundsText(bounds)} 元之间`, en: `${yuanText(amountFen)} yuan is not within ${boundsText(bounds)} yuan` })
  if (request.move === 'approve' && claim.amountFen !== null && amountFen !== claim.amountFen)
    throw new Refusal('ZP-405', { zh: '审定金额须与公示的一致', en: 'the amount approved must be the one that was publicised' })
  return { ...bounds, amountFen }
}

async function approve(tx: Tx, world: World, actor: Actor, claim: Claim, judged: Judgement, reason: string): Promise<void> {
  await decide(tx, world, actor, claim, judged, reason)
  if (claim.amountFen !== null && claim.amountFen > 0n) await reserveFor(tx, world.policy, judged.measure, claim.id, claim.amountFen, claim.number)
}

function deadlineAfter(world: World, move: Move): string | null {
  const { days } = MOVES[move]
  return days === null ? null : workingDaysAfter(today(world), days)
}

interface Recorded {
  readonly move: Move | 'open' | 'list'
  readonly before: State | null
  readonly after: State
  readonly reason: string
  readonly deadline?: string | null
  readonly outcome?: string
}

async function recordMove(tx: Tx, claim: Pick<Claim, 'id' | 'version' | 'lowFen' | 'highFen' | 'amountFen'>, one: Recorded): Promise<void> {
  await sql`INSERT INTO claim_move (claim, version, move, before, after, reason, low_fen, high_fen, amount_fen, deadline, outcome)
    VALUES (${claim.id}, ${claim.version + 1}, ${one.move}, ${one.before}, ${one.after}, ${one.reason}, ${claim.lowFen}, ${claim.highFen}, ${claim.amountFen}, ${one.deadline ?? null}::date, ${one.outcome ?? null})`.execute(
    tx,
  )
}
