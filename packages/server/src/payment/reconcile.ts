import type { Tx } from '@zhida/database'
import { sql } from 'kysely'

/** Of all batches, not of those that are shown. */
interface Sums {
  readonly batchCount: bigint
  readonly contradictionCount: bigint
  /** What has left the funds by the ledger, and what the bank says it paid: equal, or somebody must look. */
  readonly postedFen: bigint
  readonly paidFen: bigint
  /** What the bank has not answered for. */
  readonly openFen: bigint
}

/** Ours against the bank's, to the fen. */
export interface Reconciliation extends Sums {
  readonly batches: readonly {
    readonly id: bigint
    readonly message: string
    readonly payments: bigint
    readonly totalFen: bigint
    readonly paidFen: bigint
    readonly failedFen: bigint
    readonly openFen: bigint
    readonly sentAt: Date | null
    readonly attempts: number
    readonly said: string | null
  }[]
  readonly contradictions: readonly {
    readonly id: bigint
    /** The bank's answer that says so. */
    readonly message: bigint
    readonly reference: string
    readonly what: string
    readonly whatEn: string | null
    readonly at: Date
    readonly answer: string | null
  }[]
}

/** @param limit batches and contradictions at most: those that wait for an answer first, then the latest */
export async function reconcile(tx: Tx, limit = 100): Promise<Reconciliation> {
  const { rows: batches } = await sql<Reconciliation['batches'][number]>`SELECT b.id, b.message, b.payments, b.total_fen, s.paid_fen, s.failed_fen, s.open_fen, o.sent_at, o.attempts, o.said
    FROM (SELECT p.batch, coalesce(sum(p.amount_fen) FILTER (WHERE r.result = 'paid'), 0)::bigint AS paid_fen, coalesce(sum(p.amount_fen) FILTER (WHERE r.result = 'failed'), 0)::bigint AS failed_fen,
        coalesce(sum(p.amount_fen) FILTER (WHERE r.id IS NULL), 0)::bigint AS open_fen FROM payment AS p LEFT JOIN payment_result AS r ON r.payment = p.id GROUP BY p.batch) AS s
      JOIN payment_batch AS b ON b.id = s.batch JOIN outbox AS o ON o.batch = b.id ORDER BY s.open_fen > 0 DESC, b.id DESC LIMIT ${limit}`.execute(tx)
  const { rows: contradictions } = await sql<Reconciliation['contradictions'][number]>`SELECT c.id, c.message, c.reference, c.what, c.what_en, c.at, a.answer
    FROM contradiction AS c LEFT JOIN contradiction_answer AS a ON a.contradiction = c.id ORDER BY a.id IS NULL DESC, c.id DESC LIMIT ${limit}`.execute(tx)
  const { rows: sums } = await sql<Sums>`SELECT (SELECT count(*) FROM payment_batch) AS batch_count, (SELECT count(*) FROM contradiction) AS contradiction_count,
      (SELECT coalesce(sum(amount), 0)::bigint FROM ledger_transfer WHERE kind = 'post' AND reference LIKE 'claim/%') AS posted_fen,
      coalesce(sum(p.amount_fen) FILTER (WHERE r.result = 'paid'), 0)::bigint AS paid_fen, coalesce(sum(p.amount_fen) FILTER (WHERE r.id IS NULL), 0)::bigint AS open_fen
    FROM payment AS p LEFT JOIN payment_result AS r ON r.payment = p.id`.execute(tx)
  const [all = { batchCount: 0n, contradictionCount: 0n, postedFen: 0n, paidFen: 0n, openFen: 0n }] = sums
  return { batches, contradictions, ...all }
}
