import type { Actor, Tx } from '@zhida/database'
import { encode } from '@zhida/language/ir'
import { sql } from 'kysely'
import type { Judgement } from '../claim/bounds.ts'
import type { Claim } from '../claim/row.ts'
import { dossierText } from '../dossier/facts.ts'
import { Refusal } from '../refusal.ts'
import { sha256 } from '../sha256.ts'
import type { World } from '../world.ts'

/** What a decision's hash covers, in this order. */
export interface DecisionContent {
  readonly number: bigint
  readonly claim: bigint
  readonly measure: string
  readonly pack: string
  readonly facts: string
  readonly day: string
  readonly readings: string
  readonly outcome: string
  readonly lowFen: bigint
  readonly highFen: bigint
  readonly beforeFen: bigint
  readonly amountFen: bigint
  readonly ruling: bigint | null
  readonly reason: string
  readonly account: bigint
  readonly at: string
  readonly previous: string
}

/** SHA-256 over a decision and the hash of the one before: changing any of them breaks every later one. */
export function decisionHash(one: DecisionContent): string {
  const fields = [
    one.number,
    one.claim,
    one.measure,
    one.pack,
    one.facts,
    one.day,
    one.readings,
    one.outcome,
    one.lowFen,
    one.highFen,
    one.beforeFen,
    one.amountFen,
    one.ruling,
    one.reason,
    one.account,
    one.at,
    one.previous,
  ]
  return sha256(JSON.stringify(fields.map((each) => (each === null ? null : String(each)))))
}

export function factsHash(text: string): string {
  return sha256(text)
}

/** Writes the next decision of the chain: the rules, facts, day, readings and outcome that it stands on, and who decided. */
export async function decide(tx: Tx, world: World, actor: Actor, claim: Claim, judged: Judgement, reason: string): Promise<void> {
  if (claim.lowFen === null || claim.highFen === null || claim.amountFen === null) throw new Refusal('ZP-406')
  const dossier = dossierText(judged.dossier)
  const facts = factsHash(dossier)
  await sql`INSERT INTO facts_seen (hash, dossier) VALUES (${facts}, ${dossier}) ON CONFLICT (hash) DO NOTHING`.execute(tx)
  const { rows } = await sql<{ number: bigint; hash: string }>`SELECT number, hash FROM lock_decision_head()`.execute(tx)
  const content: DecisionContent = {
    number: (rows[0]?.number ?? 0n) + 1n,
    claim: claim.id,
    measure: claim.measure,
    pack: world.pack,
    facts,
    day: judged.day,
    readings: JSON.stringify(judged.readings),
    outcome: encode(judged.outcome),
    lowFen: claim.lowFen,
    highFen: claim.highFen,
    beforeFen: judged.beforeFen,
    amountFen: claim.amountFen,
    ruling: judged.ruling?.id ?? null,
    reason,
    account: actor.account,
    at: world.now().toISOString(),
    previous: rows[0]?.hash ?? '',
  }
  await sql`INSERT INTO decision (number, claim, measure, pack, facts, day, readings, outcome, low_fen, high_fen, before_fen, amount_fen, ruling, reason, account, at, previous, hash)
    VALUES (${content.number}, ${content.claim}, ${content.measure}, ${content.pack}, ${content.facts}, ${content.day}::date, ${content.readings}, ${content.outcome}, ${content.lowFen}, ${content.highFen},
      ${content.beforeFen}, ${content.amountFen}, ${content.ruling}, ${content.reason}, ${content.account}, ${content.at}, ${content.previous}, ${decisionHash(content)})`.execute(tx)
}
