// npm run test:faults: the faults alone (kills, races, a bad bank, outages, tampering, random commands), and at the end how many were made and what was lost.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import './ready.mjs'
import { bin, run } from './ready.mjs'

const { requireSchemathesis } = await import('./schemathesis.mjs')
const { buildAll } = await import('./build.mjs')
const log = join(mkdtempSync(join(tmpdir(), 'zhida-faults-')), 'faults')
process.env.ZHIDA_FAULTS = log
process.env.SCHEMATHESIS_PATH = requireSchemathesis()
process.exitCode = (await buildAll()) || run(bin('vitest'), ['run', 'packages/server/src/faults', ...process.argv.slice(2)])
try {
  const counts = new Map()
  for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
    const { what, times, lostFen } = JSON.parse(line)
    const one = counts.get(what) ?? { times: 0, lostFen: 0n }
    counts.set(what, { times: one.times + times, lostFen: one.lostFen + BigInt(lostFen) })
  }
  let lost = 0n
  for (const [what, one] of counts) {
    lost += one.lostFen
    console.log(`${String(one.times).padStart(8)}  ${what}`)
  }
  console.log(`${String([...counts.values()].reduce((sum, one) => sum + one.times, 0)).padStart(8)}  次故障，丢失 ${lost} 分 / faults made, ${lost} fen lost`)
} catch {
  console.log('no fault was recorded')
  process.exitCode ||= 1
}
