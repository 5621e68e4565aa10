import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import type { Database } from './open.ts'

const run = promisify(execFile)

/** The place a backup would go to is not empty. */
class PlaceNotEmpty extends Error {
  readonly code = 'ZP-903'
  constructor(place: string) {
    super(`${place} 里已有数据：恢复只能恢复到空的地方。/ There is data already: a backup is restored into an empty place.`)
  }
}

/**
 * Writes a whole backup to one file: of PostgreSQL by pg_dump, in one snapshot while others go on writing; of the embedded database
 * as an archive of its folder. The file appears when it is complete.
 */
export async function backup(from: { readonly url: string } | { readonly database: Database }, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const partial = `${file}.partial`
  if ('url' in from) await run(tool('pg_dump'), ['--format=custom', '--no-owner', '--file', partial, from.url])
  else {
    if (!from.database.pglite) throw new Error('only the embedded database is backed up from within')
    const blob = await from.database.pglite.dumpDataDir('gzip')
    writeFileSync(partial, Buffer.from(await blob.arrayBuffer()))
  }
  const handle = await open(partial, 'r+')
  await handle.sync()
  await handle.close()
  await rename(partial, file)
}

/** Restores a backup into an empty place. @throws PlaceNotEmpty */
export async function restore(to: { readonly url: string } | { readonly folder: string }, file: string): Promise<void> {
  if ('url' in to) {
    const { stdout } = await run(tool('psql'), ['-At', '-c', "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'", to.url])
    if (stdout.trim() !== '0') throw new PlaceNotEmpty(new URL(to.url).pathname)
    await run(tool('psql'), [
      '-q',
      '-c',
      "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhida_app') THEN CREATE ROLE zhida_app NOLOGIN; END IF; END $$; GRANT zhida_app TO CURRENT_USER",
      to.url,
    ])
    await run(tool('pg_restore'), ['--no-owner', '--exit-on-error', '--dbname', to.url, file])
    return
  }
  if (existsSync(to.folder) && readdirSync(to.folder).length > 0) throw new PlaceNotEmpty(to.folder)
  const pglite = new PGlite({ dataDir: to.folder, loadDataDir: new Blob([readFileSync(file)], { type: 'application/gzip' }) })
  await pglite.waitReady
  await pglite.close()
}

/** A tool of PostgreSQL's: on the path, or where Debian keeps it. */
function tool(name: string): string {
  const debian = '/usr/lib/postgresql'
  if (existsSync(debian)) for (const version of readdirSync(debian).sort((a, b) => Number(b) - Number(a))) if (existsSync(`${debian}/${version}/bin/${name}`)) return `${debian}/${version}/bin/${name}`
  return name
}
