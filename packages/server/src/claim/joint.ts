import type { Actor, Tx } from '@zhida/database'
import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import { today, type World } from '../world.ts'
import { STATE_NAMES } from './life.ts'
import { claimById } from './row.ts'
import { workingDaysAfter } from './working-days.ts'

/** What a department is asked about a claim, and what it answered. */
export interface JointReview {
  readonly id: bigint
  readonly claim: bigint
  readonly number: string
  readonly department: string
  readonly asking: string
  readonly question: string
  readonly deadline: string
  readonly at: Date
  readonly agrees: boolean | null
  readonly reason: string | null
  readonly answeredAt: Date | null
}

/** Working days for an opinion. The office's, as the periods of the claim's life are. */
const DAYS = 5

/** Joint reviews that the actor may see: of one claim, or those that are still owed by the actor's department. */
export async function jointReviews(tx: Tx, of: { readonly claim: bigint } | { readonly owedBy: string }): Promise<readonly JointReview[]> {
  const which = 'claim' in of ? sql`r.claim = ${of.claim}` : sql`r.department = ${of.owedBy} AND o.id IS NULL`
  const { rows } = await sql<JointReview>`SELECT r.id, r.claim, c.number, r.department, r.asking, r.question, r.deadline, r.at, o.agrees, o.reason, o.at AS answered_at
    FROM joint_review AS r JOIN claim AS c ON c.id = r.claim LEFT JOIN joint_opinion AS o ON o.review = r.id WHERE ${which} ORDER BY r.deadline, r.id LIMIT 500`.execute(tx)
  return rows
}

/** Asks another department. @throws Refusal ZP-104 not the claim's department · ZP-201 no such claim or department · ZP-401 the claim is not under review */
export async function askDepartment(tx: Tx, world: World, actor: Actor, claimId: bigint, department: string, question: string): Promise<bigint> {
  const claim = await claimById(tx, claimId)
  if (actor.department !== claim.department || department === claim.department)
    throw new Refusal('ZP-104', { zh: `会审由主办部门${claim.department}请其他部门提出意见`, en: `the department that deals with it asks: ${claim.department}` })
  if (claim.state !== 'submitted' && claim.state !== 'accepted') throw new Refusal('ZP-401', { zh: `“${STATE_NAMES[claim.state]}”时不能请求会审`, en: `no joint review while ${claim.state}` })
  const { rows } = await sql<{ id: bigint }>`INSERT INTO joint_review (claim, department, asking, question, deadline)
    VALUES (${claimId}, ${department}, ${claim.department}, ${question}, ${workingDaysAfter(today(world), DAYS)}::date) RETURNING id`.execute(tx)
  return rows[0]?.id ?? 0n
}

/** Gives the department's opinion, once. @throws Refusal ZP-201 there is none asked of this department · ZP-410 given already */
export async function giveOpinion(tx: Tx, actor: Actor, id: bigint, agrees: boolean, reason: string): Promise<void> {
  const { rows } = await sql`SELECT FROM joint_review WHERE id = ${id} AND department = ${actor.department ?? ''}`.execute(tx)
  if (rows.length === 0) throw new Refusal('ZP-201', { zh: `会审 ${id}`, en: `joint review ${id}` })
  const { rows: given } = await sql`INSERT INTO joint_opinion (review, agrees, reason) VALUES (${id}, ${agrees}, ${reason}) ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  if (given.length === 0) throw new Refusal('ZP-410')
}

/** @throws Refusal ZP-411: a department that was asked has not answered */
export async function jointReviewsAnswered(tx: Tx, claim: bigint): Promise<void> {
  const owed = (await jointReviews(tx, { claim })).filter((one) => one.agrees === null)
  if (owed.length > 0) throw new Refusal('ZP-411', owed.map((one) => `${one.department}（${one.deadline} 前）`).join('、'))
}
