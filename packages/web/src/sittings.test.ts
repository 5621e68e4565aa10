import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disorder, settled, startBrowser, violations } from './testing/browser.ts'
import { type Portal, person, startPortal } from './testing/portal.ts'

// Each person's work in one sitting, by clicks and keys, in the demonstration as npm start makes it.

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** Sound for an eye and a screen reader, whatever state it is in. */
async function sound(page: Page): Promise<void> {
  await settled(page)
  expect([page.url(), await violations(page)]).toEqual([page.url(), []])
  expect([page.url(), await disorder(page)]).toEqual([page.url(), []])
}

/** The dialog that is open. One that closes may still be fading. */
const dialog = (page: Page): Locator => page.getByRole('dialog').last()

/** Confirms what was asked, with a reason where one is wanted. */
async function confirm(page: Page, button: string, reason?: string): Promise<void> {
  await dialog(page).waitFor()
  if (reason !== undefined) await dialog(page).locator('textarea').fill(reason)
  await dialog(page).getByRole('button', { name: button, exact: true }).click()
}

const state = (page: Page): Promise<string | null> => page.locator('.claim-head .state').textContent()

/** Saves what a click downloads. */
async function saved(page: Page, link: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return readFileSync(await download.path())
}

const isWorkbook = (file: Buffer): boolean => file.subarray(0, 2).toString() === 'PK'

/** Chooses from a list of antd by typing a part of the name. */
async function choose(page: Page, label: string | RegExp, words: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.keyboard.type(words)
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: words }).first().click()
}

