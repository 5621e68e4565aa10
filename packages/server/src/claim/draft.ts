import type { Tx } from '@zhida/database'
import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import { claimById } from './row.ts'

/** What a firm typed into its form and has not sent; version 0 where it typed nothing yet. */
export async function readDraft(tx: Tx, claim: bigint): Promise<{ readonly answers: Record<string, string>; readonly version: number }> {
  await claimById(tx, claim)
  const { rows } = await sql<{ answers: string; version: number }>`SELECT answers, version FROM claim_draft WHERE claim = ${claim}`.execute(tx)
  return rows[0] ? { answers: JSON.parse(rows[0].answers) as Record<string, string>, version: rows[0].version } : { answers: {}, version: 0 }
}

/** @returns the new version. @throws Refusal ZP-206 two tabs · ZP-401 it was sent already */
export async function saveDraft(tx: Tx, id: bigint, answers: Readonly<Record<string, string>>, version: number): Promise<number> {
  const claim = await claimById(tx, id)
  if (claim.state !== 'draft' && claim.state !== 'returned') throw new Refusal('ZP-401', { zh: '已经提交', en: 'it is submitted' })
  const text = JSON.stringify(answers)
  const { rows } =
    version === 0
      ? await sql<{ version: number }>`INSERT INTO claim_draft (claim, answers) VALUES (${id}, ${text}) ON CONFLICT DO NOTHING RETURNING version`.execute(tx)
      : await sql<{ version: number }>`UPDATE claim_draft SET answers = ${text}, version = version + 1, at = now() WHERE claim = ${id} AND version = ${version} RETURNING version`.execute(tx)
  if (!rows[0]) throw new Refusal('ZP-206')
  return rows[0].version
}
