import type { ClaimFilter } from '../api/client.ts'

export const PLACE_KEYS = ['state', 'stage', 'measure', 'fund', 'area', 'department', 'street', 'way', 'list', 'overdue', 'q', 'order'] as const

/** What the address says of a list of claims: all of it can be sent to somebody as a link. */
export type Place = { readonly [key in (typeof PLACE_KEYS)[number]]?: string | undefined }

/** The address's words as the API takes them. What is no filter of the API's is refused there, with a word. */
export function filterOf({ q, order: _order, ...rest }: Place): ClaimFilter {
  return { ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)), ...(q && { search: q }) } as ClaimFilter
}
