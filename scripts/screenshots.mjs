// Pictures of every page, wide and on a phone: node scripts/screenshots.mjs [folder]

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, requireChromium } from './chromium.mjs'

const folder = process.argv[2] ?? 'coverage-out/pictures'
mkdirSync(folder, { recursive: true })
const SIZES = [
  ['wide', 1280, 900],
  ['phone', 360, 780],
]
/** Whose pages; the first link of a list is opened where a path ends in it. */
const PLACES = {
  qiye1: ['/firm', '/firm>section[aria-label="在办和已得"] a', '/dossier'],
  jingban1: ['/lists', '/lists>.rows a'],
  jingban2: ['/worklist', '/worklist>.worklist a'],
  shending2: ['/worklist?state=publicised'],
  caizheng: ['/funds', '/payments'],
  lingdao: ['/overview', '/targets'],
  shenji: ['/audit'],
  guanli: ['/accounts'],
  anyone: ['/publicity', '/login'],
}

const data = mkdtempSync(join(tmpdir(), 'zhida-pictures-'))
const server = spawn(process.execPath, ['packages/cli/bin/zhida.mjs', 'serve', '--port', '5291', '--data', data], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ZHIDA_RATE: '1000000' } })
let said = ''
server.stderr.on('data', (chunk) => {
  said += chunk
})
await new Promise((resolve) => server.stdout.once('data', resolve))
const base = 'http://localhost:5291'
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS })
try {
  for (const [name, width, height] of SIZES) {
    const look = { viewport: { width, height }, deviceScaleFactor: name === 'phone' ? 2 : 1 }
    await calculator(name, await (await browser.newContext(look)).newPage())
    for (const [who, paths] of Object.entries(PLACES)) await portal(name, who, paths, await (await browser.newContext(look)).newPage())
  }
} finally {
  await browser.close()
  server.kill()
  rmSync(data, { recursive: true, force: true })
}
console.log(folder)

/** What anyone may work out without an account. */
async function calculator(name, page) {
  const take = (file, fullPage = false) => page.screenshot({ path: join(folder, `${name}-${file}.png`), fullPage })
  const open = async (path) => {
    await page.goto(base + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  await open('/')
  await take('1-start')
  for (const [index, sample] of ['甲', '乙', '丙'].entries()) {
    await page.getByRole('combobox').click()
    await page
      .locator('.ant-select-item-option')
      .filter({ hasText: `示例：${sample}` })
      .click()
    await page.locator('.total').waitFor()
    await take(`2-${index + 1}-result`)
    if (index === 0) {
      await page.locator('.why summary').first().click()
      await take('3-why', true)
    }
  }
  await open('/measures/28.1')
  await take('4-measure', true)
  await open('/measures/12.1')
  await take('5-measure')
  await open('/text#a12')
  await take('6-text')
  await page.close()
}

/** The pages of one person, signed in. */
async function portal(name, who, paths, page) {
  if (who !== 'anyone') {
    await page.goto(`${base}/login`)
    await page.getByLabel('用户名').fill(who)
    await page.getByLabel('密码', { exact: true }).fill(new RegExp(`^  ${who} +(\\S+)`, 'm').exec(said)[1])
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname !== '/login')
  }
  for (const [index, place] of paths.entries()) {
    const [path, link] = place.split('>')
    await page.goto(base + path)
    if (link) await page.locator(link).first().click()
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForFunction(() => document.querySelector('.ant-skeleton') === null)
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(folder, `${name}-${who}-${index + 1}.png`) })
  }
  await page.close()
}
