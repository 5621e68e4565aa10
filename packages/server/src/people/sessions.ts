import { randomBytes } from 'node:crypto'
import { asActor, type Db, SYSTEM } from '@zhida/database'
import { sql } from 'kysely'
import { sha256 } from '../sha256.ts'
import type { Account } from './accounts.ts'

export interface Session {
  readonly account: Account
  /** What a page sends back in X-CSRF-Token with everything that changes something. */
  readonly csrf: string
}

const HOURS = 12
const hashed = (token: string): string => sha256(token)

/** Opens a session. @returns the cookie's value, of which only the hash is kept, and the token against forged requests */
export async function openSession(db: Db, account: bigint, now: Date): Promise<{ readonly token: string; readonly csrf: string; readonly expires: Date }> {
  const token = randomBytes(32).toString('base64url')
  const csrf = randomBytes(18).toString('base64url')
  const expires = new Date(now.getTime() + HOURS * 3_600_000)
  await asActor(db, SYSTEM, async (tx) => {
    await sql`DELETE FROM session WHERE expires < ${now}::timestamptz - interval '30 days'`.execute(tx)
    await sql`INSERT INTO session (token_hash, account, csrf, expires) VALUES (${hashed(token)}, ${account}, ${csrf}, ${expires}::timestamptz)`.execute(tx)
  })
  return { token, csrf, expires }
}

/** The session of a cookie: undefined if there never was one, `expired` if it is over. */
export async function sessionOf(db: Db, token: string, now: Date): Promise<Session | 'expired' | undefined> {
  const { rows } = await sql<Account & { csrf: string; expires: Date }>`SELECT id, login, name, roles, department, subject, disabled, csrf, expires FROM session_of(${hashed(token)})`.execute(db)
  const [found] = rows
  if (!found || found.disabled) return undefined
  if (found.expires <= now) return 'expired'
  const { csrf, expires: _expires, ...account } = found
  return { account, csrf }
}

export async function closeSession(db: Db, token: string): Promise<void> {
  await asActor(db, SYSTEM, (tx) => sql`DELETE FROM session WHERE token_hash = ${hashed(token)}`.execute(tx))
}
