// npm run bench pack [-- --size 10000000]: every measure over everyone, parquet to parquet, on each engine.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/ready.mjs'
import { writeTables } from './table.mjs'

const at = process.argv.indexOf('--size')
const size = at > 0 ? +process.argv[at + 1] : 10_000_000
const work = mkdtempSync(join(tmpdir(), 'zhida-bench-pack-'))
const zhida = join(root, 'packages/cli/bin/zhida.mjs')

function run(...args) {
  const { status, stderr } = spawnSync(process.execPath, [zhida, ...args], { encoding: 'utf8', maxBuffer: 1e9 })
  if (status !== 0) throw new Error(stderr)
}

/** Times a command and reads the peak memory of its whole family from the kernel. */
const TIMED = `import json, resource, subprocess, sys, time
started = time.monotonic()
ran = subprocess.run(sys.argv[1:], capture_output=True, text=True)
seconds = time.monotonic() - started
sys.stderr.write(ran.stderr)
print(json.dumps({"seconds": seconds, "kib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}))
sys.exit(ran.returncode)`

/** Runs one engine in a process of its own. */
function measure(engine, subjects, folder) {
  const out = join(work, `${engine}-${subjects}`)
  const measured = spawnSync('python3', ['-c', TIMED, process.execPath, zhida, 'run', '--engine', engine, '--in', folder, '--out', out], { encoding: 'utf8', maxBuffer: 1e9 })
  if (measured.status !== 0) throw new Error(`${engine}: ${measured.stderr.slice(-800)}`)
  const { seconds, kib } = JSON.parse(measured.stdout)
  const { rows } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))
  const result = { engine, subjects, seconds: Math.round(seconds * 100) / 100, peakMemoryMiB: engine === 'spark' ? null : Math.round(kib / 1024), rows: Number(rows.$int ?? rows) }
  process.stdout.write(
    `${engine.padEnd(10)} ${subjects.toLocaleString('en').padStart(12)} subjects  ${String(result.seconds).padStart(8)} s  ${String(result.peakMemoryMiB ?? '—').padStart(6)} MiB  ${result.rows} rows\n`,
  )
  return result
}

/** Rows of one run that another, over the same subjects, lacks or has otherwise, in any column. */
async function differing(engine, subjects) {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const rows = (name, result) => `SELECT * FROM read_parquet('${join(work, `${name}-${subjects}`, result, name === 'spark' ? '*.parquet/*.parquet' : '*.parquet')}')`
  let differ = 0
  for (const result of ['cases', 'totals']) {
    const [one, other] = [rows('duckdb', result), rows(engine, result)]
    for (const [a, b] of [
      [one, other],
      [other, one],
    ]) {
      const reader = await connection.runAndReadAll(`SELECT CAST(COUNT(*) AS INTEGER) FROM (${a} EXCEPT ALL ${b})`)
      differ += reader.getRows()[0][0]
    }
  }
  connection.closeSync()
  return differ
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
  ['js', Math.round(size / 10)],
  ['spark', Math.round(size / 10)],
]) {
  const result = measure(engine, subjects, populate(subjects))
  const beside = engine !== 'duckdb' && existsSync(join(work, `duckdb-${subjects}`))
  results.push(beside ? { ...result, rowsThatDifferFromDuckDb: await differing(engine, subjects) } : result)
}
rmSync(work, { recursive: true, force: true })
mkdirSync(join(root, 'bench/results'), { recursive: true })
writeFileSync(join(root, 'bench/results/pack.json'), `${JSON.stringify(results, null, 2)}\n`)
writeTables()
