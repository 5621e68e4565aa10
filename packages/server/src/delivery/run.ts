import { type Actor, asActor, SYSTEM, type Tx } from '@zhida/database'
import { judgeFirm, type Readings } from '@zhida/engine'
import type { Policy } from '@zhida/language/ir'
import { type RawBuilder, sql } from 'kysely'
import { boundsOf } from '../claim/bounds.ts'
import { dossierOf, factsBetween } from '../dossier/facts.ts'
import { measureOf, readingsInForce } from '../policy/pack.ts'
import { Refusal } from '../refusal.ts'
import { judgedOn, type World } from '../world.ts'

export interface DeliveryList {
  readonly id: bigint
  readonly measure: string
  readonly day: string
  readonly department: string
  readonly state: 'running' | 'listed' | 'reviewed'
  readonly judged: bigint
  readonly total: bigint
  readonly version: number
}

const COLUMNS = sql`id, measure, day, department, state, judged, total, version`
/** Subjects judged in one transaction: what a crash loses, and how long a writer may hold the seal back. */
const CHUNK = 2_000

/** @throws Refusal ZP-201 */
export async function listById(tx: Tx, id: bigint): Promise<DeliveryList> {
  const { rows } = await sql<DeliveryList>`SELECT ${COLUMNS} FROM delivery_list WHERE id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refusal('ZP-201', { zh: `免申即享清单 ${id}`, en: `list ${id}` })
  return rows[0]
}

/** Starts a run of one measure over all dossiers, by the rules and readings of now. {@link runList} does the work. */
export async function startList(tx: Tx, world: World, measureId: string): Promise<DeliveryList> {
  const measure = measureOf(world.policy, measureId)
  const day = judgedOn(world, measure)
  const readings = await readingsInForce(tx, day)
  const { rows } = await sql<{ id: bigint }>`INSERT INTO delivery_list (measure, pack, readings, day, department, state, total)
    SELECT ${measureId}, ${world.pack}, ${JSON.stringify(readings)}, ${day}::date, ${measure.department}, 'running', count(*) FROM subject RETURNING id`.execute(tx)
  return listById(tx, rows[0]?.id ?? 0n)
}

/** Judges the dossiers that are not judged yet, a few thousand at a time: a process that dies is taken up where it was. A list that another process holds is left to it. */
export async function runList(world: World, id: bigint): Promise<void> {
  while (await asActor(world.db, SYSTEM, (tx) => runChunk(tx, world, id, sql`SKIP LOCKED`)));
}

/** {@link runList}, for who goes on with the list: waits for whoever holds it, and ends when it is made. */
export async function finishList(world: World, id: bigint): Promise<void> {
  while (await asActor(world.db, SYSTEM, (tx) => runChunk(tx, world, id, sql``)));
}

/** The lists that are being made: what a worker takes up. */
export async function runningLists(world: World): Promise<readonly bigint[]> {
  const { rows } = await asActor(world.db, SYSTEM, (tx) => sql<{ id: bigint }>`SELECT id FROM delivery_list WHERE state = 'running' ORDER BY id`.execute(tx))
  return rows.map((one) => one.id)
}

/** @param held what to do where another process holds the list: SKIP LOCKED, or nothing and wait. @returns whether there may be more to judge */
async function runChunk(tx: Tx, world: World, id: bigint, held: RawBuilder<unknown>): Promise<boolean> {
  const { rows: lists } = await sql<{
    measure: string
    day: string
    readings: string
    upto: bigint
  }>`SELECT measure, day, readings, upto FROM delivery_list WHERE id = ${id} AND state = 'running' FOR UPDATE ${held}`.execute(tx)
  const [list] = lists
  if (!list) return false
  const { rows: subjects } = await sql<{ id: bigint; creditCode: string; synthetic: boolean; beforeFen: bigint; open: boolean }>`
    SELECT s.id, s.credit_code, s.synthetic, coalesce(d.fen, 0)::bigint AS before_fen, EXISTS (SELECT FROM claim AS c WHERE c.subject = s.id AND c.measure = ${list.measure} AND c.state NOT IN ('rejected', 'withdrawn', 'voided', 'repaid', 'paid', 'closed')) AS open
    FROM subject AS s LEFT JOIN LATERAL (SELECT sum(d.amount_fen) AS fen FROM decision AS d JOIN claim AS c ON c.id = d.claim WHERE c.subject = s.id AND c.measure = ${list.measure} AND c.state NOT IN ('voided', 'repaid')) AS d ON true
    WHERE s.id > ${list.upto} ORDER BY s.id LIMIT ${CHUNK}`.execute(tx)
  const last = subjects.at(-1)
  if (!last) {
    await sql`UPDATE delivery_list SET state = 'listed', version = version + 1 WHERE id = ${id}`.execute(tx)
    return false
  }
  const facts = await factsBetween(tx, list.upto, last.id)
  const policy = only(world.policy, list.measure)
  const readings = JSON.parse(list.readings) as Readings
  const due = subjects.flatMap((subject) => {
    if (subject.open) return []
    const [answer] = judgeFirm(policy, dossierOf(subject, facts.get(subject.id) ?? []), list.day, readings)
    const bounds = answer && boundsOf(answer, undefined, subject.beforeFen)
    return answer && bounds && bounds.highFen > 0n ? [{ subject: subject.id, verdict: answer.verdict, ...bounds }] : []
  })
  await sql`INSERT INTO delivery_entry (list, subject, verdict, low_fen, high_fen)
    SELECT ${id}, * FROM unnest(${due.map((one) => String(one.subject))}::bigint[], ${due.map((one) => one.verdict)}::text[], ${due.map((one) => String(one.lowFen))}::bigint[], ${due.map((one) => String(one.highFen))}::bigint[])`.execute(
    tx,
  )
  await sql`UPDATE delivery_list SET upto = ${last.id}, judged = judged + ${BigInt(subjects.length)} WHERE id = ${id}`.execute(tx)
  return true
}

const alone = new WeakMap<Policy, Map<string, Policy>>()

/** The policy with one measure alone, the same object each time: compiled once. */
function only(policy: Policy, measure: string): Policy {
  const kept = alone.get(policy) ?? new Map<string, Policy>()
  alone.set(policy, kept)
  const one = kept.get(measure) ?? { ...policy, instruments: policy.instruments.filter((each) => each.kind !== 'measure' || each.id === measure) }
  kept.set(measure, one)
  return one
}

/** Strikes subjects off a list, with the reason that will be told; a reason of null puts them back. */
export async function strike(tx: Tx, actor: Actor, id: bigint, subjects: readonly bigint[], reason: string | null): Promise<void> {
  const list = await listById(tx, id)
  if (list.state !== 'listed') throw new Refusal('ZP-401', list.state === 'running' ? { zh: '清单还在生成', en: 'the list is still being made' } : { zh: '清单已审核', en: 'the list is reviewed' })
  if (reason !== null && reason.trim() === '') throw new Refusal('ZP-407', { zh: '剔除', en: 'striking out' })
  await sql`UPDATE delivery_entry SET struck = ${reason}, struck_by = ${reason === null ? null : actor.account} WHERE list = ${id} AND subject = ANY(${subjects.map(String)}::bigint[])`.execute(tx)
}

/**
 * The officer has reviewed the list: every entry that stands and whose amount the text fixes becomes a claim that nobody had to
 * make, reviewed, ready for 公示. Those with room for discretion stay on the list for a claim of their own.
 * @returns how many claims it made
 */
export async function reviewList(tx: Tx, world: World, id: bigint, reason: string): Promise<number> {
  const list = await listById(tx, id)
  if (list.state !== 'listed') throw new Refusal('ZP-401', list.state === 'running' ? { zh: '清单还在生成', en: 'the list is still being made' } : { zh: '清单已审核', en: 'the list is reviewed' })
  if (reason.trim() === '') throw new Refusal('ZP-407', { zh: '审核', en: 'review' })
  const occasion = `${world.policy.id}#`
  const { rows } = await sql<{ id: bigint }>`
    WITH opened AS (
      INSERT INTO claim (subject, measure, occasion, way, department, list, state, version)
      SELECT e.subject, ${list.measure}, ${occasion} || (1 + (SELECT count(*) FROM claim AS c WHERE c.subject = e.subject AND c.measure = ${list.measure} AND c.state IN ('paid', 'closed'))), 'automatic', ${list.department}, ${id}, 'draft', 0
      FROM delivery_entry AS e WHERE e.list = ${id} AND e.struck IS NULL AND e.verdict = 'due' AND e.low_fen = e.high_fen ORDER BY e.subject
      ON CONFLICT DO NOTHING RETURNING id, subject
    )
    SELECT id FROM opened`.execute(tx)
  await sql`INSERT INTO claim_move (claim, version, move, before, after, reason, low_fen, high_fen, amount_fen)
    SELECT c.id, 1, 'list', NULL, 'reviewed', ${reason}, e.low_fen, e.high_fen, e.low_fen FROM claim AS c JOIN delivery_entry AS e ON e.list = c.list AND e.subject = c.subject WHERE c.list = ${id} AND c.version = 0 ORDER BY c.id`.execute(
    tx,
  )
  await sql`UPDATE delivery_list SET state = 'reviewed', version = version + 1 WHERE id = ${id}`.execute(tx)
  return rows.length
}
