import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { CamelCasePlugin, Kysely } from 'kysely'
import type { Db } from './db.ts'
import { lockFolder } from './lock.ts'
import { pgliteDialect } from './pglite.ts'
import { postgresDialect } from './postgres.ts'

export interface Database {
  readonly db: Db
  readonly kind: 'postgres' | 'pglite'
  /** The embedded one's own handle, for a backup of its folder. */
  readonly pglite?: PGlite
  close(): Promise<void>
}

export type Place = { readonly url: string; readonly connections?: number } | { readonly folder: string } | { readonly memory: true }

const INT8 = 20
const DATE = 1082
const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

/**
 * Opens PostgreSQL by its URL, or the embedded database in a folder that no other process may have open.
 * @throws FolderInUse
 */
export async function openDatabase(place: Place): Promise<Database> {
  if ('url' in place) return openPostgres(place.url, place.connections ?? 10)
  const unlock = 'folder' in place ? await lockedFolder(place.folder) : undefined
  const pglite = new PGlite({ ...('folder' in place && { dataDir: place.folder }), parsers: { [INT8]: BigInt, [DATE]: (text: string) => text } })
  await pglite.waitReady
  const db = new Kysely<unknown>({ dialect: pgliteDialect(async () => pglite), plugins })
  return {
    db,
    kind: 'pglite',
    pglite,
    close: async () => {
      try {
        await db.destroy()
      } finally {
        await unlock?.()
      }
    },
  }
}

async function lockedFolder(folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return lockFolder(folder)
}

function openPostgres(url: string, connections: number): Database {
  const db = new Kysely<unknown>({ dialect: postgresDialect(url, connections), plugins })
  return { db, kind: 'postgres', close: () => db.destroy() }
}
