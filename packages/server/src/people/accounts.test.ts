import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, KINDS, PASSWORD, type TestWorld, testWorld } from '../testing/world.ts'

describe.each(KINDS)('accounts, on %s', (kind) => {
  let t: TestWorld
  let admin: Client
  beforeAll(async () => {
    t = await testWorld(kind)
    admin = await t.client('administrator')
  })
  afterAll(() => t?.close())

  const enter = async (login: string, password: string): Promise<number> => (await t.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })).statusCode
  const open = async (login: string): Promise<string> => (await admin.post('/accounts', { login, name: '合成', roles: ['leader'], password: PASSWORD })).body.id

  it('one that is closed is out at once and cannot come in; opened again, it can', async () => {
    const leader = await t.client('leader')
    expect((await leader.get('/overview')).status).toBe(200)
    const id = String(leader.account)
    await admin.post(`/accounts/${id}/disabled`, { disabled: true })
    const { cookie } = await leader.session()
    expect((await t.app.inject({ url: '/api/overview', headers: { cookie } })).statusCode).toBe(401)
    const login = (await admin.get('/accounts')).body.items.find((one: { id: string }) => one.id === id)
    expect(login.disabled).toBe(true)
    expect(await enter(login.login, PASSWORD)).toBe(401)
    await admin.post(`/accounts/${id}/disabled`, { disabled: false })
    expect(await enter(login.login, PASSWORD)).toBe(200)
  })

  it('nobody closes their own; nobody but an administrator closes any', async () => {
    expect((await admin.post(`/accounts/${admin.account}/disabled`, { disabled: true })).body.code).toBe('ZP-109')
    const finance = await t.client('finance')
    expect((await finance.post(`/accounts/${admin.account}/disabled`, { disabled: true })).body.code).toBe('ZP-104')
    expect((await finance.post(`/accounts/${admin.account}/password`, { login: 'administrator-0' })).body.code).toBe('ZP-104')
  })

  it('a new password is shown once, ends what was open, and goes only to the account that was named', async () => {
    const id = await open('wang')
    expect((await admin.post(`/accounts/${id}/password`, { login: 'li' })).body.code).toBe('ZP-201')
    const { body } = await admin.post(`/accounts/${id}/password`, { login: 'wang' })
    expect(await enter('wang', PASSWORD)).toBe(401)
    expect(await enter('wang', body.password)).toBe(200)
    expect(JSON.stringify((await admin.get('/accounts')).body)).not.toContain(body.password)
  })

  it('one’s own password wants the present one, and signs out everywhere', async () => {
    await open('zhao')
    const reply = await t.app.inject({ method: 'POST', url: '/api/session', payload: { login: 'zhao', password: PASSWORD } })
    const headers = { cookie: reply.cookies.map((one) => `${one.name}=${one.value}`).join('; '), 'x-csrf-token': reply.json().csrf as string }
    const change = async (now: string, next: string): Promise<string | undefined> =>
      (await t.app.inject({ method: 'POST', url: '/api/session/password', payload: { now, next }, headers: { ...headers, 'idempotency-key': `own-${now}-${next}`.padEnd(20, 'x') } })).json().code
    expect(await change('not this one', 'another long one')).toBe('ZP-102')
    expect(await change(PASSWORD, 'short')).toBe('ZP-202')
    expect(await change(PASSWORD, 'another long one')).toBeUndefined()
    expect((await t.app.inject({ url: '/api/overview', headers: { cookie: headers.cookie } })).statusCode).toBe(401)
    expect(await enter('zhao', PASSWORD)).toBe(401)
    expect(await enter('zhao', 'another long one')).toBe(200)
  })
})
