// npm run bench pack [-- --size 10000000]: every measure over everyone, parquet to parquet, on each engine.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/ready.mjs'
import { writeTables } from './table.mjs'

const at = process.argv.indexOf('--size')
const size = at > 0 ? +process.argv[at + 1] : 10_000_000
const work = mkdtempSync(join(tmpdir(), 'zhida-bench-pack-'))
const zhida = join(root, 'packages/cli/bin/zhida.mjs')

function run(...args) {
  const { status, stderr } = spawnSync('/usr/bin/env', ['bash', '-c', 'exec "$@"', 'bash', process.execPath, zhida, ...args], { encoding: 'utf8', maxBuffer: 1e9 })
  if (status !== 0) throw new Error(stderr)
}

/** Runs one engine in a process of its own and reads the peak of its whole family from the kernel. */
function measure(engine, subjects, folder) {
  const out = join(work, `${engine}-${subjects}`)
  const script = `const { spawnSync } = require('node:child_process'); const t = process.hrtime.bigint(); const r = spawnSync(process.execPath, ${JSON.stringify([zhida, 'run', '--engine', engine, '--in', folder, '--out', out])}, { encoding: 'utf8', maxBuffer: 1e9 }); if (r.status !== 0) { process.stderr.write(r.stderr); process.exit(1) } process.stdout.write(JSON.stringify({ seconds: Number(process.hrtime.bigint() - t) / 1e9 }))`
  const measured = spawnSync(
    'python3',
    [
      '-c',
      'import resource, subprocess, sys; r = subprocess.run(sys.argv[1:], capture_output=True, text=True); sys.stderr.write(r.stderr); print(r.stdout); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(r.returncode)',
      process.execPath,
      '-e',
      script,
    ],
    { encoding: 'utf8', maxBuffer: 1e9 },
  )
  if (measured.status !== 0) throw new Error(`${engine}: ${measured.stderr.slice(-800)}`)
  const [json, kib] = measured.stdout.trim().split('\n')
  const { rows } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))
  const result = { engine, subjects, seconds: Math.round(JSON.parse(json).seconds * 100) / 100, peakMemoryMiB: engine === 'spark' ? null : Math.round(+kib / 1024), rows: Number(rows.$int ?? rows) }
  process.stdout.write(
    `${engine.padEnd(10)} ${subjects.toLocaleString('en').padStart(12)} subjects  ${String(result.seconds).padStart(8)} s  ${String(result.peakMemoryMiB ?? '—').padStart(6)} MiB  ${result.rows} rows\n`,
  )
  return result
}

const results = []
const folders = new Map()
const populate = (subjects) => {
  const folder = folders.get(subjects) ?? join(work, `population-${subjects}`)
  if (!folders.has(subjects)) run('population', '--out', folder, '--size', String(subjects))
  folders.set(subjects, folder)
  return folder
}
for (const [engine, subjects] of [
  ['duckdb', Math.round(size / 10)],
  ['duckdb', size],
  ['js', Math.min(size, 100_000)],
  ['spark', Math.min(size, 1_000_000)],
]) {
  results.push(measure(engine, subjects, populate(subjects)))
}
rmSync(work, { recursive: true, force: true })
mkdirSync(join(root, 'bench/results'), { recursive: true })
writeFileSync(join(root, 'bench/results/pack.json'), `${JSON.stringify(results, null, 2)}\n`)
writeTables()
