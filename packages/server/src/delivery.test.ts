import { seal } from '@zhida/ledger'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replay, verify } from './decision/replay.ts'
import { collectAnswers } from './payment/collect.ts'
import { type Bank, sendDue } from './payment/outbox.ts'
import { receive } from './payment/receive.ts'
import { type Client, creditCode, KINDS, type TestWorld, testWorld } from './testing/world.ts'

const SCIENCE = '区科技事业中心'

describe.each(KINDS)('one firm from its dossier to paid, on %s', (kind) => {
  let t: TestWorld
  let subject = ''
  let claim = ''
  beforeAll(async () => {
    t = await testWorld(kind)
  })
  afterAll(() => t?.close())

  it('opens a dossier; a code with a wrong check digit and a second dossier are refused', async () => {
    const officer = await t.client('officer', { department: SCIENCE })
    const opened = await officer.post('/subjects', { creditCode: creditCode(1), name: '合成一号机械有限公司', synthetic: true, bankAccount: '6222000000000001' })
    expect(opened.body).toEqual({ id: expect.any(String) })
    subject = opened.body.id
    expect((await officer.post('/subjects', { creditCode: creditCode(1), name: '又一次' })).body.code).toBe('ZP-302')
    expect((await officer.post('/subjects', { creditCode: '913310020000000001', name: '错码' })).body.code).toBe('ZP-301')
  })

  it('keeps every fact with its source; the best source holds, and a wrong unit is told', async () => {
    const officer = await t.client('officer', { department: SCIENCE })
    const clerk = await t.client('clerk', { subject: BigInt(subject) })
    const facts = (list: readonly object[], source: string): object => ({ source, facts: list })
    expect(
      (
        await clerk.post(
          `/subjects/${subject}/facts`,
          facts(
            [
              { name: '加计扣除研发费用', year: 2022, value: '999万元' },
              { name: '主体类型', value: '企业' },
              { name: '行业', value: '制造业' },
              { name: '及时录入统计联网直报平台', value: '是' },
            ],
            'declared',
          ),
        )
      ).status,
    ).toBe(200)
    expect(
      (
        await officer.post(
          `/subjects/${subject}/facts`,
          facts(
            [
              { name: '加计扣除研发费用', year: 2022, value: '400万元' },
              { name: '加计扣除研发费用', year: 2021, value: '300万元' },
            ],
            'department',
          ),
        )
      ).status,
    ).toBe(200)
    expect((await clerk.post(`/subjects/${subject}/facts`, facts([{ name: '加计扣除研发费用', year: 2022, value: '12平方米' }], 'declared'))).body).toMatchObject({
      code: 'ZP-303',
      items: [expect.stringContaining('ZD-603')],
    })
    expect((await clerk.post(`/subjects/${subject}/facts`, facts([{ name: '加计扣除研发费用', year: 2022, value: '1元' }], 'registry'))).body.code).toBe('ZP-104')
    const { body } = await clerk.get(`/subjects/${subject}/facts`)
    const spend = body.items.filter((one: { year: number }) => one.year === 2022)
    expect(spend.map((one: { given: string; source: string; holds: boolean }) => [one.given, one.source, one.holds])).toEqual([
      ['999万元', 'declared', false],
      ['400万元', 'department', true],
    ])
  })

  it('goes from a draft to approved, and reserves the money', async () => {
    const clerk = await t.client('clerk', { subject: BigInt(subject) })
    const officer = await t.client('officer', { department: SCIENCE })
    const reviewer = await t.client('reviewer', { department: SCIENCE })
    const draft = await clerk.post('/claims', { measure: '12.1' })
    expect(draft.body).toMatchObject({ state: 'draft', way: 'claim', department: SCIENCE })
    claim = draft.body.id
    expect((await clerk.post('/claims', { measure: '12.1' })).body.code).toBe('ZP-402')
    let etag = draft.etag ?? ''
    const move = async (who: typeof clerk, name: string, body: object = {}): Promise<{ status: number; body: { code?: string; state?: string; amountFen?: string } }> => {
      const answer = await who.post(`/claims/${claim}/moves/${name}`, body, { 'if-match': etag })
      if (answer.status === 200) etag = answer.etag ?? ''
      return answer
    }
    expect((await move(officer, 'accept')).body.code).toBe('ZP-401')
    const form = await clerk.get(`/claims/${claim}/form`)
    expect(form.body).toMatchObject({ verdict: 'due', lowFen: '40000000', highFen: '40000000', missing: [] })
    expect((await move(clerk, 'submit')).body).toMatchObject({ state: 'submitted' })
    expect((await clerk.post(`/claims/${claim}/moves/submit`, {}, { 'if-match': '"v1"' })).body.code).toBe('ZP-206')
    expect((await move(officer, 'accept')).body).toMatchObject({ state: 'accepted' })
    expect((await move(officer, 'review')).body.code).toBe('ZP-407')
    expect((await move(officer, 'review', { reason: '核对一致', amountFen: '40000001' })).body.code).toBe('ZP-405')
    expect((await move(officer, 'review', { reason: '核对一致' })).body).toMatchObject({ state: 'reviewed', amountFen: '40000000' })
    expect((await move(officer, 'publicise')).body).toMatchObject({ state: 'publicised' })
    expect((await move(reviewer, 'approve', { reason: '同意' })).body.code).toBe('ZP-408')
    t.setNow('2023-11-20')
    expect((await move(officer, 'approve', { reason: '同意' })).body.code).toBe('ZP-104')
    expect((await move(reviewer, 'approve', { reason: '同意' })).body).toMatchObject({ state: 'approved' })
    // Offered again to whoever wrote it, to nobody else.
    const reasons = async (who: Client): Promise<unknown> => (await who.get('/claims/reasons?move=review')).body.items
    expect([await reasons(officer), await reasons(reviewer)]).toEqual([['核对一致'], []])
    const finance = await t.client('finance')
    const fund = (await finance.get('/funds')).body.items.find((one: { name: string }) => one.name === '企业研发投入奖补')
    expect(fund).toMatchObject({ reserved: '40000000', disbursed: '0' })
  })

  it('pays once, whatever the bank says again or to the contrary', async () => {
    const finance = await t.client('finance')
    const batch = await finance.post('/payments/batches', { claims: [claim] })
    expect(batch.body).toMatchObject({ payments: '1', totalFen: '40000000' })
    expect((await finance.post('/payments/batches', { claims: [claim] })).body.code).toBe('ZP-401')
    const file = (await finance.get(`/payments/batches/${batch.body.id}/file`)).body as string
    expect(file).toContain('<InstdAmt Ccy="CNY">400000.00</InstdAmt>')
    const sent: string[] = []
    expect((await finance.get('/payments/reconciliation')).body).toMatchObject({ batchCount: '1', openFen: '40000000', paidFen: '0', agrees: true })
    expect(await sendDue(t.world.db, { send: async (message) => void sent.push(message), collect: async () => [] }, t.world.now())).toBe(1)
    expect(sent).toEqual([batch.body.message])
    const reference = /<EndToEndId>(.+?)</.exec(file)?.[1]
    const answer = (status: string, id: string): string =>
      `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>${id}</MsgId></GrpHdr><OrgnlGrpInfAndSts/><OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${status}</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`
    expect((await finance.post('/payments/answers', { file: answer('PDNG', 'a') })).body).toMatchObject({ paid: 0 })
    expect((await finance.post('/payments/answers', { file: answer('ACSC', 'b') })).body).toMatchObject({ paid: 1 })
    expect((await finance.post('/payments/answers', { file: answer('ACSC', 'b') })).body).toMatchObject({ known: true, paid: 0 })
    expect(await t.as((tx) => receive(tx, t.world, answer('ACSC', 'c')))).toMatchObject({ repeated: 1, paid: 0 })
    expect(await t.as((tx) => receive(tx, t.world, answer('RJCT', 'd')))).toMatchObject({ contradictions: 1 })
    const { body } = await finance.get('/payments/reconciliation')
    expect(body).toMatchObject({ postedFen: '40000000', paidFen: '40000000', openFen: '0', agrees: true, contradictions: [{ what: '银行先说已付，后说失败', answer: null }] })
    expect(body.batches).toMatchObject([{ id: batch.body.id, paidFen: '40000000', failedFen: '0', openFen: '0' }])
    expect((await finance.get(`/claims/${claim}`)).body).toMatchObject({ state: 'paid' })
  })

  it("reads the bank's list on from where it was, past what nobody can read, and again what the database had no time for", async () => {
    const finance = await t.client('finance')
    const pending = (id: string): string => `<?xml version="1.0"?><Document><CstmrPmtStsRpt><GrpHdr><MsgId>${id}</MsgId></GrpHdr><OrgnlGrpInfAndSts/></CstmrPmtStsRpt></Document>`
    const list = [pending('1'), 'not a file\0', pending('3'), pending('4')]
    const asked: string[] = []
    const bank: Bank = {
      send: async () => {},
      collect: async (place) => {
        asked.push(place)
        return list.map((body, index) => ({ body, next: `${index + 1}` })).slice(Number(place), Number(place) + 3)
      },
    }
    await sql`ALTER TABLE bank_reading ADD CONSTRAINT busy CHECK (place <> '3')`.execute(t.database.db)
    await expect(collectAnswers(t.world, bank)).rejects.toThrow('busy')
    await sql`ALTER TABLE bank_reading DROP CONSTRAINT busy`.execute(t.database.db)
    expect(await collectAnswers(t.world, bank)).toBe(2)
    expect(await collectAnswers(t.world, bank)).toBe(0)
    expect(asked).toEqual(['', '2', '4'])
    const { body } = await finance.get('/payments/reconciliation')
    expect(body.contradictions).toMatchObject([
      {
        reference: '',
        what: '收不进（ZP-503）：不是银行的回执文件，文件过大，或含有 DOCTYPE 或空字符',
        whatEn: expect.stringMatching(/^could not be taken in \(ZP-503\): Not an answer of the bank, .*NUL$/),
      },
      { what: '银行先说已付，后说失败', whatEn: 'the bank first said paid, then failed' },
    ])
    expect((await finance.get('/payments/reconciliation?limit=1')).body).toMatchObject({ contradictionCount: '2', contradictions: [{ reference: '' }] })
    const file = await finance.get(`/payments/answers/${body.contradictions[0].message}/file`)
    expect([file.status, file.bytes.toString()]).toEqual([200, 'not a file\uFFFD'])
    expect((await (await t.client('leader')).get(`/payments/answers/${body.contradictions[0].message}/file`)).status).toBe(403)
    const { rows } = await sql<{ kind: string }>`SELECT kind FROM bank_message ORDER BY id DESC LIMIT 3`.execute(t.database.db)
    expect(rows.map((one) => one.kind)).toEqual(['pain.002', 'pain.002', 'set aside'])
  })

  it('replays every decision and verifies the whole history', async () => {
    expect(await t.as((tx) => replay(tx))).toEqual({ decisions: 1, faults: [] })
    await seal(t.world.db)
    expect(await t.as((tx) => verify(tx))).toMatchObject({ decisions: 1, faults: [], seal: { unsealed: 0n } })
  })
})
