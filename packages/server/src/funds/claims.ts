import type { Tx } from '@zhida/database'
import { splitFen } from '@zhida/engine'
import type { Measure, Policy } from '@zhida/language/ir'
import { transfer } from '@zhida/ledger'
import { sql } from 'kysely'
import { accountsOf, disbursedCode } from './accounts.ts'

/** The name of a claim in the ledger. */
const referenceOf = (claim: bigint): string => `claim/${claim}`

/** Reserves a claim's amount in the fund of each payer, by their shares. The database refuses what a fund does not hold. */
export async function reserveFor(tx: Tx, policy: Policy, measure: Measure, claim: bigint, amountFen: bigint, memo: string): Promise<void> {
  const accounts = accountsOf(policy, measure)
  const parts = splitFen(
    amountFen,
    accounts.map((one) => one.share),
  )
  for (const [index, { code }] of accounts.entries()) {
    const amount = parts[index] ?? 0n
    if (amount > 0n) await transfer(tx, { kind: 'reserve', from: code, to: disbursedCode(code), amount, command: `claim/${claim}/reserve/${index}`, reference: referenceOf(claim), memo })
  }
}

/** The bank has paid: what was reserved has left the fund. */
export async function postFor(tx: Tx, claim: bigint, memo: string): Promise<void> {
  await settle(tx, claim, 'post', memo)
}

/** The claim is void: what was reserved is free again. */
export async function releaseFor(tx: Tx, claim: bigint, memo: string): Promise<void> {
  await settle(tx, claim, 'void', memo)
}

async function settle(tx: Tx, claim: bigint, kind: 'post' | 'void', memo: string): Promise<void> {
  for (const { id, command } of await reservationsOf(tx, claim)) await transfer(tx, { kind, reserve: id, command: `${command}/${kind}`, memo })
}

/** Money that was paid and came back goes to the fund that it came from, by the receipt's number. */
export async function returnFor(tx: Tx, claim: bigint, document: string): Promise<void> {
  for (const { command, fund, disbursed, amount } of await reservationsOf(tx, claim))
    await transfer(tx, { kind: 'direct', from: disbursed, to: fund, amount, document, command: `${command}/return`, memo: '追回退款' })
}

async function reservationsOf(
  tx: Tx,
  claim: bigint,
): Promise<readonly { readonly id: bigint; readonly command: string; readonly fund: string; readonly disbursed: string; readonly amount: bigint }[]> {
  const { rows } = await sql<{ id: bigint; command: string; fund: string; disbursed: string; amount: bigint }>`
    SELECT t.id, t.command, f.code AS fund, d.code AS disbursed, t.amount FROM ledger_transfer AS t JOIN ledger_account AS f ON f.id = t.debit JOIN ledger_account AS d ON d.id = t.credit
    WHERE t.reference = ${referenceOf(claim)} AND t.kind = 'reserve' ORDER BY t.id`.execute(tx)
  return rows
}
