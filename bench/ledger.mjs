// npm run bench ledger [-- --seconds 15 --soak 600 --size 100000]: the delivery on PostgreSQL, each figure beside a peer on the same server in the same run.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { root } from '../scripts/ready.mjs'
import { argument, fresh, startServer, subjectsDue, tool, z } from './parts.mjs'
import { writeTables } from './table.mjs'

const seconds = argument('--seconds', 15)
const soak = argument('--soak', 600)
const subjects = argument('--size', 100_000)
const CLIENTS = 8

const say = (what, figures) =>
  process.stdout.write(
    `${what.padEnd(44)} ${Object.entries(figures)
      .map(([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value * 100) / 100 : value}`)
      .join('  ')}\n`,
  )
const results = { machine: `${cpus()[0]?.model} × ${cpus().length}`, node: process.versions.node, clients: CLIENTS }

const server = await startServer()
try {
  await ledger()
  await reading()
  await automatic()
  await importing()
  if (soak > 0) await soaking()
} finally {
  await server.stop()
}
writeFileSync(join(root, 'bench/results/ledger.json'), `${JSON.stringify(results, null, 2)}\n`)
writeTables()

/** Reserve and post, two transactions, against TPC-B, one; on funds of their own, and on one that all want. */
async function ledger() {
  const other = new URL(server.url)
  other.pathname = '/tpcb'
  execFileSync(tool('psql'), ['-q', '-c', 'CREATE DATABASE tpcb', server.url])
  execFileSync(tool('pgbench'), ['-i', '-q', '-s', '20', other.href], { stdio: 'pipe' })
  const database = await z.openDatabase({ url: server.url, connections: CLIENTS })
  await z.migrate(database.db, z.LEDGER_MIGRATIONS)
  const as = (work) => z.asActor(database.db, z.SYSTEM, work)
  await as(async (tx) => {
    await z.openAccounts(tx, [{ code: 's', name: 's', kind: 'source', unit: '分', payer: '' }])
    for (let i = 0; i < CLIENTS; i += 1) {
      await z.openAccounts(tx, [
        { code: `f${i}`, name: '', kind: 'fund', unit: '分', payer: '' },
        { code: `d${i}`, name: '', kind: 'disbursed', unit: '分', payer: '' },
      ])
      await z.transfer(tx, { kind: 'direct', from: 's', to: `f${i}`, amount: 10n ** 15n, document: 'bench', command: `give ${i}`, memo: '' })
    }
  })
  const pairs = async (fundOf, tag) => {
    const until = performance.now() + seconds * 1000
    let done = 0
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_unused, client) => {
        for (let i = 0; performance.now() < until; i += 1) {
          const fund = fundOf(client)
          const reserve = await as((tx) => z.transfer(tx, { kind: 'reserve', from: `f${fund}`, to: `d${fund}`, amount: 100n, command: `${tag}/${client}/${i}`, memo: '' }))
          await as((tx) => z.transfer(tx, { kind: 'post', reserve, command: `${tag}/${client}/${i}/post`, memo: '' }))
          done += 1
        }
      }),
    )
    return done / seconds
  }
  const tpcb = () =>
    Number(
      /tps = ([\d.]+)/.exec(execFileSync(tool('pgbench'), ['-n', '-c', String(CLIENTS), '-j', '2', '-T', String(seconds), other.href], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }))?.[1],
    )
  await pairs((client) => client, 'warm')
  const before = tpcb()
  const apart = await pairs((client) => client, 'apart')
  const hot = await pairs(() => 0, 'hot')
  const after = tpcb()
  const peer = (before + after) / 2
  results.ledger = {
    tpcbTps: peer,
    pairsPerSecond: apart,
    transactionsPerSecond: 2 * apart,
    transactionsRatio: (2 * apart) / peer,
    pairsRatio: apart / peer,
    oneHotFundPairsPerSecond: hot,
    hotRatio: hot / apart,
  }
  say('reserve + post, 8 clients, separate funds', { 'pairs/s': apart, 'transactions/s': 2 * apart, 'TPC-B/s': peer, 'transactions ratio': (2 * apart) / peer, 'pairs ratio': apart / peer })
  say('reserve + post, 8 clients, one fund', { 'pairs/s': hot, 'of separate': hot / apart })
  const { faults } = await as(z.verifyLedger)
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  await database.close()
}

/** One claim by the API against a route of nothing but Fastify and pg that reads the same rows. */
async function reading() {
  const { database, world } = await fresh(server, 'reading')
  const as = (work) => z.asActor(database.db, z.SYSTEM, work)
  const t = { world, as }
  const [subject] = await z.firmsDue(t, 1, 1, 10_000_000n)
  const claim = await z.publicised(t, subject)
  const password = 'only for the bench'
  await as((tx) => z.openAccount(tx, { login: 'bench', name: 'bench', roles: ['auditor'], password }))
  const { app, stop } = await z.createServer(world, { debtor: { name: '', account: '', bank: '' }, log: false, rate: 1e9 })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const ours = `http://127.0.0.1:${app.server.address().port}`
  const signed = await fetch(`${ours}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'bench', password }) })
  const cookie = signed.headers.get('set-cookie').split(';')[0]
  const token = cookie.split('=')[1]

  const { default: fastify } = await import('fastify')
  const { default: pg } = await import('pg')
  const { createHash } = await import('node:crypto')
  const pool = new pg.Pool({ connectionString: world.url, max: 10 })
  const bare = fastify()
  // The same rows: who it is, and the claim.
  bare.get('/claims/:id', async (request) => {
    const { rows: sessions } = await pool.query(
      'SELECT a.id, a.login, a.name, a.roles, a.department, a.subject, a.disabled, s.csrf, s.expires FROM session AS s JOIN account AS a ON a.id = s.account WHERE s.token_hash = $1',
      [createHash('sha256').update(token).digest('hex')],
    )
    const { rows } = await pool.query(
      'SELECT id, number, subject, measure, occasion, way, department, list, state, version, low_fen, high_fen, amount_fen, reviewed_by, deadline FROM claim WHERE id = $1',
      [request.params.id],
    )
    return { ...rows[0], who: sessions[0].id }
  })
  await bare.listen({ port: 0, host: '127.0.0.1' })
  const theirs = `http://127.0.0.1:${bare.server.address().port}`
  const load = async (url, headers) => {
    const until = performance.now() + seconds * 1000
    let done = 0
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        while (performance.now() < until) {
          const answer = await fetch(url, { headers })
          if (answer.status !== 200) throw new Error(await answer.text())
          await answer.arrayBuffer()
          done += 1
        }
      }),
    )
    return done / seconds
  }
  await load(`${ours}/api/claims/${claim}`, { cookie })
  const peer = await load(`${theirs}/claims/${claim}`, {})
  const api = await load(`${ours}/api/claims/${claim}`, { cookie })
  results.reading = { apiPerSecond: api, barePerSecond: peer, ratio: api / peer }
  say('read one claim by the API', { 'requests/s': api, 'bare Fastify + pg': peer, ratio: api / peer })
  await bare.close()
  await pool.end()
  await stop()
  await database.close()
}

