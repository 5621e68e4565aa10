import type { Tx } from '@zhida/database'
import { sql } from 'kysely'

/** Where money or a quota stands. `source` gives without a limit of its own, `fund` never gives more than it was given, `disbursed` is what has left. */
export interface Account {
  readonly code: string
  readonly name: string
  readonly kind: 'source' | 'fund' | 'disbursed'
  /** `分` for money, else the quota's unit. */
  readonly unit: string
  readonly payer: string
}

/** One movement, in fen or in the quota's smallest unit. `command` is the caller's idempotency key: the same command moves once. */
export type Transfer = Movement | Settlement

interface Command {
  readonly command: string
  readonly memo: string
}

/** Money that moves at once by a document, or is reserved. `reference` names what it is for. */
type Movement = Command & { readonly from: string; readonly to: string; readonly amount: bigint; readonly reference?: string } & (
    | { readonly kind: 'direct'; readonly document: string }
    | { readonly kind: 'reserve' }
  )

/** The second phase of a reservation: posted, or void. */
type Settlement = Command & { readonly kind: 'post' | 'void'; readonly reserve: bigint }

function isSettlement(one: Transfer): one is Settlement {
  return one.kind === 'post' || one.kind === 'void'
}

/** A fund's standing: appropriated = free + reserved + disbursed. */
export interface Standing {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly payer: string
  readonly appropriated: bigint
  readonly reserved: bigint
  readonly disbursed: bigint
  readonly free: bigint
}

/** The constraint that refuses a transfer beyond what a fund was given: what a caller looks for in a database error. */
export const NO_OVERDRAFT = 'no_overdraft'

/** Opens accounts that are not open yet; the same code with another unit is a fault of the caller's. */
export async function openAccounts(tx: Tx, accounts: readonly Account[]): Promise<void> {
  for (const { code, name, kind, unit, payer } of accounts) {
    await sql`INSERT INTO ledger_account (code, name, kind, unit, payer) VALUES (${code}, ${name}, ${kind}, ${unit}, ${payer}) ON CONFLICT (code) DO NOTHING`.execute(tx)
  }
}

/**
 * Makes one transfer; a command that was made before gives its transfer back and moves nothing.
 *
 * @returns the transfer's id: what a later post or void names
 * @throws the database's error: constraint `no_overdraft`, `settled_once`, `two_sides`, `same_sides_and_amount`
 */
export async function transfer(tx: Tx, one: Transfer): Promise<bigint> {
  const { rows } = await insertion(one).execute(tx)
  if (rows[0]) return rows[0].id
  const found = await sql<{ id: bigint }>`SELECT id FROM ledger_transfer WHERE command = ${one.command}`.execute(tx)
  if (found.rows[0]) return found.rows[0].id
  throw new Error(isSettlement(one) ? `there is no reservation ${one.reserve}` : `there is no account ${one.from}, or none ${one.to}`)
}

function insertion(one: Transfer): ReturnType<typeof sql<{ id: bigint }>> {
  if (isSettlement(one))
    return sql<{ id: bigint }>`INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, reserve, command, memo, reference)
      SELECT ${one.kind}, debit, credit, unit, amount, id, ${one.command}, ${one.memo}, reference FROM ledger_transfer WHERE id = ${one.reserve}
      ON CONFLICT (command) DO NOTHING RETURNING id`
  return sql<{ id: bigint }>`INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, command, document, memo, reference)
    SELECT ${one.kind}, f.id, t.id, f.unit, ${one.amount}, ${one.command}, ${one.kind === 'direct' ? one.document : null}, ${one.memo}, ${one.reference ?? null}
    FROM ledger_account AS f, ledger_account AS t WHERE f.code = ${one.from} AND t.code = ${one.to}
    ON CONFLICT (command) DO NOTHING RETURNING id`
}

/** Every fund and quota with what is free, or those named. */
export async function standings(tx: Tx, codes?: readonly string[]): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`SELECT a.code, a.name, a.unit, a.payer, b.credits_posted AS appropriated, b.debits_reserved AS reserved, b.debits_posted AS disbursed,
      b.credits_posted - b.debits_reserved - b.debits_posted AS free
    FROM ledger_account AS a JOIN ledger_balance AS b ON b.account = a.id
    WHERE a.kind = 'fund' ${codes ? sql`AND a.code = ANY(${sql.val([...codes])}::text[])` : sql``} ORDER BY a.id`.execute(tx)
  return rows
}
