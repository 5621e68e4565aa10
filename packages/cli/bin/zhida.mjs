#!/usr/bin/env node
// Runs the bundled command line; in a checkout, bundles it first when a source is newer.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const bundle = join(packages, 'cli', 'dist', 'zhida.mjs')

function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    const time = entry.isDirectory() ? newest(path) : statSync(path).mtimeMs
    if (time > latest) latest = time
  }
  return latest
}

const sources = ['language', 'engine', 'cli'].map((name) => join(packages, name, 'src'))
if (!existsSync(bundle) || sources.some((folder) => existsSync(folder) && newest(folder) > statSync(bundle).mtimeMs)) {
  const { bundleCli } = await import('../../../scripts/bundle-cli.mjs')
  await bundleCli(bundle)
}
const { main } = await import(bundle)
process.exitCode = await main(process.argv.slice(2))
