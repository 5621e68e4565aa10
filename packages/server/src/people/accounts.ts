import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { type Actor, asActor, type Db, SYSTEM, type Tx } from '@zhida/database'
import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'

export const ROLES = { clerk: '企业办事员', officer: '经办人', reviewer: '审定人', finance: '财政', leader: '领导', drafter: '政策起草', auditor: '审计', administrator: '管理员' } as const
export type Role = keyof typeof ROLES

/** A password that nobody could guess, for an account that somebody else opens. */
export function newPassword(): string {
  return randomBytes(9).toString('base64url')
}

export interface Account {
  readonly id: bigint
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly department: string | null
  readonly subject: bigint | null
  readonly disabled: boolean
}

export interface NewAccount {
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly department?: string
  readonly subject?: bigint
  readonly password?: string
  /** `issuer|subject` of the OpenID Connect provider where this person signs in. */
  readonly identity?: string
}

const COLUMNS = sql`id, login, name, roles, department, subject, disabled`
/** So many wrong passwords in a row lock an account for a quarter of an hour. */
const MOST_FAILURES = 5

/** @throws Refusal ZP-108: the login exists */
export async function openAccount(tx: Tx, one: NewAccount): Promise<bigint> {
  const password = one.password === undefined ? null : await hash(one.password)
  const { rows } = await sql<{ id: bigint }>`INSERT INTO account (login, name, roles, department, subject, password, identity)
    VALUES (${one.login}, ${one.name}, ${[...one.roles]}::text[], ${one.department ?? null}, ${one.subject ?? null}, ${password}, ${one.identity ?? null}) ON CONFLICT (login) DO NOTHING RETURNING id`.execute(
    tx,
  )
  if (!rows[0]) throw new Refusal('ZP-108', one.login)
  return rows[0].id
}

export async function setPassword(tx: Tx, login: string, password: string): Promise<void> {
  const { numAffectedRows } = await sql`UPDATE account SET password = ${await hash(password)}, failures = 0, locked_until = NULL WHERE login = ${login}`.execute(tx)
  if (numAffectedRows === 0n) throw new Refusal('ZP-201', { zh: `账户 ${login}`, en: `account ${login}` })
  await sql`DELETE FROM session WHERE account = (SELECT id FROM account WHERE login = ${login})`.execute(tx)
}

/** Opens or closes an account; whoever is signed in with a closed one is not any more. @throws Refusal ZP-201 */
export async function setDisabled(tx: Tx, id: bigint, disabled: boolean): Promise<void> {
  const { numAffectedRows } = await sql`UPDATE account SET disabled = ${disabled} WHERE id = ${id}`.execute(tx)
  if (numAffectedRows === 0n) throw new Refusal('ZP-201', { zh: `账户 ${id}`, en: `account ${id}` })
}

/** The login of an account. @throws Refusal ZP-201 */
export async function loginOf(tx: Tx, id: bigint): Promise<string> {
  const { rows } = await sql<{ login: string }>`SELECT login FROM account WHERE id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refusal('ZP-201', { zh: `账户 ${id}`, en: `account ${id}` })
  return rows[0].login
}

export function actorOf(account: Account): Actor {
  return { account: account.id, roles: account.roles, ...(account.department !== null && { department: account.department }), ...(account.subject !== null && { subject: account.subject }) }
}

// Compared against where there is no such account, so that the answer takes as long.
let nobody: Promise<string> | undefined

/**
 * Checks a password. Wrong ones are counted; too many lock the account for a quarter of an hour, and every answer takes as long as
 * any other. @throws Refusal ZP-102 · ZP-103
 */
export async function checkPassword(db: Db, login: string, password: string, now: Date): Promise<Account> {
  const found = await asActor(
    db,
    SYSTEM,
    async (tx) => (await sql<Account & { password: string | null; lockedUntil: Date | null }>`SELECT ${COLUMNS}, password, locked_until FROM account WHERE login = ${login}`.execute(tx)).rows[0],
  )
  if (found?.lockedUntil && found.lockedUntil > now) throw new Refusal('ZP-103', { zh: `到 ${found.lockedUntil.toISOString()}`, en: `until ${found.lockedUntil.toISOString()}` })
  nobody ??= hash('nobody')
  const right = await verify(found?.password ?? (await nobody), password).catch(() => false)
  if (found && right && found.password !== null && !found.disabled) {
    await asActor(db, SYSTEM, (tx) => sql`UPDATE account SET failures = 0, locked_until = NULL WHERE id = ${found.id} AND failures > 0`.execute(tx))
    return found
  }
  if (found)
    await asActor(db, SYSTEM, (tx) =>
      sql`UPDATE account SET failures = failures + 1, locked_until = CASE WHEN failures + 1 >= ${MOST_FAILURES} THEN ${now}::timestamptz + interval '15 minutes' END WHERE id = ${found.id}`.execute(
        tx,
      ),
    )
  throw new Refusal('ZP-102')
}

export async function accountByIdentity(db: Db, identity: string): Promise<Account> {
  const { rows } = await asActor(db, SYSTEM, (tx) => sql<Account>`SELECT ${COLUMNS} FROM account WHERE identity = ${identity} AND NOT disabled`.execute(tx))
  if (!rows[0]) throw new Refusal('ZP-102', { zh: '这个外部身份没有对应的账户', en: 'no account has this identity' })
  return rows[0]
}
