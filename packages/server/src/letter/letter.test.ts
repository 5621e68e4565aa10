import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firmsDue, publicised, SCIENCE } from '../testing/claims.ts'
import { type Client, KINDS, type TestWorld, testWorld } from '../testing/world.ts'
import { letterOf } from './letter.ts'

describe.each(KINDS)('letters and their verification, on %s', (kind) => {
  let t: TestWorld
  let subjects: readonly bigint[] = []
  let granted = 0n
  let refused = 0n
  let waiting = 0n
  let officer: Client
  let reviewer: Client
  beforeAll(async () => {
    t = await testWorld(kind)
    subjects = await firmsDue(t, 1, 3, 10_000_000n)
    officer = await t.client('officer', { department: SCIENCE })
    reviewer = await t.client('reviewer', { department: SCIENCE })
    const claims = await Promise.all(subjects.map((one) => publicised(t, one)))
    ;[granted = 0n, refused = 0n, waiting = 0n] = claims
    t.setNow('2023-11-21')
    const move = async (client: Client, id: bigint, name: string): Promise<void> => {
      const { etag } = await client.get(`/claims/${id}`)
      expect((await client.post(`/claims/${id}/moves/${name}`, { reason: '测试理由' }, { 'if-match': etag ?? '' })).status).toBe(200)
    }
    await move(reviewer, granted, 'approve')
    await move(reviewer, refused, 'reject')
  })
  afterAll(() => t?.close())

  const codeOf = async (claim: bigint): Promise<string> => (await t.as((tx) => letterOf(tx, t.world, claim))).code
  const verify = async (code: string) => (await t.app.inject({ url: `/api/verify/${code}` })).json()

  it('a decision has a letter, which is a PDF; so has a refusal; what is not decided has none', async () => {
    const clerk = await t.client('clerk', { subject: subjects[0] ?? 0n })
    expect((await clerk.get(`/claims/${granted}/letter`)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await officer.get(`/claims/${refused}/letter`)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await officer.get(`/claims/${waiting}/letter`)).body.code).toBe('ZP-412')
  })

  it('another firm gets none of it', async () => {
    const other = await t.client('clerk', { subject: subjects[1] ?? 0n })
    expect((await other.get(`/claims/${granted}/letter`)).body.code).toBe('ZP-201')
  })

  it('anyone verifies a letter by its code: what was decided, for whom, how much', async () => {
    expect(await verify(await codeOf(granted))).toEqual({
      found: true,
      letter: {
        kind: 'granted',
        standing: 'valid',
        number: expect.stringMatching(/^S\d{9}$/),
        name: '合成1号',
        synthetic: true,
        measure: '12.1',
        department: SCIENCE,
        amountFen: '10000000',
        day: '2023-11-21',
      },
    })
    expect((await verify(await codeOf(refused))).letter).toMatchObject({ kind: 'refused', amountFen: '0' })
  })

  it('a code that is one letter off, of another claim, or of none, finds nothing; one that is none is refused', async () => {
    const code = await codeOf(granted)
    const off = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`
    const [number] = (await codeOf(refused)).split('-')
    for (const wrong of [off, `${number}-${code.split('-')[1]}`, 'S999999999-0123456789abcdef']) expect(await verify(wrong)).toEqual({ found: false, letter: null })
    expect((await verify('S000000001')).code).toBe('ZP-202')
    expect((await verify(encodeURIComponent("S000000001' OR '1'='1"))).code).toBe('ZP-202')
  })

  it('a letter of a decision that was voided says so', async () => {
    const code = await codeOf(granted)
    const finance = await t.client('finance')
    const { etag } = await finance.get(`/claims/${granted}`)
    const voided = await finance.post(`/claims/${granted}/moves/void`, { reason: '发现重复' }, { 'if-match': etag ?? '' })
    expect(voided.body.state).toBe('voided')
    expect((await verify(code)).letter.standing).toBe('voided')
  })
})
