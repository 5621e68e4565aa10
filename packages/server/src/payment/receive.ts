import type { Tx } from '@zhida/database'
import { sql } from 'kysely'
import { settleClaim } from '../claim/claim.ts'
import { postFor } from '../funds/claims.ts'
import type { Told } from '../refusal.ts'
import { sha256 } from '../sha256.ts'
import type { World } from '../world.ts'
import { yuanText } from '../yuan.ts'
import { type BankWord, readAnswer } from './answer.ts'

export interface Received {
  readonly message: bigint
  /** The same text came before: nothing was done. */
  readonly known: boolean
  readonly paid: number
  readonly failed: number
  readonly repeated: number
  readonly contradictions: number
}

type Words = Exclude<Told, string>

const SET_ASIDE = 'set aside'

interface Open {
  readonly id: bigint
  readonly claim: bigint
  readonly amountFen: bigint
  readonly result: 'paid' | 'failed' | null
}

/**
 * Takes in one answer of the bank, whatever it is: the first that came, the same again, a late one, one that says the contrary. A
 * payment is settled once; what contradicts goes on a list for a person, and changes nothing. @throws Refusal ZP-503
 */
export async function receive(tx: Tx, world: World, body: string): Promise<Received> {
  const { kind, words } = readAnswer(body)
  const hash = sha256(body)
  const { rows } = await sql<{ id: bigint; kind: string }>`INSERT INTO bank_message (hash, kind, body) VALUES (${hash}, ${kind}, ${body}) ON CONFLICT (hash) DO NOTHING RETURNING id, kind`.execute(tx)
  const { rows: known } = rows[0] ? { rows } : await sql<{ id: bigint; kind: string }>`SELECT id, kind FROM bank_message WHERE hash = ${hash}`.execute(tx)
  const message = known[0]?.id ?? 0n
  // What was set aside was not taken in: it may be now.
  if (!rows[0] && known[0]?.kind !== SET_ASIDE) return { message, known: true, paid: 0, failed: 0, repeated: 0, contradictions: 0 }
  const count = { paid: 0, failed: 0, repeated: 0, contradictions: 0 }
  for (const word of words) {
    const what = word.result === 'pending' ? 'pending' : await take(tx, world, message, word)
    if (what !== 'pending') count[what] += 1
  }
  return { message, known: false, ...count }
}

/** Keeps an answer that cannot be taken in, and puts it on the list for a person. */
export async function setAside(tx: Tx, body: string, what: Words): Promise<void> {
  const hash = sha256(body)
  // PostgreSQL keeps no NUL in a text.
  await sql`INSERT INTO bank_message (hash, kind, body) VALUES (${hash}, ${SET_ASIDE}, ${body.replaceAll('\0', '\uFFFD')}) ON CONFLICT (hash) DO NOTHING`.execute(tx)
  await sql`INSERT INTO contradiction (message, reference, what, what_en) SELECT id, '', ${what.zh}, ${what.en} FROM bank_message WHERE hash = ${hash} ON CONFLICT DO NOTHING`.execute(tx)
}

async function take(tx: Tx, world: World, message: bigint, word: BankWord): Promise<'paid' | 'failed' | 'repeated' | 'contradictions'> {
  const { rows } = await sql<Open>`SELECT p.id, p.claim, p.amount_fen, r.result FROM payment AS p LEFT JOIN payment_result AS r ON r.payment = p.id WHERE p.reference = ${word.reference}`.execute(tx)
  const [payment] = rows
  const contradict = async (what: Words): Promise<'contradictions'> => {
    await sql`INSERT INTO contradiction (message, reference, what, what_en) VALUES (${message}, ${word.reference.slice(0, 200)}, ${what.zh}, ${what.en}) ON CONFLICT DO NOTHING`.execute(tx)
    return 'contradictions'
  }
  if (!payment) return contradict({ zh: '我方没有这笔付款', en: 'no payment of ours' })
  if (word.amountFen !== undefined && word.amountFen !== payment.amountFen) {
    const [theirs, ours] = [yuanText(word.amountFen), yuanText(payment.amountFen)]
    return contradict({ zh: `银行金额 ${theirs} 元，我方 ${ours} 元`, en: `the bank says ${theirs} yuan, ours is ${ours} yuan` })
  }
  if (payment.result === word.result) return 'repeated'
  if (payment.result === 'paid') return contradict({ zh: '银行先说已付，后说失败', en: 'the bank first said paid, then failed' })
  if (payment.result === 'failed') return contradict({ zh: '银行先说失败，后说已付', en: 'the bank first said failed, then paid' })
  if (word.result === 'pending') return 'repeated'
  await sql`INSERT INTO payment_result (payment, result, bank_reference, reason, message) VALUES (${payment.id}, ${word.result}, ${word.bankReference}, ${word.reason}, ${message})`.execute(tx)
  if (word.result === 'paid') await postFor(tx, payment.claim, word.bankReference ?? word.reference)
  await settleClaim(tx, world, payment.claim, word.result === 'paid' ? 'settle' : 'fail', word.reason || word.reference)
  return word.result
}
