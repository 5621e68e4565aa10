import statics from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusal.ts'
import { problemOf } from './problem.ts'

/** Serves the built page beside the API: every path that is no file and none of the API's is the page. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(statics, { root: folder, wildcard: false, preCompressed: true })
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/'))
      return reply
        .status(404)
        .type('application/problem+json')
        .serializer(JSON.stringify)
        .send(problemOf(new Refusal('ZP-201'), request.id).problem)
    return reply.sendFile('index.html')
  })
}
