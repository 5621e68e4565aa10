// npm run bench rules [-- --size 1000000]: five rules on the same firms, by Zhida, by hand, and by every peer.
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from '../scripts/ready.mjs'
import { FIELDS, handWritten, makeFirms } from './peers/firms.mjs'
import { writeTables } from './table.mjs'

const at = process.argv.indexOf('--size')
const size = at > 0 ? +process.argv[at + 1] : 1_000_000
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1].split(',') : undefined
const IDS = ['12.1', '12.2', '26.2', '27.3', '28.1']
const here = fileURLToPath(import.meta.url)
const work = process.env.ZHIDA_BENCH_WORK ?? mkdtempSync(join(tmpdir(), 'zhida-bench-'))

async function zhida() {
  // Two folders deep, as in a package: Spark's script is looked for from there.
  const bundle = join(work, 'bench', 'dist', 'zhida.mjs')
  if (!existsSync(bundle)) {
    mkdirSync(join(work, 'spark'), { recursive: true })
    copyFileSync(join(root, 'packages/batch/spark/job.py'), join(work, 'spark', 'job.py'))
    await build({
      stdin: {
        contents:
          "export { compile, run, lowerMeasure, evaluateMeasure, queriesOf, DIALECTS } from '@zhida/engine'\nexport { openDuckDb, openPostgres } from './packages/batch/src/database.ts'\nexport { runSpark } from './packages/batch/src/targets/pyspark.ts'\nexport { startPostgres } from './packages/database/src/testing/postgres.ts'\nexport { decode, measuresOf, rational } from '@zhida/language/ir'",
        resolveDir: root,
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
      external: ['@duckdb/node-api', 'pg'],
      banner: { js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire('${join(root, 'package.json')}');` },
      logLevel: 'warning',
      plugins: [
        {
          name: 'here',
          setup: (b) => b.onResolve({ filter: /^(@duckdb\/node-api|pg)$/ }, ({ path }) => ({ path: import.meta.resolve(path, pathToFileURL(join(root, 'package.json'))), external: true })),
        },
      ],
    })
    writeFileSync(join(work, 'policy.json'), execFileSync(process.execPath, [join(root, 'packages/cli/bin/zhida.mjs'), 'export'], { maxBuffer: 1e9 }))
  }
  const engine = await import(pathToFileURL(bundle).href)
  const { policy } = engine.decode(readFileSync(join(work, 'policy.json'), 'utf8'))
  return { ...engine, policy, measures: IDS.map((id) => engine.measuresOf(policy).find((one) => one.id === id)) }
}

const one = { n: 1n, d: 1n }
const column = (values, nullable = false) => {
  let [min, max] = [values[0], values[0]]
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  return { nullable, none: false, scale: one, min: BigInt(min), max: BigInt(max) }
}
const plain = { nullable: false, none: false, scale: one, min: 0n, max: 0n }

function shapeOf(f) {
  return {
    subjects: {
      subjectType: plain,
      industry: plain,
      reportedOnline: plain,
      headhunterNew: plain,
      headhunterSince: plain,
      rdExpense_2021: column(f.rd21),
      rdExpense_2022: column(f.rd22),
      rdSpend_2021: column(f.sp21),
      rdSpend_2022: column(f.sp22),
      revenue_2022: column(f.rev22),
      mainRevenue_2023: column(f.main23),
      freightTurnover_2022: column(f.ton22),
      freightTurnover_2023: column(f.ton23),
    },
    events: { softwareContract: { columns: { contractAmount: column(f.contract), executedAmount: column(f.executed), completedOn: plain, ownIp: plain }, partly: false, most: 1n } },
    awards: { partly: false, most: 1n },
  }
}

const plansOf = ({ lowerMeasure, policy, measures }, f) => measures.map((measure) => lowerMeasure(policy, measure, shapeOf(f), '2023-12-31', {}))

/** The least of several rounds, in seconds: what the machine does when nothing else is in its way. */
async function best(work, rounds = 5) {
  let least = Infinity
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    await work()
    least = Math.min(least, performance.now() - started)
  }
  return least / 1000
}

const exactOf = (f) => {
  const out = IDS.map(() => new Float64Array(f.n))
  handWritten(f, out)
  return out
}
const peak = () => Math.round(process.resourceUsage().maxRSS / 1024)
const say = (result) => process.stdout.write(`\n@@${JSON.stringify(result)}\n`)

function tableStatements(f, sql) {
  const rows = { subjects: [], softwareContract: [] }
  for (let i = 0; i < f.n; i += 1) {
    rows.subjects.push(
      `S${i},企业,${f.kinds[f.kind[i]]},${f.online[i] === 1},${f.isNew[i] === 1},${f.since[i]}-06-30,${f.rd21[i]},${f.rd22[i]},${f.sp21[i]},${f.sp22[i]},${f.rev22[i]},${f.main23[i]},${f.ton22[i]},${f.ton23[i]}`,
    )
    rows.softwareContract.push(`S${i},0,${f.contract[i]},${f.executed[i]},${f.done[i]}-06-30,true`)
  }
  for (const [name, list] of Object.entries(rows)) writeFileSync(join(work, `${name}-${f.n}.csv`), list.join('\n'), { mode: 0o644 })
  return [
    'CREATE TABLE subjects (subject VARCHAR NOT NULL, "subjectType" VARCHAR NOT NULL, industry VARCHAR NOT NULL, "reportedOnline" BOOLEAN NOT NULL, "headhunterNew" BOOLEAN NOT NULL, "headhunterSince" DATE NOT NULL, "rdExpense_2021" BIGINT NOT NULL, "rdExpense_2022" BIGINT NOT NULL, "rdSpend_2021" BIGINT NOT NULL, "rdSpend_2022" BIGINT NOT NULL, "revenue_2022" BIGINT NOT NULL, "mainRevenue_2023" BIGINT NOT NULL, "freightTurnover_2022" BIGINT NOT NULL, "freightTurnover_2023" BIGINT NOT NULL)',
    'CREATE TABLE "softwareContract" (subject VARCHAR NOT NULL, "index" BIGINT NOT NULL, "contractAmount" BIGINT NOT NULL, "executedAmount" BIGINT NOT NULL, "completedOn" DATE NOT NULL, "ownIp" BOOLEAN NOT NULL)',
    'CREATE TABLE awards (subject VARCHAR, measure VARCHAR, "year" BIGINT, fen BIGINT)',
    ...Object.keys(rows).map((name) => (sql === 'duckdb' ? `COPY "${name}" FROM '${work}/${name}-${f.n}.csv' (FORMAT csv, HEADER false)` : [name, join(work, `${name}-${f.n}.csv`)])),
  ]
}

/** What a person would write: one row for each subject and measure that is due, in the same columns as Zhida's totals. */
function handSql(dialect) {
  const div = dialect === 'duckdb' ? '//' : '/'
  const year = dialect === 'duckdb' ? (c) => `year(${c})` : (c) => `date_part('year', ${c})`
  const row = (id, fen, from, where) =>
    `SELECT s.subject AS subject, '${id}' AS measure, CAST(3 AS BIGINT) AS verdict, ${fen} AS low_fen, ${fen} AS high_fen, FALSE AS unspecified, CAST(0 AS BIGINT) AS missing, '' AS readings FROM ${from} WHERE ${where}`
  const s = (name) => `s."${name}"`
  return [
    row(
      '12.1',
      `(LEAST(${s('rdExpense_2022')}, 2000000000) + 5) ${div} 10`,
      'subjects s',
      `${s('subjectType')} = '企业' AND ${s('rdExpense_2022')} >= 100000000 AND 20 * ${s('rdExpense_2022')} >= 23 * ${s('rdExpense_2021')} AND ${s('reportedOnline')}`,
    ),
    row(
      '12.2',
      `(LEAST(3 * (${s('rdSpend_2022')} - ${s('rdSpend_2021')}), 6000000000) + 10) ${div} 20`,
      'subjects s',
      `${s('subjectType')} = '企业' AND ${s('rdSpend_2022')} > 2000000000 AND ${s('rdSpend_2021')} > 2000000000 AND 100 * ${s('rdSpend_2022')} >= 3 * ${s('revenue_2022')} AND ${s('rdSpend_2022')} > ${s('rdSpend_2021')}`,
    ),
    `SELECT subject, '26.2' AS measure, CAST(3 AS BIGINT) AS verdict, CAST(SUM(fen) AS BIGINT) AS low_fen, CAST(SUM(fen) AS BIGINT) AS high_fen, FALSE AS unspecified, CAST(0 AS BIGINT) AS missing, '' AS readings FROM (SELECT s.subject AS subject, (LEAST(e."executedAmount", 1000000000) + 5) ${div} 10 AS fen FROM "softwareContract" e JOIN subjects s ON s.subject = e.subject WHERE ${s('subjectType')} = '企业' AND ${s('industry')} = '软件和信息服务' AND e."contractAmount" >= 100000000 AND ${year('e."completedOn"')} = 2023) x GROUP BY subject`,
    row(
      '27.3',
      `LEAST((3 * ${s('mainRevenue_2023')} + 50) ${div} 100, 200000000)`,
      'subjects s',
      `${s('subjectType')} IN ('企业', '社会组织', '其他机构') AND ${s('industry')} = '人力资源服务' AND ${s('headhunterNew')} AND ${year(s('headhunterSince'))} = 2023`,
    ),
    row(
      '28.1',
      `CASE WHEN ${s('freightTurnover_2023')} > 5500000000 THEN 60000000 WHEN ${s('freightTurnover_2023')} > 3000000000 THEN 45000000 ELSE 30000000 END + CASE WHEN 10 * ${s('freightTurnover_2023')} >= 12 * ${s('freightTurnover_2022')} THEN 20000000 WHEN 10 * ${s('freightTurnover_2023')} >= 11 * ${s('freightTurnover_2022')} THEN 10000000 ELSE 0 END`,
      'subjects s',
      `${s('subjectType')} = '企业' AND ${s('industry')} = '水路运输' AND ${s('freightTurnover_2023')} >= 1000000000`,
    ),
  ]
}

async function onSql(name, f) {
  const z = await zhida()
  const server = name.startsWith('duckdb') ? undefined : await z.startPostgres()
  const db = name.startsWith('duckdb') ? await z.openDuckDb() : await z.openPostgres(server.url)
  const dialect = db.dialect.name
  for (const statement of tableStatements(f, dialect)) {
    if (typeof statement === 'string') await db.run(statement)
    else await loadPostgres(db, ...statement)
  }
  if (dialect === 'postgres') {
    await db.run('ANALYZE')
    await db.run('SET jit = off')
  }
  // The work of each measure stands beside the query that reads it, as a person would write it: one statement, nothing kept.
  const parts = plansOf(z, f).flatMap((plan, place) => z.queriesOf(plan, place, db.dialect, { all: false, fen: db.dialect.narrow, relation: db.dialect.quote }).parts)
  const compiled = `WITH ${parts.map(({ work, query }) => `${work} AS NOT MATERIALIZED (${query})`).join(', ')} ${parts.flatMap(({ totals }) => totals).join(' UNION ALL ')}`
  const query = name.endsWith('hand') ? handSql(dialect).join(' UNION ALL ') : compiled
  const seconds = await best(async () => {
    await db.run('DROP TABLE IF EXISTS answers')
    await db.run(`CREATE TEMP TABLE answers AS ${query}`)
  })
  const wrong = wrongAnswers(f, await db.rows('SELECT subject, measure, low_fen FROM answers'))
  await db.close()
  await server?.stop()
  return { seconds, wrong }
}

/** The same through Spark, local[2]: parquet in, parquet out, timed from one finished write to the next. Its start is not counted. */
async function onSpark(f) {
  const z = await zhida()
  const db = await z.openDuckDb()
  for (const statement of tableStatements(f, 'duckdb')) await db.run(statement)
  const tables = ['subjects', 'softwareContract', 'awards']
  for (const name of tables) await db.run(`COPY "${name}" TO '${work}/${name}.parquet' (FORMAT parquet)`)
  const dialect = z.DIALECTS.spark
  const parts = plansOf(z, f).flatMap((plan, place) => z.queriesOf(plan, place, dialect, { all: false, fen: dialect.narrow, relation: dialect.quote }).parts)
  const query = `WITH ${parts.map((part) => `${part.work} AS (${part.query})`).join(', ')} ${parts.flatMap(({ totals }) => totals).join(' UNION ALL ')}`
  const ends = []
  await z.runSpark(
    {
      master: 'local[2]',
      views: tables.map((name) => ({ name, path: `${work}/${name}.parquet`, format: 'parquet' })),
      steps: [0, 1, 2, 3].map((round) => ({ kind: 'write', query, path: `${work}/spark-answers`, label: String(round) })),
    },
    () => ends.push(performance.now()),
  )
  const seconds = Math.min(...ends.slice(1).map((end, round) => end - ends[round])) / 1000
  const wrong = wrongAnswers(f, await db.rows(`SELECT subject, measure, low_fen FROM read_parquet('${work}/spark-answers/*.parquet')`))
  await db.close()
  return { seconds, wrong, peakMiB: null }
}

/** How many firm-measures are not what hand-written exact JavaScript says. */
function wrongAnswers(f, rows) {
  const exact = exactOf(f)
  const place = new Map(IDS.map((id, k) => [id, k]))
  const got = IDS.map(() => new Float64Array(f.n))
  for (const row of rows) got[place.get(row.measure)][+row.subject.slice(1)] = Number(row.low_fen)
  return got.reduce((all, list, k) => all + list.reduce((sum, value, i) => sum + (value === exact[k][i] ? 0 : 1), 0), 0)
}

async function loadPostgres(db, name, file) {
  const lines = readFileSync(file, 'utf8').split('\n')
  for (let from = 0; from < lines.length; from += 2_000)
    await db.run(
      `INSERT INTO "${name}" VALUES ${lines
        .slice(from, from + 2_000)
        .map(
          (line) =>
            `(${line
              .split(',')
              .map((cell) => `'${cell}'`)
              .join(',')})`,
        )
        .join(',')}`,
    )
}

function columnsFor(f) {
  const dates = (years) => Int32Array.from(years, (year) => year * 10_000 + 630)
  const type = { values: new Int32Array(f.n).fill(1), dictionary: ['', '企业'] }
  return {
    rows: f.n,
    subjects: {
      subjectType: type,
      industry: { values: Int32Array.from(f.kind, (kind) => kind + 1), dictionary: ['', ...f.kinds] },
      reportedOnline: { values: Uint8Array.from(f.online) },
      headhunterNew: { values: Uint8Array.from(f.isNew) },
      headhunterSince: { values: dates(f.since) },
      rdExpense_2021: { values: f.rd21 },
      rdExpense_2022: { values: f.rd22 },
      rdSpend_2021: { values: f.sp21 },
      rdSpend_2022: { values: f.sp22 },
      revenue_2022: { values: f.rev22 },
      mainRevenue_2023: { values: f.main23 },
      freightTurnover_2022: { values: f.ton22 },
      freightTurnover_2023: { values: f.ton23 },
    },
    events: {
      softwareContract: {
        offsets: Int32Array.from({ length: f.n + 1 }, (_u, i) => i),
        columns: { contractAmount: { values: f.contract }, executedAmount: { values: f.executed }, completedOn: { values: dates(f.done) }, ownIp: { values: new Uint8Array(f.n).fill(1) } },
      },
    },
    awards: { offsets: new Int32Array(f.n + 1), measure: new Int32Array(0), dictionary: [''], year: new Int32Array(0), fen: new Float64Array(0) },
  }
}

const dossierOf = ({ rational }, f, i) => {
  const number = (n) => ({ value: { kind: 'number', value: rational(BigInt(n)) }, source: '合成数据' })
  const truth = (value) => ({ value: { kind: 'truth', value: value === 1 }, source: '合成数据' })
  const text = (value) => ({ value: { kind: 'text', value }, source: '合成数据' })
  const date = (year) => ({ value: { kind: 'date', value: `${year}-06-30` }, source: '合成数据' })
  return {
    subject: String(i),
    synthetic: true,
    awards: [],
    facts: {
      subjectType: text('企业'),
      industry: text(f.kinds[f.kind[i]]),
      reportedOnline: truth(f.online[i]),
      headhunterNew: truth(f.isNew[i]),
      headhunterSince: date(f.since[i]),
      'rdExpense@2021': number(f.rd21[i]),
      'rdExpense@2022': number(f.rd22[i]),
      'rdSpend@2021': number(f.sp21[i]),
      'rdSpend@2022': number(f.sp22[i]),
      'revenue@2022': number(f.rev22[i]),
      'mainRevenue@2023': number(f.main23[i]),
      'freightTurnover@2022': number(f.ton22[i]),
      'freightTurnover@2023': number(f.ton23[i]),
    },
    events: { softwareContract: [{ contractAmount: number(f.contract[i]), executedAmount: number(f.executed[i]), completedOn: date(f.done[i]), ownIp: truth(1) }] },
  }
}

/** Every engine: how many of the firms it is given (slow ones get fewer), and its work. */
const ENGINES = {
  'hand-written JavaScript': [
    1,
    async (f) => {
      const out = exactOf(f)
      return { seconds: await best(() => handWritten(f, out)), wrong: 0 }
    },
  ],
  'Zhida JavaScript': [
    1,
    async (f) => {
      const z = await zhida()
      const compiled = z.compile(plansOf(z, f), 'columns')
      const out = IDS.map(() => ({ verdict: new Uint8Array(f.n), low: new Float64Array(f.n), high: new Float64Array(f.n) }))
      const columns = columnsFor(f)
      const seconds = await best(() => z.run(compiled, columns, out))
      const exact = exactOf(f)
      return { seconds, wrong: exact.reduce((all, list, k) => all + list.reduce((sum, value, i) => sum + (value === out[k].low[i] ? 0 : 1), 0), 0) }
    },
  ],
  'Zhida interpreter': [
    0.01,
    async (f) => {
      const z = await zhida()
      const dossiers = Array.from({ length: f.n }, (_u, i) => dossierOf(z, f, i))
      const exact = exactOf(f)
      let wrong = 0
      const seconds = await best(() => {
        wrong = 0
        for (let i = 0; i < f.n; i += 1)
          for (const [k, measure] of z.measures.entries()) if (z.evaluateMeasure(z.policy, measure, dossiers[i], '2023-12-31', {}).award.fen !== BigInt(exact[k][i])) wrong += 1
      }, 2)
      return { seconds, wrong }
    },
  ],
  'hand-written DuckDB': [1, (f) => onSql('duckdb hand', f)],
  'Zhida DuckDB': [1, (f) => onSql('duckdb', f)],
  'hand-written PostgreSQL': [1, (f) => onSql('postgres hand', f)],
  'Zhida PostgreSQL': [1, (f) => onSql('postgres', f)],
  'Zhida Spark': [1, onSpark],
  ...Object.fromEntries(
    ['json-rules-engine', 'zen', 'feelin', 'publicodes'].map((name) => [
      name,
      [
        name === 'json-rules-engine' || name === 'zen' ? 0.02 : 0.002,
        async (f) => {
          const { ENGINES: peers } = await import('./peers/engines.mjs')
          const judge = await peers[name]()
          const exact = exactOf(f)
          let wrong = 0
          const started = performance.now()
          for (let i = 0; i < f.n; i += 1) {
            const answers = await judge(f, i)
            for (let k = 0; k < 5; k += 1) if (answers[k] !== exact[k][i]) wrong += 1
          }
          return { seconds: (performance.now() - started) / 1000, wrong }
        },
      ],
    ]),
  ),
  'OpenFisca (vectorised)': [
    1,
    async (f) => {
      for (const name of ['kind', ...FIELDS]) writeFileSync(join(work, `${name}.f64`), new Uint8Array(Float64Array.from(f[name]).buffer))
      for (const [k, list] of exactOf(f).entries()) writeFileSync(join(work, `exact${k}.f64`), new Uint8Array(list.buffer))
      const python = openFisca()
      const { seconds, wrong, peakMiB } = JSON.parse(
        execFileSync(python, [join(root, 'bench/peers/openfisca.py'), work, String(f.n)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
          .trim()
          .split('\n')
          .at(-1),
      )
      return { seconds, wrong, peakMiB }
    },
  ],
}

function openFisca() {
  const home = join(process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? tmpdir(), '.cache'), 'zhida', 'openfisca-46.0.1')
  const python = join(home, 'bin', 'python3')
  if (!existsSync(join(home, 'ready'))) {
    execFileSync('python3', ['-m', 'venv', home], { stdio: 'inherit' })
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'openfisca-core==46.0.1', 'numpy'], { stdio: 'inherit' })
    writeFileSync(join(home, 'ready'), '')
  }
  return python
}

const child = process.argv.indexOf('--engine')
if (child > 0) {
  // One engine in a process of its own, so that its peak memory is its own.
  const [share, judge] = ENGINES[process.argv[child + 1]]
  const n = Math.max(1_000, Math.min(size, Math.round(size * share)))
  const { seconds, wrong, peakMiB } = await judge(makeFirms(n))
  say({ firms: n, seconds, wrong, peakMiB: peakMiB === undefined ? peak() : peakMiB })
  process.exit(0)
}

const folder = join(root, 'bench/peers')
if (!existsSync(join(folder, 'node_modules'))) execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder, stdio: 'inherit' })
await zhida()
const versionOf = (name) => {
  const file = [join(folder, 'node_modules', name, 'package.json'), join(root, 'node_modules', name, 'package.json')].find(existsSync)
  return file ? JSON.parse(readFileSync(file, 'utf8')).version : ''
}
const VERSIONS = {
  zen: versionOf('@gorules/zen-engine'),
  'json-rules-engine': versionOf('json-rules-engine'),
  feelin: versionOf('feelin'),
  publicodes: versionOf('publicodes'),
  'OpenFisca (vectorised)': '46.0.1',
  'hand-written DuckDB': versionOf('@duckdb/node-api'),
  'Zhida DuckDB': versionOf('@duckdb/node-api'),
  'hand-written PostgreSQL': 'PostgreSQL',
  'Zhida PostgreSQL': 'PostgreSQL',
  'Zhida Spark': '4.0.1',
}
const results = []
for (const engine of Object.keys(ENGINES)) {
  if (only && !only.includes(engine)) continue
  const { stdout, stderr } = spawnSync(process.execPath, [here, '--engine', engine, '--size', String(size)], { encoding: 'utf8', env: { ...process.env, ZHIDA_BENCH_WORK: work }, maxBuffer: 1e8 })
  const line = stdout.split('\n').find((text) => text.startsWith('@@'))
  if (!line) {
    process.stderr.write(`${engine}: ${stderr.slice(-800)}\n`)
    process.exitCode = 1
    continue
  }
  const { firms, seconds, wrong, peakMiB } = JSON.parse(line.slice(2))
  const result = {
    engine,
    firmsPerSecond: Math.round(firms / seconds),
    peakMemoryMiB: peakMiB,
    wrongAnswers: wrong,
    exact: wrong === 0,
    version: VERSIONS[engine] ?? (engine.startsWith('Zhida') ? '0.1.0' : process.version),
    firms,
  }
  results.push(result)
  process.stdout.write(`${engine.padEnd(26)} ${String(result.firmsPerSecond.toLocaleString('en')).padStart(14)} firms/s  ${String(peakMiB ?? '—').padStart(6)} MiB  ${wrong} wrong of ${firms * 5}\n`)
}
mkdirSync(join(root, 'bench/results'), { recursive: true })
if (!only) {
  writeFileSync(join(root, 'bench/results/rules.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeTables()
}
if (!process.env.ZHIDA_BENCH_WORK) rmSync(work, { recursive: true, force: true })
