import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firmsDue, SCIENCE } from '../testing/claims.ts'
import { KINDS, type TestWorld, testWorld } from '../testing/world.ts'

const OTHER = '区商务局'

describe.each(KINDS)('joint review, on %s', (kind) => {
  let t: TestWorld
  beforeAll(async () => {
    t = await testWorld(kind)
  })
  afterAll(() => t?.close())

  it('holds the review until the department that was asked has answered, which sees the claim and cannot move it', async () => {
    const [subject = 0n] = await firmsDue(t, 1, 1, 10_000_000n)
    const clerk = await t.client('clerk', { subject })
    const ours = await t.client('officer', { department: SCIENCE })
    const theirs = await t.client('officer', { department: OTHER })
    const { body: claim } = await clerk.post('/claims', { measure: '12.1' })
    const move = (who: typeof ours, name: string, version: number): ReturnType<typeof who.post> =>
      who.post(`/claims/${claim.id}/moves/${name}`, { reason: '核对无误' }, { 'if-match': `"v${version}"` })
    expect((await move(clerk, 'submit', 1)).status).toBe(200)
    expect((await move(ours, 'accept', 2)).status).toBe(200)

    expect((await theirs.get(`/claims/${claim.id}`)).status).toBe(404)
    expect((await ours.post(`/claims/${claim.id}/joint`, { department: '没有这个部门', question: '请核对' })).body.code).toBe('ZP-201')
    expect((await ours.post(`/claims/${claim.id}/joint`, { department: SCIENCE, question: '请核对' })).body.code).toBe('ZP-104')
    const asked = await ours.post(`/claims/${claim.id}/joint`, { department: OTHER, question: '请核对出口数据' })
    expect(asked.status).toBe(200)

    expect((await theirs.get(`/claims/${claim.id}`)).body.number).toBe(claim.number)
    expect((await theirs.get('/joint')).body.items.map((one: { question: string }) => one.question)).toEqual(['请核对出口数据'])
    expect((await move(theirs, 'return', 3)).body.code).toBe('ZP-104')
    expect((await move(ours, 'review', 3)).body).toMatchObject({ code: 'ZP-411', detail: expect.stringContaining(OTHER) })
    expect((await ours.post(`/joint/${asked.body.id}/opinion`, { agrees: true, reason: '代答' })).body.code).toBe('ZP-201')

    expect((await theirs.post(`/joint/${asked.body.id}/opinion`, { agrees: false, reason: '数据不一致，请再核' })).status).toBe(200)
    expect((await theirs.post(`/joint/${asked.body.id}/opinion`, { agrees: true, reason: '改口' })).body.code).toBe('ZP-410')
    expect((await theirs.get('/joint')).body.items).toEqual([])
    expect((await ours.get(`/claims/${claim.id}/joint`)).body.items).toMatchObject([{ agrees: false, reason: '数据不一致，请再核', department: OTHER }])
    expect((await move(ours, 'review', 3)).status).toBe(200)
    expect((await ours.post(`/claims/${claim.id}/joint`, { department: OTHER, question: '太晚了' })).body.code).toBe('ZP-401')
  })
})
