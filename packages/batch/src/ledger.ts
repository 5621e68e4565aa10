import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RESULT_NAMES } from '@zhida/engine'
import { encode, type Policy } from '@zhida/language/ir'
import type { RunOptions } from './job.ts'
import type { Source } from './source.ts'

export interface Ledger {
  readonly finished: Set<string>
  readonly finish: (measure: string) => void
}

/** Which measures are finished, kept beside the results; a job with other rules, input, date or engine starts anew. */
export function openLedger(policy: Policy, options: RunOptions, source: Source): Ledger {
  const finished = new Set<string>()
  if (options.on === 'postgres') return { finished, finish: (measure) => finished.add(measure) }
  const files = source.relations.map(({ place: { path } }) => {
    const { size, mtimeMs } = statSync(path)
    return [path, size, mtimeMs]
  })
  const key = createHash('sha256')
    .update(encode([policy, files, options.date, options.readings, options.all, options.only ?? null, options.on]))
    .digest('hex')
  const file = join(options.to, 'run.json')
  mkdirSync(options.to, { recursive: true })
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { key?: string; finished?: string[] }) : {}
  if (before.key === key) for (const one of before.finished ?? []) finished.add(one)
  else for (const name of RESULT_NAMES) rmSync(join(options.to, name), { recursive: true, force: true })
  for (const name of RESULT_NAMES) mkdirSync(join(options.to, name), { recursive: true })
  const write = (): void => {
    writeFileSync(`${file}.part`, JSON.stringify({ key, finished: [...finished] }))
    renameSync(`${file}.part`, file)
  }
  write()
  return {
    finished,
    finish: (measure) => {
      finished.add(measure)
      write()
    },
  }
}