/** 免申即享 over everyone: from the start to claims that are reviewed. */
async function automatic() {
  const { database, world } = await fresh(server, 'automatic')
  const as = (work) => z.asActor(database.db, z.SYSTEM, work)
  // Six facts each; every eighth is owed something under 12.1.
  await subjectsDue(as, subjects, 8)
  const started = performance.now()
  const list = await as((tx) => z.startList(tx, world, '12.1'))
  await z.runList(world, list.id)
  const listed = performance.now()
  const claims = await as((tx) => z.reviewList(tx, world, list.id, '基准测试'))
  const ended = performance.now()
  results.automatic = { dossiers: subjects, claims, listSeconds: (listed - started) / 1000, seconds: (ended - started) / 1000, limitSeconds: 60 }
  say(`免申即享 over ${subjects.toLocaleString('en')} dossiers`, { 'list s': (listed - started) / 1000, 'to reviewed s': (ended - started) / 1000, claims })
  await database.close()
}

/** A table of firms with five facts each, read as a stream; how much the process grew meanwhile. */
async function importing() {
  const { database, world } = await fresh(server, 'importing')
  const actor = { account: 0n, roles: ['officer', 'system'], department: '区科技事业中心' }
  function* lines() {
    yield '统一社会信用代码,企业名称,收款账号,主体类型,行业,加计扣除研发费用@2022（万元）,加计扣除研发费用@2021（万元）,及时录入统计联网直报平台\n'
    for (let index = 0; index < subjects; index += 1) {
      const first = `91331002MD${String(index).padStart(7, '0')}`
      yield `${first}${z.checkDigit(first)},合成${index}号,6222${index},企业,制造业,${(index % 900) + 100},${(index % 700) + 50},是\n`
    }
  }
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 100)
  const started = performance.now()
  const report = await z.importTable(world, actor, 'firms.csv', Readable.from(lines()), { dryRun: false, synthetic: true, mapping: {} })
  const took = (performance.now() - started) / 1000
  clearInterval(watch)
  if (report.opened !== subjects || report.refused.length > 0) throw new Error(`imported ${report.opened}, refused ${report.refused.length}`)
  results.importing = { rows: report.rows, facts: report.facts, seconds: took, limitSeconds: 60, grewMiB: (most - before) / 1048576 }
  say(`import of ${subjects.toLocaleString('en')} rows`, { s: took, facts: report.facts, 'grew MiB': (most - before) / 1048576 })
  await database.close()
}

