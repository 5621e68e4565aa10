import { fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Database } from '@zhida/database'
import type { Policy } from '@zhida/language'
import { readCases, readSamples } from '../pack/cases.ts'
import { simulator } from '../serve/simulate.ts'
import { type Context, EXIT, repositoryRoot, requirePolicy, usage } from './context.ts'

// The server and its database are loaded when a command asks for them: the others start without.
const parts = async () => ({ ...(await import('@zhida/server')), ...(await import('@zhida/database')) })

export interface DataOptions {
  readonly data?: string
}

export interface ServeOptions extends DataOptions {
  readonly port: string
  readonly host: string
  readonly pageOnly?: boolean
  readonly empty?: boolean
  readonly bank?: string
}

/** The built page. */
export const PAGE = join(repositoryRoot(), 'packages', 'web', 'dist')

/** The page has a policy's rules in it: one built with another's must not be shown. @throws ZD-707 */
export function requirePage(context: Context, policy: Policy): void {
  const file = join(PAGE, 'policy.json')
  if (!existsSync(file)) return
  const built = JSON.parse(readFileSync(file, 'utf8')) as { readonly id: string; readonly textSha256: string }
  if (built.id !== policy.id || built.textSha256 !== policy.textSha256) throw usage('ZD-707', { built: built.id, name: policy.id, folder: context.packFolder })
}

/** This program, for what runs in a process of its own. */
const zhidaProgram = (): string => join(repositoryRoot(), 'packages', 'cli', 'bin', 'zhida.mjs')

/** The folder of the embedded database, where DATABASE_URL does not say otherwise. */
const DEFAULT_DATA = join(repositoryRoot(), 'data')

const DEBTOR = { name: '合成财政专户（合成数据）', account: '3310020000000001', bank: '合成银行（合成数据）' }

function debtor(): typeof DEBTOR {
  const { ZHIDA_PAYER_NAME: name, ZHIDA_PAYER_ACCOUNT: account, ZHIDA_PAYER_BANK: bank } = process.env
  return name && account && bank ? { name, account, bank } : DEBTOR
}

/** For trying it out: a clock so many days ahead, so that 公示 is over today. */
function clock(): () => Date {
  const days = Number(process.env.ZHIDA_CLOCK_DAYS ?? 0)
  if (!Number.isInteger(days)) throw usage('ZD-701', { detail: `ZHIDA_CLOCK_DAYS=${process.env.ZHIDA_CLOCK_DAYS}` })
  return () => new Date(Date.now() + days * 86_400_000)
}

/** Signing in at a provider, where all four are set. */
function openId(): { readonly openId?: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly publicUrl: string } } {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, ZHIDA_PUBLIC_URL: publicUrl } = process.env
  return issuer && clientId && clientSecret && publicUrl ? { openId: { issuer, clientId, clientSecret, publicUrl } } : {}
}

async function open(options: DataOptions): Promise<Database> {
  const { openDatabase } = await parts()
  const url = process.env.DATABASE_URL
  return openDatabase(url ? { url, connections: Number(process.env.DATABASE_CONNECTIONS ?? 10) } : { folder: resolve(options.data ?? DEFAULT_DATA, 'database') })
}

async function withWorld<T>(
  context: Context,
  options: DataOptions,
  work: (world: Awaited<ReturnType<Awaited<ReturnType<typeof parts>>['openWorld']>>, database: Database, policy: Policy) => Promise<T>,
): Promise<T> {
  const policy = requirePolicy(context)
  const { openWorld } = await parts()
  const database = await open(options)
  try {
    return await work(await openWorld(database, policy), database, policy)
  } finally {
    await database.close()
  }
}

/** Brings the database up to date, and says what it did. */
export async function migrateCommand(context: Context, options: DataOptions): Promise<number> {
  await withWorld(context, options, async () => context.out(context.say('ready')))
  return EXIT.ok
}

/** Fills an empty database for a demonstration. */
export async function seedCommand(context: Context, options: DataOptions & { readonly firms: string }): Promise<number> {
  if (!/^[1-9]\d{0,4}$/.test(options.firms)) throw usage('ZD-701', { detail: `--firms ${options.firms}` })
  return withWorld(context, options, async (world, _database, policy) => ((await seed(context, world, policy, Number(options.firms))) ? EXIT.ok : EXIT.findings))
}

