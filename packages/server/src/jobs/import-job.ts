import { Readable } from 'node:stream'
import { asActor } from '@zhida/database'
import { sql } from 'kysely'
import { importTable, type Written } from '../dossier/import.ts'
import { Refusal } from '../refusal.ts'
import type { Runner } from './jobs.ts'

interface Asked {
  readonly dryRun: boolean
  readonly synthetic: boolean
  readonly mapping: Readonly<Record<string, string>>
}

/** Bytes handed to the reader at a time: progress is told by how far the file is read. */
const PIECE = 64 * 1024
/** Refused cells that the page shows; the workbook of the job has more. */
const SHOWN = 200

/** Imports an uploaded table as the person who asked. A process that dies leaves the rest to the next: no row is written twice. */
export const runImport: Runner = async (world, job, report) => {
  const asked = JSON.parse(job.request) as Asked
  const { rows } = await asActor(world.db, job.actor, (tx) => sql<{ name: string; bytes: Uint8Array }>`SELECT name, bytes FROM upload WHERE id = ${job.upload}`.execute(tx))
  const [file] = rows
  if (!file) throw new Refusal('ZP-201', { zh: '上传的文件已过期，请重新上传', en: 'the uploaded file has expired: upload it again' })
  const size = file.bytes.length
  async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < size; at += PIECE) {
      report.stopping()
      await report.progress(at, size)
      yield bytes.subarray(at, at + PIECE)
    }
  }
  const { refused, ...counts } = await importTable(world, job.actor, file.name, Readable.from(pieces(file.bytes), { objectMode: false }), {
    ...asked,
    ...(job.reached !== null && { after: JSON.parse(job.reached) as Written }),
    written: (tx, upto) => report.reached(tx, JSON.stringify(upto)),
  })
  await report.progress(size, size)
  return { ...counts, refused: refused.slice(0, SHOWN), refusedTotal: refused.length }
}
