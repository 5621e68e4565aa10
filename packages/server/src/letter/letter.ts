import type { Tx } from '@zhida/database'
import type { Outcome } from '@zhida/engine'
import { decode, type Measure } from '@zhida/language/ir'
import { sql } from 'kysely'
import { measureOf } from '../policy/pack.ts'
import { Refusal } from '../refusal.ts'
import { sha256 } from '../sha256.ts'
import type { World } from '../world.ts'

/** What a letter (通知书) tells: a decision to pay, or a refusal, with what anyone needs to verify it. */
export interface Letter {
  readonly kind: 'granted' | 'refused'
  /** `S000000012-3f2a…`: the claim's number and a proof that cannot be guessed. */
  readonly code: string
  readonly number: string
  readonly subject: { readonly name: string; readonly creditCode: string; readonly synthetic: boolean }
  readonly measure: Measure
  readonly department: string
  readonly amountFen: bigint
  readonly day: string
  readonly reason: string
  /** Of a decision: its place in the chain, and the outcome it stands on. */
  readonly decision: { readonly number: bigint; readonly hash: string; readonly outcome: Outcome; readonly readings: Readonly<Record<string, string>> } | null
}

interface Row {
  readonly id: bigint
  readonly number: string
  readonly state: string
  readonly measure: string
  readonly department: string
  readonly name: string
  readonly creditCode: string
  readonly synthetic: boolean
  readonly decision: bigint | null
  readonly hash: string | null
  readonly outcome: string | null
  readonly readings: string | null
  readonly amountFen: bigint | null
  readonly decidedAt: string | null
  readonly decidedFor: string | null
  readonly refusedAt: string | null
  readonly refusedFor: string | null
  readonly refusedId: bigint | null
}

/** Letters in the claim's life: voided and repaid ones keep theirs, and verification tells what became of them. */
async function letterRow(tx: Tx, where: ReturnType<typeof sql>): Promise<Row | undefined> {
  const { rows } = await sql<Row>`SELECT c.id, c.number, c.state, c.measure, c.department, s.name, s.credit_code, s.synthetic,
      d.number AS decision, d.hash, d.outcome, d.readings, d.amount_fen, (d.at::timestamptz AT TIME ZONE 'Asia/Shanghai')::date::text AS decided_at, d.reason AS decided_for,
      (r.at AT TIME ZONE 'Asia/Shanghai')::date::text AS refused_at, r.reason AS refused_for, r.id AS refused_id
    FROM claim AS c JOIN subject AS s ON s.id = c.subject LEFT JOIN decision AS d ON d.claim = c.id LEFT JOIN claim_move AS r ON r.claim = c.id AND r.move = 'reject' WHERE ${where}`.execute(tx)
  return rows[0]
}

/** @throws Refusal ZP-201 no such claim · ZP-412 nothing is decided yet */
export async function letterOf(tx: Tx, world: World, claim: bigint): Promise<Letter> {
  const row = await letterRow(tx, sql`c.id = ${claim}`)
  if (!row) throw new Refusal('ZP-201', { zh: `申报件 ${claim}`, en: `claim ${claim}` })
  const letter = made(world, row)
  if (!letter) throw new Refusal('ZP-412', row.number)
  return letter
}

/** What a code on a letter proves. `standing`: what became of the decision since. */
export async function verified(tx: Tx, world: World, code: string): Promise<{ readonly letter: Letter; readonly standing: 'valid' | 'voided' | 'clawback' } | undefined> {
  const [number = ''] = code.split('-')
  const row = await letterRow(tx, sql`c.number = ${number}`)
  const letter = row && made(world, row)
  if (!row || letter?.code !== code) return undefined
  return { letter, standing: row.state === 'voided' ? 'voided' : row.state === 'clawback' || row.state === 'repaid' ? 'clawback' : 'valid' }
}

function made(world: World, row: Row): Letter | undefined {
  const { number, name, creditCode, synthetic, department } = row
  const base = { number, subject: { name, creditCode, synthetic }, measure: measureOf(world.policy, row.measure), department }
  if (row.decision !== null && row.hash !== null && row.outcome !== null)
    return {
      ...base,
      kind: 'granted',
      code: codeOf(number, row.hash),
      amountFen: row.amountFen ?? 0n,
      day: row.decidedAt ?? '',
      reason: row.decidedFor ?? '',
      decision: { number: row.decision, hash: row.hash, outcome: decode<Outcome>(row.outcome), readings: JSON.parse(row.readings ?? '{}') as Record<string, string> },
    }
  if (row.refusedId !== null)
    return {
      ...base,
      kind: 'refused',
      code: codeOf(number, `${row.refusedId}/${row.refusedAt}/${row.refusedFor}`),
      amountFen: 0n,
      day: row.refusedAt ?? '',
      reason: row.refusedFor ?? '',
      decision: null,
    }
  return undefined
}

/** Sixty-four bits that only the record itself gives. */
const codeOf = (number: string, proof: string): string => `${number}-${sha256(`${number}|${proof}`).slice(0, 16)}`
