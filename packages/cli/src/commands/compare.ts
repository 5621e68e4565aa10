import { writeFileSync } from 'node:fs'
import { changeNumber, compareScenarios, costOfReadings } from '@zhida/batch'
import type { Comparison, ReadingCost } from '@zhida/engine'
import { encode, isDate } from '@zhida/language'
import { comparisonHtml } from '../show/comparison-html.ts'
import { type Block, blocksXlsx, comparisonRows, readingRows } from '../show/comparison-table.ts'
import { alignedRows } from '../show/text.ts'
import { type Context, EXIT, requireMeasure, requirePolicy, Stop, usage } from './context.ts'
import { readReadings } from './measure.ts'

export interface CompareCommand {
  readonly in: string
  readonly change?: readonly string[]
  readonly reading?: readonly string[]
  readonly with?: string
  readonly measure?: readonly string[]
  readonly on?: string
  readonly everyReading?: boolean
  readonly html?: string
  readonly xlsx?: string
  /** Where the figures go as JSON with exact integers, for a program. */
  readonly json?: string
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
  const changes = options.with !== undefined || touched.size > 0
  if (!changes && !options.everyReading) throw usage('ZD-701', { detail: '--change | --reading | --with | --every-reading' })
  const only = options.measure?.map((id) => requireMeasure(policy, id).id)
  const over = { from: options.in, date, ...(only && { only }) }
  const blocks: Block[] = []
  const title = [...(options.change ?? []), ...(options.reading ?? []), ...(options.with === undefined ? [] : [options.with]), ...(options.everyReading ? ['每一口径的代价'] : [])].join('，')
  let comparison: Comparison | undefined
  let prices: readonly ReadingCost[] = []
  // Told to whoever started this process, where one did.
  const progress = (done: number, of: number): void => void process.send?.({ done, of })
  if (changes) {
    const compared = await compareScenarios({ policy, readings: {} }, { policy: changed, readings }, over, progress)
    if (!compared.comparison) throw new Stop(EXIT.input, compared.diagnostics)
    comparison = compared.comparison
    blocks.push(...comparisonRows(policy, comparison))
  }
  if (options.everyReading) {
    const { diagnostics, costs } = await costOfReadings(policy, over, (done, of) => {
      progress(done, of)
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done}/${of}${done === of ? '\r\u001b[K' : ''}`)
    })
    if (diagnostics.length > 0) throw new Stop(EXIT.input, diagnostics)
    prices = costs
    blocks.push(readingRows(policy, costs))
  }
  if (comparison?.synthetic) context.out(`${context.say('synthetic')}\n`)
  for (const { heading, rows } of blocks) context.out(`${heading}\n${alignedRows(rows)}\n`)
  const named = comparison?.synthetic ? `${title}（合成数据）` : title
  if (options.html !== undefined) writeFileSync(options.html, await comparisonHtml(policy, comparison ?? NOTHING, blocks, named))
  if (options.json !== undefined) writeFileSync(options.json, encode({ comparison: comparison ?? null, costs: prices }))
  if (options.xlsx !== undefined) await blocksXlsx(blocks, named, options.xlsx)
  return EXIT.ok
}

/** Where only readings are priced: nothing was compared. */
const NOTHING: Comparison = { subjects: 0n, synthetic: false, measures: [], funds: [], groups: [], distribution: [], sweeps: [] }