type World = Parameters<Parameters<typeof withWorld>[2]>[0]

async function seed(context: Context, world: World, policy: Policy, firms: number): Promise<boolean> {
  const { seedDemo, isEmpty } = await parts()
  if (!(await isEmpty(world))) {
    context.err(context.say('notEmpty'))
    return false
  }
  const { cases } = readCases(context.packFolder, policy)
  const tty = process.stderr.isTTY
  const accounts = await seedDemo(world, {
    firms,
    debtor: debtor(),
    samples: readSamples(context.packFolder),
    cases: cases.filter((one) => Object.keys(one.readings).length === 0 && one.date === policy.until),
    say: (what, done, of) => process.stderr.write(tty ? `\r\x1b[K${what} ${done}/${of}` : `${what} ${done}/${of}\n`),
  })
  if (tty) process.stderr.write('\r\x1b[K')
  context.err(context.say('accounts'))
  for (const one of accounts) context.err(`  ${one.login.padEnd(12)} ${one.password.padEnd(14)} ${one.name}`)
  return true
}

/** The whole delivery: database, API, page, jobs, and a made-up bank for the demonstration. Ends when asked to, after what it is doing. */
export async function serveDelivery(context: Context, options: ServeOptions): Promise<void> {
  const policy = requirePolicy(context)
  requirePage(context, policy)
  const { openWorld, createServer, isEmpty, servePages } = await parts()
  const database = await open(options)
  try {
    const data = resolve(options.data ?? DEFAULT_DATA)
    const world = { ...(await openWorld(database, policy, clock())), simulate: simulator(zhidaProgram(), join(data, 'populations')) }
    const demo = !process.env.DATABASE_URL
    if (demo && !options.empty && (await isEmpty(world))) await seed(context, world, policy, 400)
    const bank = options.bank ? { url: options.bank, stop: () => {} } : demo ? await startBank(join(data, 'bank.jsonl')) : undefined
    const { app, stop } = await createServer(world, {
      debtor: debtor(),
      log: process.env.ZHIDA_LOG === '1',
      // An office of fifty behind one address.
      rate: Number(process.env.ZHIDA_RATE ?? 3_000),
      ...(bank && { bankUrl: bank.url }),
      ...openId(),
    })
    await servePages(app, PAGE)
    const address = await app.listen({ port: Number(options.port), host: options.host })
    context.out(`${context.say('running')}: ${address.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost')}/`)
    await new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
    })
    await stop()
    bank?.stop()
  } finally {
    await database.close()
  }
}

/** The made-up bank is a process of its own, as a bank is. */
function startBank(journal: string): Promise<{ readonly url: string; stop(): void }> {
  const child = fork(zhidaProgram(), ['bank', '--journal', journal, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`the made-up bank ended with ${code}`)))
    child.stdout?.once('data', (line: Buffer) => done({ url: /http:\S+/.exec(line.toString())?.[0] ?? '', stop: () => child.disconnect() }))
  })
}

export interface BankOptions {
  readonly journal: string
  readonly port: string
  readonly reject: string
  readonly twice: string
  readonly lose: string
  readonly contradict: string
  readonly delay: string
  readonly die: string
}

/** The made-up bank (合成数据): takes batches, answers as it is told to misbehave. */
export async function bankCommand(options: BankOptions): Promise<void> {
  const { simulatedBank } = await parts()
  const manners = {
    reject: Number(options.reject),
    twice: Number(options.twice),
    lose: Number(options.lose),
    contradict: Number(options.contradict),
    delayMs: Number(options.delay),
    die: Number(options.die),
  }
  const server = simulatedBank(options.journal, manners)
  await new Promise<void>((done) => server.listen(Number(options.port), '127.0.0.1', done))
  const bound = server.address()
  process.stdout.write(`合成银行 http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : ''}/\n`)
  // Without the one who started it, or let go by it, it goes too: an open channel would keep both.
  process.once('disconnect', () => process.exit(0))
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
  server.close()
  server.closeAllConnections()
}

