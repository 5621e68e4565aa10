import type { QueryClient } from '@tanstack/react-query'
import type { AnyRouter } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { apply, preferences } from './frame/preferences.ts'
import { speak } from './words/language.ts'
import './style/tokens.css'
import './style/shell.css'
import './style/parts.css'
import './style/calculator.css'
import './style/print.css'

/** Draws the pages, in the look and language that this browser remembers. */
export async function start(router: AnyRouter, cache: QueryClient): Promise<void> {
  apply()
  await speak(preferences().lang).catch(() => undefined)
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<App router={router} cache={cache} />)
}
