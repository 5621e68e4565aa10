import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { noteExpired, SESSION } from './people/session.ts'
import { router } from './routes.tsx'
import { start } from './start.tsx'

// A refusal is an answer: only what got none is asked again, and the client does that itself.
const cache: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (fault) => noteExpired(cache, fault) }),
  mutationCache: new MutationCache({ onError: (fault) => noteExpired(cache, fault) }),
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: true, staleTime: 2_000, networkMode: 'always' }, mutations: { networkMode: 'always' } },
})
// Every page asks who is here: the answer is under way while the page is drawn.
void cache.prefetchQuery(SESSION)
await start(router, cache)