/** Computes decisions again; says the first that differs. */
export async function replayCommand(context: Context, number: string | undefined, options: DataOptions & { readonly all?: boolean }): Promise<number> {
  if (number !== undefined && !/^[1-9]\d{0,17}$/.test(number)) throw usage('ZD-701', { detail: number })
  return withWorld(context, options, async (world) => {
    const { replay, asActor, SYSTEM } = await parts()
    const report = await asActor(world.db, SYSTEM, (tx) => replay(tx, number === undefined ? undefined : BigInt(number), options.all === true))
    for (const { where, what } of report.faults) context.err(`✗ ${where}：${what}`)
    context.out(`${context.say('replayed')} ${report.decisions}`)
    return report.faults.length === 0 ? EXIT.ok : EXIT.findings
  })
}

/** Verifies the seal, the chain, the ledger's sums. `head` is a hash published before: the history must still pass through it. */
export async function verifyCommand(context: Context, options: DataOptions & { readonly head?: string }): Promise<number> {
  return withWorld(context, options, async (world) => {
    const { verify, seal, asActor, SYSTEM, hasBlock } = await parts()
    await seal(world.db)
    const report = await asActor(world.db, SYSTEM, async (tx) => ({ ...(await verify(tx)), passes: options.head === undefined || (await hasBlock(tx, options.head)) }))
    for (const { where, what } of report.faults) context.err(`✗ ${where}：${what}`)
    if (!report.passes) context.err(`✗ ${options.head}`)
    context.out(`${context.say('verified')} ${report.seal.rows} / ${report.decisions} / ${report.transfers}`)
    context.out(`${context.say('head')} ${report.seal.head}`)
    return report.faults.length === 0 && report.passes ? EXIT.ok : EXIT.findings
  })
}

export interface UserOptions extends DataOptions {
  readonly name?: string
  readonly role?: readonly string[]
  readonly department?: string
  readonly subject?: string
  readonly password?: string
}

/** Opens an account, or gives one a new password, which is printed once. */
export async function userCommand(context: Context, login: string, options: UserOptions): Promise<number> {
  return withWorld(context, options, async (world) => {
    const { openAccount, setPassword, ROLES, asActor, SYSTEM, Refusal, newPassword } = await parts()
    const password = options.password ?? newPassword()
    const wrong = options.role?.find((one) => !(one in ROLES))
    if (wrong !== undefined) throw usage('ZD-701', { detail: `--role ${wrong}：${Object.keys(ROLES).join('、')}` })
    try {
      await asActor(world.db, SYSTEM, async (tx) => {
        if (options.role)
          await openAccount(tx, {
            login,
            name: options.name ?? login,
            roles: options.role as (keyof typeof ROLES)[],
            password,
            ...(options.department && { department: options.department }),
            ...(options.subject && { subject: BigInt(options.subject) }),
          })
        else await setPassword(tx, login, password)
      })
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      context.err(fault.message)
      return EXIT.input
    }
    context.out(`${login}  ${password}`)
    return EXIT.ok
  })
}

/** Writes a backup while the delivery goes on (PostgreSQL), or of the embedded folder while it is stopped. */
export async function backupCommand(context: Context, file: string, options: DataOptions): Promise<number> {
  const { backup } = await parts()
  const path = resolve(file)
  if (existsSync(path)) throw usage('ZD-701', { detail: `${file}` })
  const url = process.env.DATABASE_URL
  if (url) await backup({ url }, path)
  else {
    const database = await open(options)
    try {
      await backup({ database }, path)
    } finally {
      await database.close()
    }
  }
  context.out(path)
  return EXIT.ok
}

/** Restores a backup into an empty place. */
export async function restoreCommand(context: Context, file: string, options: DataOptions): Promise<number> {
  const { restore } = await parts()
  const url = process.env.DATABASE_URL
  await restore(url ? { url } : { folder: resolve(options.data ?? DEFAULT_DATA, 'database') }, resolve(file))
  return verifyCommand(context, options)
}
