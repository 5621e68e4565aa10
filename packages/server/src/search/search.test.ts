import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicised, SCIENCE } from '../testing/claims.ts'
import { type Client, creditCode, KINDS, type TestWorld, testWorld } from '../testing/world.ts'

describe.each(KINDS)('finding things, on %s', (kind) => {
  let t: TestWorld
  let officer: Client
  const ids = new Map<string, string>()
  beforeAll(async () => {
    t = await testWorld(kind)
    officer = await t.client('officer', { department: SCIENCE })
    for (const [index, name] of ['重庆银行股份（合成数据）', '海正药业（合成数据）', '海门百货（合成数据）'].entries())
      ids.set(name.slice(0, 2), (await officer.post('/subjects', { creditCode: creditCode(index + 1), name, synthetic: true })).body.id)
    await officer.post(`/subjects/${ids.get('海正')}/facts`, {
      source: 'department',
      facts: [
        { name: '主体类型', value: '企业' },
        { name: '及时录入统计联网直报平台', value: '是' },
        { name: '加计扣除研发费用', year: 2022, value: '400万元' },
        { name: '加计扣除研发费用', year: 2021, value: '300万元' },
      ],
    })
    await publicised(t, BigInt(ids.get('海正') ?? 0))
  })
  afterAll(() => t?.close())

  const found = async (client: Client, q: string) => (await client.get(`/search?q=${encodeURIComponent(q)}`)).body
  const names = async (client: Client, q: string): Promise<readonly string[]> => (await found(client, q)).subjects.map((one: { name: string }) => one.name.slice(0, 4))

  it.each([
    ['海正', ['海正药业']],
    ['haizheng', ['海正药业']],
    ['ＨＺＹＹ', ['海正药业']],
    ['hz yy', ['海正药业']],
    // 重 of a city is chóng, not zhòng.
    ['chongqing', ['重庆银行']],
    ['cqyh', ['重庆银行']],
    ['hm', ['海门百货']],
    ['9133', ['重庆银行', '海正药业', '海门百货']],
    ["' OR 1=1 --", []],
    ['%', []],
    ['_', []],
  ])('a subject by %s', async (words, wanted) => {
    // The index is brought up to date beside requests.
    await expect.poll(async () => [...(await names(officer, words))].sort()).toEqual([...wanted].sort())
  })

  it('a measure by its article, number, name, sound, and words of the text', async () => {
    for (const [words, id] of [
      ['第28条', '28.1'],
      ['28', '28.1'],
      ['28.1', '28.1'],
      ['周转量', '28.1'],
      ['slhwzzl', '28.1'],
      ['大陈航运集聚区', '28.1'],
    ] as const)
      expect([words, (await found(officer, words)).measures.map((one: { id: string }) => one.id)]).toEqual([words, expect.arrayContaining([id])])
  })

  it('a claim by its number and by whose it is', async () => {
    const [claim] = (await found(officer, 'hzyy')).claims
    expect(claim).toMatchObject({ measure: '12.1', state: 'publicised' })
    expect((await found(officer, claim.number.toLowerCase())).claims).toHaveLength(1)
  })

  it('finds for nobody what is not theirs: neither firms nor claims without an account, another firm for a clerk', async () => {
    const stranger = (await t.app.inject({ url: '/api/search?q=hzyy' })).json()
    expect([stranger.subjects, stranger.claims]).toEqual([[], []])
    const clerk = await t.client('clerk', { subject: BigInt(ids.get('海门') ?? 0) })
    expect(await names(clerk, 'h')).toEqual(['海门百货'])
    expect((await found(clerk, 'hzyy')).claims).toEqual([])
    const other = await t.client('officer', { department: '区商务局' })
    expect((await found(other, 'hzyy')).claims).toEqual([])
  })
})
