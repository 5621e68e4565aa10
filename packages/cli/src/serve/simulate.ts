import { fork } from 'node:child_process'
import { existsSync, renameSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulate } from '@zhida/server'

/**
 * Simulations by `zhida compare` in a process of its own, so that the server answers meanwhile. Made-up populations are kept under
 * `home`: the same size is made once.
 * @param zhida the path of the program
 */
export function simulator(zhida: string, home: string): Simulate {
  return async ({ changes, readings, everyReading, population }, progress) => {
    const folder = await mkdtemp(join(tmpdir(), 'zhida-simulation-'))
    try {
      const from = 'folder' in population ? population.folder : await made(zhida, home, population.size)
      const file = (name: string): string => join(folder, name)
      const asked = [
        ...changes.flatMap((one) => ['--change', one]),
        ...Object.entries(readings).flatMap(([reading, option]) => ['--reading', `${reading}=${option}`]),
        ...(everyReading ? ['--every-reading'] : []),
      ]
      await run(zhida, ['compare', '--in', from, ...asked, '--json', file('figures.json'), '--xlsx', file('tables.xlsx'), '--html', file('report.html')], progress)
      return { figures: await readFile(file('figures.json'), 'utf8'), xlsx: await readFile(file('tables.xlsx')), html: await readFile(file('report.html')) }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

async function made(zhida: string, home: string, size: number): Promise<string> {
  const folder = join(home, `population-${size}`)
  if (existsSync(folder)) return folder
  await mkdir(home, { recursive: true })
  const part = await mkdtemp(join(home, 'part-'))
  await run(zhida, ['population', '--out', part, '--size', String(size)], () => undefined)
  // Whole or not at all; who comes second finds the first one's.
  if (existsSync(folder)) await rm(part, { recursive: true, force: true })
  else renameSync(part, folder)
  return folder
}

/** @throws Error with what the program said */
function run(zhida: string, args: readonly string[], progress: (done: number, total: number) => void): Promise<void> {
  return new Promise((done, fail) => {
    const child = fork(zhida, [...args], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000)
    })
    child.on('message', (told: { done: number; of: number }) => progress(told.done, told.of))
    child.once('error', fail)
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error(said.trim() || `compare ended with ${code}`))))
  })
}
