// Bundles the command line into one file, so that it starts at once.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

export async function bundleCli(outfile) {
  await build({
    entryPoints: [join(root, 'packages/cli/src/main.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    logLevel: 'warning',
    minifySyntax: true,
    external: ['exceljs', '@duckdb/node-api', 'echarts', 'pg'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
}
