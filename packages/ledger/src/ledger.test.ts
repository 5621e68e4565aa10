import { asActor, type Database, migrate, openDatabase, SYSTEM, type Tx } from '@zhida/database'
import { startPostgres } from '@zhida/database/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER_MIGRATIONS, openAccounts, seal, standings, transfer, verifyLedger, verifySeal } from './index.ts'

describe.each(['postgres', 'pglite'] as const)('the ledger on %s', (kind) => {
  let database: Database
  let stop: () => Promise<void> = async () => {}
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asActor(database.db, SYSTEM, work)
  /** As the owner of the tables, past the application's role and its row-level security. */
  const raw = (text: string): Promise<unknown> => sql.raw(text).execute(database.db)

  beforeAll(async () => {
    if (kind === 'postgres') {
      const server = await startPostgres()
      stop = () => server.stop()
      database = await openDatabase({ url: server.url })
    } else database = await openDatabase({ memory: true })
    await migrate(database.db, LEDGER_MIGRATIONS)
    await run(async (tx) => {
      await openAccounts(tx, [
        { code: 'treasury', name: '区财政', kind: 'source', unit: '分', payer: '区财政' },
        { code: 'fund', name: '企业研发投入奖补', kind: 'fund', unit: '分', payer: '区财政' },
        { code: 'fund/out', name: '企业研发投入奖补（已拨付）', kind: 'disbursed', unit: '分', payer: '区财政' },
        { code: 'land', name: '工业用地', kind: 'fund', unit: '亩', payer: '自然资源和规划' },
      ])
      await transfer(tx, { kind: 'direct', from: 'treasury', to: 'fund', amount: 1_000n, document: '椒财预〔2023〕1号', command: 'appropriate', memo: '安排' })
    })
  })
  afterAll(async () => {
    await database?.close()
    await stop()
  })

  const free = async (): Promise<bigint | undefined> => (await run((tx) => standings(tx, ['fund'])))[0]?.free

  it('reserves, posts and voids; a fund is free by what neither holds', async () => {
    const first = await run((tx) => transfer(tx, { kind: 'reserve', from: 'fund', to: 'fund/out', amount: 300n, command: 'r1', memo: '' }))
    const second = await run((tx) => transfer(tx, { kind: 'reserve', from: 'fund', to: 'fund/out', amount: 200n, command: 'r2', memo: '' }))
    expect(await free()).toBe(500n)
    await run((tx) => transfer(tx, { kind: 'post', reserve: first, command: 'p1', memo: '' }))
    await run((tx) => transfer(tx, { kind: 'void', reserve: second, command: 'v2', memo: '' }))
    const [fund] = await run((tx) => standings(tx, ['fund']))
    expect(fund).toMatchObject({ appropriated: 1_000n, reserved: 0n, disbursed: 300n, free: 700n })
  })

  it('makes one transfer of fifty times the same command', async () => {
    const command = { kind: 'reserve', from: 'fund', to: 'fund/out', amount: 7n, command: 'again', memo: '' } as const
    const ids = await Promise.all(Array.from({ length: 50 }, () => run((tx) => transfer(tx, command))))
    expect(new Set(ids).size).toBe(1)
    expect(await free()).toBe(693n)
  })

  it('gives of many parallel reservations exactly what fits', async () => {
    const before = (await free()) ?? 0n
    const tries = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) => run((tx) => transfer(tx, { kind: 'reserve', from: 'fund', to: 'fund/out', amount: 50n, command: `many ${i}`, memo: '' }))),
    )
    const refused = tries.filter((one) => one.status === 'rejected')
    expect(BigInt(tries.length - refused.length)).toBe(before / 50n)
    for (const one of refused) expect(String(one.reason)).toContain('no_overdraft')
    expect(await free()).toBe(before % 50n)
  })

  it.each([
    [
      'an overdraft',
      `INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, command, memo, account) SELECT 'reserve', f.id, t.id, '分', 1000000, 'x1', '', 0 FROM ledger_account f, ledger_account t WHERE f.code = 'fund' AND t.code = 'fund/out'`,
      'no_overdraft',
    ],
    [
      'a transfer with one side',
      `INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, command, document, memo, account) SELECT 'direct', id, id, '分', 1, 'x2', 'd', '', 0 FROM ledger_account WHERE code = 'fund'`,
      'two_sides',
    ],
    [
      'money into land',
      `INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, command, document, memo, account) SELECT 'direct', f.id, t.id, '分', 1, 'x3', 'd', '', 0 FROM ledger_account f, ledger_account t WHERE f.code = 'treasury' AND t.code = 'land'`,
      'foreign key',
    ],
    [
      'money without a document',
      `INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, command, memo, account) SELECT 'direct', f.id, t.id, '分', 1, 'x4', '', 0 FROM ledger_account f, ledger_account t WHERE f.code = 'treasury' AND t.code = 'fund'`,
      'document_needed',
    ],
    [
      'nothing',
      `INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, command, memo, account) SELECT 'reserve', f.id, t.id, '分', 0, 'x5', '', 0 FROM ledger_account f, ledger_account t WHERE f.code = 'fund' AND t.code = 'fund/out'`,
      'amount',
    ],
    [
      'a second posting',
      `INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, reserve, command, memo, account) SELECT 'post', debit, credit, unit, amount, id, 'x6', '', 0 FROM ledger_transfer WHERE command = 'r1'`,
      'settled_once',
    ],
    [
      'a void after the posting',
      `INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, reserve, command, memo, account) SELECT 'void', debit, credit, unit, amount, id, 'x7', '', 0 FROM ledger_transfer WHERE command = 'r1'`,
      'settled_once',
    ],
    [
      'a posting of another amount',
      `INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, reserve, command, memo, account) SELECT 'post', debit, credit, unit, amount + 1, id, 'x8', '', 0 FROM ledger_transfer WHERE command = 'again'`,
      'same_sides_and_amount',
    ],
    [
      'a posting of a posting',
      `INSERT INTO ledger_transfer (kind, debit, credit, unit, amount, reserve, command, memo, account) SELECT 'post', debit, credit, unit, amount, id, 'x9', '', 0 FROM ledger_transfer WHERE command = 'p1'`,
      'same_sides_and_amount',
    ],
    ['a change', `UPDATE ledger_transfer SET amount = 1 WHERE command = 'r1'`, 'never changed'],
    ['a removal', `DELETE FROM ledger_transfer WHERE command = 'p1'`, 'never changed'],
    ['an emptied table', `TRUNCATE ledger_transfer CASCADE`, 'never changed'],
    ['a balance by hand', `UPDATE ledger_balance SET credits_posted = credits_posted + 1`, 'by a transfer alone'],
  ])('the database itself refuses %s', async (_what, statement, constraint) => {
    await expect(raw(statement)).rejects.toThrow(constraint)
  })

  it('seals what came, and finds whatever is changed behind its back', async () => {
    await seal(database.db)
    expect(await run(verifySeal)).toMatchObject({ unsealed: 0n, faults: [] })
    expect((await run(verifyLedger)).faults).toEqual([])
    const tamper = async (statement: string, undo: string): Promise<number> => {
      await raw('ALTER TABLE ledger_transfer DISABLE TRIGGER USER')
      await raw(statement)
      const found = (await run(verifySeal)).faults.length
      await raw(undo)
      await raw('ALTER TABLE ledger_transfer ENABLE TRIGGER USER')
      return found
    }
    expect(await tamper(`UPDATE ledger_transfer SET memo = 'x' WHERE command = 'r1'`, `UPDATE ledger_transfer SET memo = '' WHERE command = 'r1'`)).toBe(1)
    expect(await tamper(`UPDATE ledger_transfer SET at = at + interval '1 second' WHERE command = 'v2'`, `UPDATE ledger_transfer SET at = at - interval '1 second' WHERE command = 'v2'`)).toBe(1)
    expect((await run(verifySeal)).faults).toEqual([])
    expect(await seal(database.db)).toBeUndefined()
  })

  it('finds a balance that its transfers do not make', async () => {
    await raw('ALTER TABLE ledger_balance DISABLE TRIGGER USER')
    await raw(`UPDATE ledger_balance SET credits_posted = credits_posted + 1 WHERE account = (SELECT id FROM ledger_account WHERE code = 'fund')`)
    expect((await run(verifyLedger)).faults).toEqual([{ where: 'ledger_balance fund', what: '余额与流水之和不符' }])
    await raw(`UPDATE ledger_balance SET credits_posted = credits_posted - 1 WHERE account = (SELECT id FROM ledger_account WHERE code = 'fund')`)
    await raw('ALTER TABLE ledger_balance ENABLE TRIGGER USER')
  })
})
