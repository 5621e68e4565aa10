import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAccount } from './people/accounts.ts'
import { SCIENCE } from './testing/claims.ts'
import { type Answer, type Client, creditCode, KINDS, PASSWORD, type TestWorld, testWorld } from './testing/world.ts'

describe.each(KINDS)('what people and machines send by mistake or on purpose, on %s', (kind) => {
  let t: TestWorld
  let officer: Client
  let subject = ''
  let keys = 0
  beforeAll(async () => {
    t = await testWorld(kind, 0n)
    officer = await t.client('officer', { department: SCIENCE })
    subject = (await officer.post('/subjects', { creditCode: creditCode(1), name: '合成一号' })).body.id
  })
  afterAll(() => t?.close())

  const upload = async (url: string, name: string, bytes: Buffer): Promise<Answer> => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)]), name)
    const body = new Response(form)
    keys += 1
    return officer.send({
      method: 'POST',
      url: `/api${url}`,
      headers: { 'content-type': body.headers.get('content-type') ?? '', 'idempotency-key': `upload ${keys}` },
      payload: Buffer.from(await body.arrayBuffer()),
    })
  }

  it.each([
    ['隐藏字符', '合成\u200b一号', 'ZP-306'],
    ['倒写', '合成\u202e号一', 'ZP-306'],
    ['控制字符', '合成\u0007', 'ZP-306'],
    ['零字节', '合成\u0000', 'ZP-306'],
  ])('a name with tricks: %s', async (_what, name, code) => {
    expect((await officer.post('/subjects', { creditCode: creditCode(77), name })).body.code).toBe(code)
  })

  it('a program that calls itself a picture, and a file that is too large', async () => {
    expect((await upload(`/subjects/${subject}/evidence`, '证明.png', Buffer.from('MZ\x90\x00 a program'))).body.code).toBe('ZP-304')
    expect((await upload(`/subjects/${subject}/evidence`, '病毒.exe', Buffer.from('MZ'))).body.code).toBe('ZP-304')
    expect((await upload(`/subjects/${subject}/evidence`, '大.png', Buffer.alloc(21 * 1024 * 1024))).body.code).toBe('ZP-203')
  })

  it('a body of 100 MB, one that is no JSON, one of another type', async () => {
    const send = (payload: Buffer | string, type = 'application/json'): Promise<Answer> =>
      officer.send({ method: 'POST', url: '/api/subjects', headers: { 'content-type': type, 'idempotency-key': 'a big body' }, payload })
    expect((await send(Buffer.alloc(100 * 1024 * 1024, 32))).body.code).toBe('ZP-203')
    expect((await send('{"creditCode":')).body).toMatchObject({ code: 'ZP-202', detail: '不是 JSON' })
    expect((await send('x', 'text/x-unknown')).body.code).toBe('ZP-204')
    expect((await send('{"creditCode":1}')).body).toMatchObject({ code: 'ZP-202' })
  })

  it('an address that the router cannot take is refused as everything is', async () => {
    for (const url of [`/api/claims/${'长'.repeat(200)}/letter`, '/api/claims/%zz', '/api/nothing']) {
      const answer = await t.app.inject({ url })
      expect([url, answer.headers['content-type'], answer.json().code]).toEqual([url, expect.stringContaining('application/problem+json'), expect.stringMatching(/^ZP-20[12]$/)])
    }
  })

  it('whoever reads English is refused in English', async () => {
    const clerk = await t.client('clerk', { subject: BigInt(subject) })
    const english = { 'accept-language': 'en' }
    const { body } = await clerk.post('/claims', { measure: '9.1' })
    const answers = await Promise.all([
      clerk.post(`/claims/${body.id}/moves/approve`, { reason: 'x' }, { ...english, 'if-match': '"v1"' }),
      clerk.post(`/claims/${body.id}/moves/withdraw`, {}, { ...english, 'if-match': '"v9"' }),
      clerk.post(`/subjects/${subject}/facts`, { source: 'registry', facts: [{ name: '行业', value: '制造业' }] }, english),
      clerk.post(`/subjects/${subject}/facts`, { source: 'declared', facts: [{ name: '加计扣除研发费用', year: 2022, value: 'twelve' }] }, english),
      clerk.send({ method: 'GET', url: '/api/claims/999999', headers: english }),
      officer.post('/jobs/import', { upload: '999', dryRun: true }, english),
    ])
    for (const { status, body: problem } of answers) {
      expect(status).toBeGreaterThanOrEqual(400)
      // Names of the vocabulary stay: the page knows their English.
      const said = [problem.title, problem.detail, ...problem.items].join(' ').replaceAll(/“[^”]*”/g, '')
      expect(said).not.toMatch(/\p{Script=Han}/u)
    }
    expect((await clerk.get('/claims/999999')).body.title).toBe('没有找到')
  })

  it('no key, a stale edit, no If-Match, no token, no session, an expired one', async () => {
    expect((await officer.send({ method: 'POST', url: '/api/subjects', payload: { creditCode: creditCode(5), name: 'x' } })).body.code).toBe('ZP-207')
    const clerk = await t.client('clerk', { subject: BigInt(subject) })
    const { body } = await clerk.post('/claims', { measure: '12.1' })
    expect((await clerk.post(`/claims/${body.id}/moves/withdraw`, {})).body.code).toBe('ZP-205')
    expect((await clerk.post(`/claims/${body.id}/moves/withdraw`, {}, { 'if-match': '"v9"' })).body.code).toBe('ZP-206')
    expect((await clerk.post(`/claims/${body.id}/moves/withdraw`, {}, { 'if-match': '"v1"', 'x-csrf-token': 'forged' })).body.code).toBe('ZP-105')
    expect((await t.app.inject({ url: '/api/claims' })).json().code).toBe('ZP-101')
    expect((await t.app.inject({ url: '/api/claims', headers: { cookie: 'zhida_session=made-up' } })).json().code).toBe('ZP-101')
    const draft = await clerk.send({
      method: 'PUT',
      url: `/api/claims/${body.id}/draft`,
      headers: { 'if-match': '"v0"', 'idempotency-key': 'draft-one' },
      payload: { answers: { 研发: '１２００万元' } },
    })
    expect(draft.body).toEqual({ version: 1 })
    const stale = await clerk.send({ method: 'PUT', url: `/api/claims/${body.id}/draft`, headers: { 'if-match': '"v0"', 'idempotency-key': 'draft-two' }, payload: { answers: {} } })
    expect(stale.body.code).toBe('ZP-206')
    expect((await clerk.get(`/claims/${body.id}/draft`)).body.answers).toEqual({ 研发: '１２００万元' })
  })

  it('five wrong passwords lock an account, and say nothing of whether it exists', async () => {
    await t.as((tx) => openAccount(tx, { login: 'zhang', name: '张（合成数据）', roles: ['auditor'], password: PASSWORD }))
    const login = (name: string, password = 'wrong'): Promise<{ code: string }> => t.app.inject({ method: 'POST', url: '/api/session', payload: { login: name, password } }).then((one) => one.json())
    const codes: string[] = []
    for (let i = 0; i < 6; i += 1) codes.push((await login('zhang')).code)
    expect(codes).toEqual(['ZP-102', 'ZP-102', 'ZP-102', 'ZP-102', 'ZP-102', 'ZP-103'])
    expect((await login('zhang', PASSWORD)).code).toBe('ZP-103')
    t.setNow('2023-11-02')
    expect((await login('zhang', PASSWORD)).code).toBeUndefined()
    expect((await login('nobody-here')).code).toBe('ZP-102')
  })

  it('a spreadsheet: good rows are taken, bad ones told with row, column and reason; a dry run takes nothing', async () => {
    const csv = `统一社会信用代码,企业名称,加计扣除研发费用@2022（万元）,主体类型,及时录入统计联网直报平台\n${creditCode(11)},合成十一号,1200,企业,是\n${creditCode(12)},合成十二号,十二,企业,是\n9133,坏码,1,企业,是\n${creditCode(13)},合成十三号,300.005,企业,也许\n`
    const dry = await upload('/import?dryRun=true&synthetic=true', '名单.csv', Buffer.from(csv))
    expect(dry.body).toMatchObject({ rows: 4, subjects: 3, opened: 3, dryRun: true })
    expect(dry.body.refused.map((one: { row: number; column: string }) => [one.row, one.column])).toEqual([
      [3, '加计扣除研发费用@2022（万元）'],
      [4, '统一社会信用代码'],
      [5, '及时录入统计联网直报平台'],
    ])
    expect((await officer.get(`/subjects?search=${creditCode(11)}`)).body.items).toEqual([])
    const real = await upload('/import?dryRun=false&synthetic=true', '名单.csv', Buffer.from(csv))
    expect(real.body).toMatchObject({ facts: dry.body.facts, dryRun: false })
    const [found] = (await officer.get(`/subjects?search=${creditCode(11)}`)).body.items
    expect(found).toMatchObject({ name: '合成十一号', synthetic: true })
    expect((await officer.get(`/subjects/${found.id}/facts`)).body.items.map((one: { key: string; value: string; source: string }) => [one.key, one.value, one.source])).toContainEqual([
      'rdExpense',
      '1200000000',
      'import',
    ])
    expect((await upload('/import?dryRun=false', '别的.csv', Buffer.from('a,b\n1,2\n'))).body.code).toBe('ZP-305')
    expect((await upload('/import?dryRun=false', '空.csv', Buffer.from(''))).body.code).toBe('ZP-305')
  })

  it('what we export holds no formula: a text stays a text', async () => {
    const nasty = "=cmd|' /C calc'!A0"
    const { body } = await officer.post('/subjects', { creditCode: creditCode(60), name: nasty, synthetic: false })
    const clerk = await t.client('clerk', { subject: BigInt(body.id) })
    expect((await clerk.post('/claims', { measure: '12.1' })).status).toBe(200)
    const csv = await clerk.get('/claims/table?form=csv')
    expect(csv.body).toContain(`,'${nasty},`)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await clerk.get('/claims/table')).bytes as never)
    const cell = book.worksheets[0]?.getCell('B2')
    expect([cell?.type, cell?.value]).toEqual([ExcelJS.ValueType.String, nasty])
  })

  it('reads a real .xlsx, and refuses one that is none or unpacks without end', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('企业')
    sheet.addRow(['统一社会信用代码', '名称', '研发'])
    sheet.addRow([creditCode(21), '合成二十一号', 300])
    const good = await upload(`/import?dryRun=false&mapping=${encodeURIComponent('{"研发":"加计扣除研发费用@2022（万元）"}')}`, '名单.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
    expect(good.body).toMatchObject({ rows: 1, facts: 1, refused: [] })
    expect((await upload('/import?dryRun=false', '坏.xlsx', Buffer.from('not a zip'))).body.code).toBe('ZP-305')
    expect((await upload('/import?dryRun=false', '炸弹.xlsx', zipBomb())).body.code).toBe('ZP-305')
  })
})

/** A sheet of a kilobyte or so that unpacks to two thousand million cells' worth of text. */
function zipBomb(): Buffer {
  const row = `<row>${'<c><v>1</v></c>'.repeat(3_000)}</row>`
  const sheet = Buffer.from(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${row.repeat(2_000)}</sheetData></worksheet>`)
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const packed = deflateRawSync(sheet, { level: 9 })
  const crc = 0
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(sheet.length, 22)
  header.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 4)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(sheet.length, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(header.length + name.length + packed.length, 16)
  return Buffer.concat([header, name, packed, central, name, end])
}
