import { writeFileSync } from 'node:fs'
import { changeNumber, compareScenarios } from '@zhida/batch'
import { isDate } from '@zhida/language'
import { comparisonHtml } from '../show/comparison-html.ts'
import { comparisonRows, comparisonXlsx } from '../show/comparison-table.ts'
import { type Context, EXIT, requireMeasure, requirePolicy, Stop, usage } from './context.ts'
import { readReadings } from './measure.ts'

export interface CompareCommand {
  readonly in: string
  readonly change?: readonly string[]
  readonly reading?: readonly string[]
  readonly with?: string
  readonly measure?: readonly string[]
  readonly on?: string
  readonly html?: string
  readonly xlsx?: string
}

/** `zhida compare`: the same population under the rules as they are, and under them changed. */
export async function compare(context: Context, options: CompareCommand): Promise<number> {
  const policy = requirePolicy(context)
  const date = options.on ?? policy.until
  if (!isDate(date)) throw usage('ZD-701', { detail: `--on ${date}` })
  let changed = options.with === undefined ? policy : requirePolicy({ ...context, packFolder: options.with })
  const touched = new Set<string>()
  for (const text of options.change ?? []) {
    const change = changeNumber(changed, text)
    if (!change) throw usage('ZD-701', { detail: `--change ${text}` })
    changed = change.policy
    touched.add(change.measure)
  }
  const readings = readReadings(changed, options.reading ?? [])
  for (const key of Object.keys(readings)) touched.add(key.split('/')[0] ?? '')
  if (options.with === undefined && touched.size === 0) throw usage('ZD-701', { detail: '--change | --reading | --with' })
  // Only what is changed can differ; another pack may differ anywhere.
  const only = options.measure?.map((id) => requireMeasure(policy, id).id) ?? (options.with === undefined ? [...touched] : undefined)
  const { diagnostics, comparison } = await compareScenarios({ policy, readings: {} }, { policy: changed, readings }, { from: options.in, date, ...(only && { only }) })
  if (!comparison) throw new Stop(EXIT.input, diagnostics)
  const title = [...(options.change ?? []), ...(options.reading ?? []), ...(options.with === undefined ? [] : [options.with])].join('，')
  if (comparison.synthetic) context.out(`${context.say('synthetic')}\n`)
  for (const { heading, rows } of comparisonRows(policy, comparison)) context.out(`${heading}\n${rows.map((row) => row.join('  ')).join('\n')}\n`)
  if (options.html !== undefined) writeFileSync(options.html, await comparisonHtml(policy, comparison, title))
  if (options.xlsx !== undefined) await comparisonXlsx(policy, comparison, title, options.xlsx)
  return EXIT.ok
}
