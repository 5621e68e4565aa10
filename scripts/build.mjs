// Builds the command line and the page.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { newest } from './newest.mjs'
import { bin, root, run } from './ready.mjs'

const { bundleCli } = await import('./bundle-cli.mjs')

/** Builds the page where a source is newer than it. */
export async function buildAll({ force = false } = {}) {
  await bundleCli(join(root, 'packages/cli/dist/zhida.mjs'))
  const page = join(root, 'packages/web/dist/index.html')
  const sources = ['packages/language/src', 'packages/engine/src', 'packages/web/src', 'packages/cli/src', 'policies'].map((folder) => join(root, folder))
  if (!force && existsSync(page) && sources.every((folder) => newest(folder) < statSync(page).mtimeMs)) return 0
  return run(bin('vite'), ['build', 'packages/web', '--logLevel', 'warn'])
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith('build.mjs')) process.exitCode = await buildAll({ force: true })
