import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disorder, settled, startBrowser, violations } from './testing/browser.ts'
import { type Portal, person, signIn, startPortal } from './testing/portal.ts'

// What goes wrong in an office: two at once, a server that dies, a network that does, a session that ends, files that are none, keys pressed ten times.

const state = (page: Page): Promise<string | null> => page.locator('.claim-head .state').textContent()
const dialog = (page: Page): Locator => page.getByRole('dialog').last()
const submits = (page: Page): Locator => page.locator('.timeline li').filter({ has: page.getByText('提交', { exact: true }) })

/** Opens a draft of a measure from the firm's page. */
async function draft(page: Page, name: RegExp): Promise<void> {
  await page.goto('/firm')
  await settled(page)
  for (const more of await page.getByRole('button', { name: /^再看 \d+ 项/ }).all()) await more.click()
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('button', { name: '提交', exact: true }).waitFor()
}

/** Answers every question of a draft with yes. */
async function yes(page: Page): Promise<void> {
  for (const one of await page.locator('.fill').getByRole('radio', { name: '是' }).all()) await one.check()
}

const asked = async (page: Page, button: string, reason: string): Promise<void> => {
  await page.getByRole('button', { name: button, exact: true }).click()
  await dialog(page).locator('textarea').fill(reason)
  await dialog(page).getByRole('button', { name: button, exact: true }).click()
}

