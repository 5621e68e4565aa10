import type { Tx } from '@zhida/database'
import { sql } from 'kysely'

/** Ours against the bank's, to the fen. */
export interface Reconciliation {
  readonly batches: readonly {
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
  /** What has left the funds by the ledger, and what the bank says it paid: equal, or somebody must look. */
  readonly postedFen: bigint
  readonly paidFen: bigint
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

export async function reconcile(tx: Tx): Promise<Reconciliation> {
  const { rows: batches } = await sql<Reconciliation['batches'][number]>`SELECT b.message, b.payments, b.total_fen, coalesce(sum(p.amount_fen) FILTER (WHERE r.result = 'paid'), 0)::bigint AS paid_fen,
      coalesce(sum(p.amount_fen) FILTER (WHERE r.result = 'failed'), 0)::bigint AS failed_fen, coalesce(sum(p.amount_fen) FILTER (WHERE r.id IS NULL), 0)::bigint AS open_fen, o.sent_at, o.attempts, o.said
    FROM payment_batch AS b JOIN outbox AS o ON o.batch = b.id JOIN payment AS p ON p.batch = b.id LEFT JOIN payment_result AS r ON r.payment = p.id GROUP BY b.id, o.batch ORDER BY b.id DESC`.execute(
    tx,
  )
  const { rows: sums } = await sql<{ posted: bigint; paid: bigint }>`SELECT (SELECT coalesce(sum(amount), 0)::bigint FROM ledger_transfer WHERE kind = 'post' AND reference LIKE 'claim/%') AS posted,
      (SELECT coalesce(sum(p.amount_fen), 0)::bigint FROM payment AS p JOIN payment_result AS r ON r.payment = p.id WHERE r.result = 'paid') AS paid`.execute(tx)
  const { rows: contradictions } = await sql<
    Reconciliation['contradictions'][number]
  >`SELECT c.id, c.message, c.reference, c.what, c.what_en, c.at, a.answer FROM contradiction AS c LEFT JOIN contradiction_answer AS a ON a.contradiction = c.id ORDER BY c.id DESC`.execute(tx)
  return { batches, postedFen: sums[0]?.posted ?? 0n, paidFen: sums[0]?.paid ?? 0n, contradictions }
}
