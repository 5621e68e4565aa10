// Builds the command line and the page.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { newest } from './newest.mjs'
import { bin, root, run } from './ready.mjs'

const { bundleCli } = await import('./bundle-cli.mjs')

const dist = join(root, 'packages/web/dist')

/** What ZHIDA_PACK was when the page was built, as a hash. */
function builtWith() {
  const file = join(dist, 'policy.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).asked : undefined
}

/** Builds the page where a source is newer than it, or another pack is wanted (ZHIDA_PACK). */
export async function buildAll({ force = false } = {}) {
  await bundleCli(join(root, 'packages/cli/dist/zhida.mjs'))
  const page = join(dist, 'index.html')
  const pack = process.env.ZHIDA_PACK
  const sources = ['packages/language/src', 'packages/engine/src', 'packages/web/src', 'packages/cli/src', 'policies'].map((folder) => join(root, folder))
  if (pack) sources.push(pack)
  if (
    !force &&
    builtWith() ===
      createHash('sha256')
        .update(pack ?? '')
        .digest('hex') &&
    existsSync(page) &&
    sources.every((folder) => newest(folder) < statSync(page).mtimeMs)
  )
    return 0
  return run(bin('vite'), ['build', 'packages/web', '--logLevel', 'warn'])
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith('build.mjs')) process.exitCode = await buildAll({ force: true })