describe.each(['pglite', 'postgres'] as const)('on a bad day, on %s', (kind) => {
  let portal: Portal
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), 'zhida-files-'))
  beforeAll(async () => {
    portal = await startPortal(kind)
    browser = await startBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await portal?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('two firms at once: each gets its own claim, and neither sees the other', async () => {
    const [one, two] = await Promise.all([person(browser, portal, 'qiye2'), person(browser, portal, 'qiye3')])
    await Promise.all([draft(one, /补数据\s*第8条 “海外工程师”/), draft(two, /补数据\s*第8条 “海外工程师”/)])
    await Promise.all([yes(one), yes(two)])
    await Promise.all([one, two].map((page) => page.getByText('已保存，关了窗口也还在').waitFor()))
    await Promise.all([one, two].map((page) => page.getByRole('button', { name: '提交', exact: true }).click()))
    for (const page of [one, two]) await expect.poll(() => state(page)).toBe('已提交')
    const theirs = new URL(two.url()).pathname
    await one.goto(theirs)
    await one.getByText('可能已经不在这里，或者不属于你的企业、部门。').waitFor()
    expect(await violations(one)).toEqual([])
    await one.context().close()
    await two.context().close()
  })

  it('two officers at once: the second is told, and sees what is now', async () => {
    const [one, two] = await Promise.all([person(browser, portal, 'jingban2'), person(browser, portal, 'jingban2')])
    await one.goto('/worklist?state=accepted')
    const href = (await one.getByRole('row').nth(1).getByRole('link').first().getAttribute('href')) ?? ''
    for (const page of [one, two]) {
      await page.goto(href)
      await page.getByRole('button', { name: '不予兑付', exact: true }).waitFor()
    }
    await asked(one, '不予兑付', '已注销')
    await expect.poll(() => state(one)).toBe('不予兑付')
    await asked(two, '退回', '再补材料')
    await two.getByText('有人刚刚改过这一件').waitFor()
    await expect.poll(() => state(two)).toBe('不予兑付')
    await one.context().close()
    await two.context().close()
  })

  it('two windows on one draft: the second is told, what is typed stays', async () => {
    const page = await person(browser, portal, 'qiye4')
    await draft(page, /补数据\s*第8条 “海外工程师”/)
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByRole('button', { name: '提交', exact: true }).waitFor()
    await page.locator('.fill').getByRole('radio', { name: '是' }).first().check()
    await page.getByText('已保存，关了窗口也还在').waitFor()
    await other.locator('.fill').getByRole('radio', { name: '否' }).first().check()
    await other.getByText('另一个窗口也在填这一件').waitFor()
    expect(await other.locator('.fill').getByRole('radio', { name: '否' }).first().isChecked()).toBe(true)
    await page.context().close()
  })

  it('the server dies while a firm types, and again in the middle of the submit: nothing typed again, one claim', async () => {
    const page = await person(browser, portal, 'qiye1', { width: 360 })
    await draft(page, /补数据\s*第8条 “海外工程师”/)
    await portal.kill()
    await yes(page)
    await page.getByText('暂时存在本机，连上服务器后再存').waitFor({ timeout: 60_000 })
    const address = page.url()
    await page.close()
    await portal.up()
    const again = await browser.contexts().at(-1)?.newPage()
    if (!again) throw new Error('no context')
    again.setDefaultTimeout(30_000)
    await again.goto(address)
    await again.getByRole('heading', { name: '还要补 2 项' }).waitFor()
    expect(await again.locator('.fill').getByRole('radio', { name: '是', checked: true }).count()).toBe(2)
    expect(await disorder(again)).toEqual([])
    const killed = portal.kill()
    await again.getByRole('button', { name: '提交', exact: true }).click()
    await killed
    await portal.up()
    await again.getByText('等经办人').waitFor({ timeout: 45_000 })
    await expect.poll(() => submits(again).count()).toBe(1)
    await again.context().close()
  })

  it('the session ends while a reason is typed: one signs in over the page and goes on', async () => {
    const page = await person(browser, portal, 'jingban2')
    await page.goto('/worklist?state=submitted')
    await page.getByRole('row').nth(1).getByRole('link').first().click()
    await page.getByRole('button', { name: '退回', exact: true }).click()
    await dialog(page).locator('textarea').fill('请补聘用合同的全文')
    await page.context().clearCookies()
    // What the page asks by itself may find it out first; then the button is covered already.
    await dialog(page)
      .getByRole('button', { name: '退回', exact: true })
      .click({ timeout: 2_000 })
      .catch(() => undefined)
    await page.getByText('登录过期了').waitFor()
    expect(await violations(page)).toEqual([])
    await signIn(page, portal, 'jingban2')
    await page.getByText('登录过期了').waitFor({ state: 'hidden' })
    expect(await dialog(page).locator('textarea').inputValue()).toBe('请补聘用合同的全文')
    await dialog(page).getByRole('button', { name: '退回', exact: true }).click()
    await expect.poll(() => state(page)).toBe('已退回')
    await page.context().close()
  })

  it('no network: what was read stays and says so, a change is not lost and not made twice; on a slow one there are skeletons', async () => {
    const page = await person(browser, portal, 'jingban2')
    await page.goto('/worklist?state=submitted')
    await page.getByRole('row').nth(1).getByRole('link').first().click()
    await page.getByRole('button', { name: '受理', exact: true }).waitFor()
    await settled(page)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '受理', exact: true }).click()
    await page.waitForTimeout(1_500)
    await page.context().setOffline(false)
    await expect.poll(() => state(page), { timeout: 20_000 }).toBe('已受理')
    await expect
      .poll(() =>
        page
          .locator('.timeline li')
          .filter({ has: page.getByText('受理', { exact: true }) })
          .count(),
      )
      .toBe(1)
    await page.context().setOffline(true)
    await page.getByRole('link', { name: '待办' }).first().click()
    await page.getByText('连不上服务器').first().waitFor({ timeout: 20_000 })
    expect(await violations(page)).toEqual([])
    await page.context().setOffline(false)
    const slow = await page.context().newCDPSession(page)
    await slow.send('Network.emulateNetworkConditions', { offline: false, latency: 1_500, downloadThroughput: 40_000, uploadThroughput: 20_000 })
    await page.getByRole('button', { name: '再试一次' }).first().click()
    await page.getByRole('link', { name: '主体档案' }).click()
    await page.locator('.ant-skeleton').first().waitFor()
    await page.getByRole('list', { name: '主体' }).waitFor({ timeout: 30_000 })
    await page.context().close()
  })

  it('on a slow network nothing is chosen before the list is here', async () => {
    const page = await person(browser, portal, 'jingban2')
    await page.route('**/api/claims?*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      await route.continue()
    })
    await page.goto('/worklist?state=submitted')
    const everyone = page.getByRole('checkbox', { name: /全选这/ })
    await everyone.waitFor()
    expect(await everyone.isDisabled()).toBe(true)
    await everyone.check()
    await page.getByRole('button', { name: /受理选中的 [1-9]/ }).waitFor()
    await page.context().close()
  })

  it('a network that loses every third answer: a claim is submitted once', async () => {
    const page = await person(browser, portal, 'qiye5')
    let count = 0
    await page.route('**/api/**', async (route) => {
      count += 1
      // The server has done it; the answer never comes.
      if (count % 3 === 0) {
        await route.fetch().catch(() => undefined)
        await route.abort('connectionreset').catch(() => undefined)
      } else await route.continue()
    })
    await draft(page, /补数据\s*第8条 青年科技人才/)
    await yes(page)
    await page.getByText('已保存，关了窗口也还在').waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: '提交', exact: true }).click({ clickCount: 10 })
    await expect.poll(() => state(page), { timeout: 30_000 }).toMatch(/已提交/)
    await page.unrouteAll({ behavior: 'wait' })
    await page.reload()
    await expect.poll(() => submits(page).count()).toBe(1)
    await page.context().close()
  })

  it('files that are none, an empty one, 2 GB: one sentence each, beside the button', async () => {
    const page = await person(browser, portal, 'qiye1')
    await page.goto('/dossier')
    const box = page.locator('section[aria-label="证明文件"]')
    const choose = (path: string): Promise<void> => page.getByLabel('选择证明文件').setInputFiles(path)
    writeFileSync(join(folder, '合同.pdf'), 'MZ this is a program')
    await choose(join(folder, '合同.pdf'))
    await box.getByRole('alert').waitFor()
    expect(await box.getByRole('alert').textContent()).toMatch(/合同|文件/)
    writeFileSync(join(folder, '空.pdf'), '')
    await choose(join(folder, '空.pdf'))
    await box.getByText('“空.pdf”是空的。').waitFor()
    const huge = openSync(join(folder, '录像.pdf'), 'w')
    ftruncateSync(huge, 2 * 1024 ** 3)
    closeSync(huge)
    await choose(join(folder, '录像.pdf'))
    await box.getByText('“录像.pdf”有 2048 MB，至多 20 MB').waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })

  it('the back button in the middle: the draft is where it was', async () => {
    const page = await person(browser, portal, 'qiye3')
    await draft(page, /补数据\s*第8条 青年科技人才/)
    await page.locator('.fill').getByRole('radio', { name: '是' }).first().check()
    await page.goBack()
    await page.getByRole('heading', { name: '补上数据才知道' }).waitFor()
    await page.goForward()
    await page.getByRole('button', { name: '提交', exact: true }).waitFor()
    expect(await page.locator('.fill').getByRole('radio', { name: '是', checked: true }).count()).toBe(1)
    await page.context().close()
  })

  it('by the keyboard alone: found by pinyin, walked to, accepted', async () => {
    const page = await person(browser, portal, 'jingban2')
    await settled(page)
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: /汉字、拼音、首字母、编号/ }).waitFor()
    await page.keyboard.type('yftr')
    await page
      .getByRole('option', { name: /研发投入/ })
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
    await page.goto('/worklist?state=submitted')
    await page.getByRole('row').nth(2).waitFor()
    const reach = async (found: () => Promise<boolean>): Promise<void> => {
      for (let step = 0; step < 60; step += 1) {
        if (await found()) return
        await page.keyboard.press('Tab')
      }
      throw new Error('Tab never reached it')
    }
    await reach(() => page.evaluate(() => document.activeElement?.closest('[data-index="0"]') != null))
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-index]')?.getAttribute('data-index'))).toBe('1')
    if ((await page.evaluate(() => document.activeElement?.tagName)) === 'INPUT') await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '受理', exact: true }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await reach(() => page.evaluate(() => document.activeElement?.textContent === '受理'))
    await page.keyboard.press('Enter')
    await expect.poll(() => state(page)).toBe('已受理')
    await page.context().close()
  })

  it('what one may not see says so, in a sentence', async () => {
    const page = await person(browser, portal, 'qiye2')
    await page.goto('/accounts')
    await page.getByText('这里的内容属于别的角色或部门').waitFor()
    await page.goto('/claims/999999')
    await page.getByText('可能已经不在这里，或者不属于你的企业、部门。').waitFor()
    await page.context().close()
  })
})
