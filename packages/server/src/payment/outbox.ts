import { asActor, type Db, SYSTEM } from '@zhida/database'
import { sql } from 'kysely'

/** Where batches go: a bank's interface. It may take the same batch twice; the batch's message id tells it so. */
export interface Bank {
  /** Hands a batch over; resolves when the bank has it. Any failure means: perhaps it has, so send again. */
  send(message: string, file: string): Promise<void>
  /**
   * The next answers behind a place in the bank's list, the oldest first; each names the place behind it, in words that are the
   * bank's own. At '' and at a place that the bank does not know the list begins: what was taken in is told by its hash, so the same may come again.
   */
  collect(place: string): Promise<readonly { readonly body: string; readonly next: string }[]>
}

/**
 * Sends what is due in the outbox: at least once. A batch is marked sent after the bank took it; a process that dies in between
 * sends it again, and the bank knows the message by its id. A batch whose answers do not come is sent again too, ever more
 * rarely: the bank answers what became of it. @returns how many were handed over
 */
export async function sendDue(db: Db, bank: Bank, now: Date): Promise<number> {
  const due = await asActor(db, SYSTEM, async (tx) => {
    const { rows } = await sql<{ batch: bigint; message: string; file: string; attempts: number }>`
      UPDATE outbox SET attempts = attempts + 1, next_at = ${now}::timestamptz + least(interval '1 hour', interval '5 seconds' * power(2, least(attempts, 10)))
      FROM payment_batch AS b WHERE b.id = outbox.batch AND outbox.batch IN (SELECT batch FROM outbox WHERE (sent_at IS NULL OR EXISTS (SELECT FROM payment AS p WHERE p.batch = outbox.batch AND NOT EXISTS (SELECT FROM payment_result AS r WHERE r.payment = p.id))) AND next_at <= ${now}::timestamptz ORDER BY batch LIMIT 20 FOR UPDATE SKIP LOCKED)
      RETURNING outbox.batch, b.message, b.file, outbox.attempts`.execute(tx)
    return rows
  })
  let sent = 0
  for (const one of due) {
    try {
      await bank.send(one.message, one.file)
      await asActor(db, SYSTEM, (tx) => sql`UPDATE outbox SET sent_at = coalesce(sent_at, ${now}::timestamptz), said = NULL WHERE batch = ${one.batch}`.execute(tx))
      sent += 1
    } catch (fault) {
      const said = fault instanceof Error ? fault.message.slice(0, 500) : String(fault)
      await asActor(db, SYSTEM, (tx) => sql`UPDATE outbox SET said = ${said} WHERE batch = ${one.batch}`.execute(tx))
    }
  }
  return sent
}
