import { asActor, SYSTEM } from '@zhida/database'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { World } from '../world.ts'

/** Health, readiness, and what Prometheus reads. None of it tells anything of a person. */
export function instrument(app: FastifyInstance, world: World): void {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'zhida_request_seconds',
    help: 'Seconds a request took',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [register],
  })
  const claims = new Gauge({ name: 'zhida_claims', help: 'Claims by state', labelNames: ['state'], registers: [register] })
  const outbox = new Gauge({ name: 'zhida_outbox_waiting', help: 'Batches that the bank has not taken yet', registers: [register] })
  app.addHook('onResponse', async (request, reply) => seconds.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000))
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/ready', { schema: { hide: true } }, async () => {
    await asActor(world.db, SYSTEM, (tx) => sql`SELECT 1`.execute(tx))
    return { status: 'ready' }
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    await asActor(world.db, SYSTEM, async (tx) => {
      const { rows } = await sql<{ state: string; count: bigint }>`SELECT state, count(*) AS count FROM claim GROUP BY state`.execute(tx)
      claims.reset()
      for (const one of rows) claims.set({ state: one.state }, Number(one.count))
      const { rows: waiting } = await sql<{ count: bigint }>`SELECT count(*) AS count FROM outbox WHERE sent_at IS NULL`.execute(tx)
      outbox.set(Number(waiting[0]?.count ?? 0n))
    })
    return reply.type(register.contentType).send(await register.metrics())
  })
}
