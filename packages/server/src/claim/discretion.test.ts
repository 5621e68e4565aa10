import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replay } from '../decision/replay.ts'
import { openSubject } from '../dossier/subjects.ts'
import { type Client, creditCode, KINDS, type TestWorld, testWorld } from '../testing/world.ts'

const BODY = { type: '其他机构', title: '全国专业标准化技术委员会分技术委员会秘书处', measure: '9.3' }
const UNION = { type: '企业', title: '省创新联合体', measure: '10.1' }

describe.each(KINDS)('what the text leaves open, on %s', (kind) => {
  let t: TestWorld
  let department: string
  let officer: Client
  let reviewer: Client
  beforeAll(async () => {
    t = await testWorld(kind, 100_000_000_000n)
    department = t.world.policy.instruments.find((one) => one.id === BODY.measure)?.department ?? ''
    officer = await t.client('officer', { department })
    reviewer = await t.client('reviewer', { department })
  })
  afterAll(() => t?.close())

  async function submitted(n: number, of: typeof BODY, day: string): Promise<string> {
    const subject = await t.as((tx) => openSubject(tx, { creditCode: creditCode(n), name: `合成${n}号`, synthetic: true, bankAccount: `6222${n}`, bankName: '合成银行' }))
    const record = { event: '资质认定', record: '1' }
    const facts = [
      { name: '主体类型', value: of.type },
      { ...record, name: '类别', value: of.title },
      { ...record, name: '认定日期', value: day },
    ]
    expect((await officer.post(`/subjects/${subject}/facts`, { source: 'department', facts })).status).toBe(200)
    const clerk = await t.client('clerk', { subject })
    const { body } = await clerk.post('/claims', { measure: of.measure })
    const answer = await clerk.post(`/claims/${body.id}/moves/submit`, {}, { 'if-match': '"v1"' })
    if (answer.status !== 200) return answer.body.code
    await officer.post(`/claims/${body.id}/moves/accept`, {}, { 'if-match': '"v2"' })
    return body.id
  }
  const review = (id: string, amountFen?: string): ReturnType<Client['post']> =>
    officer.post(`/claims/${id}/moves/review`, { reason: '核对一致', ...(amountFen && { amountFen }) }, { 'if-match': '"v3"' })
  async function approved(id: string): Promise<string> {
    let version = 4
    const move = async (who: Client, name: string): Promise<ReturnType<Client['post']>> => {
      const answer = await who.post(`/claims/${id}/moves/${name}`, { reason: '同意' }, { 'if-match': `"v${version}"` })
      expect([name, answer.body.code]).toEqual([name, undefined])
      version += 1
      return answer
    }
    await move(officer, 'publicise')
    t.setNow('2023-11-20')
    const { body } = await move(reviewer, 'approve')
    t.setNow('2023-11-01')
    return body.amountFen
  }

  it('an interval: the officer sets the amount inside it with a reason; outside it the API and the database refuse', async () => {
    const id = await submitted(1, UNION, '2023-06-01')
    expect((await review(id)).body.code).toBe('ZP-405')
    expect((await review(id, '1000000001')).body.code).toBe('ZP-405')
    expect((await officer.post(`/claims/${id}/moves/review`, { amountFen: '30000000' }, { 'if-match': '"v3"' })).body.code).toBe('ZP-407')
    expect((await review(id, '30000000')).body).toMatchObject({ state: 'reviewed', amountFen: '30000000', lowFen: '0', highFen: '1000000000' })
    const beyond = t.as((tx) =>
      sql`INSERT INTO claim_move (claim, version, move, before, after, reason, low_fen, high_fen, amount_fen) VALUES (${id}::bigint, 5, 'publicise', 'reviewed', 'publicised', '绕过', 0, 1000000000, 1000000001)`.execute(
        tx,
      ),
    )
    await expect(beyond).rejects.toMatchObject({ constraint: 'within_bounds' })
    expect(await approved(id)).toBe('30000000')
  })

  it('an amount the text does not state needs a ruling document; a later ruling changes later decisions alone', async () => {
    const first = await submitted(2, BODY, '2023-06-01')
    expect((await review(first)).body.code).toBe('ZP-406')
    const rule = (document: string, fen: string): ReturnType<Client['post']> =>
      reviewer.post('/rulings', { kind: 'amount', measure: BODY.measure, lowFen: fen, highFen: fen, document, fromDay: '2023-10-01' })
    expect((await rule('椒科〔2023〕10号', '10000000')).status).toBe(200)
    expect((await review(first)).body).toMatchObject({ amountFen: '10000000' })
    expect(await approved(first)).toBe('10000000')

    expect((await rule('椒科〔2023〕20号', '20000000')).status).toBe(200)
    const second = await submitted(3, BODY, '2023-06-01')
    expect((await review(second)).body).toMatchObject({ amountFen: '20000000' })
    expect(await approved(second)).toBe('20000000')
    expect((await officer.get(`/claims/${first}`)).body.amountFen).toBe('10000000')
    expect(await t.as((tx) => replay(tx))).toMatchObject({ faults: [] })
  })

  it('a reading: nothing is due by the adopted one; by the ruling of the lead department it is', async () => {
    expect(await submitted(4, UNION, '2022-05-01')).toBe('ZP-403')
    const ruling = { kind: 'reading', measure: UNION.measure, reading: '列入时间', option: '此前列入亦可', document: '椒科〔2023〕30号', fromDay: '2023-10-01' }
    const elsewhere = await t.client('reviewer', { department: '区商务局' })
    expect((await elsewhere.post('/rulings', ruling)).body.code).toBe('ZP-104')
    expect((await reviewer.post('/rulings', { ...ruling, option: '没有这个口径' })).body.code).toBe('ZP-201')
    expect((await reviewer.post('/rulings', ruling)).status).toBe(200)
    const id = await submitted(5, UNION, '2022-05-01')
    expect((await review(id, '100')).body).toMatchObject({ state: 'reviewed', amountFen: '100' })
    expect(await t.as((tx) => replay(tx))).toMatchObject({ faults: [] })
  })
})
