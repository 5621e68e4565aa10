import type { Tx } from '@zhida/database'
import { measuresOf, type Policy } from '@zhida/language/ir'
import { sql } from 'kysely'

/** What reached people: of a group of claims. */
interface Reached {
  /** Paid out, whole fen, and to how many claims. */
  readonly paidFen: bigint
  readonly paidClaims: bigint
  /** Of what was paid, without an application (免申即享). */
  readonly automaticFen: bigint
  /** Decided and not paid yet. */
  readonly decidedFen: bigint
  /** Claims that somebody still has to move. */
  readonly open: bigint
  readonly overdue: bigint
}

export interface Overview extends Reached {
  readonly subjects: bigint
  /** Half of the paid claims took at most so many days from their first move to the money, to one decimal; null without any. */
  readonly medianDays: string | null
  readonly areas: readonly (Reached & { readonly name: string })[]
  readonly departments: readonly (Reached & { readonly name: string })[]
  readonly measures: readonly (Reached & { readonly id: string; readonly name: string })[]
}

const NOTHING: Reached = { paidFen: 0n, paidClaims: 0n, automaticFen: 0n, decidedFen: 0n, open: 0n, overdue: 0n }

/** The policy's state on a day, as one page: each figure is a sum over claims that the actor may see. */
export async function overviewOn(tx: Tx, policy: Policy, day: string): Promise<Overview> {
  const { rows } = await sql<Reached & { measure: string; department: string }>`SELECT measure, department,
      coalesce(sum(amount_fen) FILTER (WHERE state IN ('paid', 'closed')), 0)::bigint AS paid_fen,
      count(*) FILTER (WHERE state IN ('paid', 'closed')) AS paid_claims,
      coalesce(sum(amount_fen) FILTER (WHERE state IN ('paid', 'closed') AND way = 'automatic'), 0)::bigint AS automatic_fen,
      coalesce(sum(amount_fen) FILTER (WHERE state IN ('approved', 'paying', 'failed')), 0)::bigint AS decided_fen,
      count(*) FILTER (WHERE state NOT IN ('draft', 'paid', 'closed', 'rejected', 'withdrawn', 'voided', 'repaid')) AS open,
      count(*) FILTER (WHERE deadline < ${day}::date AND state NOT IN ('draft', 'publicised', 'paid', 'closed', 'rejected', 'withdrawn', 'voided', 'repaid')) AS overdue
    FROM claim GROUP BY measure, department`.execute(tx)
  const { rows: whole } = await sql<{ subjects: bigint; medianDays: string | null }>`SELECT count(DISTINCT c.subject) AS subjects,
      round((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM p.at - f.at)) / 86400)::numeric, 1)::text AS median_days
    FROM claim AS c JOIN claim_move AS f ON f.claim = c.id AND f.version = 1 JOIN claim_move AS p ON p.claim = c.id AND p.move = 'settle' WHERE c.state IN ('paid', 'closed')`.execute(tx)
  const measures = new Map(measuresOf(policy).map((one) => [one.id, one]))
  const areaOf = (id: string): string => policy.areas.find((one) => one.number === measures.get(id)?.area)?.title ?? ''
  const by = (name: (row: (typeof rows)[number]) => string): (Reached & { readonly name: string })[] => {
    const sums = new Map<string, Reached>()
    for (const row of rows) sums.set(name(row), added(sums.get(name(row)) ?? NOTHING, row))
    return [...sums].map(([key, sum]) => ({ name: key, ...sum }))
  }
  const areas = by((row) => areaOf(row.measure))
  return {
    ...rows.reduce(added, NOTHING),
    subjects: whole[0]?.subjects ?? 0n,
    medianDays: whole[0]?.medianDays ?? null,
    areas: policy.areas.map(({ title }) => areas.find((one) => one.name === title) ?? { name: title, ...NOTHING }),
    departments: by((row) => row.department),
    measures: by((row) => row.measure).map((one) => ({ ...one, id: one.name, name: measures.get(one.name)?.name ?? '' })),
  }
}

function added(a: Reached, b: Reached): Reached {
  return {
    paidFen: a.paidFen + b.paidFen,
    paidClaims: a.paidClaims + b.paidClaims,
    automaticFen: a.automaticFen + b.automaticFen,
    decidedFen: a.decidedFen + b.decidedFen,
    open: a.open + b.open,
    overdue: a.overdue + b.overdue,
  }
}
