import { seal } from '@zhida/ledger'
import { remind } from '../claim/reminders.ts'
import { runList, runningLists } from '../delivery/run.ts'
import { runEstimate } from '../estimate/run.ts'
import { estimateTonight } from '../estimate/tonight.ts'
import { collectAnswers } from '../payment/collect.ts'
import { type Bank, sendDue } from '../payment/outbox.ts'
import { indexNewcomers } from '../search/subject-index.ts'
import { runSimulation } from '../simulation/run.ts'
import type { World } from '../world.ts'
import { runImport } from './import-job.ts'
import { forgetUploads, type JobKind, type Runner, runNextJob } from './jobs.ts'

const RUNNERS: Readonly<Record<JobKind, Runner>> = { import: runImport, estimate: runEstimate, simulation: runSimulation }

/** What goes on beside requests. */
export interface Worker {
  /** Ends when what is being done is done. */
  stop(): Promise<void>
}

interface Job {
  readonly name: string
  readonly everyMs: number
  readonly run: () => Promise<unknown>
}

/**
 * Does what the tables say is to be done: lists that are running, jobs that people gave, batches in the outbox, answers at the bank, deadlines, history not
 * yet sealed. The tables are the queue, so that nothing is forgotten when a process dies, and several processes may work at once:
 * each job takes rows that nobody else holds, or does nothing the second time.
 */
export function startWorker(world: World, bank: Bank | undefined, say: (job: string, fault: unknown) => void): Worker {
  let stopped = false
  const jobs: readonly Job[] = [
    {
      name: 'lists',
      everyMs: 500,
      run: async () => {
        for (const id of await runningLists(world)) await runList(world, id)
      },
    },
    {
      name: 'jobs',
      everyMs: 300,
      run: async () => {
        while (
          !stopped &&
          (await runNextJob(
            world,
            RUNNERS,
            () => stopped,
            (fault) => say('jobs', fault),
          ))
        );
      },
    },
    { name: 'index', everyMs: 1_000, run: () => indexNewcomers(world) },
    { name: 'estimate', everyMs: 600_000, run: () => estimateTonight(world) },
    { name: 'uploads', everyMs: 3_600_000, run: () => forgetUploads(world) },
    { name: 'seal', everyMs: 1_000, run: () => seal(world.db) },
    { name: 'reminders', everyMs: 60_000, run: () => remind(world) },
    ...(bank
      ? [
          { name: 'outbox', everyMs: 500, run: () => sendDue(world.db, bank, world.now()) },
          { name: 'answers', everyMs: 500, run: () => collectAnswers(world, bank) },
        ]
      : []),
  ]
  const loops = jobs.map(async ({ name, everyMs, run }) => {
    while (!stopped) {
      try {
        await run()
      } catch (fault) {
        say(name, fault)
      }
      for (let waited = 0; waited < everyMs && !stopped; waited += 100) await new Promise((resolve) => setTimeout(resolve, Math.min(100, everyMs)))
    }
  })
  return {
    stop: async () => {
      stopped = true
      await Promise.all(loops)
    },
  }
}
