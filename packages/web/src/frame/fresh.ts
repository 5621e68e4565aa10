import type { QueryClient } from '@tanstack/react-query'

/** What is kept of who is here, not of the office's papers. */
const OF_THE_PERSON = new Set<unknown>(['session', 'expired'])

/** Something was changed: whatever was read is asked for again. */
export const refresh = (cache: QueryClient): Promise<void> => cache.invalidateQueries({ predicate: ({ queryKey }) => !OF_THE_PERSON.has(queryKey[0]) })
