import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TABLE_TYPES } from '../http/table.ts'
import type { Runner } from '../jobs/jobs.ts'
import { Refusal } from '../refusal.ts'
import { writeDossiers } from './dossiers.ts'

interface Asked {
  readonly changes: readonly string[]
  readonly readings: Readonly<Record<string, string>>
  readonly everyReading: boolean
  readonly population: 'dossiers' | 'synthetic'
  readonly size: number
}

/** Compares the rules as they are with the rules changed, over all dossiers or over a made-up population, outside of this process. */
export const runSimulation: Runner = async (world, job, report) => {
  if (!world.simulate) throw new Refusal('ZP-213')
  const { changes, readings, everyReading, population, size } = JSON.parse(job.request) as Asked
  const folder = await mkdtemp(join(tmpdir(), 'zhida-dossiers-'))
  try {
    await report.progress(0, 100)
    if (population === 'dossiers') await writeDossiers(world, folder, async (done, total) => report.progress(Math.floor((done / total) * 40), 100))
    report.stopping()
    const simulated = await world
      .simulate({ changes, readings, everyReading, population: population === 'dossiers' ? { folder } : { size } }, (done, total) => void report.progress(40 + Math.floor((done / total) * 60), 100))
      .catch((fault: Error) => {
        throw new Refusal('ZP-214', fault.message.slice(0, 1_000))
      })
    const name = `沙盘推演-${job.id}`
    await report.file('xlsx', `${name}.xlsx`, TABLE_TYPES.xlsx, simulated.xlsx)
    await report.file('html', `${name}.html`, 'text/html; charset=utf-8', simulated.html)
    await report.progress(100, 100)
    return simulated.figures
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
