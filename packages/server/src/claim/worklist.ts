import type { Actor, Tx } from '@zhida/database'
import { sql } from 'kysely'
import { LARGE_FEN, type State } from './life.ts'
import { asked, type Claim, type ClaimFilter, NAMED_CLAIMS, type NamedClaim } from './row.ts'

type Awaited = 'clerk' | 'officer' | 'reviewer' | 'finance' | null

const AWAITS: Readonly<Record<State, Awaited>> = {
  draft: 'clerk',
  submitted: 'officer',
  returned: 'clerk',
  accepted: 'officer',
  reviewed: 'officer',
  seconded: 'officer',
  publicised: 'reviewer',
  objected: 'officer',
  approved: 'finance',
  paying: null,
  failed: 'finance',
  paid: 'officer',
  closed: null,
  rejected: null,
  withdrawn: null,
  voided: null,
  clawback: 'finance',
  repaid: null,
}

/** Whose move a claim awaits; a large one that is reviewed awaits the reviewer's second look. */
export function awaitedOf({ state, amountFen }: Pick<Claim, 'state' | 'amountFen'>): Awaited {
  return state === 'reviewed' && (amountFen ?? 0n) > LARGE_FEN ? 'reviewer' : AWAITS[state]
}

export interface WorklistFilter extends Pick<ClaimFilter, 'state' | 'measure' | 'search' | 'limit'> {
  /** The page before ended here: `deadline/id`. */
  readonly after?: string | undefined
}

export interface Worklist {
  readonly items: readonly NamedClaim[]
  readonly counts: readonly { readonly state: State; readonly count: bigint }[]
  readonly next: string | null
}

const NO_DEADLINE = '9999-12-31'

/** What awaits the actor, by deadline: the most urgent first. */
export async function worklistOf(tx: Tx, actor: Actor, filter: WorklistFilter): Promise<Worklist> {
  const states = (Object.keys(AWAITS) as State[]).filter((one) => one !== 'reviewed' && AWAITS[one] !== null && actor.roles.includes(AWAITS[one]))
  const reviewed = [...(actor.roles.includes('officer') ? [sql`coalesce(c.amount_fen, 0) <= ${LARGE_FEN}`] : []), ...(actor.roles.includes('reviewer') ? [sql`c.amount_fen > ${LARGE_FEN}`] : [])]
  const mine = sql`(c.state = ANY (${states}::text[])${reviewed.length > 0 ? sql` OR (c.state = 'reviewed' AND (${sql.join(reviewed, sql` OR `)}))` : sql``})`
  const [day, id] = filter.after?.split('/') ?? []
  const { rows } = await sql<NamedClaim>`${NAMED_CLAIMS} WHERE ${mine} ${asked(filter)}
    ${day && id ? sql`AND (coalesce(c.deadline, ${NO_DEADLINE}::date), c.id) > (${day}::date, ${id}::bigint)` : sql``}
    ORDER BY coalesce(c.deadline, ${NO_DEADLINE}::date), c.id LIMIT ${filter.limit}`.execute(tx)
  const { rows: counts } = await sql<{ state: State; count: bigint }>`SELECT c.state, count(*) AS count FROM claim AS c WHERE ${mine} GROUP BY c.state ORDER BY c.state`.execute(tx)
  const last = rows.at(-1)
  return { items: rows, counts, next: last && rows.length === filter.limit ? `${last.deadline ?? NO_DEADLINE}/${last.id}` : null }
}
