// Bundles the command line into one file, so that it starts at once.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

export async function bundleCli(outfile) {
  await build({
    // The program, and beside it the thread that works through chunks of subjects.
    entryPoints: { zhida: join(root, 'packages/cli/src/main.ts'), 'js-worker': join(root, 'packages/batch/src/targets/js-worker.ts') },
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outdir: dirname(outfile),
    logLevel: 'warning',
    minifySyntax: true,
    external: ['exceljs', '@duckdb/node-api', 'echarts', 'pg'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
}
