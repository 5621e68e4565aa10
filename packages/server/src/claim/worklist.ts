import type { Actor } from '@zhida/database'
import { type RawBuilder, sql } from 'kysely'
import { LARGE_FEN, type State } from './life.ts'
import type { Claim } from './row.ts'

type Awaited = 'clerk' | 'officer' | 'reviewer' | 'finance' | null

/** Who has to move a claim next; null: the program, or nobody. A large amount that was reviewed waits for the second pair of eyes. */
const AWAITS: Readonly<Record<State, Awaited>> = {
  draft: 'clerk',
  returned: 'clerk',
  submitted: 'officer',
  accepted: 'officer',
  reviewed: 'officer',
  seconded: 'officer',
  objected: 'officer',
  publicised: 'reviewer',
  approved: 'finance',
  failed: 'finance',
  clawback: 'finance',
  paying: null,
  paid: 'officer',
  closed: null,
  rejected: null,
  withdrawn: null,
  voided: null,
  repaid: null,
}

export function awaitedOf({ state, amountFen }: Pick<Claim, 'state' | 'amountFen'>): Awaited {
  return state === 'reviewed' && (amountFen ?? 0n) > LARGE_FEN ? 'reviewer' : AWAITS[state]
}

/** What waits for the actor, as a condition on the claim `c`. */
export function awaiting(actor: Actor): RawBuilder<unknown> {
  const states = (Object.keys(AWAITS) as State[]).filter((one) => one !== 'reviewed' && AWAITS[one] !== null && actor.roles.includes(AWAITS[one]))
  const reviewed = [...(actor.roles.includes('officer') ? [sql`coalesce(c.amount_fen, 0) <= ${LARGE_FEN}`] : []), ...(actor.roles.includes('reviewer') ? [sql`c.amount_fen > ${LARGE_FEN}`] : [])]
  return sql`(c.state = ANY (${states}::text[])${reviewed.length > 0 ? sql` OR (c.state = 'reviewed' AND (${sql.join(reviewed, sql` OR `)}))` : sql``})`
}
