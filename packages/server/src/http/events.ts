import { asActor } from '@zhida/database'
import type { FastifyInstance } from 'fastify'
import { listById } from '../delivery/run.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { actorOfRequest } from './app.ts'
import { wire } from './wire.ts'

/** Progress of a 免申即享 run as server-sent events: one a change, until the list is made. */
export function progressEvents(app: FastifyInstance, world: World): void {
  app.get<{ Params: { id: string } }>('/api/delivery/:id/progress', { schema: { hide: true } }, async (request, reply) => {
    const actor = await actorOfRequest(world, request)
    if (!/^[1-9]\d{0,17}$/.test(request.params.id)) throw new Refusal('ZP-202', '编号')
    const id = BigInt(request.params.id)
    const read = (): ReturnType<typeof listById> => asActor(world.db, actor, (tx) => listById(tx, id))
    let list = await read()
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
    let told = ''
    for (;;) {
      const now = JSON.stringify(wire(list))
      if (now !== told) stream.write(`event: progress\ndata: ${now}\n\n`)
      told = now
      if (list.state !== 'running' || stream.destroyed) break
      await new Promise((resolve) => setTimeout(resolve, 300))
      list = await read()
    }
    stream.end()
  })
}
