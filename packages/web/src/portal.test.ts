import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startPostgres } from '@zhida/database/testing'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// The portal as people meet it: the demonstration as npm start makes it, a real Chromium, every sitting by clicks and keys.

const ZHIDA = resolve(import.meta.dirname, '../../cli/bin/zhida.mjs')
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

interface Portal {
  readonly base: string
  readonly passwords: ReadonlyMap<string, string>
  /** kill -9, and up again at the same address. */
  restart(): Promise<void>
  stop(): Promise<void>
}

async function startPortal(kind: 'postgres' | 'pglite'): Promise<Portal> {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-portal-'))
  const server = kind === 'postgres' ? await startPostgres() : undefined
  const env = { ...process.env, ...(server && { DATABASE_URL: server.url }), ZHIDA_RATE: '1000000' }
  // The embedded demonstration seeds itself and brings its bank; on PostgreSQL both are asked for.
  const seeded = server ? spawnSync(process.execPath, [ZHIDA, 'seed'], { env, encoding: 'utf8' }).stderr : ''
  const bank = server ? await startBank(join(folder, 'bank.jsonl')) : undefined
  let port = '0'
  let said = seeded
  let child: ChildProcess | undefined
  const up = async (): Promise<void> => {
    const process_ = spawn(process.execPath, [ZHIDA, 'serve', '--host', '127.0.0.1', '--port', port, '--data', folder, ...(bank ? ['--bank', bank.url] : [])], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    })
    child = process_
    await new Promise<void>((done, failed) => {
      const hear = (chunk: Buffer): void => {
        said += chunk.toString()
        const found = /直达已启动\D+(?:127\.0\.0\.1)?:(\d+)/.exec(said)
        if (found) {
          port = found[1] ?? port
          done()
        }
      }
      process_.stdout?.on('data', hear)
      process_.stderr?.on('data', hear)
      process_.once('exit', (code) => failed(new Error(`serve ended with ${code}: ${said.slice(-2_000)}`)))
    })
    process_.removeAllListeners('exit')
  }
  const end = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((done) => {
      child?.once('exit', () => done())
      child?.kill(signal)
    })
  await up()
  return {
    base: `http://127.0.0.1:${port}`,
    passwords: new Map([...said.matchAll(/^ {2}(\S+) +(\S{12}) /gm)].map((one) => [one[1] ?? '', one[2] ?? ''])),
    restart: async () => {
      await end('SIGKILL')
      said = ''
      await up()
    },
    stop: async () => {
      await end('SIGTERM')
      bank?.stop()
      await server?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startBank(journal: string): Promise<{ readonly url: string; stop(): void }> {
  const bank = spawn(process.execPath, [ZHIDA, 'bank', '--journal', journal, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((done) => bank.stdout.once('data', (chunk: Buffer) => done(chunk.toString())))
  return { url: /http:\S+/.exec(line)?.[0] ?? '', stop: () => bank.kill() }
}

describe.each(['pglite', 'postgres'] as const)('the portal, on %s', (kind) => {
  let portal: Portal
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), 'zhida-files-'))
  const proof = join(folder, '研发费用专项审计.pdf')
  beforeAll(async () => {
    writeFileSync(proof, PDF)
    portal = await startPortal(kind)
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await portal?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function person(login: string, width = 1280): Promise<Page> {
    const context: BrowserContext = await browser.newContext({ viewport: { width, height: 900 }, baseURL: portal.base })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    if (login === '') return page
    await page.goto('/login')
    await page.getByLabel('用户名').fill(login)
    await page.getByLabel('密码', { exact: true }).fill(portal.passwords.get(login) ?? '')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname !== '/login')
    return page
  }

  /** Nothing hidden from a screen reader, nothing cut: axe and the page's width. */
  async function sound(page: Page): Promise<void> {
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForFunction(() => document.querySelector('.ant-skeleton') === null)
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      return (await axe.run()).violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)
    })
    expect([page.url(), found]).toEqual([page.url(), []])
    expect([page.url(), await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)]).toEqual([page.url(), 0])
  }

  const done = (page: Page): Promise<void> => page.getByText('已办理').first().waitFor()
  const state = (page: Page): Promise<string | null> => page.locator('.claim-head > strong').textContent()

  it('enterprise clerk: two facts and one file, submitted, followed, objected to nothing and withdrawn; a fact put right', async () => {
    const page = await person('qiye1')
    await page.getByRole('heading', { name: /现在能申报的/ }).waitFor()
    await sound(page)
    await page.locator('summary', { hasText: '补上数据才知道' }).click()
    await page
      .getByRole('button', { name: /补数据\s*第12条/ })
      .first()
      .click()
    await page.getByRole('heading', { name: /还要补 \d+ 项/ }).waitFor()
    await sound(page)
    const online = page.getByRole('radio', { name: '是' })
    for (let index = 0; index < (await online.count()); index += 1) await online.nth(index).check()
    await page.getByLabel('加计扣除研发费用（2022年）').fill('４００')
    await page.getByText('即 400万元').waitFor()
    await page.getByLabel('加计扣除研发费用（2021年）').fill('３ ００万元')
    await page.getByText('已保存，关了窗口也还在').waitFor()
    await page.reload()
    expect(await page.getByLabel('加计扣除研发费用（2022年）').inputValue()).toContain('400万元')
    await page.getByLabel('选择证明文件').setInputFiles(proof)
    await page.getByRole('link', { name: '研发费用专项审计.pdf' }).waitFor()
    await page.getByRole('button', { name: '提交', exact: true }).dblclick()
    await page.getByText('等经办人').waitFor()
    expect(await state(page)).toBe('已提交')
    await page.getByText('400000').or(page.getByText('40万元')).first().waitFor()
    await sound(page)
    await page.getByRole('button', { name: '撤回' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
    await done(page)
    await page.getByText('已撤回').first().waitFor()

    await page.getByRole('link', { name: '企业档案' }).click()
    await page.getByRole('button', { name: /更正\s*加计扣除研发费用（2022年）/ }).click()
    await page.getByRole('dialog').getByLabel('加计扣除研发费用（2022年）').fill('410')
    await page.getByRole('button', { name: '记入' }).click()
    await page.getByText('410万元').first().waitFor()
    await sound(page)
    await page.getByRole('link', { name: /试算，不提交/ }).click()
    await page.locator('.total').waitFor()
    await page.context().close()
  })

  it('department officer: one claim accepted and reviewed, one returned, many at once, a list reviewed and struck', async () => {
    const page = await person('jingban2')
    await sound(page)
    await page.getByRole('button', { name: /已提交 \d+/ }).click()
    await page.locator('.worklist li a').first().click()
    await page.getByRole('heading', { name: '为什么' }).waitFor()
    await sound(page)
    await page.locator('section[aria-label="为什么"] blockquote').first().waitFor()
    await page.getByRole('button', { name: '受理' }).click()
    await done(page)
    await expect.poll(() => state(page)).toBe('已受理')
    await page.getByRole('button', { name: '审核', exact: true }).click()
    const amount = page.getByRole('dialog').getByLabel(/^金额/)
    if (await amount.isVisible()) await amount.fill('1')
    const pass = page.getByRole('dialog').getByRole('button', { name: '审核' })
    expect(await pass.isDisabled()).toBe(true)
    await page.getByLabel(/理由/).fill('与证明材料一致')
    await pass.click()
    await expect.poll(() => state(page)).toBe('已审核')

    await page.goto('/worklist?state=submitted')
    await page.locator('.worklist li a').first().click()
    await page.getByRole('button', { name: '退回' }).click()
    await page.getByLabel(/理由/).fill('请补专项审计报告')
    await page.getByRole('dialog').getByRole('button', { name: '退回' }).click()
    await expect.poll(() => state(page)).toBe('已退回')

    await page.goto('/worklist?state=submitted')
    await page.getByRole('checkbox', { name: /全选/ }).check()
    await page.getByRole('button', { name: /受理选中的/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '受理' }).click()
    await page.getByText(/办成 \d+ 件/).waitFor()
    await page.getByText('没有符合的件').waitFor()

    await page.goto('/lists')
    await sound(page)
    await page.getByRole('combobox', { name: '哪一项措施' }).click()
    await page.keyboard.type('研发投入')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '生成清单' }).click()
    await page.getByRole('button', { name: '审核通过' }).waitFor()
    await sound(page)
    await page.getByRole('checkbox', { name: /^选中/ }).first().check()
    await page.getByRole('button', { name: /剔除选中的 1 个/ }).click()
    await page.getByLabel('理由').fill('已迁出')
    await page.getByRole('dialog').getByRole('button', { name: '剔除' }).click()
    await page.getByText('已剔除：已迁出').waitFor()
    await page.getByRole('button', { name: '审核通过' }).click()
    await page.getByLabel('理由').fill('清单核对无误')
    await page.getByRole('dialog').getByRole('button', { name: '通过' }).click()
    await page.getByText(/已成 \d+ 件/).waitFor()
    await page.context().close()
  })

  it('reviewer and finance: a second look, a batch, the bank pays, the books agree; money is given by a document', async () => {
    const reviewer = await person('shending2')
    await reviewer.getByRole('button', { name: /公示中 \d+/ }).click()
    await reviewer.getByRole('checkbox', { name: /全选/ }).check()
    await reviewer.getByRole('button', { name: /审定选中的/ }).click()
    await reviewer.getByRole('dialog').getByRole('button', { name: '审定' }).click()
    await reviewer.getByText(/办成 [1-9]\d* 件/).waitFor()
    await reviewer.context().close()

    const page = await person('caizheng')
    await page.getByRole('heading', { name: '资金', exact: true }).waitFor()
    await sound(page)
    const fund = page.getByRole('button', { name: /安排\s*jiaojiang-2023-6.科学技术专项资金.企业研发投入奖补/ })
    await fund.click()
    await page.getByLabel('金额').fill('100')
    await page.getByLabel('批准文件的文号').fill('椒财预〔2023〕9号')
    await page.getByRole('dialog').getByRole('button', { name: '安排' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /流水\s*jiaojiang-2023-6.科学技术专项资金.企业研发投入奖补/ }).click()
    await page.getByText('椒财预〔2023〕9号').waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('link', { name: '兑付' }).click()
    await page.getByRole('heading', { name: /待拨付/ }).waitFor()
    await sound(page)
    await page.getByRole('button', { name: /组成一批，交银行/ }).click()
    await page.getByText(/已交银行/).waitFor()
    await page.getByText('一分不差').waitFor()
    const row = page.locator('section[aria-label="批次"] tbody tr').last()
    await expect.poll(() => row.locator('td').nth(4).textContent(), { timeout: 30_000 }).toBe('0元')
    await page.getByText('一分不差').waitFor()
    const answer = join(folder, 'answer.xml')
    writeFileSync(answer, '<not a bank/>')
    await page.getByLabel('银行回执文件').setInputFiles(answer)
    await page.getByText('不是银行的回执文件').waitFor()
    await page.context().close()
  })

  it('leader: one page, each figure opening into what is behind it', async () => {
    const page = await person('lingdao')
    await page.getByText('到了主体手里').waitFor()
    await sound(page)
    await page.locator('.tile', { hasText: '到了主体手里' }).getByRole('link').click()
    await page.getByRole('heading', { name: '已兑付' }).waitFor()
    await page.getByRole('link', { name: '目标与任务' }).click()
    await page.getByRole('button', { name: /滞后 \d+/ }).click()
    await page.waitForURL(/light=red/)
    await sound(page)
    await page.context().close()
  })

  it('auditor: verifies everything, replays every decision, draws a sample, opens one', async () => {
    const page = await person('shenji')
    await sound(page)
    await page.getByRole('button', { name: '核验全部历史' }).click()
    await page.getByText(/逐字节核对无误/).waitFor()
    await page.getByRole('button', { name: '重算全部决定' }).click()
    await page.getByText(/个决定按当时的规则、数据和口径重算，结果逐字节相同/).waitFor()
    await page.getByRole('button', { name: '随机抽 10 个' }).click()
    expect(await page.locator('section[aria-label="决定"] .rows > li').count()).toBe(10)
    await page.locator('section[aria-label="决定"] summary').first().click()
    await page.getByRole('button', { name: '重算这一个' }).first().click()
    await page.getByText('重算结果逐字节相同。').waitFor()
    await sound(page)
    await page.locator('section[aria-label="决定"] dd a').first().click()
    await page.getByRole('heading', { name: '办理经过' }).waitFor()
    await page.context().close()
  })

  it('public: what is publicised and what was paid, without an account, and nothing more', async () => {
    const page = await person('')
    await page.goto('/publicity')
    await page.locator('section[aria-label="已兑付"] .rows > li').first().waitFor()
    await sound(page)
    expect(await page.getByText(/9133\w{14}/).count()).toBe(0)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()])
    expect(readFileSync(await download.path(), 'utf8')).toContain('合成数据')
    await page.goto('/worklist')
    await page.getByRole('heading', { name: '登录' }).waitFor()
    expect(page.url()).toContain('next=%2Fworklist')
    await page.context().close()
  })

  it('administrator: an account is opened and works', async () => {
    const page = await person('guanli')
    await sound(page)
    await page.getByLabel('用户名').fill('xinren')
    await page.getByLabel('姓名').fill('合成新人')
    await page.getByRole('combobox', { name: '部门' }).click()
    await page.keyboard.press('Enter')
    await page.getByLabel('初始密码').fill('a good long one')
    await page.getByRole('button', { name: '开设' }).click()
    await page.locator('.rows strong', { hasText: 'xinren' }).waitFor()
    await page.context().close()
  })

  it('two officers at once: the second is told, and sees what is now', async () => {
    const [one, two] = await Promise.all([person('jingban2'), person('jingban2')])
    for (const page of [one, two]) await page.goto('/worklist?state=accepted')
    const href = (await one.locator('.worklist li a').first().getAttribute('href')) ?? ''
    for (const page of [one, two]) {
      await page.goto(href)
      await page.getByRole('button', { name: '不予兑付' }).waitFor()
    }
    await one.getByRole('button', { name: '不予兑付' }).click()
    await one.getByLabel(/理由/).fill('已注销')
    await one.getByRole('dialog').getByRole('button', { name: '不予兑付' }).click()
    await expect.poll(() => state(one)).toBe('不予兑付')
    await two.getByRole('button', { name: '退回' }).click()
    await two.getByLabel(/理由/).fill('再补材料')
    await two.getByRole('dialog').getByRole('button', { name: '退回' }).click()
    await two.getByText('有人刚刚改过这一件').waitFor()
    await expect.poll(() => state(two)).toBe('不予兑付')
    await one.context().close()
    await two.context().close()
  })

  it('the server is killed in the middle of a submit: one claim, submitted once, nothing typed again', async () => {
    const page = await person('qiye1', 360)
    await page.locator('section[aria-label="在办和已得"] li', { hasText: '草稿' }).getByRole('link').first().click()
    await page.getByRole('button', { name: '提交', exact: true }).waitFor()
    await sound(page)
    const back = portal.restart()
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await back
    await page.getByText('等经办人').waitFor({ timeout: 30_000 })
    await expect.poll(() => page.locator('.timeline li', { hasText: '提交' }).count()).toBe(1)
    await page.context().close()
  })

  it.each([
    ['qiye2', ['/firm', '/dossier']],
    ['jingban2', ['/worklist', '/lists']],
    ['caizheng', ['/funds', '/payments']],
    ['lingdao', ['/overview', '/targets']],
    ['shenji', ['/audit']],
    ['', ['/publicity', '/login']],
  ] as const)('at 360 px, for %s', async (login, paths) => {
    const page = await person(login, 360)
    for (const path of paths) {
      await page.goto(path)
      await sound(page)
    }
    await page.context().close()
  })
})
