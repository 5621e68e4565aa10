// Installs the project's packages when they are missing. By the lock file; not by npm ci, which refuses a lock without other platforms' binaries.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`需要 Node.js 20.19 或更新，现在是 ${process.versions.node}。/ Node.js 20.19 or newer is needed.`)
  process.exit(1)
}

if (!existsSync(join(root, 'node_modules', '.bin', 'vitest'))) {
  console.log('正在安装依赖 / installing packages …')
  try {
    execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  } catch {
    console.error('依赖没有装上：请检查网络和 npm 的设置，然后再试一次。/ The packages could not be installed: check the network and npm settings, then try again.')
    process.exit(1)
  }
}

/** Runs a tool of the project; its failure ends the script. @returns the exit code */
export function run(command, args, options = {}) {
  try {
    execFileSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options })
    return 0
  } catch (fault) {
    return fault.status ?? 1
  }
}

export const bin = (name) => join(root, 'node_modules', '.bin', name)
