import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Comparison, evaluate, type ReadingCost } from '@zhida/engine'
import { decode } from '@zhida/language/ir'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulator } from '../../../cli/src/serve/simulate.ts'
import { dossierOf, factsBetween } from '../dossier/facts.ts'
import { firmsDue, publicised, SCIENCE } from '../testing/claims.ts'
import { type Client, creditCode, KINDS, type TestWorld, testWorld } from '../testing/world.ts'

const BOUNDARY = 'zhida-test'
const table = (name: string, text: string): { readonly headers: Record<string, string>; readonly payload: Buffer } => ({
  headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  payload: Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${BOUNDARY}--\r\n`),
})

describe.each(KINDS)('long work, on %s', (kind) => {
  let t: TestWorld
  let key = 0
  beforeAll(async () => {
    t = await testWorld(kind)
  })
  afterAll(() => t?.close())

  const upload = async (client: Client, name: string, text: string): Promise<{ readonly status: number; readonly body: { readonly id: string; readonly code?: string } }> => {
    key += 1
    const { headers, payload } = table(name, text)
    return client.send({ method: 'POST', url: '/api/uploads', headers: { ...headers, 'idempotency-key': `upload-key-${key}` }, payload })
  }
  /** What became of a job, once it has ended. */
  const ended = async (client: Client, id: string) => {
    for (let tries = 0; tries < 400; tries += 1) {
      const { body } = await client.get(`/jobs/${id}`)
      if (body.state === 'done' || body.state === 'failed') return body
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error(`job ${id} does not end`)
  }
  const rows = (from: number, count: number): string => Array.from({ length: count }, (_, n) => `${creditCode(from + n)},合成导入${from + n}号,${100 + n}`).join('\n')
  const HEAD = '统一社会信用代码,企业名称,加计扣除研发费用@2022（万元）\n'

  it('a table is checked and nothing written; then written, and what it refuses is told by row and column', async () => {
    const officer = await t.client('officer', { department: SCIENCE })
    const sent = await upload(officer, '名单.csv', `${HEAD}${rows(1000, 30)}\n9133,错的,1\n${creditCode(1900)},合成,12平方米\n`)
    const dry = await ended(officer, (await officer.post('/jobs/import', { upload: sent.body.id, dryRun: true, synthetic: true })).body.id)
    expect(dry.state).toBe('done')
    expect(JSON.parse(dry.result)).toMatchObject({ dryRun: true, refusedTotal: 2, refused: [expect.objectContaining({ row: 32 }), expect.objectContaining({ row: 33 })] })
    expect((await officer.get('/search?q=合成导入1000号')).body.subjects).toEqual([])
    const written = await ended(officer, (await officer.post('/jobs/import', { upload: sent.body.id, dryRun: false, synthetic: true })).body.id)
    expect(JSON.parse(written.result)).toMatchObject({ dryRun: false, opened: expect.any(Number), refusedTotal: 2 })
    await expect.poll(async () => (await officer.get('/search?q=合成导入1000号')).body.subjects.length).toBe(1)
    expect((await officer.get('/jobs')).body.items[0]).toMatchObject({ kind: 'import', title: '导入 名单.csv', state: 'done', result: null })
  })

  it('a column that is no fact is told once, left out, and taken where a person says what it is', async () => {
    const officer = await t.client('officer', { department: SCIENCE })
    const sent = await upload(officer, '改名.csv', `统一社会信用代码,企业名称,研发费（万元）\n${rows(3000, 5)}\n`)
    const check = async (mapping: Readonly<Record<string, string>>) =>
      JSON.parse((await ended(officer, (await officer.post('/jobs/import', { upload: sent.body.id, dryRun: true, mapping })).body.id)).result)
    expect(await check({})).toMatchObject({ subjects: 5, facts: 0, unknown: ['研发费（万元）'], refused: [{ row: 1, column: '研发费（万元）', why: expect.stringContaining('研发费') }] })
    expect(await check({ '研发费（万元）': '加计扣除研发费用@2022（万元）' })).toMatchObject({ subjects: 5, facts: 5, unknown: [], refused: [] })
  })

  it('a file that is no table, and a table without codes, are refused in a sentence', async () => {
    const officer = await t.client('officer', { department: SCIENCE })
    expect((await upload(officer, '说明.pdf', '%PDF')).body.code).toBe('ZP-304')
    const sent = await upload(officer, '空.csv', '没有代码的列\n1\n')
    const job = await ended(officer, (await officer.post('/jobs/import', { upload: sent.body.id, dryRun: true })).body.id)
    expect(job.state).toBe('failed')
    expect(JSON.parse(job.fault)).toMatchObject({ code: expect.stringMatching(/^ZP-/), detail: expect.stringContaining('统一社会信用代码') })
  })

  it('a process that dies leaves the rest to the next: no row is written twice', async () => {
    const officer = await t.client('officer', { department: SCIENCE })
    const sent = await upload(officer, '接着.csv', `${HEAD}${rows(3000, 40)}\n`)
    const { body } = await officer.post('/jobs/import', { upload: sent.body.id, dryRun: false, synthetic: true })
    const first = await ended(officer, body.id)
    const facts = async (): Promise<number> =>
      t.as(async (tx) => Number((await sql<{ n: bigint }>`SELECT count(*) AS n FROM fact AS f JOIN subject AS s ON s.id = f.subject WHERE s.name LIKE '合成导入30%'`.execute(tx)).rows[0]?.n))
    const before = await facts()
    expect(before).toBe(40)
    // As if its process had died after the last commit and before it could say so.
    await t.as((tx) => sql`UPDATE job SET state = 'running', ended = NULL, result = NULL, beat = clock_timestamp() - interval '1 minute' WHERE id = ${body.id}::bigint`.execute(tx))
    const again = await ended(officer, body.id)
    expect(again.state).toBe('done')
    expect(await facts()).toBe(before)
    expect(JSON.parse(again.result).facts).toBe(JSON.parse(first.result).facts)
  })

  it('what kills every process that takes it up is given up', async () => {
    const officer = await t.client('officer', { department: SCIENCE })
    const sent = await upload(officer, '炸.csv', `${HEAD}${rows(5000, 1)}\n`)
    const { body } = await officer.post('/jobs/import', { upload: sent.body.id, dryRun: true })
    await ended(officer, body.id)
    await t.as((tx) => sql`UPDATE job SET state = 'running', taken = 3, ended = NULL, beat = clock_timestamp() - interval '1 minute' WHERE id = ${body.id}::bigint`.execute(tx))
    const given = await ended(officer, body.id)
    expect([given.state, JSON.parse(given.fault).code]).toEqual(['failed', 'ZP-215'])
  })

  it('nobody sees what another has given', async () => {
    const officer = await t.client('officer', { department: SCIENCE })
    const other = await t.client('officer', { department: '区经科局' })
    const [mine] = (await officer.get('/jobs')).body.items
    expect((await other.get(`/jobs/${mine.id}`)).body.code).toBe('ZP-201')
    expect((await other.get('/jobs')).body.items).toEqual([])
  })

  it('an estimate says to the fen what is due and unclaimed, as the interpreter does', async () => {
    const [claimed = 0n] = await firmsDue(t, 1, 5, 10_000_000n)
    await publicised(t, claimed)
    const finance = await t.client('finance')
    const job = await ended(finance, (await finance.post('/jobs/estimate')).body.id)
    expect(job.state).toBe('done')
    const found = (await finance.get('/estimate')).body
    const row = found.rows.filter((one: { measure: string }) => one.measure === '12.1')
    const sum = (of: string): bigint => row.reduce((all: bigint, one: Record<string, string>) => all + BigInt(one[of] ?? 0), 0n)
    const { due, fen } = await interpreted(t, '12.1', t.world.policy)
    expect([sum('due'), sum('lowFen')]).toEqual([due, fen])
    expect(sum('due') - sum('unclaimed')).toBe(1n)
    expect(sum('lowFen') - sum('unclaimedLowFen')).toBe(10_000_000n)
    const funds = (await finance.get('/funds')).body
    expect(funds.estimateDay).toBe(found.day)
  })

  it('a simulation over the dossiers agrees with the interpreter to the fen, and the reports are there', async () => {
    const home = mkdtempSync(join(tmpdir(), 'zhida-simulate-'))
    Object.assign(t.world, { simulate: simulator(resolve('packages/cli/bin/zhida.mjs'), home) })
    const drafter = await t.client('drafter')
    try {
      expect((await drafter.post('/jobs/simulation', { changes: [], population: 'dossiers' })).body.code).toBe('ZP-202')
      const job = await ended(drafter, (await drafter.post('/jobs/simulation', { changes: ['12.1/10%=15%'], population: 'dossiers' })).body.id)
      expect([job.state, job.fault]).toEqual(['done', null])
      const { comparison } = decode<{ readonly comparison: Comparison; readonly costs: readonly ReadingCost[] }>(JSON.parse(job.result))
      const before = await interpreted(t, '12.1', t.world.policy)
      const moved = comparison.measures.find((one) => one.key === '12.1')
      expect(moved?.beforeFen).toBe(before.fen)
      // Fifteen for ten, as long as no cap is met: half as much again.
      expect(moved?.afterFen).toBe((before.fen * 15n) / 10n)
      expect(job.files.map((one: { form: string }) => one.form)).toEqual(['html', 'xlsx'])
      expect((await drafter.get(`/jobs/${job.id}/files/xlsx`)).bytes.subarray(0, 2).toString()).toBe('PK')
      const wrong = await ended(drafter, (await drafter.post('/jobs/simulation', { changes: ['12.1/11%=15%'], population: 'dossiers' })).body.id)
      expect([wrong.state, JSON.parse(wrong.fault)]).toEqual([
        'failed',
        expect.objectContaining({ code: 'ZP-214', title: '推演没有做成', en: expect.objectContaining({ title: 'The simulation could not be carried out' }) }),
      ])
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  }, 120_000)
})

/** What the interpreter gives one measure over every dossier. */
async function interpreted(t: TestWorld, measure: string, policy: TestWorld['world']['policy']): Promise<{ readonly due: bigint; readonly fen: bigint }> {
  return t.as(async (tx) => {
    const { rows } = await sql<{ id: bigint; creditCode: string; synthetic: boolean }>`SELECT id, credit_code, synthetic FROM subject ORDER BY id`.execute(tx)
    const facts = await factsBetween(tx, 0n, rows.at(-1)?.id ?? 0n)
    let [due, fen] = [0n, 0n]
    for (const one of rows) {
      const { outcomes } = evaluate(policy, dossierOf(one, facts.get(one.id) ?? []), policy.until, {}, [measure])
      for (const { verdict, award } of outcomes) {
        if (verdict !== 'due' || award.kind !== 'exact') continue
        due += 1n
        fen += award.fen
      }
    }
    return { due, fen }
  })
}
