// Finds schemathesis for the test of the API; makes a Python environment of its own under the user's cache if need be. Never skips.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

const VERSION = '4.32.5'

/** The path of the schemathesis program, installed if need be. */
export function requireSchemathesis() {
  if (process.env.SCHEMATHESIS_PATH) return process.env.SCHEMATHESIS_PATH
  const home = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'zhida', `schemathesis-${VERSION}`)
  const program = join(home, 'bin', 'schemathesis')
  if (existsSync(program)) return program
  mkdirSync(dirname(home), { recursive: true })
  console.log('正在安装 schemathesis / installing schemathesis …')
  try {
    execFileSync('python3', ['-m', 'venv', home], { stdio: 'pipe' })
    execFileSync(join(home, 'bin', 'python3'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`], { stdio: ['ignore', 'ignore', 'inherit'] })
    return program
  } catch {
    rmSync(home, { recursive: true, force: true })
    console.error(`没有 schemathesis，也装不上。请安装 python3（带 venv），或运行 pip install schemathesis==${VERSION} 后用环境变量 SCHEMATHESIS_PATH 指出它的位置。`)
    console.error(`No schemathesis. Install python3 with venv, or run pip install schemathesis==${VERSION} and set SCHEMATHESIS_PATH to the program.`)
    process.exit(1)
  }
}
