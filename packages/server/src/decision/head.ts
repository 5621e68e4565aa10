import type { Tx } from '@zhida/database'
import { sql } from 'kysely'

/** Whether the sealed history passes through a hash that was published before: nothing was cut off and grown anew. */
export async function hasBlock(tx: Tx, hash: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM seal_block WHERE hash = ${hash}`.execute(tx)
  return rows.length > 0
}
