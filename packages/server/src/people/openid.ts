import type { FastifyInstance } from 'fastify'
import * as client from 'openid-client'
import { COOKIE } from '../http/cookie.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { accountByIdentity } from './accounts.ts'
import { openSession } from './sessions.ts'

/** A provider where people sign in (OpenID Connect, authorization code with PKCE). Accounts name it in their identity: `issuer|subject`. */
export interface OpenIdOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where this server is reached from a browser: `https://zhida.example`. */
  readonly publicUrl: string
}

/** What a browser carries between leaving for the provider and coming back. */
const ATTEMPT = 'zhida_openid'
const CALLBACK = '/api/session/openid/callback'

/** Signing in at a provider: leave by `/api/session/openid`, come back with a session. The provider says who; what they may do stands in our account. */
export function openIdRoutes(app: FastifyInstance, world: World, options: OpenIdOptions): void {
  let found: Promise<client.Configuration> | undefined
  const configuration = (): Promise<client.Configuration> => {
    const { issuer, clientId, clientSecret } = options
    // Only a provider on this machine may be spoken to without TLS.
    const local = /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(issuer)
    found ??= client.discovery(new URL(issuer), clientId, clientSecret, undefined, local ? { execute: [client.allowInsecureRequests] } : undefined).catch((fault: unknown) => {
      found = undefined
      throw fault
    })
    return found
  }
  const redirect = new URL(CALLBACK, options.publicUrl).href
  const secure = options.publicUrl.startsWith('https:')

  app.get('/api/session/openid', { schema: { hide: true } }, async (_request, reply) => {
    const verifier = client.randomPKCECodeVerifier()
    const state = client.randomState()
    const nonce = client.randomNonce()
    const url = client.buildAuthorizationUrl(await configuration(), {
      redirect_uri: redirect,
      scope: 'openid',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return reply.setCookie(ATTEMPT, JSON.stringify([verifier, state, nonce]), { httpOnly: true, sameSite: 'lax', secure, path: CALLBACK, maxAge: 600 }).redirect(url.href)
  })

  app.get(CALLBACK, { schema: { hide: true } }, async (request, reply) => {
    const [verifier, state, nonce] = attemptOf(request.cookies[ATTEMPT])
    let claims: client.IDToken | undefined
    try {
      const tokens = await client.authorizationCodeGrant(await configuration(), new URL(request.url, options.publicUrl), { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce })
      claims = tokens.claims()
    } catch {
      throw new Refusal('ZP-102', { zh: '外部登录没有通过', en: 'the provider did not let you in' })
    }
    const account = await accountByIdentity(world.db, `${claims?.iss ?? ''}|${claims?.sub ?? ''}`)
    const { token, expires } = await openSession(world.db, account.id, world.now())
    return reply.clearCookie(ATTEMPT, { path: CALLBACK }).setCookie(COOKIE, token, { httpOnly: true, sameSite: 'lax', secure, path: '/', expires }).redirect('/')
  })
}

function attemptOf(cookie: string | undefined): readonly [string, string, string] {
  try {
    const list: unknown = JSON.parse(cookie ?? '')
    if (Array.isArray(list) && list.length === 3 && list.every((one) => typeof one === 'string')) return list as unknown as readonly [string, string, string]
  } catch {
    // A cookie that is not ours is none.
  }
  throw new Refusal('ZP-102', { zh: '登录已超时，请重新开始', en: 'signing in took too long: begin again' })
}
