import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SUBJECTS } from '@zhida/engine'
import type { Diagnostic, Policy } from '@zhida/language/ir'
import { openDuckDb } from './database.ts'
import type { RunOptions } from './job.ts'
import { runPopulation } from './run.ts'
import { filesIn, storedAt } from './source.ts'
import { whole } from './whole.ts'

/** What a change moves: who gains and who loses, counted by what is due for certain. Fen. */
export interface Shift {
  readonly key: string
  readonly gainers: bigint
  readonly losers: bigint
  readonly gainFen: bigint
  readonly lossFen: bigint
  readonly beforeFen: bigint
  readonly afterFen: bigint
}

export interface Comparison {
  readonly subjects: bigint
  readonly synthetic: boolean
  readonly measures: readonly Shift[]
  readonly groups: readonly { readonly by: string; readonly rows: readonly Shift[] }[]
  /** Subjects by how much they gain or lose, in steps of ten. */
  readonly distribution: readonly { readonly step: string; readonly subjects: bigint }[]
}

export interface Scenario {
  readonly policy: Policy
  readonly readings: RunOptions['readings']
}

const GROUPS: Readonly<Record<string, string>> = { 街道: 'street', 行业: 'industry', 主体类型: 'subjectType' }

/** Runs two scenarios over the same population with DuckDB and takes the one from the other. */
export async function compareScenarios(
  before: Scenario,
  after: Scenario,
  options: Pick<RunOptions, 'from' | 'date'> & { readonly only?: readonly string[] },
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly comparison: Comparison | undefined }> {
  const home = mkdtempSync(join(tmpdir(), 'zhida-compare-'))
  try {
    let subjects = 0n
    let synthetic = false
    for (const [name, { policy, readings }] of [['before', before] as const, ['after', after] as const]) {
      const { diagnostics, summary } = await runPopulation(policy, { on: 'duckdb', to: join(home, name), all: false, readings, ...options })
      if (!summary) return { diagnostics, comparison: undefined }
      subjects = summary.subjects
      synthetic = summary.synthetic
    }
    return { diagnostics: [], comparison: { subjects, synthetic, ...(await difference(home, options.from)) } }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function difference(home: string, from: string): Promise<Omit<Comparison, 'subjects' | 'synthetic'>> {
  const db = await openDuckDb()
  try {
    const due = (name: string): string =>
      `(SELECT subject, measure, CASE WHEN verdict = 3 THEN CAST(low_fen AS BIGINT) ELSE 0 END AS fen FROM read_parquet('${home}/${name}/totals/*.parquet', union_by_name = true))`
    await db.run(
      `CREATE TEMP TABLE shift AS SELECT COALESCE(a.subject, b.subject) AS subject, COALESCE(a.measure, b.measure) AS measure, COALESCE(a.fen, 0) AS before, COALESCE(b.fen, 0) AS after FROM ${due('before')} AS a FULL JOIN ${due('after')} AS b ON a.subject = b.subject AND a.measure = b.measure`,
    )
    const sums =
      'COUNT(*) FILTER (WHERE after > before) AS gainers, COUNT(*) FILTER (WHERE after < before) AS losers, SUM(GREATEST(after - before, 0)) AS gain, SUM(GREATEST(before - after, 0)) AS loss, SUM(before) AS was, SUM(after) AS will'
    const shiftOf = (row: Readonly<Record<string, unknown>>): Shift => ({
      key: row.key === null ? '（未填）' : String(row.key),
      gainers: whole(row.gainers),
      losers: whole(row.losers),
      gainFen: whole(row.gain),
      lossFen: whole(row.loss),
      beforeFen: whole(row.was),
      afterFen: whole(row.will),
    })
    const measures = (await db.rows(`SELECT measure AS key, ${sums} FROM shift GROUP BY measure HAVING SUM(ABS(after - before)) > 0 ORDER BY SUM(ABS(after - before)) DESC`)).map(shiftOf)
    const place = filesIn(from)(SUBJECTS)
    const file = place ? storedAt(place, db.dialect) : ''
    const known = new Set((await db.rows(`DESCRIBE SELECT * FROM ${file}`)).map((row) => String(row.column_name)))
    const groups: { by: string; rows: Shift[] }[] = []
    for (const [by, column] of Object.entries(GROUPS)) {
      if (!known.has(column)) continue
      groups.push({
        by,
        rows: (await db.rows(`SELECT s."${column}" AS key, ${sums} FROM shift AS d JOIN ${file} AS s ON s.subject = d.subject WHERE d.after <> d.before GROUP BY 1 ORDER BY 1`)).map(shiftOf),
      })
    }
    const steps = await db.rows(
      `SELECT sign(change) AS way, length(CAST(abs(change) // 100 AS VARCHAR)) AS digits, COUNT(*) AS n FROM (SELECT SUM(after - before) AS change FROM shift GROUP BY subject) AS t WHERE change <> 0 GROUP BY 1, 2 ORDER BY sign(change) * length(CAST(abs(change) // 100 AS VARCHAR))`,
    )
    const distribution = steps.map((row) => ({ step: `${Number(row.way) < 0 ? '−' : '+'}${STEPS[Number(row.digits) - 1] ?? '更多'}`, subjects: whole(row.n) }))
    return { measures, groups, distribution }
  } finally {
    await db.close()
  }
}

const STEPS = ['10元以内', '百元以内', '千元以内', '1万元以内', '10万元以内', '100万元以内', '1000万元以内', '1亿元以内']
