import type { MultipartFile } from '@fastify/multipart'
import type { Actor, Tx } from '@zhida/database'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Role } from '../people/accounts.ts'
import type { World } from '../world.ts'

/** Who may call: anyone, anyone signed in, or some roles. What each sees of it is the row-level security's. */
type Access = 'public' | 'signed-in' | readonly Role[]

interface Definition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly summary: string
  readonly tag: string
  readonly access: Access
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response: R
  /**
   * Opens its own transactions and uses `world.db`, never `tx`. Every other endpoint runs in one transaction; what changes something
   * is a command then: it needs an Idempotency-Key and has one effect for it.
   */
  readonly bare?: true
  /** It takes one file, of so many bytes at most, as multipart/form-data: `call.upload()`. */
  readonly upload?: number
  /** It answers a file, not JSON: the media types. */
  readonly produces?: readonly string[]
  /** An edit: the version that the caller saw, from If-Match. */
  readonly versioned?: true
  readonly handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>
}

/** What a handler is given: who calls, the transaction as that person, the checked request. */
interface Call<P, Q, B> {
  readonly world: World
  readonly actor: Actor
  readonly tx: Tx
  readonly params: P
  readonly query: Q
  readonly body: B
  /** Of a versioned endpoint: the number in If-Match. */
  readonly version: number
  /** The file of an uploading endpoint. */
  readonly upload: () => Promise<MultipartFile>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What every handler is given, whatever its shapes. */
export type AnyCall = Call<unknown, unknown, unknown>

/** One endpoint: its shapes are its types, its checks and its page in the OpenAPI document. */
export type Endpoint = Definition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(one: Definition<P, Q, B, R>): Endpoint {
  // The shapes are checked before the handler is called, so what it is given is what they say.
  return one as unknown as Endpoint
}
