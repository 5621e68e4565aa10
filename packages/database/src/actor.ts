import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transaction } from 'kysely'
import type { Db } from './db.ts'

export type Tx = Transaction<unknown>

/** On whose behalf a transaction runs. The database's row-level security reads it: the second wall behind the API's own checks. */
export interface Actor {
  readonly account: bigint
  readonly roles: readonly string[]
  readonly department?: string
  readonly subject?: bigint
}

/** The program itself: jobs, seeds, the bank's answers. */
export const SYSTEM: Actor = { account: 0n, roles: ['system'] }

const inside = new AsyncLocalStorage<{ readonly db: Db; readonly actor: Actor }>()

const RETRY = new Set(['40001', '40P01', '55P03'])

/**
 * Runs `work` in one transaction as an actor, in the application's role, under row-level security. A serialisation failure or a
 * deadlock runs it anew, so `work` must do nothing outside of the database.
 */
export async function asActor<T>(db: Db, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  // It would wait for itself: for ever on the embedded database's one connection, under load on a pool's last.
  if (inside.getStore()?.db === db) throw new Error('a transaction within a transaction')
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inside.run({ db, actor }, () => db.transaction().execute(work))
    } catch (fault) {
      const code = (fault as { code?: string }).code ?? ''
      if (attempt >= 5 || !RETRY.has(code)) throw fault
      await new Promise((resolve) => setTimeout(resolve, attempt * attempt * 10))
    }
  }
}

/** What begins a transaction: for an actor, with who it is, in the same message. */
export function beginning(): string {
  const actor = inside.getStore()?.actor
  if (!actor) return 'BEGIN'
  const settings = {
    role: 'zhida_app',
    'zhida.account': String(actor.account),
    'zhida.roles': actor.roles.join(','),
    'zhida.department': actor.department ?? '',
    'zhida.subject': String(actor.subject ?? ''),
  }
  return `BEGIN; SELECT ${Object.entries(settings)
    .map(([name, value]) => `set_config('${name}', '${value.replaceAll("'", "''")}', true)`)
    .join(', ')}`
}
