import { type Actor, asActor, type Tx } from '@zhida/database'
import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import { sha256 } from '../sha256.ts'
import type { World } from '../world.ts'

/**
 * Carries a command out once for its key. The key, what it did and its answer are one transaction: the same key again, at once or
 * years later, gives the same answer and does nothing. @throws Refusal ZP-207 no key · ZP-208 the key was used for something else
 */
export async function once(world: World, actor: Actor, key: string | undefined, request: unknown, work: (tx: Tx) => Promise<unknown>): Promise<unknown> {
  if (key === undefined || key.length < 8 || key.length > 128) throw new Refusal('ZP-207')
  const hash = sha256(JSON.stringify(request))
  return asActor(world.db, actor, async (tx) => {
    const { rows } = await sql`INSERT INTO command (account, key, request) VALUES (${actor.account}, ${key}, ${hash}) ON CONFLICT DO NOTHING RETURNING key`.execute(tx)
    if (rows.length === 0) {
      const { rows: before } = await sql<{ request: string; answer: string | null }>`SELECT request, answer FROM command WHERE account = ${actor.account} AND key = ${key}`.execute(tx)
      if (before[0]?.request !== hash) throw new Refusal('ZP-208')
      return JSON.parse(before[0].answer ?? 'null')
    }
    const answer = await work(tx)
    await sql`UPDATE command SET answer = ${JSON.stringify(answer)} WHERE account = ${actor.account} AND key = ${key}`.execute(tx)
    return answer
  })
}
