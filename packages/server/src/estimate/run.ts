import { asActor, SYSTEM, type Tx } from '@zhida/database'
import { bestBundle, type Dossier, type FirmAnswer, judgeFirm, type Readings } from '@zhida/engine'
import { isPaid, measuresOf, type Policy } from '@zhida/language/ir'
import { sql } from 'kysely'
import { boundsOf } from '../claim/bounds.ts'
import { dossierOf, factsBetween } from '../dossier/facts.ts'
import type { Runner } from '../jobs/jobs.ts'
import { readingsInForce } from '../policy/pack.ts'
import { lastDay, type World } from '../world.ts'

/** Subjects judged in one piece. */
const CHUNK = 500

interface Sum {
  due: bigint
  lowFen: bigint
  highFen: bigint | null
  unclaimed: bigint
  unclaimedLowFen: bigint
  unclaimedHighFen: bigint | null
}
type Sums = Map<string, Sum>

interface Person {
  readonly id: bigint
  readonly creditCode: string
  readonly synthetic: boolean
  readonly street: string | null
  /** Measures of which the subject has a claim that is under way or done. */
  readonly claimed: readonly string[]
}

/** Judges every paying measure for every dossier and sums what is due by measure and street. What a subject gives up for a better award is in no sum. */
export const runEstimate: Runner = async (world, _job, report) => {
  const day = lastDay(world)
  const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asActor(world.db, SYSTEM, work)
  const { readings, total } = await as(async (tx) => {
    const { rows } = await sql<{ total: bigint }>`SELECT count(*) AS total FROM subject`.execute(tx)
    return { readings: await readingsInForce(tx, day), total: Number(rows[0]?.total ?? 0n) }
  })
  const sums: Sums = new Map()
  let judged = 0
  for (let after = 0n; ; ) {
    report.stopping()
    const people = await as((tx) => peopleAfter(tx, after))
    const last = people.at(-1)
    if (!last) break
    const facts = await as((tx) => factsBetween(tx, after, last.id))
    for (const person of people) add(sums, world.policy, person, dossierOf(person, facts.get(person.id) ?? []), day, readings)
    judged += people.length
    after = last.id
    await report.progress(judged, total)
    // Judging keeps the thread: whoever asks something meanwhile is answered between two pieces.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const estimate = await as((tx) => keep(tx, world, day, judged, sums))
  return { estimate: String(estimate), subjects: judged }
}

async function peopleAfter(tx: Tx, after: bigint): Promise<readonly Person[]> {
  const { rows } = await sql<Person>`SELECT s.id, s.credit_code, s.synthetic, i.street,
      coalesce((SELECT array_agg(DISTINCT c.measure) FROM claim AS c WHERE c.subject = s.id AND c.state NOT IN ('draft', 'rejected', 'withdrawn', 'voided', 'repaid')), '{}') AS claimed
    FROM subject AS s LEFT JOIN subject_index AS i ON i.subject = s.id WHERE s.id > ${after} ORDER BY s.id LIMIT ${CHUNK}`.execute(tx)
  return rows
}

function add(sums: Sums, policy: Policy, person: Person, dossier: Dossier, day: string, readings: Readings): void {
  const measures = measuresOf(policy)
  const answers = judgeFirm(policy, dossier, day, readings)
  const givenUp = new Set(bestBundle(policy, measures, answers, dossier, readings).givenUp.map((one) => one.measure))
  for (const [place, measure] of measures.entries()) {
    const answer: FirmAnswer | undefined = answers[place]
    if (!answer || !isPaid(measure.benefit) || givenUp.has(measure.id) || (answer.verdict !== 'due' && answer.verdict !== 'discretionary')) continue
    const { lowFen, highFen } = boundsOf(answer, undefined, 0n) ?? { lowFen: answer.award.kind === 'interval' ? answer.award.lowFen : 0n, highFen: null }
    const key = JSON.stringify([measure.id, person.street ?? ''])
    const sum = sums.get(key) ?? { due: 0n, lowFen: 0n, highFen: 0n, unclaimed: 0n, unclaimedLowFen: 0n, unclaimedHighFen: 0n }
    sums.set(key, sum)
    sum.due += 1n
    sum.lowFen += lowFen
    sum.highFen = sum.highFen === null || highFen === null ? null : sum.highFen + highFen
    if (person.claimed.includes(measure.id)) continue
    sum.unclaimed += 1n
    sum.unclaimedLowFen += lowFen
    sum.unclaimedHighFen = sum.unclaimedHighFen === null || highFen === null ? null : sum.unclaimedHighFen + highFen
  }
}

async function keep(tx: Tx, world: World, day: string, subjects: number, sums: Sums): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`INSERT INTO estimate (day, pack, subjects) VALUES (${day}::date, ${world.pack}, ${BigInt(subjects)}) RETURNING id`.execute(tx)
  const id = rows[0]?.id ?? 0n
  const list = [...sums].map(([key, sum]) => ({ key: JSON.parse(key) as [string, string], sum }))
  const fen = (of: (sum: Sum) => bigint | null): (string | null)[] => list.map(({ sum }) => of(sum)?.toString() ?? null)
  await sql`INSERT INTO estimate_row (estimate, measure, street, due, low_fen, high_fen, unclaimed, unclaimed_low_fen, unclaimed_high_fen)
    SELECT ${id}, * FROM unnest(${list.map(({ key }) => key[0])}::text[], ${list.map(({ key }) => key[1])}::text[], ${fen((one) => one.due)}::bigint[], ${fen((one) => one.lowFen)}::bigint[], ${fen((one) => one.highFen)}::bigint[],
      ${fen((one) => one.unclaimed)}::bigint[], ${fen((one) => one.unclaimedLowFen)}::bigint[], ${fen((one) => one.unclaimedHighFen)}::bigint[])`.execute(tx)
  return id
}

/** The latest estimate's day and its sums by measure; undefined before the first run. */
export async function latestEstimate(tx: Tx): Promise<Estimate | undefined> {
  const { rows } = await sql<{ id: bigint; day: string; subjects: bigint; at: Date }>`SELECT id, day, subjects, at FROM estimate ORDER BY id DESC LIMIT 1`.execute(tx)
  const [one] = rows
  if (!one) return undefined
  const { rows: sums } =
    await sql<EstimateRow>`SELECT measure, street, due, low_fen, high_fen, unclaimed, unclaimed_low_fen, unclaimed_high_fen FROM estimate_row WHERE estimate = ${one.id} ORDER BY measure, street`.execute(
      tx,
    )
  return { day: one.day, subjects: one.subjects, at: one.at, rows: sums }
}

export interface Estimate {
  readonly day: string
  readonly subjects: bigint
  readonly at: Date
  readonly rows: readonly EstimateRow[]
}

export interface EstimateRow {
  readonly measure: string
  readonly street: string
  readonly due: bigint
  readonly lowFen: bigint
  readonly highFen: bigint | null
  readonly unclaimed: bigint
  readonly unclaimedLowFen: bigint
  readonly unclaimedHighFen: bigint | null
}
