import type { Actor, Tx } from '@zhida/database'
import { sql } from 'kysely'
import { moveClaim } from '../claim/claim.ts'
import { claimById } from '../claim/row.ts'
import { subjectById } from '../dossier/subjects.ts'
import { Refusal } from '../refusal.ts'
import { today, type World } from '../world.ts'
import { type Debtor, type Instruction, pain001 } from './pain001.ts'

export interface Batch {
  readonly id: bigint
  readonly message: string
  readonly payments: bigint
  readonly totalFen: bigint
}

/**
 * Makes a batch of approved (or failed) claims: the file for the bank, a payment for each claim, and a place in the outbox, in one
 * transaction. Claims without money, or moved by somebody else meanwhile, refuse the whole batch.
 *
 * @throws Refusal ZP-401 · ZP-502 no bank account · ZP-206
 */
export async function makeBatch(tx: Tx, world: World, actor: Actor, debtor: Debtor, claims: readonly bigint[]): Promise<Batch> {
  const instructions: (Instruction & { readonly claim: bigint; readonly attempt: number })[] = []
  for (const id of [...new Set(claims)].sort((a, b) => (a < b ? -1 : 1))) {
    const before = await claimById(tx, id)
    const claim = await moveClaim(tx, world, actor, id, { move: 'pay', version: before.version })
    const subject = await subjectById(tx, claim.subject)
    if (subject.bankAccount === null || subject.bankAccount === '') throw new Refusal('ZP-502', subject.name)
    const { rows } = await sql<{ done: bigint }>`SELECT count(*) AS done FROM payment WHERE claim = ${id}`.execute(tx)
    const attempt = Number(rows[0]?.done ?? 0n) + 1
    instructions.push({
      claim: id,
      attempt,
      reference: `${claim.number}-${attempt}`,
      amountFen: claim.amountFen ?? 0n,
      payee: subject.name,
      payeeAccount: subject.bankAccount,
      purpose: `${world.policy.number} ${claim.measure} ${claim.number}`,
    })
  }
  const total = instructions.reduce((sum, one) => sum + one.amountFen, 0n)
  const { rows: number } = await sql<{ next: bigint }>`SELECT nextval('payment_message') AS next`.execute(tx)
  const message = `ZD${today(world).replaceAll('-', '')}${String(number[0]?.next ?? 0n).padStart(8, '0')}`
  const file = pain001(message, `${world.now().toISOString().slice(0, 19)}Z`, today(world), debtor, instructions)
  const { rows } = await sql<{
    id: bigint
  }>`INSERT INTO payment_batch (message, file, payments, total_fen) VALUES (${message}, ${file}, ${BigInt(instructions.length)}, ${total}) RETURNING id`.execute(tx)
  const id = rows[0]?.id ?? 0n
  for (const one of instructions)
    await sql`INSERT INTO payment (claim, batch, attempt, reference, amount_fen, payee, payee_account) VALUES (${one.claim}, ${id}, ${one.attempt}, ${one.reference}, ${one.amountFen}, ${one.payee}, ${one.payeeAccount})`.execute(
      tx,
    )
  await sql`INSERT INTO outbox (batch, next_at) VALUES (${id}, ${world.now()}::timestamptz)`.execute(tx)
  return { id, message, payments: BigInt(instructions.length), totalFen: total }
}
