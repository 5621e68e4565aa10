import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { transformAsync } from '@babel/core'
import linguiMacros from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'

const POLICIES = resolve(import.meta.dirname, '../../policies')
const LINGUI = resolve(import.meta.dirname, 'lingui.config.ts')
const ZHIDA = resolve(import.meta.dirname, '../cli/bin/zhida.mjs')

/** What a page needs of a pack, by the module that brings it, and where a page in one file keeps it. */
const PARTS: Readonly<Record<string, { readonly element: string; readonly of: (exported: Readonly<Record<string, unknown>>) => unknown }>> = {
  'virtual:policy': { element: 'zhida-policy', of: ({ policy, samples }) => ({ policy, samples }) },
  'virtual:cases': { element: 'zhida-cases', of: ({ cases }) => cases },
  'virtual:policy-en': { element: 'zhida-english', of: ({ english }) => english },
}

/** The compiled pack, so that the page needs neither YAML nor parser: `virtual:policy`, and beside it what few pages want, `virtual:cases` and `virtual:policy-en`. `inPage`: read from the page itself, where `zhida export calculator` writes it. */
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
      return `export const exported = ${JSON.stringify(JSON.stringify(part.of(exported)))}`
    },
    watchChange: () => {
      exported = undefined
    },
  }
}

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

/** `--mode calculator` builds the page in one file that `zhida export calculator` hands out. */
export default defineConfig(({ mode }) => {
  const offline = mode === 'calculator'
  return {
    root: import.meta.dirname,
    plugins: [macros(), react(), lingui({ configPath: LINGUI }), policyModules(offline), offline && viteSingleFile({ removeViteModuleLoader: true })],
    build: {
      outDir: offline ? 'dist-calculator' : 'dist',
      emptyOutDir: true,
      target: 'es2023',
      chunkSizeWarningLimit: 4000,
      ...(offline && { rollupOptions: { input: resolve(import.meta.dirname, 'calculator.html') } }),
    },
  }
})
