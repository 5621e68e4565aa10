// Bundles the command line into one file, so that it starts at once.
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The packages that one of ours uses, which are not ours. */
const packagesOf = (name) => Object.keys(JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')).dependencies).filter((one) => !one.startsWith('@zhida/') && one !== 'zod')

/** SQL files are text, as vite reads them. */
const rawText = {
  name: 'raw text',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.replace('?raw', '')), namespace: 'raw' }))
    build.onLoad({ filter: /.*/, namespace: 'raw' }, ({ path }) => ({ contents: readFileSync(path, 'utf8'), loader: 'text', watchFiles: [path] }))
  },
}

/** What stays a package, and how the server's sources are read. */
export const bundling = { external: ['exceljs', '@duckdb/node-api', 'echarts', ...['database', 'ledger', 'server'].flatMap(packagesOf)], plugins: [rawText] }

export async function bundleCli(outfile) {
  rmSync(join(dirname(outfile), 'chunks'), { recursive: true, force: true })
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
    // What a command asks for is loaded when it asks: the server and its parts stand in chunks of their own, packages stay packages.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    ...bundling,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
}