describe.each(['pglite', 'postgres'] as const)('in one sitting, on %s', (kind) => {
  let portal: Portal
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), 'zhida-files-'))
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  beforeAll(async () => {
    portal = await startPortal(kind)
    browser = await startBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await portal?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('enterprise clerk: sees what is owed, adds two facts and a file, submits, follows, withdraws; objects, corrects, saves, tries figures', async () => {
    const page = await person(browser, portal, 'qiye1')
    await page.getByRole('heading', { name: '甲医药科技公司' }).waitFor()
    for (const part of ['不用申报就能得', '现在能申报的', '差一点就能得', '补上数据才知道']) await page.getByRole('heading', { name: part }).waitFor()
    await page.locator('section[aria-label="现在能申报的"] summary').first().click()
    await page.locator('section[aria-label="现在能申报的"] blockquote').first().waitFor()
    await sound(page)

    await page
      .locator('section[aria-label="补上数据才知道"]')
      .getByRole('button', { name: /^再看 \d+ 项/ })
      .click()
    await page
      .locator('section[aria-label="补上数据才知道"]')
      .getByRole('button', { name: /补数据\s*第8条 “海外工程师”年薪资助/ })
      .click()
    await page.getByRole('heading', { name: '还要补 2 项' }).waitFor()
    await page.getByText('已经填好的，请核对').waitFor()
    await sound(page)
    for (const yes of await page.locator('.fill').getByRole('radio', { name: '是' }).all()) await yes.check()
    await page.getByText('已保存，关了窗口也还在').waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '还要补 2 项' }).waitFor()
    expect(await page.locator('.fill').getByRole('radio', { name: '是', checked: true }).count()).toBe(2)
    await page.getByLabel('选择证明文件').setInputFiles(file('聘用合同.pdf', PDF))
    await page.getByRole('link', { name: '聘用合同.pdf' }).waitFor()
    await page.getByRole('button', { name: '提交', exact: true }).click({ clickCount: 10, delay: 5 })
    await page.getByText('等经办人').waitFor()
    expect(await state(page)).toBe('已提交')
    const submitted = page.locator('.timeline li').filter({ has: page.getByText('提交', { exact: true }) })
    await submitted.first().waitFor()
    expect(await submitted.count()).toBe(1)
    await page.getByText(/时限 \d+年\d+月\d+日，(还有|已超|今天)/).waitFor()
    await sound(page)
    await page.getByRole('button', { name: '撤回', exact: true }).click()
    await confirm(page, '撤回')
    await expect.poll(() => state(page)).toBe('已撤回')

    await page.goto('/firm')
    await page.locator('section[aria-label="我的申报"] li', { hasText: '公示中' }).getByRole('link').click()
    await page.getByRole('button', { name: '异议', exact: true }).click()
    await confirm(page, '异议', '认定的级别写低了一级')
    await expect.poll(() => state(page)).toBe('有异议')

    await page.goto('/firm')
    await page.locator('section[aria-label="不用申报"] li', { hasText: '已兑付' }).getByRole('link').first().click()
    const letter = await saved(page, page.getByRole('link', { name: '通知书（PDF）' }))
    expect(letter.subarray(0, 5).toString()).toBe('%PDF-')

    await page.getByRole('link', { name: '企业档案' }).click()
    await page.getByRole('button', { name: /更正\s*加计扣除研发费用（2022年）/ }).click()
    await dialog(page).getByLabel('加计扣除研发费用（2022年）').fill('２ ７００')
    await dialog(page).getByText('即 2700万元').waitFor()
    await sound(page)
    await dialog(page).getByRole('button', { name: '记入' }).click()
    await page.getByText('已记入档案').waitFor()
    await page.locator('.history summary').first().click()
    await page.getByText(/自行填报 .*：2700万元/).waitFor()
    await sound(page)
    const officer = await person(browser, portal, 'jingban2')
    await officer.goto('/subjects/1')
    await officer.locator('main a[href^="/claims/"]').first().click()
    await officer.getByText('项，不同来源说法不一，已标出。').waitFor()
    await officer.locator('.differs', { hasText: '加计扣除研发费用（2022年）' }).getByText('自行填报说是“2700万元”').waitFor()
    await sound(officer)
    await officer.context().close()
    expect(isWorkbook(await saved(page, page.getByRole('link', { name: '全部资料存成 Excel' })))).toBe(true)
    await page.getByRole('link', { name: '拿这些数据试算，不提交' }).click()
    await page.locator('.total').waitFor()
    await page.context().close()
  })

  it('enterprise clerk: another firm sees what it nearly gets, and how far it is', async () => {
    const page = await person(browser, portal, 'qiye2')
    const near = page.locator('section[aria-label="差一点就能得"], section[aria-label="现在能申报的"]')
    await near.locator('.near').first().waitFor()
    expect(await near.locator('.near').first().textContent()).toMatch(/再(多|少) .*，就/)
    await page.context().close()
  })

  it('department officer: accepts, reviews, sets an amount within bounds, returns; many at once; a list reviewed, struck from and publicised; a filter kept', async () => {
    const page = await person(browser, portal, 'jingban2')
    await page.getByRole('heading', { name: /^待办/ }).waitFor()
    await sound(page)
    const rows = page.getByRole('table', { name: '待办' }).getByRole('row')
    await page.getByRole('button', { name: /^已提交 \d+/ }).click()
    await page.waitForURL(/state=submitted/)
    await rows.nth(1).getByRole('link').click()
    await page.getByRole('heading', { name: '为什么' }).waitFor()
    for (const part of ['数据与来源', '证明文件', '这个主体的申报件', '办理经过']) await page.locator(`section[aria-label="${part}"]`).waitFor()
    await page.locator('section[aria-label="为什么"] blockquote').first().waitFor()
    await sound(page)
    await page.getByRole('button', { name: '受理', exact: true }).click()
    await expect.poll(() => state(page)).toBe('已受理')
    await page.getByRole('button', { name: '审核', exact: true }).click()
    await dialog(page).waitFor()
    expect(await dialog(page).getByRole('button', { name: '审核', exact: true }).isDisabled()).toBe(true)
    const open = dialog(page).getByLabel(/^金额/)
    if (await open.isVisible()) {
      await open.fill('９９９９９９亿元')
      await dialog(page)
        .getByText(/原文只允许/)
        .waitFor()
      await open.fill('1')
    }
    await confirm(page, '审核', '与证明材料一致')
    await expect.poll(() => state(page)).toBe('已审核')
    await page.locator('.timeline li', { hasText: '与证明材料一致' }).waitFor()

    await page.goto('/worklist?state=submitted')
    await rows.nth(1).getByRole('link').click()
    await page.getByRole('button', { name: '退回', exact: true }).click()
    await confirm(page, '退回', '请补专项审计报告')
    await expect.poll(() => state(page)).toBe('已退回')

    await page.goto('/worklist?state=submitted')
    await rows.nth(1).getByRole('link').click()
    await page.getByRole('button', { name: '退回', exact: true }).click()
    await dialog(page).getByRole('button', { name: '请补专项审计报告' }).click()
    await confirm(page, '退回')
    await expect.poll(() => state(page)).toBe('已退回')
    await page.locator('.timeline li', { hasText: '请补专项审计报告' }).waitFor()

    await page.goto('/worklist?state=submitted')
    await page.getByRole('checkbox', { name: /全选这/ }).check()
    await page.getByRole('button', { name: /受理选中的 [1-9]/ }).click()
    await confirm(page, '受理')
    await page.getByText(/办成 [1-9]\d* 件/).waitFor()
    await page.getByText('没有符合的件').waitFor()

    await page.goto('/worklist')
    await page.getByLabel('编号、主体名称、拼音或信用代码').fill('hc')
    await page.waitForURL(/q=hc/)
    await rows.nth(1).getByRole('link').waitFor()
    await page.getByRole('button', { name: '只看超期' }).click()
    await page.getByRole('button', { name: '存下这个筛选' }).click()
    await dialog(page).getByLabel('叫什么').fill('超期的')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '超期的', exact: true }).waitFor()
    await page.goto('/worklist')
    await page.getByRole('button', { name: '超期的', exact: true }).click()
    await page.waitForURL(/overdue=true/)
    expect(isWorkbook(await saved(page, page.getByRole('link', { name: '导出表格' })))).toBe(true)

    await page.goto('/lists')
    await choose(page, '哪一项措施', '研发投入增长')
    await page.getByRole('button', { name: '生成清单' }).click()
    await page.getByRole('button', { name: '审核通过' }).waitFor()
    await sound(page)
    await page.getByRole('checkbox', { name: /^选中/ }).first().check()
    await page.getByRole('button', { name: '剔除选中的 1 个' }).click()
    await confirm(page, '剔除', '已迁出')
    await page.getByText('已剔除：已迁出').waitFor()
    await page.getByRole('button', { name: '审核通过' }).click()
    await confirm(page, '通过', '清单核对无误')
    await page.getByText(/已成 [1-9]\d* 件/).waitFor()
    await page.getByRole('link', { name: /去公示等着的/ }).click()
    await page.getByRole('checkbox', { name: /全选这/ }).check()
    await page.getByRole('button', { name: /公示选中的/ }).click()
    await confirm(page, '公示')
    await page.getByText(/办成 [1-9]\d* 件/).waitFor()
    await page.context().close()
  })

  it('department officer: a spreadsheet is checked, then written, while the page is closed in between', async () => {
    const page = await person(browser, portal, 'jingban2')
    await page.goto('/import')
    const csv = file(
      '名单.csv',
      `统一社会信用代码,企业名称,研发费（万元）\n${Array.from({ length: 200 }, (_, n) => `91331002MC${String(n).padStart(8, '0')},合成导入${n}（合成数据）,${n + 1}`).join('\n')}\n错的代码,合成,1\n`,
    )
    await page.getByLabel('表格文件').setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('no table') })
    await page.getByText('“说明.txt”不是 .xlsx 或 .csv').waitFor()
    await page.getByRole('checkbox', { name: /这些主体是造出来的/ }).check()
    await page.getByLabel('表格文件').setInputFiles(csv)
    await page.waitForURL(/job=/)
    const address = page.url()
    await page.goto('/worklist')
    await page.goto(address)
    await page.getByText('核对完了，还没有写入').waitFor()
    await page.getByText('错的代码', { exact: false }).first().waitFor()
    await sound(page)
    await choose(page, '研发费（万元）', '加计扣除研发费用（2022年）')
    await page.getByRole('button', { name: '再核对一遍' }).click()
    await page.getByText(/6 条数据 · 195 处不收/).waitFor()
    await sound(page)
    await page.getByRole('button', { name: '不收的放下，其余写入' }).click()
    await page.getByText('已写入档案').waitFor()
    await page.goto('/subjects?q=hcdr')
    await page
      .getByRole('link', { name: /合成导入/ })
      .first()
      .waitFor()
    await page.context().close()
  })

  it('reviewer: many approved at once, a large one looked at a second time, one refused; finance: money by a document, what the bank had failed to pay paid anew, the books agree', async () => {
    const reviewer = await person(browser, portal, 'shending2')
    await reviewer.goto('/worklist?state=publicised')
    await settled(reviewer)
    await sound(reviewer)
    await reviewer.getByRole('checkbox', { name: /全选这/ }).check()
    await reviewer.getByRole('button', { name: /审定选中的 [1-9]/ }).click()
    await confirm(reviewer, '审定')
    await reviewer
      .getByText(/办成 [1-9]\d* 件/)
      .first()
      .waitFor()
    for (const [button, after] of [
      ['复核', '已复核'],
      ['不予兑付', '不予兑付'],
    ] as const) {
      await reviewer.goto('/worklist?state=reviewed')
      await reviewer.locator('[role=row] a[href^="/claims/"]').first().click()
      await reviewer.getByRole('button', { name: button, exact: true }).click()
      await confirm(reviewer, button, '看过原始凭证')
      await expect.poll(() => state(reviewer)).toBe(after)
      await reviewer.getByText('看过原始凭证').first().waitFor()
    }
    await reviewer.context().close()

    const page = await person(browser, portal, 'caizheng')
    await page.goto('/funds')
    await sound(page)
    const of = (action: string) => page.getByRole('button', { name: new RegExp(`^${action}\\s*jiaojiang-2023-6.科学技术专项资金.企业研发投入奖补`) })
    await of('安排').click()
    await dialog(page).getByLabel('金额').fill('一百万')
    await dialog(page).getByText('请写成金额').waitFor()
    await dialog(page).getByLabel('金额').fill('１００')
    await dialog(page).getByText('即 100万元').waitFor()
    await dialog(page).getByLabel('批准文件的文号').fill('椒财预〔2023〕9号')
    await sound(page)
    await dialog(page).getByRole('button', { name: '安排', exact: true }).click()
    await page.getByText('已记入').waitFor()
    await of('流水').click()
    await page.getByText('椒财预〔2023〕9号').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('section[aria-label="资金表"] td a').first().click()
    await page.waitForURL(/fund=/)
    await page.goto('/funds')
    await page.locator('section[aria-label="资金表"] button.plain').first().click()
    await dialog(page).getByText('应兑、未申报').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '重新测算' }).click()
    await page.getByText(/做完了：/).waitFor({ timeout: 30_000 })

    await page.getByRole('link', { name: '兑付', exact: true }).click()
    const failed = page.locator('section[aria-label="待拨付"] li, section[aria-label="待拨付"] tr').filter({ hasText: '兑付失败' })
    await failed.first().getByRole('link').first().click()
    await page.locator('section[aria-label="办理经过"]').getByText('兑付失败').first().waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: /待拨付/ }).waitFor()
    await sound(page)
    await page.getByRole('button', { name: /组成一批，交银行/ }).click()
    await page
      .getByText(/已交银行/)
      .first()
      .waitFor()
    // The batch just made is the latest.
    const row = page.locator('section[aria-label="对账"] tbody tr').first()
    await expect.poll(() => row.locator('td').nth(4).textContent(), { timeout: 30_000 }).toBe('0元')
    await page.getByText('一分不差').waitFor()
    expect(await failed.count()).toBe(0)
    await page.getByLabel('银行回执文件').setInputFiles(file('answer.xml', '<not a bank/>'))
    await page.getByText('不是银行的回执文件').waitFor()
    await sound(page)
    await page.context().close()
  })

  it('leader: one page, and each figure opens into what is behind it', async () => {
    const page = await person(browser, portal, 'lingdao')
    await page.getByText('到了主体手里').waitFor()
    await page.locator('.chart svg').first().waitFor()
    await sound(page)
    for (const [tile, where] of [
      ['到了主体手里', /stage=paid/],
      ['直达率', /way=automatic/],
      ['兑现率', /funds/],
      ['已审定、未到账', /stage=reserved/],
      ['在办', /stage=open/],
    ] as const) {
      await page.goto('/overview')
      await page.locator('.tile', { hasText: tile }).getByRole('link').first().click()
      await page.waitForURL(where)
      await settled(page)
    }
    await page.goto('/overview')
    await page.locator('section[aria-label="目标与任务"] a.light-red').first().click()
    await page.waitForURL(/area=.*light=red|light=red.*area=/)
    await page.goto('/overview')
    await page.locator('section[aria-label="目标与任务"] summary', { hasText: '按部门' }).click()
    await page.locator('section[aria-label="表：目标与任务，按部门"] a.light-red').first().click()
    await page.waitForURL(/department=.*light=red|light=red.*department=/)
    await settled(page)
    await sound(page)
    await page.goto('/overview')
    await page.locator('section[aria-label="按部门"] tbody a').first().click()
    await page.waitForURL(/department=/)
    await page.getByRole('table', { name: '申报件' }).getByRole('row').nth(1).getByRole('link').first().click()
    await page.getByRole('heading', { name: '办理经过' }).waitFor()
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await page.context().close()
  })

  it('drafter: 15% instead of 10%, over every dossier: cost, winners, losers; each reading priced; the report taken along', { timeout: 150_000 }, async () => {
    const page = await person(browser, portal, 'qicao')
    await settled(page)
    await choose(page, '措施', '研发投入增长')
    await page.getByLabel('原文 10%，改成').fill('１５％')
    await page.getByText('第12条 研发投入增长补助 10% → 15%').waitFor()
    await sound(page)
    await page.getByRole('button', { name: '推演', exact: true }).click()
    await page.getByText('多花').waitFor({ timeout: 60_000 })
    const cost = page.locator('.tile', { hasText: '多花' }).locator('strong')
    expect(await cost.textContent()).toMatch(/^\+[\d.,]+(万|亿)?元$/)
    await page.locator('section[aria-label="按措施"]').getByText('第12条 研发投入增长补助').waitFor()
    await page.locator('section[aria-label="资金"]').waitFor()
    await sound(page)
    expect(isWorkbook(await saved(page, page.getByRole('link', { name: '导出 Excel' })))).toBe(true)
    expect((await saved(page, page.getByRole('link', { name: '导出网页报告' }))).toString()).toContain('研发投入增长补助')
    await page.goto('/drafting')
    await page.getByRole('button', { name: '每一口径都算一遍' }).click()
    await page.locator('section[aria-label="每一口径的代价"] tbody tr.adopted').first().waitFor({ timeout: 60_000 })
    await sound(page)
    await page.goto('/drafting?tab=lints')
    for (const part of ['原文自身的问题', '断崖', '重叠', '没有写金额', '不约束任何人的话']) await page.locator(`section[aria-label="${part}"]`).waitFor()
    await page.goto('/drafting?tab=text')
    await page.locator('.policy-text').waitFor()
    await page.context().close()
  })

  it('auditor: verifies everything, replays every decision, draws a sample, opens one and replays it', async () => {
    const page = await person(browser, portal, 'shenji')
    await page.goto('/audit')
    await sound(page)
    await page.getByRole('button', { name: '核验全部历史' }).click()
    await page.getByText(/逐字节核对无误/).waitFor()
    await page.getByRole('button', { name: '重算全部决定' }).click()
    await page.getByText(/个决定按当时的规则、数据和口径重算，结果逐字节相同/).waitFor()
    await page.getByRole('button', { name: '随机抽 10 个' }).click()
    await page.getByText('抽到 10 个').waitFor()
    const rows = page.getByRole('table', { name: '决定' }).getByRole('row')
    expect(await rows.count()).toBe(11)
    await rows.nth(1).getByRole('link').click()
    await page.getByRole('heading', { name: '当时知道的全部数据' }).waitFor()
    for (const part of ['谁、什么时候', '口径', '规则', '数据', '链']) await page.locator('dt', { hasText: part }).first().waitFor()
    await page.getByRole('button', { name: '重算这一个' }).click()
    await page.getByText('重算结果逐字节相同。').waitFor()
    await sound(page)
    await page.goto('/audit')
    expect(isWorkbook(await saved(page, page.getByRole('link', { name: '导出决定' })))).toBe(true)
    await page.context().close()
  })

  it('public: what is publicised and was paid, the policy, a letter’s truth; no account, and nothing more', async () => {
    const page = await person(browser, portal, '')
    await page.goto('/publicity')
    await page.locator('section[aria-label="已兑付"] .rows > li').first().waitFor()
    await sound(page)
    expect(await page.getByText(/9133\w{14}/).count()).toBe(0)
    expect((await saved(page, page.getByRole('link', { name: 'CSV' }))).toString()).toContain('合成数据')
    const grants = await (await page.request.get('/api/paid/grants')).json()
    expect(grants.grants[0]).toMatchObject({ currency: 'CNY', recipientOrganization: [{ name: expect.any(String) }] })
    await page.goto('/verify')
    await page.getByLabel('通知书上的编号').fill('ｓ000000001-0123456789abcdef')
    await page.keyboard.press('Enter')
    await page.getByText('没有这份通知书').waitFor()
    await page.goto('/worklist')
    await page.getByRole('heading', { name: '登录' }).waitFor()
    expect(page.url()).toContain('next=')
    await page.context().close()
  })

  it('administrator: an account is opened, works, gets a new password, is closed and works no more', async () => {
    const page = await person(browser, portal, 'guanli')
    await sound(page)
    await page.getByLabel('用户名', { exact: true }).fill('xinren')
    await page.getByLabel('姓名', { exact: true }).fill('合成新人')
    await page.getByRole('combobox', { name: '部门' }).click()
    await page.keyboard.press('Enter')
    await page.getByLabel('初始密码').fill('a good long one')
    await page.getByRole('button', { name: '开设' }).click()
    await page.locator('.rows strong', { hasText: 'xinren' }).waitFor()
    await page.getByRole('button', { name: '新密码 xinren' }).click()
    await dialog(page).getByRole('button', { name: '生成' }).click()
    const password = (await dialog(page).locator('code').textContent()) ?? ''
    await dialog(page).getByRole('button', { name: '关闭', exact: true }).last().click()
    const enter = async (): Promise<number> => (await page.request.post('/api/session', { data: { login: 'xinren', password } })).status()
    expect(await enter()).toBe(200)
    await page.context().clearCookies()
    const again = await person(browser, portal, 'guanli')
    await again.getByRole('button', { name: '停用 xinren' }).click()
    await again.getByText('已停用 xinren').waitFor()
    expect(await enter()).toBe(401)
    await page.context().close()
    await again.context().close()
  })
})
