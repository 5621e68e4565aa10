import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firmsDue, publicised, SCIENCE } from '../testing/claims.ts'
import { type Client, KINDS, type TestWorld, testWorld } from '../testing/world.ts'

describe.each(KINDS)('lists of claims, on %s', (kind) => {
  let t: TestWorld
  let officer: Client
  let reviewer: Client
  let subjects: readonly bigint[] = []
  beforeAll(async () => {
    t = await testWorld(kind)
    subjects = await firmsDue(t, 1, 5, 10_000_000n)
    for (const one of subjects.slice(0, 3)) await publicised(t, one)
    for (const one of subjects.slice(3)) {
      const clerk = await t.client('clerk', { subject: one })
      const { body } = await clerk.post('/claims', { measure: '12.1' })
      expect((await clerk.post(`/claims/${body.id}/moves/submit`, {}, { 'if-match': '"v1"' })).status).toBe(200)
    }
    officer = await t.client('officer', { department: SCIENCE })
    reviewer = await t.client('reviewer', { department: SCIENCE })
  })
  afterAll(() => t?.close())

  const numbers = async (client: Client, query: string): Promise<readonly string[]> => (await client.get(`/claims?${query}`)).body.items.map((one: { number: string }) => one.number)

  it('shows each what waits for them', async () => {
    const states = async (client: Client): Promise<readonly string[]> => (await client.get('/claims?mine=true')).body.items.map((one: { state: string }) => one.state)
    expect(new Set(await states(officer))).toEqual(new Set(['submitted']))
    expect(new Set(await states(reviewer))).toEqual(new Set(['publicised']))
    expect((await officer.get('/claims/counts?mine=true')).body.items).toEqual([{ state: 'submitted', count: '2' }])
  })

  it('pages that follow one another hold every claim once, in each order', async () => {
    for (const order of ['deadline', 'newest', 'amount', 'name', 'measure']) {
      const whole = await numbers(officer, `order=${order}&limit=500`)
      const pages = [
        ...(await numbers(officer, `order=${order}&limit=2`)),
        ...(await numbers(officer, `order=${order}&offset=2&limit=2`)),
        ...(await numbers(officer, `order=${order}&offset=4&limit=2`)),
      ]
      expect([order, pages]).toEqual([order, whole])
      expect(new Set(whole).size).toBe(5)
    }
    expect((await officer.get('/claims?limit=2')).body.total).toBe('5')
  })

  it('a figure and its list agree: by state, stage, measure, area, fund, department, way, words', async () => {
    const count = async (query: string): Promise<number> => {
      const { items, total } = (await officer.get(`/claims?limit=500&${query}`)).body
      const counted = (await officer.get(`/claims/counts?${query}`)).body.items.reduce((all: number, one: { count: string }) => all + Number(one.count), 0)
      expect([query, items.length, Number(total)]).toEqual([query, counted, counted])
      return counted
    }
    const fund = encodeURIComponent('jiaojiang-2023-6/科学技术专项资金/企业研发投入奖补')
    expect(await count('state=publicised')).toBe(3)
    expect(await count('stage=open')).toBe(5)
    expect(await count('stage=paid')).toBe(0)
    expect(await count('measure=12.1')).toBe(5)
    expect(await count('area=2')).toBe(5)
    expect(await count('area=3')).toBe(0)
    expect(await count(`fund=${fund}`)).toBe(5)
    expect(await count(`department=${encodeURIComponent(SCIENCE)}`)).toBe(5)
    expect(await count('way=automatic')).toBe(0)
    expect(await count(`search=${encodeURIComponent('合成2号')}`)).toBe(1)
    expect(await count('overdue=true')).toBe(0)
    t.setNow('2023-11-15')
    expect(await count('overdue=true')).toBe(2)
    t.setNow('2023-11-01')
  })

  it('the table of a filter is the same claims', async () => {
    const { bytes } = await officer.get('/claims/table?state=publicised&form=csv')
    expect(bytes.toString().trim().split('\n')).toHaveLength(4)
  })

  it('a filter is refused that is none', async () => {
    for (const query of ['order=loud', 'area=x', 'offset=-1', 'stage=never', 'limit=100000']) expect([query, (await officer.get(`/claims?${query}`)).body.code]).toEqual([query, 'ZP-202'])
  })

  it('filters are kept under a name, each person their own; an address of another site is none', async () => {
    const kept = await officer.post('/views', { name: '待受理', address: '/worklist?state=submitted' })
    await officer.post('/views', { name: '待受理', address: '/worklist?state=accepted' })
    expect((await officer.get('/views')).body.items).toEqual([{ id: kept.body.id, name: '待受理', address: '/worklist?state=accepted' }])
    expect((await reviewer.get('/views')).body.items).toEqual([])
    expect((await reviewer.post(`/views/${kept.body.id}/remove`)).body).toEqual({ done: false })
    for (const address of ['//evil.example/', 'https://evil.example/', 'javascript:alert(1)']) expect((await officer.post('/views', { name: '坏', address })).body.code).toBe('ZP-202')
    expect((await officer.post(`/views/${kept.body.id}/remove`)).body).toEqual({ done: true })
    expect((await officer.get('/views')).body.items).toEqual([])
  })
})
