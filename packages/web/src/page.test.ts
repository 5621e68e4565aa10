import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { disorder, startBrowser, violations } from './testing/browser.ts'

// The page as a person meets it: the built files, the real server, a real Chromium.

const ROOT = resolve(import.meta.dirname, '../../..')

let server: ChildProcess
let base: string
let browser: Browser
let page: Page
let requests: string[]
let errors: string[]

beforeAll(async () => {
  server = spawn(process.execPath, [resolve(ROOT, 'packages/cli/bin/zhida.mjs'), 'serve', '--page-only', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((done) => server.stdout?.once('data', (chunk: Buffer) => done(chunk.toString())))
  base = /http:\S+/.exec(line)?.[0].replace(/\/$/, '') ?? ''
  browser = await startBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.kill()
})

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  requests = []
  errors = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (fault) => errors.push(fault.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
})

afterEach(async () => {
  expect(errors).toEqual([])
  await page.close()
})

async function open(path: string): Promise<void> {
  await page.goto(base + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** The answer has followed what was typed. */
const settled = (): Promise<void> => page.locator('.answer[aria-busy=false]').waitFor()

async function sample(letter: string): Promise<void> {
  const samples = page.getByRole('combobox', { name: /示例企业/ })
  const name = await samples.locator('option', { hasText: `示例：${letter}` }).getAttribute('value')
  const before = page.url()
  await samples.selectOption(name)
  await settled()
  await page.waitForURL((url) => url.href !== before)
}

describe('what can my firm get?', () => {
  it('starts with one question, and a clerk gets an answer by clicking', async () => {
    await open('/')
    await page.getByRole('button', { name: '企业', exact: true }).click()
    await page.getByRole('button', { name: '制造业' }).click()
    await page.getByRole('button', { name: /下一步/ }).click()
    await page.getByRole('heading', { name: /已填 \d+ 项/ }).waitFor()
    await page.locator('.total').waitFor()
    expect(await page.getByText('不会发送给任何人').count()).toBe(1)
  })

  it('a sample firm: the amounts of the worked example, each with its why', async () => {
    await open('/')
    await sample('甲')
    expect(await page.locator('.total strong').textContent()).toBe('397.5万元')
    const [ink, ground] = await page.locator('.total').evaluate((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor])
    expect(ink).not.toBe(ground)
    const row = page.locator('.outcome', { hasText: '研发投入增长补助' })
    expect(await row.locator('.amount').textContent()).toBe('200万元')
    expect(await row.locator('.amount').getAttribute('title')).toBe('2,000,000.00元')
    await row.locator('.why summary').click()
    expect(await row.locator('blockquote.article').textContent()).toContain('按10%给予不超过200万元的补助')
    expect(await row.textContent()).toContain('口径“基数”若按“增量”：46.95万元')
    expect(await page.getByText('合成数据：示例').count()).toBe(1)
  })

  it('says what is nearly reached', async () => {
    await open('/')
    await sample('乙')
    expect(await page.locator('.near').first().textContent()).toMatch(/再多 .*吨公里/)
    await sample('丙')
    await page.getByText('再多 37万元（达到 500万元），就能再得一期').waitFor()
  })

  it('a link reproduces the answers, and no figure ever leaves the page', async () => {
    await open('/')
    await sample('甲')
    const url = page.url()
    expect(url).toContain('#d=')
    await page.goto('about:blank')
    await page.goto(url)
    await page.locator('.total').waitFor()
    expect(await page.locator('.total strong').textContent()).toBe('397.5万元')
    expect(requests.filter((one) => one.startsWith('http')).every((one) => one.startsWith(base) && !one.includes('d='))).toBe(true)
  })

  it('a link opened over other answers stays, also after a walk to another page', async () => {
    await open('/')
    await sample('乙')
    const [total, fragment] = [await page.locator('.total strong').textContent(), new URL(page.url()).hash]
    await sample('甲')
    await page.evaluate((hash) => window.location.assign(hash), fragment)
    await page.locator('.total strong', { hasText: total ?? '' }).waitFor()
    await page.getByRole('link', { name: '政策原文', exact: true }).first().click()
    await page.locator('.policy-text').waitFor()
    await page.getByRole('link', { name: '能得多少' }).first().click()
    await page.locator('.total').waitFor()
    // Longer than the address takes to follow.
    await page.waitForTimeout(600)
    expect([await page.locator('.total strong').textContent(), new URL(page.url()).hash]).toEqual([total, fragment])
  })

  it('a typed figure counts at once; full-width digits are understood, nonsense is explained beside the field', async () => {
    await open('/')
    await sample('乙')
    await page.getByRole('button', { name: /修改.*水路货物周转量/ }).click()
    const field = page.getByLabel('水路货物周转量（2023年）')
    await field.fill('６０')
    await page.locator('.outcome', { hasText: '水路货物周转量奖励' }).locator('.amount', { hasText: '60万元 至 80万元' }).waitFor()
    await field.fill('很多')
    await page
      .getByText(/读不懂|应为数字/)
      .first()
      .waitFor()
  })

  it('saves to a file and opens it again', async () => {
    await open('/')
    await sample('丙')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '保存', exact: true }).click()])
    const path = await download.path()
    const total = await page.locator('.total strong').textContent()
    await page.getByRole('button', { name: '清空' }).click()
    await page.getByText('还没有答案').waitFor()
    await page.getByLabel('打开保存的文件').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: readFileSync(path) })
    await page.locator('.total').waitFor()
    expect(await page.locator('.total strong').textContent()).toBe(total)
  })

  it('a file that is none is refused with a sentence', async () => {
    await open('/')
    await page.getByLabel('打开保存的文件').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('[1]') })
    await page.getByText('这个文件打不开').waitFor()
  })

  it('works by keyboard alone', async () => {
    await open('/')
    const focusOn = async (name: string): Promise<void> => {
      for (let step = 0; step < 60; step += 1) {
        await page.keyboard.press('Tab')
        if (((await page.evaluate(() => document.activeElement?.textContent)) ?? '').trim() === name) return
      }
      throw new Error(`Tab never reached ${name}`)
    }
    await focusOn('企业')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '制造业' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('行业是？')
    await focusOn('制造业')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /下一步/ }).waitFor()
    await focusOn((await page.getByRole('button', { name: /下一步/ }).textContent()) ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /已填 (1[0-9]|[2-9]) 项/ }).waitFor()
  })

  it('the whole policy is asked in a dozen screens, and a blank field is not asked again', async () => {
    await open('/')
    await page.getByRole('button', { name: '企业', exact: true }).click()
    await page.getByRole('button', { name: '制造业' }).click()
    let screens = 2
    for (; (await page.getByRole('heading', { name: '问完了' }).count()) === 0; screens += 1) {
      const before = await page.locator('.question').innerHTML()
      const next = page.getByRole('button', { name: /下一步|没有领过/ })
      await next.click()
      await settled()
      expect(await page.locator('.question').innerHTML()).not.toBe(before)
    }
    expect(screens).toBeLessThanOrEqual(12)
  })

  it('what was had before is typed in and counts', async () => {
    await open('/')
    await page.getByLabel('打开保存的文件').setInputFiles({
      name: 'a.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ 企业: '合成', 数据: { 主体类型: '企业', 行业: '软件和信息服务', 资质认定: [{ 类别: '全国软件百强（首次入选）', 认定日期: '2023-05-05' }] } })),
    })
    await page.getByText('已填 3 项').first().waitFor()
    for (let step = 0; step < 15 && (await page.getByRole('heading', { name: /一次性/ }).count()) === 0; step += 1) {
      await page.getByRole('button', { name: '暂时跳过' }).click()
      await settled()
    }
    await page.getByText('领过，填一下').click()
    await page.getByLabel('哪一项').selectOption('26.1')
    await page.getByLabel('哪一年').fill('2021')
    await page.getByLabel('多少钱（如 20万元）').fill('100万元')
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '记下' }).click()
    await page.locator('.group-not-due summary').first().click()
    await page.locator('.group-not-due .outcome', { hasText: '全国软件百强奖励' }).waitFor()
  })

  it('prints to a PDF', async () => {
    await open('/')
    await sample('甲')
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.ask').isVisible()).toBe(false)
  })
})

