import { seal } from '@zhida/ledger'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCases, readSamples } from '../../../cli/src/pack/cases.ts'
import { loadPack } from '../../../cli/src/pack/load.ts'
import { verify } from '../decision/replay.ts'
import { seedDemo } from '../seed/seed.ts'
import { tell } from '../testing/faults.ts'
import { DEBTOR, KINDS, realPolicy, type TestWorld, testWorld } from '../testing/world.ts'

// One pixel, so that there is a piece of evidence.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** How one bit of a column is turned over. */
function changed(column: string, type: string): string {
  if (type === 'text') return `overlay(${column} placing chr(ascii(substr(${column}, 1 + length(${column}) / 2, 1)) # 1) from 1 + length(${column}) / 2 for 1)`
  if (type === 'bigint' || type === 'integer' || type === 'smallint') return `${column} # 1`
  if (type === 'boolean') return `NOT ${column}`
  if (type === 'date') return `${column} + 1`
  if (type === 'bytea') return `set_byte(${column}, 0, get_byte(${column}, 0) # 1)`
  return `${column} + interval '1 microsecond'`
}

class Undo extends Error {
  constructor(readonly found: boolean) {
    super('undone')
  }
}

describe.each(KINDS)('one bit turned over behind the back of the delivery, on %s', (kind) => {
  let t: TestWorld
  beforeAll(async () => {
    t = await testWorld(kind, 0n)
    t.setNow('2023-12-20')
    expect(loadPack('policies/jiaojiang-2023-6').diagnostics).toEqual([])
    const { cases } = readCases('policies/jiaojiang-2023-6', realPolicy())
    await seedDemo(t.world, {
      firms: 300,
      debtor: DEBTOR,
      samples: readSamples('policies/jiaojiang-2023-6'),
      cases: cases.filter((one) => one.verdict === 'due' && Object.keys(one.readings).length === 0),
      say: () => {},
    })
    const clerk = await t.client('clerk', { subject: 1n })
    const form = new FormData()
    form.append('file', new Blob([PNG]), '证明.png')
    const body = new Response(form)
    const uploaded = await clerk.send({
      method: 'POST',
      url: '/api/subjects/1/evidence',
      headers: { 'content-type': body.headers.get('content-type') ?? '', 'idempotency-key': 'evidence-1' },
      payload: Buffer.from(await body.arrayBuffer()),
    })
    expect(uploaded.status).toBe(200)
    const finance = await t.client('finance')
    const unknown =
      '<?xml version="1.0"?><Document><CstmrPmtStsRpt><OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>X</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>'
    expect((await finance.post('/payments/answers', { file: unknown })).body).toMatchObject({ contradictions: 1 })
    expect((await finance.post('/payments/contradictions/1/answer', { answer: '银行笔误' })).status).toBe(200)
    await seal(t.world.db)
    expect((await t.as(verify)).faults).toEqual([])
  }, 120_000)
  afterAll(() => t?.close())

  it('is found, in every column of every table', async () => {
    const history = (await t.as((tx) => sql<{ name: string; top: bigint }>`SELECT name, history_top(name) AS top FROM history_table ORDER BY name`.execute(tx))).rows
    expect(history.filter((one) => one.top === 0n)).toEqual([])
    let turned = 0
    for (const name of [...history.map((one) => one.name), 'seal_block', 'evidence_content', 'ledger_balance', 'decision_head', 'claim']) {
      const { rows: columns } = await sql<{
        name: string
        type: string
      }>`SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute WHERE attrelid = ${name}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`.execute(t.world.db)
      for (const column of columns) {
        // Not history: where a decision's chain stands is one row; a claim's own row repeats its moves, save what it opened with.
        if (
          column.name === 'single' ||
          (name === 'seal_block' && column.name === 'at') ||
          (name === 'claim' && !['state', 'version', 'low_fen', 'high_fen', 'amount_fen', 'deadline'].includes(column.name))
        )
          continue
        const quoted = `"${column.name}"`
        const found = await t.world.db
          .transaction()
          .execute(async (tx) => {
            await sql`SET LOCAL session_replication_role = replica`.execute(tx)
            const { rows: checks } = await sql<{ name: string }>`SELECT conname AS name FROM pg_constraint WHERE conrelid = ${name}::regclass AND contype = 'c'`.execute(tx)
            for (const one of checks) await sql.raw(`ALTER TABLE "${name}" DROP CONSTRAINT "${one.name}"`).execute(tx)
            const identity = await sql<{ identity: string }>`SELECT attidentity AS identity FROM pg_attribute WHERE attrelid = ${name}::regclass AND attname = ${column.name}`.execute(tx)
            if (identity.rows[0]?.identity !== '') await sql.raw(`ALTER TABLE "${name}" ALTER COLUMN ${quoted} DROP IDENTITY`).execute(tx)
            const { rows } = await sql
              .raw(
                `UPDATE "${name}" SET ${quoted} = ${changed(quoted, column.type)} WHERE ctid = (SELECT ctid FROM "${name}" WHERE ${quoted} IS NOT NULL AND ${quoted}::text <> '' ${column.name === 'id' ? `AND NOT EXISTS (SELECT FROM "${name}" AS o WHERE o.id = "${name}".id # 1)` : ''} ORDER BY random() LIMIT 1) RETURNING 1`,
              )
              .execute(tx)
            throw new Undo(rows.length === 0 || (await verify(tx)).faults.length > 0)
          })
          .catch((fault: unknown) => {
            if (fault instanceof Undo) return fault.found
            // A key that is there already cannot be taken: the database refuses what was tried.
            if ((fault as { code?: string }).code === '23505') return true
            throw fault
          })
        expect(found, `${name}.${column.name} (${column.type})`).toBe(true)
        turned += 1
      }
    }
    tell('bits turned over in what is stored', turned, 0n)
    expect(turned).toBeGreaterThan(100)
  }, 300_000)
})
