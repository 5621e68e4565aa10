import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { transformAsync } from '@babel/core'
import linguiMacros from '@lingui/babel-plugin-lingui-macro'
import { getConfig } from '@lingui/conf'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const POLICIES = resolve(import.meta.dirname, '../../policies')
const LINGUI = resolve(import.meta.dirname, 'lingui.config.ts')
const ZHIDA = resolve(import.meta.dirname, '../cli/bin/zhida.mjs')

/** The compiled pack, so that the page needs neither YAML nor parser: `virtual:policy`, and beside it what few pages want, `virtual:cases` and `virtual:policy-en`. */
function policyModules(): Plugin {
  let exported: Readonly<Record<string, unknown>> | undefined
  const parts: Readonly<Record<string, (of: Readonly<Record<string, unknown>>) => unknown>> = {
    'virtual:policy': ({ policy, samples }) => ({ policy, samples }),
    'virtual:cases': ({ cases }) => cases,
    'virtual:policy-en': ({ english }) => english,
  }
  return {
    name: 'zhida-policy',
    resolveId: (source) => (source in parts ? `\0${source}` : undefined),
    load(id) {
      const part = parts[id.slice(1)]
      if (!id.startsWith('\0virtual:') || !part) return undefined
      for (const file of readdirSync(POLICIES, { recursive: true, encoding: 'utf8' })) this.addWatchFile(resolve(POLICIES, file))
      exported ??= JSON.parse(execFileSync(process.execPath, [ZHIDA, 'export'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as Readonly<Record<string, unknown>>
      return `export const exported = ${JSON.stringify(JSON.stringify(part(exported)))}`
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

export default defineConfig({
  root: import.meta.dirname,
  plugins: [macros(), react(), lingui({ configPath: LINGUI }), policyModules()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 2000 },
})
