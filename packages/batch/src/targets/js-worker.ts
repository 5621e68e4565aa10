import { parentPort, workerData } from 'node:worker_threads'
import { decode, type Policy } from '@zhida/language/ir'
import type { RunOptions } from '../job.ts'
import { type Chunk, openChunkWorker } from './js-chunk.ts'

/** A thread that works through the chunks it is sent, one after another. */
export interface WorkerInput {
  readonly policy: string
  readonly options: RunOptions
  readonly to: string
}

const { policy: encoded, options, to } = workerData as WorkerInput
if (!parentPort) throw new Error('a worker needs a parent')
const port = parentPort
const worker = await openChunkWorker(decode(encoded) as Policy, options, to)
port.on('message', (chunk: Chunk) => {
  worker.work(chunk).then(
    (done) => port.postMessage({ done }),
    (fault: unknown) => port.postMessage({ fault: fault instanceof Error ? fault.message : String(fault) }),
  )
})
port.postMessage({ ready: true })
