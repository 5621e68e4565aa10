import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { type Actor, asActor, type Tx } from '@zhida/database'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../people/accounts.ts'
import { sessionOf } from '../people/sessions.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { answerBroken } from './broken.ts'
import { once } from './command.ts'
import { COOKIE } from './cookie.ts'
import type { Endpoint } from './endpoint.ts'
import { instrument } from './metrics.ts'
import { langOf, problemOf } from './problem.ts'
import { uploadOf } from './upload.ts'

/** The largest body of a message; files have a limit of their own. */
const BODY_BYTES = 1024 * 1024

export interface AppOptions {
  readonly log: boolean
  /** Requests a minute from one address. */
  readonly rate: number
}

const ProblemShape = z.object({ type: z.string(), title: z.string(), status: z.number(), code: z.string(), detail: z.string(), items: z.array(z.string()), instance: z.string() }).describe('RFC 9457')

/** What a bare endpoint is given in place of a transaction: any use of it is a fault. */
const NO_TRANSACTION = new Proxy(
  {},
  {
    get: () => {
      throw new Error('a bare endpoint has no transaction')
    },
  },
) as Tx

const ANYONE: Actor = { account: 0n, roles: [] }

/** The HTTP server over a world: every endpoint checked, documented and run in one transaction as the person who calls. */
export async function createApp(world: World, endpoints: readonly Endpoint[], options: AppOptions): Promise<FastifyInstance> {
  const refuse = (thrown: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { problem, fault } = problemOf(thrown, request.id, langOf(request.headers['accept-language']))
    if (fault) request.log.error({ err: thrown }, 'fault')
    if (problem.code === 'ZP-210') reply.header('Retry-After', '5')
    return reply.status(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem)
  }
  const app = fastify({
    bodyLimit: BODY_BYTES,
    genReqId: () => randomUUID(),
    // Neither bodies, cookies nor query strings: a log holds no personal data.
    logger: options.log ? { level: 'info', serializers: { req: (request: FastifyRequest) => ({ method: request.method, url: request.routeOptions.url ?? '' }), err: errorForLog } } : false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerBroken,
    // An address that the router itself cannot take.
    frameworkErrors: (fault, request, reply) => void refuse(fault, request, reply),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(refuse)
  app.setNotFoundHandler((request, reply) => refuse(new Refusal('ZP-201', request.url.split('?')[0]), request, reply))
  app.addHook('onSend', async (request, reply) => void reply.header('X-Request-Id', request.id))
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // A PDF of evidence is shown from its bytes by the browser's own viewer.
        frameSrc: ['blob:'],
        workerSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
  })
  // The page's own files lie compressed already.
  await app.register(compress, { encodings: ['gzip'], threshold: 1_024 })
  await app.register(cookie)
  await app.register(multipart, { limits: { files: 1, fields: 20 }, throwFileSizeLimit: true })
  // The page's own files are small, kept by browsers, and asked for together: they are not counted.
  await app.register(rateLimit, { max: options.rate, timeWindow: '1 minute', allowList: (request) => !request.url.startsWith('/api/'), errorResponseBuilder: () => new Refusal('ZP-209') })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '直达 Zhida', version: '0.1.0', description: '金额以分计，写作文本；每个改动都带 Idempotency-Key；错误是 problem+json，代码见 docs/reference/problems.md。' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: COOKIE }, csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' } } },
    },
    transform: describe,
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs' })
  instrument(app, world)
  for (const one of endpoints) mount(app, world, one)
  return app
}

function errorForLog(error: Error & { code?: string }): { type: string; code: string; message: string; stack: string } {
  return { type: error.name, code: error.code ?? '', message: error.message.slice(0, 300), stack: error.stack ?? '' }
}

function mount(app: FastifyInstance, world: World, one: Endpoint): void {
  const command = one.method !== 'GET' && !one.bare
  const headers = z.object({
    ...(command && { 'idempotency-key': z.string().min(8).max(128).optional().describe('同一个键只生效一次，再来得到同样的回答') }),
    ...(one.versioned && { 'if-match': z.string().optional().describe('读到的 ETag') }),
  })
  app.route({
    method: one.method,
    url: `/api${one.url}`,
    schema: {
      summary: one.summary,
      tags: [one.tag],
      description: one.access === 'public' ? '公开' : one.access === 'signed-in' ? '登录后' : `角色：${one.access.join('、')}`,
      ...(one.access !== 'public' && { security: [{ session: [] }] }),
      ...(one.params && { params: one.params }),
      ...(one.query && { querystring: one.query }),
      ...(one.body && { body: one.body }),
      headers,
      ...(one.upload !== undefined && { consumes: ['multipart/form-data'] }),
      response: { 200: answerOf(one), default: { content: { 'application/problem+json': { schema: ProblemShape } } } },
    },
    preValidation: async (request) => {
      const actor = await whoCalls(world, request, one)
      if (one.access !== 'public' && one.access !== 'signed-in' && !one.access.some((role) => actor.roles.includes(role))) throw new Refusal('ZP-104')
      actors.set(request, actor)
    },
    handler: async (request, reply) => {
      const actor = actors.get(request) ?? ANYONE
      const version = one.versioned ? versionOf(request.headers['if-match']) : 0
      const call = { world, actor, params: request.params, query: request.query, body: request.body, version, upload: () => uploadOf(request, one.upload ?? 0), request, reply }
      if (one.bare) return one.handle({ ...call, tx: NO_TRANSACTION })
      if (!command) return asActor(world.db, actor, (tx) => one.handle({ ...call, tx }))
      const key = request.headers['idempotency-key']
      return once(world, actor, typeof key === 'string' ? key : undefined, [one.method, request.url, request.body ?? null, version], (tx) => one.handle({ ...call, tx }))
    },
  })
}

function answerOf(one: Endpoint): unknown {
  return one.produces ? { description: '文件', content: Object.fromEntries(one.produces.map((type) => [type, { schema: z.any() }])) } : one.response
}

const FILE_BODY = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } }

/** The OpenAPI document says what an upload is; its body is not parsed before the endpoint reads it. */
const describe: typeof jsonSchemaTransform = (document) => {
  const made = jsonSchemaTransform(document)
  return made.schema.consumes ? { ...made, schema: { ...made.schema, body: FILE_BODY } } : made
}

const actors = new WeakMap<FastifyRequest, Actor>()

async function whoCalls(world: World, request: FastifyRequest, one: Endpoint): Promise<Actor> {
  if (one.access === 'public' && request.cookies[COOKIE] === undefined) return ANYONE
  try {
    return await actorOfRequest(world, request)
  } catch (fault) {
    if (one.access === 'public' && fault instanceof Refusal) return ANYONE
    throw fault
  }
}

/** Who sends a request: by the session's cookie, and for a change by the token that only the person's own page knows. @throws Refusal ZP-101 · ZP-105 · ZP-106 */
export async function actorOfRequest(world: World, request: FastifyRequest): Promise<Actor> {
  const token = request.cookies[COOKIE]
  const session = token === undefined ? undefined : await sessionOf(world.db, token, world.now())
  if (session === 'expired') throw new Refusal('ZP-106')
  if (session === undefined) throw new Refusal('ZP-101')
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== session.csrf) throw new Refusal('ZP-105')
  return actorOf(session.account)
}

function versionOf(header: string | undefined): number {
  if (header === undefined) throw new Refusal('ZP-205')
  const match = /^(?:W\/)?"?v?(\d{1,9})"?$/.exec(header)
  if (!match) throw new Refusal('ZP-206', header.slice(0, 40))
  return Number(match[1])
}
