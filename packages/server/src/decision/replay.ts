import type { Tx } from '@zhida/database'
import { type Dossier, evaluateMeasure, type Readings } from '@zhida/engine'
import { decode, encode, measuresOf, type Policy } from '@zhida/language/ir'
import { type Fault, GENESIS, type SealReport, verifyLedger, verifySeal } from '@zhida/ledger'
import { sql } from 'kysely'
import { boundsOf } from '../claim/bounds.ts'
import { packByHash, packHash } from '../policy/pack.ts'
import { type DecisionContent, decisionHash, factsHash } from './chain.ts'

type Stored = DecisionContent & { readonly hash: string; readonly dossier: string | null; readonly rulingLow: bigint | null; readonly rulingHigh: bigint | null }

export interface ReplayReport {
  readonly decisions: number
  readonly faults: readonly Fault[]
}

const PAGE = 500

/**
 * Computes decisions again from what was stored (the rules, the facts, the day, the readings) and compares every byte of the outcome.
 * @param only one decision's number; without it, all, in order
 * @param all false ends at the first that differs
 */
export async function replay(tx: Tx, only?: bigint, all = false): Promise<ReplayReport> {
  const packs = new Map<string, Policy | undefined>()
  const faults: Fault[] = []
  let decisions = 0
  for (let after = (only ?? 1n) - 1n; ; after += BigInt(PAGE)) {
    const { rows } =
      await sql<Stored>`SELECT d.number, d.claim, d.measure, d.pack, d.facts, d.day, d.readings, d.outcome, d.low_fen, d.high_fen, d.before_fen, d.amount_fen, d.ruling, d.reason, d.account, d.at, d.previous, d.hash,
        f.dossier, r.low_fen AS ruling_low, r.high_fen AS ruling_high
      FROM decision AS d LEFT JOIN facts_seen AS f ON f.hash = d.facts LEFT JOIN ruling AS r ON r.id = d.ruling
      WHERE d.number > ${after} AND d.number <= ${only ?? after + BigInt(PAGE)} ORDER BY d.number`.execute(tx)
    for (const one of rows) {
      if (!packs.has(one.pack)) packs.set(one.pack, await packByHash(tx, one.pack))
      const what = differenceOf(one, packs.get(one.pack))
      decisions += 1
      if (what) faults.push({ where: `decision ${one.number}`, what })
      if (what && !all) return { decisions, faults }
    }
    if (only !== undefined || rows.length === 0) return { decisions, faults }
  }
}

function differenceOf(one: Stored, policy: Policy | undefined): string | undefined {
  if (!policy || packHash(policy) !== one.pack) return '规则包与其哈希不符'
  if (one.dossier === null || factsHash(one.dossier) !== one.facts) return '所见数据与其哈希不符'
  const measure = measuresOf(policy).find((each) => each.id === one.measure)
  if (!measure) return `规则包里没有措施 ${one.measure}`
  const outcome = evaluateMeasure(policy, measure, decode<Dossier>(one.dossier), one.day, JSON.parse(one.readings) as Readings)
  if (encode(outcome) !== one.outcome) return '重算的结果与当时不同'
  const bounds = boundsOf(outcome, one.rulingLow !== null && one.rulingHigh !== null ? { lowFen: one.rulingLow, highFen: one.rulingHigh } : undefined, one.beforeFen)
  if (!bounds || bounds.lowFen !== one.lowFen || bounds.highFen !== one.highFen) return '重算的上下限与当时不同'
  if (one.amountFen < bounds.lowFen || one.amountFen > bounds.highFen) return '金额超出上下限'
  return undefined
}

export interface VerifyReport {
  readonly seal: SealReport
  readonly decisions: number
  readonly transfers: bigint
  readonly faults: readonly Fault[]
}

/** Verifies all that is stored: the seal over every row, the chain of decisions, the ledger's sums, claims against their moves, payments against both. */
export async function verify(tx: Tx): Promise<VerifyReport> {
  const seal = await verifySeal(tx)
  const ledger = await verifyLedger(tx)
  const chain = await verifyChain(tx)
  return { seal, decisions: chain.decisions, transfers: ledger.transfers, faults: [...seal.faults, ...ledger.faults, ...chain.faults, ...(await verifyClaims(tx)), ...(await verifyEvidence(tx))] }
}

