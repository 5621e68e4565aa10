import { Broken } from './broken.tsx'
import { Waiting } from './waiting.tsx'

/** How addresses are read and written, and what stands where a page is not there yet or broke: of every router. */
export const addresses = {
  // An address is plain words: ?state=submitted&q=药业
  parseSearch: (search: string) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search: Readonly<Record<string, unknown>>) => {
    const words = new URLSearchParams(Object.entries(search).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])))
    return words.size > 0 ? `?${words}` : ''
  },
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: true,
} as const
