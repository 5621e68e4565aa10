import type { Tx } from '@zhida/database'
import { splitFen } from '@zhida/engine'
import { measuresOf, type Policy } from '@zhida/language/ir'
import { sql } from 'kysely'
import { STAGES } from '../claim/row.ts'
import { latestEstimate } from '../estimate/run.ts'
import { accountsOf } from './accounts.ts'

/** Fen between bounds; `highFen` null where something in it has no limit upwards. */
interface Between {
  readonly lowFen: bigint
  readonly highFen: bigint | null
}

/** What a fund still has to bear: claims that are not decided yet, and what is due by the rules that nobody has claimed. */
export interface Burden {
  readonly pending: Between & { readonly claims: bigint }
  readonly unclaimed: Between & { readonly subjects: bigint }
}

export interface Forecast {
  /** The day of the estimate behind `unclaimed`; null before the first run. */
  readonly day: string | null
  readonly funds: ReadonlyMap<string, Burden>
}

const NOTHING: Burden = { pending: { lowFen: 0n, highFen: 0n, claims: 0n }, unclaimed: { lowFen: 0n, highFen: 0n, subjects: 0n } }

/** What each fund has to bear until the year's end, by the rules: no trend is drawn, every part can be opened. */
export async function forecastOf(tx: Tx, policy: Policy): Promise<Forecast> {
  const { rows: pending } = await sql<{ measure: string; claims: bigint; lowFen: bigint; highFen: bigint | null }>`SELECT measure, count(*) AS claims,
      sum(coalesce(amount_fen, low_fen, 0))::bigint AS low_fen, CASE WHEN bool_or(amount_fen IS NULL AND high_fen IS NULL) THEN NULL ELSE sum(coalesce(amount_fen, high_fen))::bigint END AS high_fen
    FROM claim WHERE state = ANY (${[...STAGES.pending]}::text[]) GROUP BY measure`.execute(tx)
  const estimate = await latestEstimate(tx)
  const funds = new Map<string, Burden>()
  for (const measure of measuresOf(policy)) {
    const waiting = pending.find((one) => one.measure === measure.id)
    const due = estimate?.rows.filter((one) => one.measure === measure.id) ?? []
    if (!waiting && due.length === 0) continue
    const accounts = accountsOf(policy, measure)
    const shares = accounts.map((one) => one.share)
    const split = (fen: bigint | null, place: number): bigint | null => (fen === null ? null : (splitFen(fen, shares)[place] ?? 0n))
    const unclaimedHigh = due.some((one) => one.unclaimedHighFen === null) ? null : due.reduce((all, one) => all + (one.unclaimedHighFen ?? 0n), 0n)
    for (const [place, { code }] of accounts.entries()) {
      const before = funds.get(code) ?? NOTHING
      funds.set(code, {
        pending: {
          ...sum(before.pending, { lowFen: split(waiting?.lowFen ?? 0n, place) ?? 0n, highFen: waiting ? split(waiting.highFen, place) : 0n }),
          claims: before.pending.claims + (waiting?.claims ?? 0n),
        },
        unclaimed: {
          ...sum(before.unclaimed, {
            lowFen:
              split(
                due.reduce((all, one) => all + one.unclaimedLowFen, 0n),
                place,
              ) ?? 0n,
            highFen: split(unclaimedHigh, place),
          }),
          subjects: before.unclaimed.subjects + due.reduce((all, one) => all + one.unclaimed, 0n),
        },
      })
    }
  }
  return { day: estimate?.day ?? null, funds }
}

function sum(a: Between, b: Between): Between {
  return { lowFen: a.lowFen + b.lowFen, highFen: a.highFen === null || b.highFen === null ? null : a.highFen + b.highFen }
}

export const burdenOf = (forecast: Forecast, code: string): Burden => forecast.funds.get(code) ?? NOTHING
