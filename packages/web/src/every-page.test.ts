import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disorder, settled, startBrowser, violations } from './testing/browser.ts'
import { PLACES, visit } from './testing/places.ts'
import { type Look, type Portal, person, startPortal } from './testing/portal.ts'

// Every page, as the eye and as a screen reader meet it: axe, and nothing over something else or cut off, at every width, look and language.

let portal: Portal
let browser: Browser
beforeAll(async () => {
  portal = await startPortal('pglite')
  browser = await startBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await portal?.stop()
})

const LOOKS: Readonly<Record<string, Look>> = {
  light: {},
  'dark, English': { colorScheme: 'dark', lang: 'en' },
  'high contrast, on a phone': { contrast: 'more', width: 360 },
  'English, on a phone': { lang: 'en', width: 360 },
}

describe.each(Object.keys(PLACES))('pages of %s', (login) => {
  it.each(Object.keys(LOOKS))('axe finds nothing: %s', async (look) => {
    const page = await person(browser, portal, login, LOOKS[look])
    const faults: string[] = []
    page.on('pageerror', (fault) => faults.push(`${page.url()} ${fault.message}`))
    for (const place of PLACES[login] ?? []) {
      await visit(page, place)
      await settled(page)
      faults.push(...(await violations(page)).map((one) => `${place.name}: ${one}`))
    }
    expect(faults).toEqual([])
    await page.context().close()
  })

  it.each([
    ['zh-CN', { lang: 'zh-CN' }],
    ['en', { lang: 'en' }],
    ['the largest letters', { size: 150 }],
  ] as const)('nothing overlaps, is cut or hangs out, from 360 to 1920 px: %s', async (_name, look) => {
    const page = await person(browser, portal, login, look)
    const faults: string[] = []
    for (const place of PLACES[login] ?? []) {
      await visit(page, place)
      await settled(page)
      for (const width of [1920, 1280, 768, 360]) {
        await page.setViewportSize({ width, height: 900 })
        await page.waitForTimeout(150)
        faults.push(...(await disorder(page)).map((one) => `${place.name} at ${width} px: ${one}`))
      }
      await page.setViewportSize({ width: 1280, height: 900 })
    }
    expect(faults).toEqual([])
    await page.context().close()
  })
})
