import type { Tx } from '@zhida/database'
import { fileTypeFromBuffer } from 'file-type'
import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import { sha256 } from '../sha256.ts'
import { readName } from './names.ts'

/** What may prove something: by extension, the type that its bytes must have. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  pdf: ['application/pdf'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  png: ['image/png'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
}

export const EVIDENCE_TYPES = [...new Set(Object.values(KINDS).flat())]

export interface Evidence {
  readonly id: bigint
  readonly hash: string
  readonly name: string
  readonly type: string
  readonly size: bigint
  readonly at: Date
}

/** Keeps a file by the hash of its bytes. The name's ending must tell the truth about them. @throws Refusal ZP-304 · ZP-306 */
export async function keepEvidence(tx: Tx, subject: bigint, filename: string, bytes: Buffer): Promise<Evidence> {
  const name = readName(filename.split(/[\\/]/).at(-1) ?? '').slice(0, 200)
  const allowed = KINDS[name.split('.').at(-1)?.toLowerCase() ?? '']
  const found = await fileTypeFromBuffer(bytes)
  if (!allowed || !found || !allowed.includes(found.mime))
    throw new Refusal('ZP-304', {
      zh: `${name}：${found?.mime ?? '未知类型'}；可以用 ${Object.keys(KINDS).join('、')}`,
      en: `${name}: ${found?.mime ?? 'unknown type'}; use ${Object.keys(KINDS).join(', ')}`,
    })
  const hash = sha256(bytes)
  await sql`INSERT INTO evidence_content (hash, bytes) VALUES (${hash}, ${bytes}) ON CONFLICT DO NOTHING`.execute(tx)
  const { rows } =
    await sql<Evidence>`INSERT INTO evidence (subject, hash, name, type, size) VALUES (${subject}, ${hash}, ${name}, ${found.mime}, ${BigInt(bytes.length)}) RETURNING id, hash, name, type, size, at`.execute(
      tx,
    )
  if (!rows[0]) throw new Refusal('ZP-104')
  return rows[0]
}

/** A subject's files, the latest first. */
export async function evidenceOf(tx: Tx, subject: bigint): Promise<readonly Evidence[]> {
  const { rows } = await sql<Evidence>`SELECT id, hash, name, type, size, at FROM evidence WHERE subject = ${subject} ORDER BY id DESC`.execute(tx)
  return rows
}

/** @throws Refusal ZP-201: there is none, or not for this actor */
export async function evidenceBytes(tx: Tx, id: bigint): Promise<{ readonly name: string; readonly type: string; readonly bytes: Uint8Array }> {
  const { rows } = await sql<{
    name: string
    type: string
    bytes: Uint8Array
  }>`SELECT e.name, e.type, c.bytes FROM evidence AS e JOIN evidence_content AS c ON c.hash = e.hash WHERE e.id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refusal('ZP-201', { zh: `文件 ${id}`, en: `file ${id}` })
  return rows[0]
}