describe('a measure, the text, and nowhere', () => {
  it('article 28: words, picture with the firm’s place, readings, worked cases', async () => {
    await open('/')
    await sample('乙')
    await page.getByRole('link', { name: '水路货物周转量奖励' }).click()
    await page.getByRole('heading', { name: /你们：应兑/ }).waitFor()
    expect(await page.locator('.picture .here').count()).toBe(1)
    expect(await page.getByText('正好三十亿').count()).toBeGreaterThan(0)
    expect(await page.locator('.cases strong', { hasText: '应兑' }).count()).toBeGreaterThan(10)
    await page.getByRole('link', { name: '试算' }).first().click()
    await page.locator('.total').waitFor()
  })

  it('a measure’s address opens by itself', async () => {
    await open('/measures/12.1')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('研发投入增长补助')
  })

  it('the text is there to the letter, and its numbers lead to rules', async () => {
    await open('/text')
    const source = readFileSync(resolve(ROOT, 'policies/jiaojiang-2023-6/source.txt'), 'utf8')
    expect((await page.locator('.policy-text').textContent())?.replaceAll('\u00a0', ' ')).toBe(source)
    await page.locator('a.number', { hasText: '88' }).count()
    await page.locator('a.number[title*="12.1"]').first().click()
    await page.getByRole('heading', { name: /研发投入增长补助/ }).waitFor()
  })

  it('a page and a measure that do not exist say so', async () => {
    await open('/measures/99.9')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('没有编号为 99.9 的措施')
    await open('/nowhere')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('没有这个页面')
  })
})

