import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { openAccount } from './accounts.ts'
import { openIdRoutes } from './openid.ts'

// A real provider in this process; the browser is a jar of cookies that follows redirects.
let t: TestWorld
const provider = createServer()
let issuer = ''

beforeAll(async () => {
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  const publicUrl = 'http://localhost:5280'
  const real = new Provider(issuer, {
    clients: [{ client_id: 'zhida', client_secret: 'a secret of the test', redirect_uris: [`${publicUrl}/api/session/openid/callback`] }],
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['a key of the test'] },
  })
  provider.on('request', real.callback())
  t = await testWorld('pglite', 0n, (app, world) => openIdRoutes(app, world, { issuer, clientId: 'zhida', clientSecret: 'a secret of the test', publicUrl }))
})
afterAll(async () => {
  await t?.close()
  provider.close()
})

/** Signs in at the provider as `who`, from our door to our callback. @returns our answer to the callback */
async function comeBack(who: string): Promise<{ status: number; cookie: string; body: string }> {
  const ours = await t.app.inject({ url: '/api/session/openid' })
  const attempt = ours.cookies.map((one) => `${one.name}=${one.value}`).join('; ')
  const jar = new Map<string, string>()
  let url = String(ours.headers.location)
  let form: Record<string, string> | undefined
  for (let step = 0; step < 12; step += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const one of response.headers.getSetCookie()) jar.set(one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1).split(';')[0] ?? '')
    const location = response.headers.get('location')
    form = undefined
    if (location) {
      const next = new URL(location, url)
      if (next.host === 'localhost:5280') {
        const answer = await t.app.inject({ url: `${next.pathname}${next.search}`, headers: { cookie: attempt } })
        return { status: answer.statusCode, cookie: answer.cookies.map((one) => `${one.name}=${one.value}`).join('; '), body: answer.body }
      }
      url = next.href
      continue
    }
    const page = await response.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? url, url).href
    form = prompt === 'login' ? { prompt, login: who, password: 'x' } : { prompt: prompt ?? 'consent' }
  }
  throw new Error('the provider never sent us back')
}

it('signs in who has an account for that identity, with what the account may do', async () => {
  await t.as((tx) => openAccount(tx, { login: 'wang', name: '王（合成数据）', roles: ['auditor'], identity: `${issuer}|wang` }))
  const back = await comeBack('wang')
  expect(back.status).toBe(302)
  const me = await t.app.inject({ url: '/api/session', headers: { cookie: back.cookie } })
  expect(me.json()).toMatchObject({ login: 'wang', roles: ['auditor'] })
})

it('refuses who has none, and a callback that nobody set out for', async () => {
  expect(await comeBack('nobody')).toMatchObject({ status: 401, body: expect.stringContaining('ZP-102') })
  const forged = await t.app.inject({ url: '/api/session/openid/callback?code=x&state=y', headers: { cookie: `zhida_openid=${encodeURIComponent('["a","b","c"]')}` } })
  expect(forged.json()).toMatchObject({ code: 'ZP-102' })
})
