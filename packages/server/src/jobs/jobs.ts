import { type Actor, asActor, SYSTEM, type Tx } from '@zhida/database'
import { sql } from 'kysely'
import { type Lang, type Problem, problemOf } from '../http/problem.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'

export const JOB_KINDS = ['import', 'simulation', 'estimate'] as const
export type JobKind = (typeof JOB_KINDS)[number]

/** A job as its runner gets it. */
interface Job {
  readonly id: bigint
  readonly kind: JobKind
  readonly request: string
  readonly upload: bigint | null
  /** What an earlier process had written before it died, by {@link Report.reached}. */
  readonly reached: string | null
  readonly actor: Actor
}

/** How a runner tells how far it is. */
interface Report {
  progress(done: number, total: number): Promise<void>
  /** Within the transaction that writes something: a process that takes the job up begins after it. */
  reached(tx: Tx, place: string): Promise<void>
  file(form: string, name: string, type: string, bytes: Uint8Array): Promise<void>
  /** Throws {@link Interrupted} where the program is about to stop: the next process goes on. */
  stopping(): void
}

/** @returns what the page shows of the result, as JSON. @throws Refusal what the person must mend */
export type Runner = (world: World, job: Job, report: Report) => Promise<unknown>

class Interrupted extends Error {}

/** A running job of which nothing was heard so long has lost its process. */
const SILENT = '20 seconds'
const BEAT_MS = 4_000
/** A job that so many processes took up and none finished is given up. */
const MOST_TAKEN = 3

export async function startJob(tx: Tx, actor: Actor, one: { readonly kind: JobKind; readonly title: string; readonly request: unknown; readonly upload?: bigint }): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`INSERT INTO job (kind, title, request, upload, account, roles, department)
    VALUES (${one.kind}, ${one.title}, ${JSON.stringify(one.request)}, ${one.upload ?? null}, ${actor.account}, ${[...actor.roles]}::text[], ${actor.department ?? null}) RETURNING id`.execute(tx)
  return rows[0]?.id ?? 0n
}

/** Carries out one job that waits, or that lost its process. @returns false where there is none */
export async function runNextJob(world: World, runners: Readonly<Record<JobKind, Runner>>, stopped: () => boolean, say: (fault: unknown) => void): Promise<boolean> {
  const job = await asActor(world.db, SYSTEM, takeJob)
  if (!job) return false
  const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asActor(world.db, SYSTEM, work)
  const beat = setInterval(() => void as((tx) => sql`UPDATE job SET beat = clock_timestamp() WHERE id = ${job.id}`.execute(tx)).catch(say), BEAT_MS)
  let told = 0
  const report: Report = {
    progress: async (done, total) => {
      if (done < total && Date.now() - told < 250) return
      told = Date.now()
      await as((tx) => sql`UPDATE job SET done = ${BigInt(done)}, total = ${BigInt(total)} WHERE id = ${job.id}`.execute(tx))
    },
    reached: async (tx, place) => void (await sql`UPDATE job SET reached = ${place} WHERE id = ${job.id}`.execute(tx)),
    file: (form, name, type, bytes) =>
      as(async (tx) => {
        await sql`DELETE FROM job_file WHERE job = ${job.id} AND form = ${form}`.execute(tx)
        await sql`INSERT INTO job_file (job, form, name, type, bytes) VALUES (${job.id}, ${form}, ${name}, ${type}, ${bytes})`.execute(tx)
      }),
    stopping: () => {
      if (stopped()) throw new Interrupted()
    },
  }
  try {
    if (job.taken > MOST_TAKEN) throw new Refusal('ZP-215')
    const result = await runners[job.kind](world, job, report)
    await as((tx) => sql`UPDATE job SET state = 'done', done = total, result = ${JSON.stringify(result)}, ended = clock_timestamp() WHERE id = ${job.id}`.execute(tx))
  } catch (thrown) {
    if (thrown instanceof Interrupted) await as((tx) => sql`UPDATE job SET state = 'waiting', beat = NULL, taken = taken - 1 WHERE id = ${job.id}`.execute(tx))
    else {
      const told = (lang: Lang) => problemOf(thrown as Error, `job/${job.id}`, lang)
      const { problem, fault } = told('zh')
      if (fault) say(thrown)
      // Whoever reads it later says in what language.
      const kept = { code: problem.code, ...wordsOf(problem), en: wordsOf(told('en').problem) }
      await as((tx) => sql`UPDATE job SET state = 'failed', fault = ${JSON.stringify(kept)}, ended = clock_timestamp() WHERE id = ${job.id}`.execute(tx))
    }
  } finally {
    clearInterval(beat)
  }
  return true
}

const wordsOf = ({ title, detail, items }: Problem): Pick<Problem, 'title' | 'detail' | 'items'> => ({ title, detail, items })

async function takeJob(tx: Tx): Promise<(Job & { readonly taken: number }) | undefined> {
  const { rows } = await sql<Omit<Job, 'actor'> & { taken: number; account: bigint; roles: string[]; department: string | null }>`
    UPDATE job SET state = 'running', taken = taken + 1, beat = clock_timestamp(), started = coalesce(started, clock_timestamp())
    WHERE id = (SELECT id FROM job WHERE state = 'waiting' OR (state = 'running' AND beat < clock_timestamp() - ${sql.lit(SILENT)}::interval) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, kind, request, upload, reached, taken, account, roles, department`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const { account, roles, department, ...job } = row
  return { ...job, actor: { account, roles, ...(department !== null && { department }) } }
}

/** Files that were sent in for jobs are kept a week. */
export async function forgetUploads(world: World): Promise<void> {
  await asActor(world.db, SYSTEM, (tx) => sql`DELETE FROM upload WHERE at < now() - interval '7 days'`.execute(tx))
}
