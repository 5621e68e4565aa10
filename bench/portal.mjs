// npm run bench portal [-- --claims 50000 --runs 5]: what a page costs a person: bytes, requests, time until it answers on a slow computer, how long a key waits, a list of 50,000.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, requireChromium } from '../scripts/chromium.mjs'
import { root } from '../scripts/ready.mjs'
import { argument, fresh, startServer, subjectsDue, tool, z } from './parts.mjs'
import { writeTables } from './table.mjs'

const count = argument('--claims', 50_000)
const runs = argument('--runs', 5)
/** The limits: of the issue that asked for the portal. */
const LIMIT = { interactiveMs: 1_500, kilobytes: 300, keyMs: 50, filterMs: 200 }
const SLOW = 4
const zhida = join(root, 'packages/cli/bin/zhida.mjs')
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

const server = await startServer()
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS })
const results = { machine: `${cpus()[0]?.model} × ${cpus().length}`, browser: browser.version(), slower: SLOW, limits: LIMIT }
try {
  await demonstration()
  await list()
} finally {
  await browser.close()
  await server.stop()
}
writeFileSync(join(root, 'bench/results/portal.json'), `${JSON.stringify(results, null, 2)}\n`)
writeTables()

/** Serves a database, for as long as some work takes. */
async function served(url, work) {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-portal-'))
  const child = spawn(process.execPath, [zhida, 'serve', '--empty', '--port', '0', '--host', '127.0.0.1', '--data', folder], {
    env: { ...process.env, DATABASE_URL: url, ZHIDA_RATE: '100000000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const base = await new Promise((done) => child.stdout.once('data', (line) => done(/http:\/\/[^/\s]+/.exec(line.toString())[0])))
  try {
    return await work(base)
  } finally {
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Tells, in the page, when its content stands and how long the thread was kept. */
function watch() {
  globalThis.kept = []
  new PerformanceObserver((entries) => {
    for (const one of entries.getEntries()) globalThis.kept.push({ start: one.startTime, ms: one.duration })
  }).observe({ type: 'longtask', buffered: true })
  globalThis.keys = []
  new PerformanceObserver((entries) => {
    for (const one of entries.getEntries()) if (one.name === 'keydown' || one.name === 'input' || one.name === 'keypress') globalThis.keys.push(one.processingEnd - one.processingStart)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
  const look = () => {
    if (document.querySelector('main h1') && !document.querySelector('.ant-skeleton')) globalThis.stands = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** A browser that has seen nothing yet, as slow as asked. */
async function stranger(base, cookies, slower = 1) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: base })
  await context.addCookies(cookies)
  await context.addInitScript(watch)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  if (slower > 1) await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
  return { page, devtools, context }
}

/** One first visit: bytes and requests, and when the page stands and its thread is free. */
async function visit(base, cookies, path) {
  const { page, devtools, context } = await stranger(base, cookies, SLOW)
  let [bytes, requests] = [0, 0]
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    requests += 1
  })
  await page.goto(path)
  await page.waitForFunction(() => globalThis.stands !== undefined)
  const [atBytes, atRequests] = [bytes, requests]
  await page.waitForTimeout(1_500)
  const interactive = await page.evaluate(() => Math.max(globalThis.stands, ...globalThis.kept.filter((one) => one.start < globalThis.stands + 500).map((one) => one.start + one.ms)))
  await context.close()
  return { interactive, kilobytes: atBytes / 1_000, requests: atRequests }
}

async function signedIn(base, login, password) {
  const context = await browser.newContext({ baseURL: base })
  const answer = await context.request.post('/api/session', { data: { login, password } })
  if (answer.status() !== 200) throw new Error(await answer.text())
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

/** The pages of the public and of firms, first seen; and keys in every form. */
async function demonstration() {
  execFileSync(tool('psql'), ['-q', '-c', 'CREATE DATABASE pages', server.url])
  const url = new URL(server.url)
  url.pathname = '/pages'
  const said = spawnSync(process.execPath, [zhida, 'seed'], { env: { ...process.env, DATABASE_URL: url.href }, encoding: 'utf8' }).stderr
  const passwords = new Map([...said.matchAll(/^ {2}(\S+) +(\S{12}) /gm)].map((one) => [one[1], one[2]]))
  await served(url.href, async (base) => {
    const [clerk, officer, drafter] = await Promise.all(['qiye1', 'jingban2', 'qicao'].map((login) => signedIn(base, login, passwords.get(login))))
    const returned = await claimOf(base, clerk)
    results.pages = []
    for (const [name, cookies, path] of [
      ['能得多少', [], '/'],
      ['一项措施', [], '/measures/28.1'],
      ['政策原文', [], '/text'],
      ['公示', [], '/publicity'],
      ['登录', [], '/login'],
      ['我的企业', clerk, '/firm'],
      ['企业档案', clerk, '/dossier'],
      ['一件申报', clerk, returned],
    ]) {
      const seen = []
      for (let run = 0; run < runs; run += 1) seen.push(await visit(base, cookies, path))
      const page = { name, interactiveMs: median(seen.map((one) => one.interactive)), kilobytes: median(seen.map((one) => one.kilobytes)), requests: median(seen.map((one) => one.requests)) }
      results.pages.push(page)
      console.log(`${name.padEnd(8)} ${Math.round(page.interactiveMs)} ms  ${Math.round(page.kilobytes)} kB  ${page.requests} requests`)
    }
    results.typing = []
    for (const [name, cookies, path, field, words] of [
      ['试算里的数', [], '/', trial, '123456.78'],
      ['申报表里的数', clerk, returned, prefilled, '1234567.89'],
      ['待办的筛选', officer, '/worklist', (page) => page.getByLabel('编号、主体名称、拼音或信用代码'), 'hecheng 012'],
      ['起草里的数', drafter, '/drafting?measure=12.1', (page) => page.getByLabel('原文 10%，改成'), '12.345%'],
    ]) {
      const { page, context } = await stranger(base, cookies, SLOW)
      await page.goto(path)
      const input = await field(page)
      await input.click()
      await page.waitForTimeout(1_000)
      await page.evaluate(() => {
        globalThis.kept.length = 0
        globalThis.keys.length = 0
      })
      for (const key of words) {
        await page.keyboard.press(key === ' ' ? 'Space' : key)
        await page.waitForTimeout(120)
      }
      await page.waitForTimeout(500)
      const longestMs = await page.evaluate(() => Math.max(0, ...globalThis.kept.map((one) => one.ms), ...globalThis.keys))
      results.typing.push({ name, keys: words.length, longestMs })
      console.log(`${name.padEnd(8)} a key keeps the thread ${Math.round(longestMs)} ms at most`)
      await context.close()
    }
  })
}

async function claimOf(base, cookies) {
  const { page, context } = await stranger(base, cookies)
  await page.goto('/firm')
  const href = await page.locator('li', { hasText: '已退回' }).locator('a[href^="/claims/"]').first().getAttribute('href')
  await context.close()
  return href
}

/** The calculator full of a sample firm's answers, with one figure open. */
async function trial(page) {
  const samples = page.getByRole('combobox', { name: /示例企业/ })
  await samples.selectOption({ index: 1 })
  await page.locator('.total').waitFor()
  await page
    .getByRole('button', { name: /修改\s*加计扣除研发费用/ })
    .first()
    .click()
  return page.getByLabel('加计扣除研发费用（2022年）')
}

async function prefilled(page) {
  await page.locator('.prefilled li').filter({ hasText: '研发费用' }).getByRole('button', { name: /不对/ }).first().click()
  return page.getByLabel('应为')
}

/** An officer with tens of thousands of claims on the desk. */
async function list() {
  const { database, world } = await fresh(server, 'desk')
  const as = (work) => z.asActor(database.db, z.SYSTEM, work)
  // Names of two characters a part, so that words and sounds find some and not all.
  const parts = "(ARRAY['海正','永宁','星星','飞跃','杰克','钱江','水晶','银轮','伟星','万邦'])[1 + n % 10] || (ARRAY['药业','机械','光电','缝制','航运','建设','食品','物流'])[1 + n % 8] || n || '号'"
  await subjectsDue(as, count, 1, parts)
  await z.indexNewcomers(world)
  const started = await as((tx) => z.startList(tx, world, '12.1'))
  await z.runList(world, started.id)
  const claims = await as((tx) => z.reviewList(tx, world, started.id, '基准测试'))
  execFileSync(tool('psql'), ['-q', '-c', 'ANALYZE', world.url])
  const password = 'only for the bench'
  await as((tx) => z.openAccount(tx, { login: 'bench', name: 'bench', roles: ['officer'], department: '区科技事业中心', password }))
  await database.close()
  await served(world.url, async (base) => {
    const cookies = await signedIn(base, 'bench', password)
    const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ')
    results.list = { claims, filters: [] }
    for (const [name, query] of [
      ['全部，按时限', ''],
      ['按状态', 'state=reviewed'],
      ['按措施', 'measure=12.1'],
      ['超期', 'overdue=true'],
      ['名称里的字', `search=${encodeURIComponent('永宁')}`],
      ['拼音首字母', 'search=hzyy'],
      ['拼音', 'search=yongning'],
      ['编号', 'search=S000012'],
      ['按金额排', 'order=amount'],
      ['按名称排', 'order=name'],
      ['最后一页', `offset=${count - 200}`],
      ['各状态的件数', 'counts'],
    ]) {
      const path = query === 'counts' ? '/api/claims/counts?mine=true' : `/api/claims?mine=true&limit=200${query.includes('order') ? '' : '&order=deadline'}&${query}`
      const times = []
      for (let run = 0; run < 20; run += 1) {
        const at = performance.now()
        const answer = await fetch(base + path, { headers: { cookie } })
        if (answer.status !== 200) throw new Error(await answer.text())
        await answer.arrayBuffer()
        times.push(performance.now() - at)
      }
      results.list.filters.push({ name, medianMs: median(times), slowestMs: Math.max(...times) })
      console.log(`${name.padEnd(8)} ${Math.round(median(times))} ms, at most ${Math.round(Math.max(...times))} ms`)
    }
    results.list.exports = []
    for (const form of ['xlsx', 'csv']) {
      const at = performance.now()
      let [bytes, firstMs, besideMs, over] = [0, 0, 0, false]
      // Others ask meanwhile.
      const beside = (async () => {
        while (!over) {
          const asked = performance.now()
          await (await fetch(`${base}/api/claims?mine=true&limit=20&order=deadline`, { headers: { cookie } })).arrayBuffer()
          besideMs = Math.max(besideMs, performance.now() - asked)
        }
      })()
      const answer = await fetch(`${base}/api/claims/table?mine=true&form=${form}`, { headers: { cookie } })
      for await (const chunk of answer.body) {
        firstMs ||= performance.now() - at
        bytes += chunk.length
      }
      const seconds = (performance.now() - at) / 1_000
      over = true
      await beside
      results.list.exports.push({ form, seconds, firstMs, besideMs, megabytes: bytes / 1_000_000 })
      console.log(
        `export .${form} ${seconds.toFixed(1)} s, first byte after ${Math.round(firstMs)} ms, ${(bytes / 1_000_000).toFixed(1)} MB; another's list meanwhile ${Math.round(besideMs)} ms at most`,
      )
    }
    const { page, context } = await stranger(base, cookies)
    await page.goto('/worklist')
    await page.locator('.grid-row a').first().waitFor()
    const scrolled = await page.evaluate(async () => {
      const blank = () =>
        [...document.querySelectorAll('.grid-waiting')].filter((one) => {
          const { top, bottom } = one.getBoundingClientRect()
          return bottom > 0 && top < innerHeight
        }).length
      let [frames, frameWithBlank, uncovered] = [0, 0, 0]
      const until = performance.now() + 10_000
      let before = performance.now()
      while (performance.now() < until) {
        await new Promise((done) => requestAnimationFrame(done))
        const now = performance.now()
        // A wheel turned as fast as a hand turns it: 6,000 px a second.
        window.scrollBy(0, (6_000 * (now - before)) / 1_000)
        before = now
        frames += 1
        if (blank() > 0) frameWithBlank += 1
        const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
        if (!middle?.closest('.grid-row')) uncovered += 1
      }
      return { frames, frameWithBlank, uncovered, pixels: Math.round(scrollY), rows: document.querySelectorAll('.grid-row').length }
    })
    results.list.scroll = scrolled
    console.log(`scroll ${JSON.stringify(scrolled)}`)
    await context.close()
  })
}