/** A server under load for ten minutes: its memory after the first and after the last. */
async function soaking() {
  const { database, world } = await fresh(server, 'soak')
  const as = (work) => z.asActor(database.db, z.SYSTEM, work)
  const [subject] = await z.firmsDue({ world, as }, 1, 1, 10_000_000n)
  const password = 'only for the bench'
  await as((tx) => z.openAccount(tx, { login: 'bench', name: 'bench', roles: ['officer'], department: '区科技事业中心', password }))
  await database.close()
  const { spawn } = await import('node:child_process')
  const folder = mkdtempSync(join(tmpdir(), 'zhida-soak-'))
  const child = spawn(process.execPath, [join(root, 'packages/cli/bin/zhida.mjs'), 'serve', '--empty', '--port', '0', '--host', '127.0.0.1', '--data', folder], {
    env: { ...process.env, DATABASE_URL: world.url, ZHIDA_RATE: '100000000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise((done) => child.stdout.once('data', (line) => done(/http:\/\/[^/\s]+/.exec(line.toString())[0])))
  const signed = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'bench', password }) })
  const cookie = signed.headers.get('set-cookie').split(';')[0]
  const { csrf } = await signed.json()
  const samples = []
  const started = performance.now()
  let requests = 0
  const over = () => performance.now() - started > soak * 1000
  const work = async (client) => {
    for (let i = 0; !over(); i += 1) {
      const post = await fetch(`${url}/api/subjects/${subject}/facts`, {
        method: 'POST',
        headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json', 'idempotency-key': `soak ${client} ${i}` },
        body: JSON.stringify({ source: 'department', facts: [{ name: '加计扣除研发费用', year: 2019, value: `${i}元` }] }),
      })
      await post.arrayBuffer()
      const read = await fetch(`${url}/api/claims`, { headers: { cookie } })
      await read.arrayBuffer()
      requests += 2
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const watch = async () => {
    const { readFileSync } = await import('node:fs')
    while (!over()) {
      await new Promise((resolve) => setTimeout(resolve, 5_000))
      samples.push(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024)
    }
  }
  await Promise.all([watch(), work(0), work(1), work(2), work(3)])
  child.kill('SIGTERM')
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length
  const fifth = Math.max(1, Math.floor(samples.length / 5))
  const early = mean(samples.slice(fifth, 2 * fifth))
  const late = mean(samples.slice(-fifth))
  results.soak = { seconds: soak, requests, earlyMiB: early, lateMiB: late, ratio: late / early }
  say(`soak of ${soak} s, ${requests} requests`, { 'MiB early': early, 'MiB late': late, ratio: late / early })
  rmSync(folder, { recursive: true, force: true })
}
