import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'

interface Part<T> {
  readonly items: readonly T[]
  readonly total: string
}

/** Rows in one request. */
const PAGE = 200
/** Pages fetched beyond what is on the screen, so that a turning wheel never meets an empty row. */
const AHEAD = 2

interface Pages<T> {
  /** The first page: whether anything came at all, and how many rows there are. */
  readonly first: UseQueryResult<Part<T>>
  readonly total: number
  readonly rowAt: (index: number) => T | undefined
  readonly onRange: (from: number, to: number) => void
}

/** A long list in pages, each fetched when the screen comes near it. */
export function usePages<T>(key: readonly unknown[], fetchPage: (offset: number, limit: number) => Promise<Part<T>>): Pages<T> {
  const [range, setRange] = useState<readonly [number, number]>([0, 0])
  const option = (page: number) => ({ queryKey: [...key, 'page', page], queryFn: () => fetchPage(page * PAGE, PAGE), staleTime: 10_000 })
  const first = useQuery({ ...option(0), placeholderData: keepPreviousData })
  const total = Number(first.data?.total ?? 0)
  const last = Math.max(0, Math.ceil(total / PAGE) - 1)
  const [low, high] = [Math.max(1, Math.floor(range[0] / PAGE) - AHEAD), Math.min(last, Math.floor(range[1] / PAGE) + AHEAD)]
  const wanted = Array.from({ length: Math.max(0, high - low + 1) }, (_unused, index) => low + index)
  const rest = useQueries({ queries: wanted.map((page) => option(page)) })
  const rowAt = (index: number): T | undefined => {
    const page = Math.floor(index / PAGE)
    const part = page === 0 ? first.data : rest[page - low]?.data
    return part?.items[index % PAGE]
  }
  const onRange = useCallback((from: number, to: number) => setRange((now) => (now[0] === from && now[1] === to ? now : [from, to])), [])
  return { first, total, rowAt, onRange }
}
