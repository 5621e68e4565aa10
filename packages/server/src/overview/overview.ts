import type { Tx } from '@zhida/database'
import { measuresOf, type Policy } from '@zhida/language/ir'
import { sql } from 'kysely'
import { OVERDUE, STAGES } from '../claim/row.ts'
import { type EstimateRow, latestEstimate } from '../estimate/run.ts'

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
  /** What is due at least, by the latest estimate over all dossiers. */
  readonly dueFen: bigint
}

type Named = Reached & { readonly name: string }

export interface Overview extends Reached {
  readonly subjects: bigint
  /** The day of the estimate; null before the first, and `dueFen` is 0 then. */
  readonly estimateDay: string | null
  /** Half of the paid claims took at most so many days from their first move to the money, to one decimal; null without any. */
  readonly medianDays: string | null
  readonly areas: readonly Named[]
  readonly departments: readonly Named[]
  /** By the street of the subject; '' for those whose street nobody told. */
  readonly streets: readonly Named[]
  readonly measures: readonly (Named & { readonly id: string })[]
}

const NOTHING: Reached = { paidFen: 0n, paidClaims: 0n, automaticFen: 0n, decidedFen: 0n, open: 0n, overdue: 0n, dueFen: 0n }

type Row = Reached & { readonly measure: string; readonly department: string; readonly street: string }

/** The policy's state on a day, as one page: each figure is a sum over claims that the actor may see. */
export async function overviewOn(tx: Tx, policy: Policy, day: string): Promise<Overview> {
  const { rows: claims } = await sql<Row>`SELECT c.measure, c.department, coalesce(i.street, '') AS street, 0::bigint AS due_fen,
      coalesce(sum(c.amount_fen) FILTER (WHERE c.state = ANY (${[...STAGES.paid]}::text[])), 0)::bigint AS paid_fen,
      count(*) FILTER (WHERE c.state = ANY (${[...STAGES.paid]}::text[])) AS paid_claims,
      coalesce(sum(c.amount_fen) FILTER (WHERE c.state = ANY (${[...STAGES.paid]}::text[]) AND c.way = 'automatic'), 0)::bigint AS automatic_fen,
      coalesce(sum(c.amount_fen) FILTER (WHERE c.state = ANY (${[...STAGES.reserved]}::text[])), 0)::bigint AS decided_fen,
      count(*) FILTER (WHERE c.state = ANY (${[...STAGES.open]}::text[])) AS open,
      count(*) FILTER (WHERE ${OVERDUE(day)}) AS overdue
    FROM claim AS c LEFT JOIN subject_index AS i ON i.subject = c.subject GROUP BY c.measure, c.department, coalesce(i.street, '')`.execute(tx)
  const { rows: whole } = await sql<{ subjects: bigint; medianDays: string | null }>`SELECT count(DISTINCT c.subject) AS subjects,
      round((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM p.at - f.at)) / 86400)::numeric, 1)::text AS median_days
    FROM claim AS c JOIN claim_move AS f ON f.claim = c.id AND f.version = 1 JOIN claim_move AS p ON p.claim = c.id AND p.move = 'settle' WHERE c.state = ANY (${[...STAGES.paid]}::text[])`.execute(tx)
  const estimate = await latestEstimate(tx)
  const measures = new Map(measuresOf(policy).map((one) => [one.id, one]))
  const due = (estimate?.rows ?? []).map(
    (one: EstimateRow): Row => ({ ...NOTHING, measure: one.measure, department: measures.get(one.measure)?.department ?? '', street: one.street, dueFen: one.lowFen }),
  )
  const rows = [...claims, ...due]
  const areaOf = (id: string): string => policy.areas.find((one) => one.number === measures.get(id)?.area)?.title ?? ''
  const by = (name: (row: Row) => string): Named[] => {
    const sums = new Map<string, Reached>()
    for (const row of rows) sums.set(name(row), added(sums.get(name(row)) ?? NOTHING, row))
    return [...sums].map(([key, sum]) => ({ name: key, ...sum }))
  }
  const areas = by((row) => areaOf(row.measure))
  return {
    ...rows.reduce(added, NOTHING),
    subjects: whole[0]?.subjects ?? 0n,
    estimateDay: estimate?.day ?? null,
    medianDays: whole[0]?.medianDays ?? null,
    areas: policy.areas.map(({ title }) => areas.find((one) => one.name === title) ?? { name: title, ...NOTHING }),
    departments: by((row) => row.department),
    streets: by((row) => row.street).sort((a, b) => (a.name < b.name ? -1 : 1)),
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
    dueFen: a.dueFen + b.dueFen,
  }
}
