import { QueryClient } from '@tanstack/react-query'
import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { addresses } from '../frame/addresses.ts'
import { HelpPage } from '../help/help-page.tsx'
import { MissingPage } from '../help/missing-page.tsx'
import { HomePage } from '../home/home-page.tsx'
import { MeasurePage } from '../measure/measure-page.tsx'
import { SESSION } from '../people/session.ts'
import { start } from '../start.tsx'
import { TextPage } from '../text/text-page.tsx'
import { OfflineShell } from './offline-shell.tsx'

// The calculator in one file: the same pages, the way to them behind the #, nobody signed in, nobody to ask.
const root = createRootRoute({ component: OfflineShell, notFoundComponent: MissingPage })
const under = { getParentRoute: () => root } as const
const routeTree = root.addChildren([
  createRoute({ ...under, path: '/', component: HomePage }),
  createRoute({ ...under, path: '/measures/$id', component: MeasurePage }),
  createRoute({ ...under, path: '/text', component: TextPage }),
  createRoute({ ...under, path: '/help', component: HelpPage }),
])
const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
cache.setQueryData(SESSION.queryKey, null)
await start(createRouter({ routeTree, history: createHashHistory(), ...addresses }), cache)
