import type { Page } from 'playwright-core'
import { settled } from './browser.ts'

/** A page of the portal, and how one gets there. */
export interface Place {
  readonly name: string
  readonly go: string | ((page: Page) => Promise<unknown>)
}

const claimOf = (list: string, words: string) => async (page: Page) => {
  await page.goto(list)
  await page.locator('li, [role=row]').filter({ hasText: words }).locator('a[href^="/claims/"]').first().click()
  await page.locator('.claim-head').waitFor()
}
const firstOf = (list: string, links: string) => async (page: Page) => {
  await page.goto(list)
  await page.locator(`main a[href^="${links}"]`).first().click()
  await page.waitForURL((url) => url.pathname.startsWith(links))
}
const inWords = (page: Page, zh: string, en: string): Promise<string> => page.evaluate(([one, two]) => (document.documentElement.lang === 'en' ? two : one) ?? '', [zh, en])

/** A letter's page of verification, by the number that an officer of the department sees on it. */
const letter = async (page: Page): Promise<void> => {
  const { items } = (await (await page.request.get('/api/paid')).json()) as { items: readonly { readonly number: string }[] }
  await page.goto('/verify')
  await page.locator('#verify-code').fill(`${items[0]?.number ?? 'S000000001'}-0123456789abcdef`)
  await page.keyboard.press('Enter')
  await page.locator('.ant-alert').waitFor()
}

/** A made-up firm's answers, and why of the first amount. */
const answered = async (page: Page): Promise<void> => {
  await page.goto('/')
  const samples = page.locator('select.native').first()
  await samples.selectOption({ index: 1 })
  await page.locator('.answer[aria-busy=false] .why summary').first().click()
}

/** What 15% instead of 10% costs. */
const cost = async (page: Page): Promise<void> => {
  // Worked out once: whoever comes later opens what is there.
  await page.goto('/jobs')
  await settled(page)
  const done = page.locator('main a[href^="/drafting/simulation"]').first()
  if ((await done.count()) > 0) {
    await done.click()
    await page.locator('.tile').first().waitFor()
    return
  }
  await page.goto('/drafting?measure=12.1')
  await page.getByLabel(await inWords(page, '原文 10%，改成', 'The text’s 10%, changed to')).fill('15%')
  await page.locator('main .ant-btn-primary.ant-btn-lg').click()
  await page.locator('.tile').first().waitFor({ timeout: 60_000 })
}

/** Every page, by who sees it. */
export const PLACES: Readonly<Record<string, readonly Place[]>> = {
  '': [
    { name: 'home', go: '/' },
    { name: 'home-result', go: answered },
    { name: 'measure', go: '/measures/28.1' },
    { name: 'measure-none', go: '/measures/99.9' },
    { name: 'text', go: '/text' },
    { name: 'publicity', go: '/publicity' },
    { name: 'help', go: '/help' },
    { name: 'login', go: '/login' },
    { name: 'verify', go: '/verify' },
    { name: 'verify-false', go: letter },
    { name: 'nowhere', go: '/nowhere' },
  ],
  qiye1: [
    { name: 'firm', go: '/firm' },
    { name: 'dossier', go: '/dossier' },
    { name: 'claim-paid', go: firstOf('/firm', '/claims/') },
    { name: 'claim-returned', go: async (page) => claimOf('/firm', await inWords(page, '已退回', 'Returned'))(page) },
    { name: 'password', go: '/password' },
    { name: 'no-permission', go: '/accounts' },
  ],
  jingban2: [
    { name: 'worklist', go: '/worklist' },
    { name: 'worklist-bulk', go: '/worklist?state=submitted' },
    { name: 'worklist-nothing', go: '/worklist?q=没有这样的' },
    { name: 'claim', go: firstOf('/worklist?state=submitted', '/claims/') },
    { name: 'lists', go: '/lists' },
    { name: 'list', go: firstOf('/lists', '/lists/') },
    { name: 'subjects', go: '/subjects' },
    { name: 'subject', go: '/subjects/1' },
    { name: 'import', go: '/import' },
    { name: 'rulings', go: '/rulings' },
    { name: 'jobs', go: '/jobs' },
  ],
  caizheng: [
    { name: 'funds', go: '/funds' },
    { name: 'payments', go: '/payments' },
  ],
  lingdao: [
    { name: 'overview', go: '/overview' },
    { name: 'targets', go: '/targets' },
    { name: 'claims', go: '/claims?stage=paid' },
  ],
  qicao: [
    { name: 'drafting', go: '/drafting?measure=12.1' },
    { name: 'drafting-cost', go: cost },
    { name: 'drafting-text', go: '/drafting?tab=text' },
    { name: 'drafting-lints', go: '/drafting?tab=lints' },
  ],
  shenji: [
    { name: 'audit', go: '/audit' },
    { name: 'decision', go: '/audit/1' },
  ],
  guanli: [{ name: 'accounts', go: '/accounts' }],
}

export async function visit(page: Page, place: Place): Promise<void> {
  if (typeof place.go === 'string') await page.goto(place.go)
  else await place.go(page)
}
