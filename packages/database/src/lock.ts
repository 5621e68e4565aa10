import { createHash } from 'node:crypto'
import { realpathSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Another process has the folder open. */
class FolderInUse extends Error {
  readonly code = 'ZP-901'
  constructor(folder: string) {
    super(`数据文件夹 ${folder} 正被另一个进程使用：请先停止它，或用 DATABASE_URL 连接 PostgreSQL。/ The data folder is in use by another process: stop that one, or use PostgreSQL by DATABASE_URL.`)
  }
}

/**
 * Locks a folder for this process: a name that the operating system gives back the moment the process dies, however it dies, so a
 * restart after kill -9 needs no hand. Needed because the embedded database opens a folder twice without an error.
 *
 * @throws FolderInUse
 * @returns what gives the lock back
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const name = `zhida-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return release(await listen(`\0${name}`, folder))
  if (process.platform === 'win32') return release(await listen(`\\\\.\\pipe\\${name}`, folder))
  const path = join(tmpdir(), `${name}.sock`)
  try {
    return release(await listen(path, folder))
  } catch (fault) {
    if (!(fault instanceof FolderInUse) || (await answers(path))) throw fault
    rmSync(path, { force: true })
    return release(await listen(path, folder))
  }
}

function listen(path: string, folder: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (fault: NodeJS.ErrnoException) => reject(fault.code === 'EADDRINUSE' ? new FolderInUse(folder) : fault))
    server.listen(path, () => {
      server.unref()
      resolve(server)
    })
  })
}

async function answers(path: string): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function release(server: Server): () => Promise<void> {
  return () => new Promise((resolve) => server.close(() => resolve()))
}
