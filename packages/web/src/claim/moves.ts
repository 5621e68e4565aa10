import type { ClaimForm } from '../api/client.ts'

export type Offered = ClaimForm['moves'][number]

/** Moves that end or undo something: they look like it, and always ask. */
export const GRAVE = new Set<string>(['reject', 'withdraw', 'void', 'clawback', 'return'])
