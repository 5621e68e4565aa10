// Pictures of every page, wide and on a phone: node scripts/screenshots.mjs [folder]

import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, requireChromium } from './chromium.mjs'

const folder = process.argv[2] ?? 'coverage-out/pictures'
mkdirSync(folder, { recursive: true })
const server = spawn(process.execPath, ['packages/cli/bin/zhida.mjs', 'serve', '--page-only', '--port', '5291'], { stdio: ['ignore', 'pipe', 'inherit'] })
await new Promise((resolve) => server.stdout.once('data', resolve))
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS })
try {
  for (const [name, width, height] of [
    ['wide', 1280, 900],
    ['phone', 360, 780],
  ]) {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: name === 'phone' ? 2 : 1 })
    const take = (file) => page.screenshot({ path: join(folder, `${name}-${file}.png`) })
    await page.goto('http://localhost:5291/')
    await page.getByRole('heading', { level: 1 }).waitFor()
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
        await page.screenshot({ path: join(folder, `${name}-3-why.png`), fullPage: true })
      }
    }
    await page.goto('http://localhost:5291/measures/28.1')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.screenshot({ path: join(folder, `${name}-4-measure.png`), fullPage: true })
    await page.goto('http://localhost:5291/measures/12.1')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await take('5-measure')
    await page.goto('http://localhost:5291/text#a12')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await take('6-text')
    await page.close()
  }
} finally {
  await browser.close()
  server.kill()
}
console.log(folder)
