import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS })

/** Waits until a page has its heading and no skeleton is left. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('.ant-skeleton, .ant-spin') === null)
}

/** What axe finds, as short lines; nothing is excluded. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } }
    return (await axe.run()).violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 300)} ${one.nodes[0]?.failureSummary?.slice(0, 200)}`)
  })
}

/** What lies over something else, is cut off, or hangs out of the page: words and controls, by their rectangles. */
export function disorder(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    interface Piece {
      readonly box: DOMRect
      readonly of: Element
      readonly words: string
    }
    const faults: string[] = []
    const hidden = (one: Element): boolean =>
      one.closest('.visually-hidden, [inert], [aria-hidden="true"], script, style, dialog:not([open]), [popover]:not(:popover-open), .skip') !== null ||
      !one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    // What floats above the page on purpose.
    const floats = (one: Element): boolean => {
      for (let at: Element | null = one; at; at = at.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return true
      return false
    }
    const scrolls = (one: Element): Element | undefined => {
      for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return at
      return undefined
    }
    // What can be seen of a box: what its ancestors cut away is gone. Nothing of it where they show a point alone.
    const seen = (box: DOMRect, of: Element): DOMRect | undefined => {
      let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom]
      for (let at: Element | null = of; at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at)
        if (style.clipPath !== 'none') return undefined
        if (!/hidden|clip|auto|scroll/.test(style.overflow)) continue
        const edge = at.getBoundingClientRect()
        ;[left, top, right, bottom] = [Math.max(left, edge.left), Math.max(top, edge.top), Math.min(right, edge.right), Math.min(bottom, edge.bottom)]
      }
      return right - left > 1 && bottom - top > 1 ? new DOMRect(left, top, right - left, bottom - top) : undefined
    }
    const pieces: Piece[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const of = node.parentElement
      const words = node.textContent?.trim() ?? ''
      if (!of || words === '' || hidden(of) || floats(of)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const each of range.getClientRects()) {
        const box = seen(each, of)
        if (box) pieces.push({ box, of, words: words.slice(0, 30) })
      }
    }
    for (const of of document.querySelectorAll('button, input:not([type=file]), select, textarea, img, .ant-select')) {
      if (hidden(of) || floats(of)) continue
      const box = seen(of.getBoundingClientRect(), of)
      if (box) pieces.push({ box, of, words: `<${of.tagName.toLowerCase()} ${of.getAttribute('aria-label') ?? of.textContent?.slice(0, 20)}>` })
    }
    pieces.sort((a, b) => a.box.top - b.box.top)
    for (const [index, a] of pieces.entries()) {
      if (a.box.right > document.documentElement.clientWidth + 1 && !scrolls(a.of)) faults.push(`hangs out: ${a.words}`)
      if (a.box.left < -1 && !scrolls(a.of)) faults.push(`hangs out: ${a.words}`)
      for (let next = index + 1; next < pieces.length; next += 1) {
        const b = pieces[next]
        if (!b || b.box.top >= a.box.bottom - 3) break
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
        const high = Math.min(a.box.bottom, b.box.bottom) - b.box.top
        if (wide <= 3 || high <= 3 || a.of === b.of || a.of.contains(b.of) || b.of.contains(a.of)) continue
        // The parts of one control lie upon one another as it was made.
        const control = a.of.closest('.ant-select, .ant-input-affix-wrapper, .ant-input-number, svg, .ant-progress, canvas')
        if (control?.contains(b.of)) continue
        const shared = scrolls(a.of)
        if (shared && !shared.contains(b.of)) continue
        faults.push(`overlap: “${a.words}” and “${b.words}” by ${Math.round(wide)}×${Math.round(high)}`)
      }
    }
    for (const one of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(one)
      if (!/hidden|clip/.test(style.overflow) || hidden(one) || one.closest('.ant-select, .ant-input-affix-wrapper, canvas, svg, .ant-progress, .meter, [title]')) continue
      const own = [...one.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.textContent?.trim() !== '')
      if (own && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2)) faults.push(`cut: ${one.textContent?.trim().slice(0, 40)}`)
    }
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
      faults.push(`the page is ${document.documentElement.scrollWidth - document.documentElement.clientWidth} px too wide`)
    return [...new Set(faults)].slice(0, 12)
  })
}
