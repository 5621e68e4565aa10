import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './db.ts'

/** One step of the tables' history: plain SQL, never changed once it has been released. */
export interface Migration {
  readonly name: string
  readonly text: string
}

/** A migration that ran here is not the one of the same name in this program. */
class MigrationChanged extends Error {
  readonly code = 'ZP-902'
  constructor(name: string) {
    super(
      `数据库里执行过的迁移 ${name} 与本程序中的不同：数据库可能来自更新的版本，请使用相应版本的程序。/ Migration ${name} in the database differs from this program's: use the version that made it.`,
    )
  }
}

/**
 * Runs the migrations that have not run yet, in order, each in a transaction of its own; processes that start together wait for
 * one another. @returns the names of those that ran. @throws MigrationChanged
 */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<readonly string[]> {
  await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(731001)`.execute(tx)
    await sql`CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, checksum text NOT NULL, at timestamptz NOT NULL DEFAULT now())`.execute(tx)
  })
  const ran: string[] = []
  for (const one of migrations) {
    const checksum = createHash('sha256').update(one.text).digest('hex')
    const fresh = await db.transaction().execute(async (tx) => {
      await sql`SELECT pg_advisory_xact_lock(731001)`.execute(tx)
      const { rows } = await sql<{ checksum: string }>`SELECT checksum FROM migration WHERE name = ${one.name}`.execute(tx)
      if (rows[0] && rows[0].checksum !== checksum) throw new MigrationChanged(one.name)
      if (rows[0]) return false
      await sql.raw(one.text).execute(tx)
      await sql`INSERT INTO migration (name, checksum) VALUES (${one.name}, ${checksum})`.execute(tx)
      return true
    })
    if (fresh) ran.push(one.name)
  }
  return ran
}
