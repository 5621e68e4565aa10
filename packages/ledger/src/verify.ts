import type { Tx } from '@zhida/database'
import { sql } from 'kysely'
import type { Fault } from './seal.ts'

/** The ledger's sums, from its transfers alone: each balance, no fund beyond what it was given, debits equal to credits in each unit. */
export async function verifyLedger(tx: Tx): Promise<{ readonly transfers: bigint; readonly faults: readonly Fault[] }> {
  const { rows: wrong } = await sql<{ code: string }>`
    WITH moved AS (
      SELECT s.account, sum(s.dr) AS dr, sum(s.dp) AS dp, sum(s.cr) AS cr, sum(s.cp) AS cp FROM ledger_transfer AS t CROSS JOIN LATERAL (
        SELECT CASE t.kind WHEN 'reserve' THEN t.amount WHEN 'direct' THEN 0 ELSE -t.amount END AS held, CASE WHEN t.kind IN ('direct', 'post') THEN t.amount ELSE 0 END AS done
      ) AS m CROSS JOIN LATERAL (VALUES (t.debit, m.held, m.done, 0::bigint, 0::bigint), (t.credit, 0, 0, m.held, m.done)) AS s (account, dr, dp, cr, cp) GROUP BY s.account
    )
    SELECT a.code FROM ledger_account AS a LEFT JOIN ledger_balance AS b ON b.account = a.id LEFT JOIN moved AS m ON m.account = a.id
    WHERE b.account IS NULL OR (b.debits_reserved, b.debits_posted, b.credits_reserved, b.credits_posted) IS DISTINCT FROM (coalesce(m.dr, 0), coalesce(m.dp, 0), coalesce(m.cr, 0), coalesce(m.cp, 0))
      OR b.limited <> a.limited OR (a.kind = 'fund' AND coalesce(m.dr, 0) + coalesce(m.dp, 0) > coalesce(m.cp, 0))
    UNION ALL SELECT 'ledger_balance ' || b.account FROM ledger_balance AS b LEFT JOIN ledger_account AS a ON a.id = b.account WHERE a.id IS NULL`.execute(tx)
  const { rows: settled } = await sql<{ id: bigint }>`
    SELECT t.id FROM ledger_transfer AS t LEFT JOIN ledger_transfer AS r ON r.id = t.reserve
    WHERE t.kind IN ('post', 'void') AND (r.id IS NULL OR r.kind <> 'reserve' OR (r.debit, r.credit, r.amount, r.unit) IS DISTINCT FROM (t.debit, t.credit, t.amount, t.unit))
    UNION ALL SELECT max(id) FROM ledger_transfer WHERE reserve IS NOT NULL GROUP BY reserve HAVING count(*) > 1`.execute(tx)
  const { rows: count } = await sql<{ count: bigint }>`SELECT count(*) AS count FROM ledger_transfer`.execute(tx)
  return {
    transfers: count[0]?.count ?? 0n,
    faults: [
      ...wrong.map(({ code }) => ({ where: `ledger_balance ${code}`, what: '余额与流水之和不符' })),
      ...settled.map(({ id }) => ({ where: `ledger_transfer ${id}`, what: '入账或释放与其占用不符' })),
    ],
  }
}
