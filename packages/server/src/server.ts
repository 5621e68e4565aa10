import { asActor, type Database, migrate, SYSTEM } from '@zhida/database'
import type { Policy } from '@zhida/language/ir'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { JOINT } from './claim/joint-routes.ts'
import { CLAIMS } from './claim/routes.ts'
import { DECISIONS } from './decision/routes.ts'
import { DELIVERY } from './delivery/routes.ts'
import { DOSSIERS } from './dossier/routes.ts'
import { ESTIMATES } from './estimate/routes.ts'
import { openFunds } from './funds/accounts.ts'
import { FUNDS } from './funds/routes.ts'
import { createApp } from './http/app.ts'
import type { Endpoint } from './http/endpoint.ts'
import { progressEvents } from './http/events.ts'
import { JOBS } from './jobs/routes.ts'
import { startWorker } from './jobs/worker.ts'
import { LETTERS } from './letter/routes.ts'
import { OVERVIEW } from './overview/routes.ts'
import { httpBank } from './payment/http-bank.ts'
import type { Debtor } from './payment/pain001.ts'
import { paymentRoutes } from './payment/routes.ts'
import { type OpenIdOptions, openIdRoutes } from './people/openid.ts'
import { PEOPLE } from './people/routes.ts'
import { keepPack } from './policy/pack.ts'
import { POLICY } from './policy/routes.ts'
import { MIGRATIONS } from './schema.ts'
import { SEARCH } from './search/routes.ts'
import { TARGETS } from './target/routes.ts'
import { VIEWS } from './view/routes.ts'
import type { World } from './world.ts'

export interface ServerOptions {
  readonly debtor: Debtor
  /** Where batches go; without it they wait in the outbox, and answers are taken in by hand. */
  readonly bankUrl?: string
  /** Where people may sign in besides here. */
  readonly openId?: OpenIdOptions
  readonly log: boolean
  readonly rate: number
}

/** Brings the database up to date and makes it know the policy: its pack, its departments, its funds. Doing it again changes nothing. */
export async function openWorld(database: Database, policy: Policy, now: () => Date = () => new Date()): Promise<World> {
  await migrate(database.db, MIGRATIONS)
  const pack = await asActor(database.db, SYSTEM, async (tx) => {
    for (const name of new Set([...policy.areas, ...policy.instruments].map((one) => one.department).filter((one) => one !== '')))
      await sql`INSERT INTO department (name) VALUES (${name}) ON CONFLICT DO NOTHING`.execute(tx)
    await openFunds(tx, policy)
    return keepPack(tx, policy)
  })
  return { db: database.db, policy, pack, now }
}

export function endpointsOf(debtor: Debtor): readonly Endpoint[] {
  return [
    ...PEOPLE,
    ...POLICY,
    ...DOSSIERS,
    ...CLAIMS,
    ...JOINT,
    ...LETTERS,
    ...DELIVERY,
    ...FUNDS,
    ...paymentRoutes(debtor),
    ...DECISIONS,
    ...TARGETS,
    ...OVERVIEW,
    ...ESTIMATES,
    ...SEARCH,
    ...VIEWS,
    ...JOBS,
  ]
}

/** The whole delivery: HTTP and the work beside it. `stop` lets requests and jobs end first. */
export async function createServer(world: World, options: ServerOptions): Promise<{ readonly app: FastifyInstance; stop(): Promise<void> }> {
  const app = await createApp(world, endpointsOf(options.debtor), options)
  progressEvents(app, world)
  if (options.openId) openIdRoutes(app, world, options.openId)
  const worker = startWorker(world, options.bankUrl === undefined ? undefined : httpBank(options.bankUrl), (job, fault) => app.log.error({ job, err: fault }, 'job'))
  return {
    app,
    stop: async () => {
      await app.close()
      await worker.stop()
    },
  }
}
