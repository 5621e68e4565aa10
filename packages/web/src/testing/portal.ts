import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startPostgres } from '@zhida/database/testing'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const ZHIDA = resolve(import.meta.dirname, '../../../cli/bin/zhida.mjs')

export interface Portal {
  readonly base: string
  readonly passwords: ReadonlyMap<string, string>
  /** kill -9. */
  kill(): Promise<void>
  /** Up again at the same address. */
  up(): Promise<void>
  stop(): Promise<void>
}

/** The demonstration as `npm start` makes it, with 400 made-up firms (合成数据), on a fresh database. */
export async function startPortal(kind: 'postgres' | 'pglite', settings: Readonly<Record<string, string>> = {}): Promise<Portal> {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-portal-'))
  const server = kind === 'postgres' ? await startPostgres() : undefined
  const env = { ...process.env, ...(server && { DATABASE_URL: server.url }), ZHIDA_RATE: '1000000', ...settings }
  // The embedded demonstration seeds itself and brings its bank; on PostgreSQL both are asked for.
  let said = server ? spawnSync(process.execPath, [ZHIDA, 'seed'], { env, encoding: 'utf8' }).stderr : ''
  const bank = server ? await startBank(join(folder, 'bank.jsonl')) : undefined
  let port = '0'
  let child: ChildProcess | undefined
  const up = async (): Promise<void> => {
    const process_ = spawn(process.execPath, [ZHIDA, 'serve', '--host', '127.0.0.1', '--port', port, '--data', folder, ...(bank ? ['--bank', bank.url] : [])], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    })
    child = process_
    let heard = ''
    await new Promise<void>((done, failed) => {
      const hear = (chunk: Buffer): void => {
        said += chunk.toString()
        heard += chunk.toString()
        const found = /直达已启动\D+(?:127\.0\.0\.1)?:(\d+)/.exec(heard)
        if (found) {
          port = found[1] ?? port
          done()
        }
      }
      process_.stdout?.on('data', hear)
      process_.stderr?.on('data', hear)
      process_.once('exit', (code) => failed(new Error(`serve ended with ${code}: ${said.slice(-2_000)}`)))
    })
    process_.removeAllListeners('exit')
  }
  const end = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((done) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return done()
      child.once('exit', () => done())
      child.kill(signal)
    })
  await up()
  return {
    base: `http://127.0.0.1:${port}`,
    passwords: new Map([...said.matchAll(/^ {2}(\S+) +(\S{12}) /gm)].map((one) => [one[1] ?? '', one[2] ?? ''])),
    kill: () => end('SIGKILL'),
    up,
    stop: async () => {
      await end('SIGTERM')
      bank?.stop()
      await server?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startBank(journal: string): Promise<{ readonly url: string; stop(): void }> {
  const bank = spawn(process.execPath, [ZHIDA, 'bank', '--journal', journal, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((done) => bank.stdout.once('data', (chunk: Buffer) => done(chunk.toString())))
  return { url: /http:\S+/.exec(line)?.[0] ?? '', stop: () => bank.kill() }
}

export interface Look extends BrowserContextOptions {
  readonly width?: number
  readonly lang?: 'zh-CN' | 'en'
  readonly contrast?: 'more'
  /** Percent of the usual size of letters. */
  readonly size?: 150
}

/** A person with a browser of their own, signed in by typing; nobody in particular where `login` is empty. */
export async function person(browser: Browser, portal: Portal, login: string, look: Look = {}): Promise<Page> {
  const { width = 1280, lang = 'zh-CN', contrast, size, ...context } = look
  const place = await browser.newContext({ viewport: { width, height: width < 500 ? 780 : 900 }, baseURL: portal.base, ...context })
  await place.addInitScript(
    (kept) => localStorage.getItem('zhida/preferences') ?? localStorage.setItem('zhida/preferences', kept),
    JSON.stringify({ lang, tourSeen: true, ...(contrast && { contrast }), ...(size && { size }) }),
  )
  const page = await place.newPage()
  page.setDefaultTimeout(15_000)
  if (login === '') return page
  await page.goto('/login')
  await signIn(page, portal, login)
  await page.waitForURL((url) => url.pathname !== '/login')
  return page
}

/** Types the name and password of an account into the page that asks for them. */
export async function signIn(page: Page, portal: Portal, login: string): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(login)
  await page.locator('input[autocomplete=current-password]').fill(portal.passwords.get(login) ?? '')
  await page.keyboard.press('Enter')
}
