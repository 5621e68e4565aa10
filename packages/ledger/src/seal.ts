import { asActor, type Db, SYSTEM, type Tx } from '@zhida/database'
import { sql } from 'kysely'

/** What a block covers of one table: the rows in (after, upto]. */
interface Stretch {
  readonly table: string
  readonly after: string
  readonly upto: string
  readonly rows: string
  readonly digest: string
}

/** A fault found in what was stored: where, and what does not agree. */
export interface Fault {
  readonly where: string
  readonly what: string
}

export interface SealReport {
  readonly blocks: number
  readonly rows: bigint
  /** Rows that came after the last block: not yet under the seal. */
  readonly unsealed: bigint
  /** The last block's hash. Published elsewhere, it also proves that no block was cut off the end. */
  readonly head: string
  readonly faults: readonly Fault[]
}

export const GENESIS = '0'.repeat(64)

/**
 * Puts every row of history that came since the last block into a new one. Waits at most a fifth of a second for writers that
 * are still on their way; then it leaves them to the next time, so that it never holds anybody up.
 *
 * @returns the number of the new block; undefined if there was nothing new, or a writer was in the way
 */
export async function seal(db: Db): Promise<bigint | undefined> {
  try {
    return await asActor(db, SYSTEM, async (tx) => {
      await sql`SET LOCAL lock_timeout = '200ms'`.execute(tx)
      await sql`SELECT pg_advisory_xact_lock(731002)`.execute(tx)
      const last = await lastBlock(tx)
      const after = new Map((last ? contentsOf(last.contents) : []).map((one) => [one.table, one.upto]))
      const stretches: Stretch[] = []
      for (const table of await historyTables(tx)) {
        const from = after.get(table) ?? '0'
        const { rows } = await sql<{ top: bigint }>`SELECT history_top(${table}) AS top`.execute(tx)
        const upto = String(rows[0]?.top ?? 0n)
        stretches.push({ table, after: from, upto, ...(await digestOf(tx, table, from, upto)) })
      }
      if (stretches.every((one) => one.after === one.upto)) return undefined
      const number = (last?.number ?? 0n) + 1n
      const previous = last?.hash ?? GENESIS
      const contents = JSON.stringify(stretches)
      await sql`INSERT INTO seal_block (number, previous, contents, hash) VALUES (${number}, ${previous}, ${contents}, encode(sha256(convert_to(${String(number)}::text || '|' || ${previous}::text || '|' || ${contents}::text, 'UTF8')), 'hex'))`.execute(
        tx,
      )
      return number
    })
  } catch (fault) {
    if ((fault as { code?: string }).code === '55P03') return undefined
    throw fault
  }
}

/** Recomputes every block from the rows it covers. Changing one byte of one row, adding one or taking one away is found. */
export async function verifySeal(tx: Tx): Promise<SealReport> {
  const faults: Fault[] = []
  const { rows: blocks } = await sql<{ number: bigint; previous: string; contents: string; hash: string; good: boolean }>`
    SELECT number, previous, contents, hash, hash = encode(sha256(convert_to(number || '|' || previous || '|' || contents, 'UTF8')), 'hex') AS good FROM seal_block ORDER BY number`.execute(tx)
  const tables = await historyTables(tx)
  const reached = new Map(tables.map((table) => [table, '0']))
  let previous = GENESIS
  let sealed = 0n
  for (const [index, block] of blocks.entries()) {
    const where = `seal_block ${block.number}`
    if (block.number !== BigInt(index + 1)) faults.push({ where, what: `区块编号应为 ${index + 1}` })
    if (block.previous !== previous) faults.push({ where, what: '与前一区块不相接' })
    if (!block.good) faults.push({ where, what: '区块内容与其哈希不符' })
    previous = block.hash
    for (const stretch of contentsOf(block.contents)) {
      if (!tables.includes(stretch.table) || reached.get(stretch.table) !== stretch.after) {
        faults.push({ where, what: `${stretch.table} 的范围不连续` })
        continue
      }
      reached.set(stretch.table, stretch.upto)
      if (stretch.after === stretch.upto) continue
      const found = await digestOf(tx, stretch.table, stretch.after, stretch.upto)
      sealed += BigInt(found.rows)
      if (found.rows !== stretch.rows) faults.push({ where: `${stretch.table} ${stretch.after}–${stretch.upto}`, what: `应有 ${stretch.rows} 行，实有 ${found.rows} 行` })
      else if (found.digest !== stretch.digest) faults.push({ where: `${stretch.table} ${stretch.after}–${stretch.upto}`, what: '内容被改动' })
    }
  }
  let unsealed = 0n
  for (const [table, upto] of reached) {
    const { rows } = await sql<{ count: bigint }>`SELECT count(*) AS count FROM ${sql.table(table)} WHERE id > ${upto}::bigint`.execute(tx)
    unsealed += rows[0]?.count ?? 0n
  }
  return { blocks: blocks.length, rows: sealed, unsealed, head: previous, faults }
}

async function historyTables(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM history_table ORDER BY name`.execute(tx)
  return rows.map((one) => one.name)
}

async function lastBlock(tx: Tx): Promise<{ readonly number: bigint; readonly contents: string; readonly hash: string } | undefined> {
  const { rows } = await sql<{ number: bigint; contents: string; hash: string }>`SELECT number, contents, hash FROM seal_block ORDER BY number DESC LIMIT 1`.execute(tx)
  return rows[0]
}

async function digestOf(tx: Tx, table: string, after: string, upto: string): Promise<{ readonly rows: string; readonly digest: string }> {
  const { rows } = await sql<{ rows: bigint; digest: string }>`SELECT rows, digest FROM history_digest(${table}, ${after}::bigint, ${upto}::bigint)`.execute(tx)
  return { rows: String(rows[0]?.rows ?? 0n), digest: rows[0]?.digest ?? '' }
}

/** A block's contents are text from the database: anything that is not a list of stretches is an empty one, and found by the hash. */
function contentsOf(contents: string): readonly Stretch[] {
  try {
    const list: unknown = JSON.parse(contents)
    return Array.isArray(list) ? (list as readonly Stretch[]) : []
  } catch {
    return []
  }
}
