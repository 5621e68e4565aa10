import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { transformAsync } from '@babel/core'
import linguiMacros from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compression } from 'vite-plugin-compression2'
import { viteSingleFile } from 'vite-plugin-singlefile'

const POLICIES = resolve(import.meta.dirname, '../../policies')
const LINGUI = resolve(import.meta.dirname, 'lingui.config.ts')
const ZHIDA = resolve(import.meta.dirname, '../cli/bin/zhida.mjs')

interface Whole {
  readonly text: unknown
  readonly numbers: unknown
}

/** What a page needs of a pack, by the module that brings it, and where a page in one file keeps it. */
const PARTS: Readonly<Record<string, { readonly element: string; readonly of: (exported: Readonly<Record<string, unknown>>) => unknown }>> = {
  'virtual:policy': { element: 'zhida-policy', of: ({ policy, samples }) => ({ policy: { ...(policy as object), text: undefined, numbers: undefined }, samples }) },
  'virtual:policy-text': { element: 'zhida-text', of: ({ policy }) => ({ text: (policy as Whole).text, numbers: (policy as Whole).numbers }) },
  'virtual:cases': { element: 'zhida-cases', of: ({ cases }) => cases },
  'virtual:policy-en': { element: 'zhida-english', of: ({ english }) => english },
}

/** The compiled pack, so that the page needs neither YAML nor parser: `virtual:policy`, and beside it what few pages want, `virtual:policy-text`, `virtual:cases` and `virtual:policy-en`. `inPage`: read from the page itself, where `zhida export calculator` writes it. */
function policyModules(inPage: boolean): Plugin {
  let exported: Readonly<Record<string, unknown>> | undefined
  return {
    name: 'zhida-policy',
    resolveId: (source) => (source in PARTS ? `\0${source}` : undefined),
    load(id) {
      const part = PARTS[id.slice(1)]
      if (!id.startsWith('\0virtual:') || !part) return undefined
      if (inPage) return `export const exported = document.getElementById('${part.element}').textContent`
      for (const file of readdirSync(POLICIES, { recursive: true, encoding: 'utf8' })) this.addWatchFile(resolve(POLICIES, file))
      exported ??= JSON.parse(execFileSync(process.execPath, [ZHIDA, 'export'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as Readonly<Record<string, unknown>>
      return `export const exported = ${quoted(JSON.stringify(part.of(exported)))}`
    },
    // Whoever serves the page can see whose rules are in it.
    generateBundle() {
      if (exported) this.emitFile({ type: 'asset', fileName: 'policy.json', source: JSON.stringify(builtWith(exported)) })
    },
    watchChange: () => {
      exported = undefined
    },
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function builtWith({ policy }: Readonly<Record<string, unknown>>): { readonly id: string; readonly textSha256: string; readonly asked: string } {
  const { id, textSha256 } = policy as { readonly id: string; readonly textSha256: string }
  // Anyone may read it: no path of this machine.
  return { id, textSha256, asked: sha256(process.env.ZHIDA_PACK ?? '') }
}

/** JSON as a literal in single quotes: its own quotes stand as they are, which packs better. */
const quoted = (json: string): string => `'${json.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** Lingui's macros. Messages stay in the code: Chinese needs no catalogue, and each page brings its own words. */
function macros(): Plugin {
  const linguiConfig = getConfig({ configPath: LINGUI })
  return {
    name: 'lingui-macros',
    enforce: 'pre',
    async transform(code, id) {
      const [file = ''] = id.split('?')
      if (!/\.tsx?$/.test(file) || !code.includes('/macro')) return undefined
      const made = await transformAsync(code, {
        filename: file,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['typescript', ...(file.endsWith('x') ? (['jsx'] as const) : [])] },
        plugins: [[linguiMacros, { stripMessageField: false, linguiConfig }]],
      })
      return made?.code ? { code: made.code, map: made.map ?? null } : undefined
    },
  }
}

/**
 * Few files, each with what is needed together: what every page stands on, then packages and our own shared parts by who needs them.
 * Small ones join the larger: a request costs more than a few kilobytes.
 */
const GROUPS = [
  { name: 'chart', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 4 },
  { name: 'policy', test: /virtual:policy$/, priority: 4 },
  { name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](?!.*virtual)|@lingui|openapi-fetch)/, priority: 3 },
  { name: 'core', test: /node_modules[\\/]/, priority: 2, minShareCount: 25 },
  { name: 'own', test: /packages[\\/](web|engine|language)[\\/]src[\\/]/, priority: 1, minShareCount: 12 },
]

/** `--mode calculator` builds the page in one file that `zhida export calculator` hands out. */
export default defineConfig(({ mode }) => {
  const offline = mode === 'calculator'
  return {
    root: import.meta.dirname,
    plugins: [
      macros(),
      react(),
      lingui({ configPath: LINGUI }),
      policyModules(offline),
      offline ? viteSingleFile({ removeViteModuleLoader: true }) : compression({ algorithms: ['gzip', 'brotliCompress'] }),
    ],
    build: {
      outDir: offline ? 'dist-calculator' : 'dist',
      emptyOutDir: true,
      target: 'es2023',
      chunkSizeWarningLimit: 4000,
      rolldownOptions: offline ? { input: resolve(import.meta.dirname, 'calculator.html') } : { output: { codeSplitting: { groups: GROUPS } } },
    },
  }
})
