import { QueryClient } from '@tanstack/react-query'
import { router } from './routes.tsx'
import { start } from './start.tsx'

// A refusal is an answer: only what got none is asked again, and the client does that itself.
const cache = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: true, staleTime: 2_000, networkMode: 'always' }, mutations: { networkMode: 'always' } } })
await start(router, cache)