async function verifyChain(tx: Tx): Promise<{ readonly decisions: number; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = []
  let previous = GENESIS
  let count = 0n
  for (;;) {
    const { rows } = await sql<
      DecisionContent & { readonly hash: string }
    >`SELECT number, claim, measure, pack, facts, day, readings, outcome, low_fen, high_fen, before_fen, amount_fen, ruling, reason, account, at, previous, hash
      FROM decision WHERE number > ${count} ORDER BY number LIMIT ${PAGE}`.execute(tx)
    for (const one of rows) {
      count += 1n
      if (one.number !== count || one.previous !== previous) faults.push({ where: `decision ${one.number}`, what: '与前一决定不相接' })
      if (decisionHash(one) !== one.hash) faults.push({ where: `decision ${one.number}`, what: '内容与其哈希不符' })
      previous = one.hash
      count = one.number
    }
    if (rows.length < PAGE) break
  }
  const { rows: head } = await sql<{ number: bigint; hash: string }>`SELECT number, hash FROM decision_head`.execute(tx)
  if (head[0]?.number !== count || head[0]?.hash !== previous) faults.push({ where: 'decision_head', what: '链尾与最后一个决定不符' })
  return { decisions: Number(count), faults }
}

/** A claim's row is what its last move made it; what was decided is reserved, and what is paid was posted, once. */
async function verifyClaims(tx: Tx): Promise<readonly Fault[]> {
  const { rows } = await sql<{ where: string; what: string }>`
    SELECT 'claim ' || c.number AS where, '与其最后一次办理不符' AS what FROM claim AS c LEFT JOIN LATERAL (SELECT * FROM claim_move AS m WHERE m.claim = c.id ORDER BY m.version DESC LIMIT 1) AS m ON true
      WHERE (c.state, c.version, c.low_fen, c.high_fen, c.amount_fen, c.deadline) IS DISTINCT FROM (m.after, m.version, m.low_fen, m.high_fen, m.amount_fen, m.deadline)
    UNION ALL SELECT 'claim_move ' || m.id, '办理记录不连续' FROM claim_move AS m LEFT JOIN claim_move AS p ON p.claim = m.claim AND p.version = m.version - 1 WHERE m.version > 1 AND p.after IS DISTINCT FROM m.before
    UNION ALL SELECT 'claim_move ' || m.id, '没有这个申报件' FROM claim_move AS m LEFT JOIN claim AS c ON c.id = m.claim WHERE c.id IS NULL
    UNION ALL SELECT 'claim ' || c.number, '占用的金额与决定不符' FROM claim AS c JOIN decision AS d ON d.claim = c.id
      LEFT JOIN LATERAL (SELECT coalesce(sum(t.amount), 0) AS fen FROM ledger_transfer AS t WHERE t.kind = 'reserve' AND t.reference = 'claim/' || c.id) AS r ON true WHERE r.fen <> d.amount_fen OR c.amount_fen IS DISTINCT FROM d.amount_fen
    UNION ALL SELECT 'claim ' || c.number, '已兑付的金额与入账不符' FROM claim AS c LEFT JOIN LATERAL (SELECT coalesce(sum(t.amount), 0) AS fen FROM ledger_transfer AS t WHERE t.kind = 'post' AND t.reference = 'claim/' || c.id) AS p ON true
      WHERE p.fen <> CASE WHEN c.state IN ('paid', 'closed', 'clawback', 'repaid') THEN coalesce(c.amount_fen, 0) ELSE 0 END
    UNION ALL SELECT 'claim ' || c.number, '兑付结果不止一个' FROM claim AS c JOIN payment AS p ON p.claim = c.id JOIN payment_result AS r ON r.payment = p.id WHERE r.result = 'paid' GROUP BY c.number HAVING count(*) > 1`.execute(
    tx,
  )
  return rows
}

async function verifyEvidence(tx: Tx): Promise<readonly Fault[]> {
  const { rows } = await sql<{ hash: string }>`SELECT hash FROM evidence_content WHERE hash <> encode(sha256(bytes), 'hex')`.execute(tx)
  return rows.map(({ hash }) => ({ where: `evidence_content ${hash}`, what: '文件内容与其哈希不符' }))
}
