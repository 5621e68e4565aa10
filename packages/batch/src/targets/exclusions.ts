import { type Award, type Awarded, bestBundle, dossiersOf, VERDICTS } from '@zhida/engine'
import { rowsOf } from '../cells.ts'
import type { Database } from '../database.ts'
import type { Job } from '../job.ts'
import { whole } from '../whole.ts'

/** Subjects that are in memory at one time. */
const CHUNK = 20_000

/** A total that is not had because another is, which pays more and may not be had beside it (不重复享受). */
export interface GivenUp {
  readonly subject: string
  readonly measure: string
  readonly instead: string
  readonly because: string
}

/**
 * What each subject gives up of its totals: the interpreter's own choice of the best allowed set, for the few subjects that
 * have two awards of which one excludes the other.
 *
 * @param totals the relation that holds the totals
 */
export async function givenUp({ policy, plans, source, options }: Job, db: Database, totals: string): Promise<readonly GivenUp[]> {
  const { shape } = source
  const measures = plans.map((plan) => plan.measure)
  const excluding = measures.filter((one) => one.exclusions.length > 0)
  if (!shape || excluding.length === 0) return []
  const list = (ids: readonly string[]): string => ids.map((id) => db.dialect.text(id)).join(', ')
  const pairs = excluding.map(({ id, exclusions }) => {
    const rivals = [...new Set(exclusions.flatMap((one) => one.measures))]
    return `SELECT DISTINCT a.subject AS subject FROM ${totals} AS a JOIN ${totals} AS b ON b.subject = a.subject WHERE a.verdict > 0 AND b.verdict > 0 AND a.measure = ${db.dialect.text(id)} AND b.measure IN (${list(rivals)})`
  })
  await db.run(`CREATE TEMP TABLE rivals AS SELECT subject, row_number() OVER (ORDER BY subject) - 1 AS place FROM (${pairs.join(' UNION ')}) AS r`)
  const [{ n } = { n: 0n }] = await db.rows('SELECT COUNT(*) AS n FROM rivals')
  const found: GivenUp[] = []
  for (let from = 0n; from < whole(n); from += BigInt(CHUNK)) {
    const chosen = `(SELECT subject FROM rivals WHERE place >= ${from} AND place < ${from + BigInt(CHUNK)})`
    const awards = new Map<string, Awarded[]>()
    for (const row of await db.rows(`SELECT t.* FROM ${totals} AS t JOIN ${chosen} AS c ON c.subject = t.subject`)) {
      const subject = String(row.subject)
      awards.set(subject, [...(awards.get(subject) ?? []), { measure: String(row.measure), verdict: VERDICTS[Number(row.verdict)] ?? 'not-due', award: awardOf(row) }])
    }
    for (const dossier of dossiersOf(policy, shape, await rowsOf(db, source, chosen), options.from)) {
      const { givenUp: list } = bestBundle(policy, measures, awards.get(dossier.subject) ?? [], dossier, options.readings)
      found.push(...list.map((one) => ({ subject: dossier.subject, measure: one.measure, instead: one.for, because: one.because })))
    }
  }
  await db.run('DROP TABLE rivals')
  return found
}

function awardOf(row: Readonly<Record<string, unknown>>): Award {
  const [lowFen, highFen] = [whole(row.low_fen), row.high_fen === null ? null : whole(row.high_fen)]
  if (row.unspecified === true) return { kind: 'unspecified' }
  return lowFen === highFen ? { kind: 'exact', fen: lowFen } : { kind: 'interval', lowFen, highFen }
}
