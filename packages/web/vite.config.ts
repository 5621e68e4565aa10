import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const POLICIES = resolve(import.meta.dirname, '../../policies')
const ZHIDA = resolve(import.meta.dirname, '../cli/bin/zhida.mjs')

/** `virtual:policy`: the compiled pack and its worked cases, so that the page needs neither YAML nor parser. */
function policyModule(): Plugin {
  const id = '\0virtual:policy'
  return {
    name: 'zhida-policy',
    resolveId: (source) => (source === 'virtual:policy' ? id : undefined),
    load(source) {
      if (source !== id) return undefined
      for (const file of readdirSync(POLICIES, { recursive: true, encoding: 'utf8' })) this.addWatchFile(resolve(POLICIES, file))
      const exported = execFileSync(process.execPath, [ZHIDA, 'export'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
      return `export const exported = ${JSON.stringify(exported.trim())}`
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), policyModule()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2000 },
})
