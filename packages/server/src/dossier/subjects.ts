import type { Tx } from '@zhida/database'
import type { Dossier } from '@zhida/engine'
import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import { isCreditCode, readCreditCode } from './credit-code.ts'
import { dossierOf, factsOf } from './facts.ts'
import { readName } from './names.ts'

export interface Subject {
  readonly id: bigint
  readonly creditCode: string
  readonly name: string
  readonly synthetic: boolean
  readonly bankAccount: string | null
  readonly bankName: string | null
}

/** Opens a dossier. @throws Refusal ZP-301 wrong code · ZP-302 it has one · ZP-306 a name that deceives */
export async function openSubject(tx: Tx, given: Omit<Subject, 'id'>): Promise<bigint> {
  const creditCode = readCreditCode(given.creditCode)
  if (!isCreditCode(creditCode)) throw new Refusal('ZP-301', given.creditCode.slice(0, 40))
  const { rows } = await sql<{ id: bigint }>`INSERT INTO subject (credit_code, name, synthetic, bank_account, bank_name)
    VALUES (${creditCode}, ${readName(given.name)}, ${given.synthetic}, ${given.bankAccount}, ${given.bankName}) ON CONFLICT (credit_code) DO NOTHING RETURNING id`.execute(tx)
  if (!rows[0]) throw new Refusal('ZP-302', creditCode)
  return rows[0].id
}

/** @throws Refusal ZP-201: there is none, or not for this actor */
export async function subjectById(tx: Tx, id: bigint): Promise<Subject> {
  const { rows } = await sql<Subject>`SELECT id, credit_code, name, synthetic, bank_account, bank_name FROM subject WHERE id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refusal('ZP-201', { zh: `主体 ${id}`, en: `subject ${id}` })
  return rows[0]
}

export async function dossierById(tx: Tx, id: bigint): Promise<Dossier> {
  return dossierOf(await subjectById(tx, id), await factsOf(tx, [id]))
}
