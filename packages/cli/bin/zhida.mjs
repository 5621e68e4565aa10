#!/usr/bin/env node
// Runs the bundled command line; in a checkout, bundles it first when a source is newer.
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newest } from '../../../scripts/newest.mjs'

const packages = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const bundle = join(packages, 'cli', 'dist', 'zhida.mjs')

const sources = ['language', 'engine', 'batch', 'database', 'ledger', 'server', 'cli'].map((name) => join(packages, name, 'src'))
if (!existsSync(bundle) || sources.some((folder) => existsSync(folder) && newest(folder) > statSync(bundle).mtimeMs)) {
  const { bundleCli } = await import('../../../scripts/bundle-cli.mjs')
  await bundleCli(bundle)
}
// Whoever reads may stop before the end: `zhida list | head`.
process.stdout.on('error', (fault) => {
  if (fault.code !== 'EPIPE') throw fault
  process.exit(0)
})
const { main } = await import(bundle)
process.exitCode = await main(process.argv.slice(2))
