import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { settled, startBrowser } from './browser.ts'
import { PLACES, type Place, visit } from './places.ts'
import { type Look, person, startPortal } from './portal.ts'

const LOOKS: Readonly<Record<string, Look>> = {
  'zh-wide': {},
  'zh-phone': { width: 360, deviceScaleFactor: 2 },
  'en-wide': { lang: 'en' },
  'en-phone': { lang: 'en', width: 360, deviceScaleFactor: 2 },
}

/** A picture shows the top of a page, so much of it at most (CSS pixels). */
const TALLEST = { wide: 1_300, phone: 1_600 }

interface Wanted {
  /** Where they go, as `<place>-<look>.png`. */
  readonly folder: string
  /** These alone, as `<place>-<look>`; all of them without it. */
  readonly only?: readonly string[]
  readonly told?: (file: string) => void
}

/** Every page as everyone sees it, from a server of its own with made-up firms (合成数据): Chinese and English, wide and on a phone. */
export async function takePictures({ folder, only, told = () => undefined }: Wanted): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const portal = await startPortal('pglite')
  const browser = await startBrowser()
  try {
    for (const [look, settings] of Object.entries(LOOKS)) {
      for (const [login, places] of Object.entries(PLACES)) {
        const wanted = places.filter((place) => only?.includes(`${place.name}-${look}`) ?? true)
        if (wanted.length === 0) continue
        const page = await person(browser, portal, login, settings)
        for (const place of wanted) {
          await take(page, place, look.endsWith('phone') ? TALLEST.phone : TALLEST.wide, join(folder, `${place.name}-${look}.png`))
          told(`${place.name}-${look}.png`)
        }
        await page.context().close()
      }
    }
  } finally {
    await browser.close()
    await portal.stop()
  }
}

async function take(page: Page, place: Place, tallest: number, path: string): Promise<void> {
  await visit(page, place)
  await settled(page)
  const { width, height } = await page.evaluate(() => ({ width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight }))
  await page.screenshot({ path, fullPage: true, animations: 'disabled', clip: { x: 0, y: 0, width, height: Math.min(height, tallest) } })
}
