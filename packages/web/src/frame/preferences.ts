import { useSyncExternalStore } from 'react'
import type { Lang } from '../words/language.ts'

/** How a person wants to see the page. Kept in this browser. */
export interface Preferences {
  readonly lang: Lang
  /** `auto` follows the system. */
  readonly theme: 'auto' | 'light' | 'dark'
  readonly contrast: 'auto' | 'more'
  /** Percent of the usual size of letters. */
  readonly size: 90 | 100 | 115 | 130 | 150
  /** Amounts in 万元, or whole in 元. */
  readonly amounts: 'short' | 'full'
  readonly tourSeen: boolean
}

const KEY = 'zhida/preferences'
const USUAL: Preferences = { lang: 'zh-CN', theme: 'auto', contrast: 'auto', size: 100, amounts: 'short', tourSeen: false }

function read(): Preferences {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) }
  } catch {
    return USUAL
  }
}

let current = read()
const listeners = new Set<() => void>()
const dark = window.matchMedia('(prefers-color-scheme: dark)')
const contrast = window.matchMedia('(prefers-contrast: more)')
const told = (): void => {
  apply()
  for (const one of listeners) one()
}
dark.addEventListener('change', told)
contrast.addEventListener('change', told)

export const preferences = (): Preferences => current

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // A browser that keeps nothing: it holds for this visit.
  }
  told()
}

/** What the style sheet reads. */
export function apply(): void {
  const { dataset, style } = document.documentElement
  dataset.theme = isDark() ? 'dark' : 'light'
  dataset.contrast = hasContrast() ? 'more' : 'usual'
  style.fontSize = `${current.size}%`
}

const isDark = (): boolean => current.theme === 'dark' || (current.theme === 'auto' && dark.matches)
const hasContrast = (): boolean => current.contrast === 'more' || contrast.matches

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePreferences(): Preferences & { readonly dark: boolean; readonly more: boolean } {
  const all = useSyncExternalStore(subscribe, preferences)
  const shown = useSyncExternalStore(subscribe, () => `${isDark()}/${hasContrast()}`)
  return { ...all, dark: shown.startsWith('true'), more: shown.endsWith('true') }
}
