// Installs the project's packages when they are missing or older than the lock file.
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`需要 Node.js 20.19 或更新，现在是 ${process.versions.node}。/ Node.js 20.19 or newer is needed.`)
  process.exit(1)
}

const stamp = join(root, 'node_modules', '.package-lock.json')
const lock = join(root, 'package-lock.json')
if (!existsSync(stamp) || (existsSync(lock) && statSync(stamp).mtimeMs + 1000 < statSync(lock).mtimeMs && !existsSync(join(root, 'node_modules', '.bin', 'vitest')))) {
  console.log('正在安装依赖 / installing packages …')
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
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
