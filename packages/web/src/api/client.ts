import { t } from '@lingui/core/macro'
import createClient, { type Middleware } from 'openapi-fetch'
import { spoken } from '../words/language.ts'
import { term } from '../words/terms.ts'
import type { paths } from './schema.ts'

/** What the server refused, in its words (RFC 9457). */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly items: readonly string[],
  ) {
    super(detail ? t`${title}：${term(detail)}` : title)
  }
}

/** The session is over or there is none: the person signs in and goes on. */
export const needsSignIn = (fault: unknown): boolean => fault instanceof ProblemError && (fault.code === 'ZP-101' || fault.code === 'ZP-106')

/** Somebody else was faster: what is on the screen is old. */
export const isStale = (fault: unknown): boolean => fault instanceof ProblemError && fault.code === 'ZP-206'

export const isOffline = (fault: unknown): boolean => fault instanceof ProblemError && fault.code === 'offline'

let token = ''
/** The session's token against forged requests; it goes with every change. */
export function holdToken(csrf: string): void {
  token = csrf
}

const CHANGES = new Set(['POST', 'PUT'])
/** A change is sent again for about half a minute, a reading for a few seconds: whoever waits for a page is told sooner. */
const TRIES = { change: 7, reading: 3 }

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', spoken())
    if (!CHANGES.has(request.method)) return
    request.headers.set('X-CSRF-Token', token)
    if (!request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', crypto.randomUUID())
  },
}

/** A change has a key, so it is safe to send again where no answer came: it has one effect. Reading is always safe. */
async function patient(request: Request): Promise<Response> {
  const tries = CHANGES.has(request.method) ? TRIES.change : TRIES.reading
  for (let tried = 1; ; tried += 1) {
    try {
      const response = await fetch(request.clone())
      if (response.status !== 503 || tried === tries) return response
    } catch (fault) {
      if (tried === tries) throw new ProblemError(0, 'offline', t`连不上服务器`, t`已填的内容还在，请稍后再试；已经办成的不会再办一次`, [])
      if (!(fault instanceof TypeError)) throw fault
    }
    await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tried))
  }
}

export const api = createClient<paths>({ baseUrl: '/', fetch: patient })
api.use(headers)

interface Problem {
  readonly status?: number
  readonly code?: string
  readonly title?: string
  readonly detail?: string
  readonly items?: readonly string[]
}

/** The answer's data. @throws ProblemError whatever the server refused */
export async function ask<T>(asked: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>): Promise<T> {
  const { data, error, response } = await asked
  if (response.ok && data !== undefined) return data
  const problem = (error ?? {}) as Problem
  throw new ProblemError(problem.status ?? response.status, problem.code ?? '', problem.title ?? t`服务器没有正常回答`, problem.detail ?? '', problem.items ?? [])
}

/** Sends a file; the generated client knows JSON only. */
export async function upload<T>(path: string, file: File): Promise<T> {
  const body = new FormData()
  body.append('file', file)
  const response = await patient(new Request(path, { method: 'POST', body, headers: { 'X-CSRF-Token': token, 'Idempotency-Key': crypto.randomUUID(), 'Accept-Language': spoken() } }))
  return ask(response.ok ? ({ data: (await response.json()) as T, response } as never) : ({ error: await response.json().catch(() => ({})), response } as never))
}

type Get<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: { 'application/json': infer T } } } } } ? T : never
export type Session = NonNullable<Get<'/api/session'>>
export type Claim = Get<'/api/claims/{id}'>
export type ListedClaim = Get<'/api/claims'>['items'][number]
export type ClaimForm = Get<'/api/claims/{id}/form'>
export type ClaimFilter = NonNullable<paths['/api/claims']['get']['parameters']['query']>
export type StoredFact = Get<'/api/subjects/{id}/facts'>['items'][number]
export type Fund = Get<'/api/funds'>['items'][number]
export type Overview = Get<'/api/overview'>
export type Published = Get<'/api/publicity'>['items'][number]
export type Decision = Get<'/api/decisions'>['items'][number]
export type DeliveryList = Get<'/api/delivery'>['items'][number]
export type DeliveryEntry = Get<'/api/delivery/{id}/entries'>['items'][number]
export type JointReview = Get<'/api/claims/{id}/joint'>['items'][number]
export type Standing = Get<'/api/targets'>['items'][number]
export type Account = Get<'/api/accounts'>['items'][number]
export type Job = Get<'/api/jobs'>['items'][number]
export type Found = Get<'/api/search'>
