import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { PASSWORD } from './world.ts'

const ZHIDA = 'packages/cli/bin/zhida.mjs'

/** A process of the command line that serves something: its address, and the end it is given. */
export interface Served {
  readonly url: string
  /** kill -9: no handler runs, nothing is flushed. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export function serve(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const child = spawn(process.execPath, [ZHIDA, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000)
    })
    child.once('exit', (code, signal) => reject(new Error(`${args[0]} ended with ${code ?? signal}: ${said}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      const url = /http:\/\/\S+?(?=\/?\s|$)/.exec(chunk.toString())?.[0]
      if (url) resolve({ url, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') })
    })
  })
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit')
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

/** A person at a browser: signs in again when the server is new, and sends a command again with its key until there is an answer. */
export class Person {
  private session: { readonly cookie: string; readonly csrf: string } | undefined

  constructor(
    private readonly login: string,
    private readonly url: () => string,
  ) {}

  /** @returns the answer; undefined when `give up` says so before there was one */
  async command(
    path: string,
    body: unknown,
    giveUp: () => boolean,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly body: { readonly code?: string; readonly [name: string]: unknown } } | undefined> {
    const key = randomUUID()
    while (!giveUp()) {
      try {
        this.session ??= await this.signIn()
        const response = await fetch(`${this.url()}/api${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', cookie: this.session.cookie, 'x-csrf-token': this.session.csrf, 'idempotency-key': key, ...headers },
          signal: AbortSignal.timeout(20_000),
        })
        const answer = (await response.json()) as { readonly code?: string }
        if (response.status < 500 && response.status !== 429) return { status: response.status, body: answer }
      } catch {
        // The server is gone, or went while it was answering: the same command again finds out.
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return undefined
  }

  async read<T>(path: string): Promise<T> {
    this.session ??= await this.signIn()
    const response = await fetch(`${this.url()}/api${path}`, { headers: { cookie: this.session.cookie }, signal: AbortSignal.timeout(20_000) })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as T
  }

  private async signIn(): Promise<{ readonly cookie: string; readonly csrf: string }> {
    const response = await fetch(`${this.url()}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: this.login, password: PASSWORD }),
      signal: AbortSignal.timeout(20_000),
    })
    const { csrf } = (await response.json()) as { csrf: string }
    return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', csrf }
  }
}