describe('for everyone', () => {
  it.each(['/', '/measures/12.1', '/measures/9.1', '/text', '/nowhere'])('axe finds nothing on %s', async (path) => {
    await open(path)
    expect(await violations(page)).toEqual([])
  })

  it('axe finds nothing on a full answer, opened up', async () => {
    await open('/')
    await sample('丙')
    const closed = page.locator('.group > details:not([open]) > summary')
    while ((await closed.count()) > 0) await closed.first().click()
    for (const group of await page.locator('.group').all()) await group.locator('.why:not([open]) summary').first().click()
    expect(await violations(page)).toEqual([])
    await page.locator('.outcome').first().getByRole('link').click()
    await page.locator('.rule').waitFor()
    expect(await violations(page)).toEqual([])
  })

  it.each([360, 768, 1920])('nothing is cut at %i px', async (width) => {
    await page.setViewportSize({ width, height: 800 })
    for (const path of ['/measures/28.1', '/measures/29.1', '/text', '/']) {
      await open(path)
      expect([path, await disorder(page)]).toEqual([path, []])
    }
    await sample('甲')
    expect(await disorder(page)).toEqual([])
  })
})

describe('the calculator in one file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-calculator-'))
  const file = join(folder, '离线计算器.html')
  beforeAll(() => void execFileSync(process.execPath, [resolve(ROOT, 'packages/cli/bin/zhida.mjs'), 'export', 'calculator', '--out', file], { stdio: 'pipe' }))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('opens from a disk, gives the same amounts with their reasons, speaks English, and asks no network', async () => {
    await page.goto(`file://${file}`)
    await sample('甲')
    expect(await page.locator('.total strong').textContent()).toBe('397.5万元')
    const row = page.locator('.outcome', { hasText: '研发投入增长补助' })
    await row.locator('.why summary').click()
    expect(await row.locator('blockquote.article').textContent()).toContain('按10%给予不超过200万元的补助')
    expect(await violations(page)).toEqual([])
    await row.getByRole('link', { name: '研发投入增长补助' }).click()
    await page.getByRole('heading', { name: /你们：应兑/ }).waitFor()
    await page.locator('.cases li').first().waitFor()
    await page.getByRole('link', { name: '政策原文' }).click()
    expect((await page.locator('.policy-text').textContent())?.replaceAll('\u00a0', ' ')).toBe(readFileSync(resolve(ROOT, 'policies/jiaojiang-2023-6/source.txt'), 'utf8'))
    await page.getByRole('button', { name: '语言和外观' }).click()
    await page.getByText('English', { exact: true }).click()
    await page.getByRole('link', { name: 'What can I get', exact: true }).click()
    await page.locator('.total').waitFor()
    expect(await page.locator('.total strong').textContent()).toBe('¥3,975,000')
    expect([...new Set(requests.filter((one) => !/^(file|data|blob):/.test(one)))]).toEqual([])
  })

  it('a reload keeps the answers, which stand in the address alone', async () => {
    await page.goto(`file://${file}`)
    await sample('乙')
    const total = await page.locator('.total strong').textContent()
    await page.reload()
    await page.locator('.total').waitFor()
    expect(await page.locator('.total strong').textContent()).toBe(total)
  })
})
