import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { SUBJECTS } from '@zhida/engine'
import { encode } from '@zhida/language/ir'
import type { Database } from '../database.ts'
import type { Job } from '../job.ts'
import { viewOf } from '../source.ts'
import type { Turned } from './counts.ts'
import { type Chunk, type ChunkDone, type ChunkWorker, openChunkWorker } from './js-chunk.ts'
import { countRows, writeParquet } from './write.ts'

/** Subjects that a thread has in memory at one time. */
const CHUNK = 25_000

/** The compiled JavaScript, a thread a core, over one stretch of subjects after another; DuckDB reads and writes the files. */
export async function runJs(job: Job, db: Database): Promise<void> {
  const { plans, options } = job
  const parts = join(options.to, 'parts')
  rmSync(parts, { recursive: true, force: true })
  mkdirSync(parts)
  const chunks = await chunksOf(db)
  const turned = new Map<string, Turned>()
  const count = ({ failed }: ChunkDone): void => {
    for (const [m, clauses] of failed.entries()) {
      for (const [clause, cases] of clauses.entries()) {
        const measure = plans[m]?.measure.id ?? ''
        const key = `${measure} ${clause}`
        turned.set(key, { measure, clause, cases: (turned.get(key)?.cases ?? 0n) + BigInt(cases) })
      }
    }
  }
  const waiting = [...chunks]
  const threads = Math.min(options.threads ?? availableParallelism(), chunks.length)
  const workers = await Promise.all(Array.from({ length: threads }, () => (threads > 1 ? openThread(job, parts) : openChunkWorker(job.policy, options, parts))))
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) count(await worker.work(chunk))
      }),
    )
  } finally {
    await Promise.all(workers.map((worker) => worker.close()))
  }
  for (const { measure } of plans) {
    for (const kind of ['cases', 'totals'] as const) {
      const all = `read_parquet(${db.dialect.text(join(parts, `${kind}-*.parquet`))})`
      await writeParquet(db, `SELECT * FROM ${all} WHERE measure = ${db.dialect.text(measure.id)}`, join(options.to, kind), measure.id)
    }
    job.done(measure.id)
  }
  await writeParquet(db, countRows([...turned.values()]), join(options.to, 'counts'), 'all')
  rmSync(parts, { recursive: true, force: true })
}

/** Stretches of subjects of equal size, by the keys that end them. */
async function chunksOf(db: Database): Promise<readonly Chunk[]> {
  const ends = await db.rows(
    `SELECT subject FROM (SELECT subject, row_number() OVER (ORDER BY subject) AS place FROM ${db.dialect.quote(viewOf(SUBJECTS))}) AS o WHERE place % ${CHUNK} = 0 ORDER BY subject`,
  )
  const keys = ends.map((row) => String(row.subject))
  return [...keys, undefined].map((upTo, place) => ({ place, after: keys[place - 1], upTo }))
}

/** The same worker in a thread of its own, where the program's bundle has brought its file along; else in this one. */
async function openThread({ policy, options }: Job, to: string): Promise<ChunkWorker> {
  const file = fileURLToPath(new URL('./js-worker.mjs', import.meta.url))
  if (!existsSync(file)) return openChunkWorker(policy, options, to)
  const thread = new Worker(file, { workerData: { policy: encode(policy), options, to } })
  type Answer = { readonly done?: ChunkDone; readonly fault?: string }
  const answer = (): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const failed = (fault: Error): void => reject(fault)
      thread.once('error', failed)
      thread.once('message', (message: Answer) => {
        thread.off('error', failed)
        resolve(message)
      })
    })
  await answer()
  return {
    close: async () => {
      await thread.terminate()
    },
    work: async (chunk) => {
      const answered = answer()
      thread.postMessage(chunk)
      const { done, fault } = await answered
      if (!done) throw new Error(fault)
      return done
    },
  }
}
