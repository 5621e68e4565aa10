import { type Dossier, evaluate, type Readings, readDossier } from '@zhida/engine'
import { type Diagnostic, didYouMean, type Expr, type FactDefinition, isDate, type Measure, measuresOf, type Policy } from '@zhida/language'
import { readFactsFile } from '../facts-file/read.ts'
import { outcomeJson, stringify } from '../show/json.ts'
import { showOutcome, showResult } from '../show/text.ts'
import { type Context, EXIT, report, requireMeasure, requirePolicy, Stop, usage } from './context.ts'

export interface ExplainOptions {
  readonly in?: string
  readonly subject?: string
  readonly on?: string
  readonly reading?: readonly string[]
  readonly json?: boolean
}

/** `zhida explain 12.1`: the article's words and what the rule makes of them. With `--in` and `--subject` the whole reason of a row of results. */
export async function explain(context: Context, id: string, options: ExplainOptions): Promise<number> {
  const policy = requirePolicy(context)
  const measure = requireMeasure(policy, id)
  if ((options.in === undefined) !== (options.subject === undefined)) throw usage('ZD-701', { detail: '--in --subject' })
  return options.in !== undefined && options.subject !== undefined ? explainRow(context, policy, measure, options.in, options.subject, options) : explainMeasure(context, measure)
}

async function explainRow(context: Context, policy: Policy, measure: Measure, from: string, subject: string, options: ExplainOptions): Promise<number> {
  const date = options.on ?? policy.until
  if (!isDate(date)) throw usage('ZD-701', { detail: `--on ${date}` })
  const readings = readReadings(policy, options.reading ?? [])
  const { readSubject } = await import('@zhida/batch')
  const { dossier, diagnostics } = await readSubject(policy, from, subject)
  if (!dossier) throw new Stop(EXIT.input, diagnostics)
  const result = evaluate(policy, dossier, date, readings, [measure.id])
  if (dossier.synthetic) context.err(context.say('synthetic'))
  for (const outcome of result.outcomes) context.out(options.json ? stringify([outcomeJson(policy, dossier, result, outcome)]) : showOutcome(policy, outcome, context.say, context.paint))
  return EXIT.ok
}

function explainMeasure(context: Context, measure: Measure): number {
  const { say, out, paint } = context
  out(paint.bold(`${measure.id} ${measure.name}`))
  for (const quote of measure.quotes) out(`  “${quote.text}”`)
  out(`  ${say('article')}: ${measure.article}   ${say('department')}: ${measure.department}   ${measure.place.file}:${measure.place.line}`)
  out(`  ${say('subject')}: ${measure.subject.name}`)
  for (const condition of measure.conditions) out(`  ${say('conditions')}: ${condition.text}`)
  out(`  ${say('amount')}: ${amountText(measure)}`)
  for (const bonus of measure.bonuses) out(`  ${say('bonuses')}: ${bonus.name}（${bonus.conditions.map((one) => one.text).join('，')}）`)
  for (const stage of measure.stages) out(`  ${say('stages')}: ${stage.name}（${stage.conditions.map((one) => one.text).join('，')}）`)
  for (const cap of measure.caps) out(`  ${say('caps')}: ${cap.text}`)
  out(`  ${say('payer')}: ${measure.payers.map((one) => one.payer).join('、')}${measure.fund ? `   ${say('fund')}: ${measure.fund}` : ''}`)
  for (const reading of measure.readings) {
    out(`  ${say('readings')}: ${reading.name}（${say('adopted')} ${reading.adopted}）`)
    for (const option of reading.options) out(`    ${option.name === reading.adopted ? '●' : '○'} ${option.name}${option.text === option.name ? '' : `: ${option.text}`}`)
    out(`    ${reading.reason}`)
  }
  if (measure.note) out(`  ${measure.note}`)
  return EXIT.ok
}

function amountText(measure: Measure): string {
  const { amount } = measure
  if (!amount) return measure.gives
  if (amount.kind === 'tiers') return amount.tiers.map((tier) => `${tier.text}: ${tier.amount.text}`).join('；')
  if (amount.kind === 'by-category') return amount.options.map((one) => `${one.option}: ${one.amount.text}`).join('；')
  return measure.gives === '' ? amount.text : `${amount.text}（${measure.gives}）`
}

/** `zhida facts 12.1`: a facts file to fill in. */
export function facts(context: Context, id: string): number {
  const policy = requirePolicy(context)
  const measure = requireMeasure(policy, id)
  const lines = [`# ${measure.id} ${measure.name}`, `# ${policy.number}`, '企业: ', '数据:']
  const used = keysOf(measure, policy)
  const describe = (fact: FactDefinition): string => {
    const kind =
      fact.type.kind === 'truth'
        ? '是/否'
        : fact.type.kind === 'category'
          ? fact.type.options.join(' | ')
          : fact.type.kind === 'date'
            ? '日期 YYYY-MM-DD'
            : fact.unit === '元'
              ? '金额，如 1200万元'
              : fact.unit
    return `# ${kind}${fact.holder ? `；${fact.holder}` : ''}${fact.help ? `；${fact.help}` : ''}`
  }
  for (const fact of policy.vocabulary.facts) {
    const years = used.facts.get(fact.key)
    if (!years) continue
    if (!fact.yearly) lines.push(`  ${fact.name}:   ${describe(fact)}`)
    else lines.push(`  ${fact.name}:   ${describe(fact)}`, ...[...years].sort().map((year) => `    ${year}:`))
  }
  for (const event of policy.vocabulary.events) {
    if (!used.events.has(event.key)) continue
    lines.push(`  ${event.name}:   # ${event.help}；没有就写“无”`)
    for (const [index, field] of event.fields.entries()) lines.push(`    ${index === 0 ? '-' : ' '} ${field.name}:   ${describe(field).slice(0, 200)}`)
  }
  if (measure.once !== 'no' || measure.caps.length > 0) lines.push('  已获奖补: 无   # 领过就写：- { 措施: 编号, 年度: 2022, 金额: 20万元 }')
  context.out(lines.join('\n'))
  return EXIT.ok
}

/** The facts and years a measure asks for, for the policy's year. */
function keysOf(measure: Measure, policy: Policy): { facts: Map<string, Set<number>>; events: Set<string> } {
  const found = new Map<string, Set<number>>()
  const events = new Set<string>()
  if (measure.basis.kind === 'event') events.add(measure.basis.event)
  const walk = (value: unknown, shift: number): void => {
    if (typeof value !== 'object' || value === null) return
    const node = value as Partial<Expr> & Record<string, unknown>
    if (node.kind === 'fact' && typeof node.key === 'string') {
      const years = found.get(node.key) ?? new Set<number>()
      if (node.period) years.add(node.period.kind === 'fixed' ? node.period.year : policy.year + node.period.offset + shift)
      found.set(node.key, years)
    } else if (node.kind === 'derived' && typeof node.key === 'string') {
      const offset = node.period?.kind === 'relative' ? node.period.offset : 0
      walk(policy.vocabulary.derived.find((one) => one.key === node.key)?.expr, shift + offset)
    } else if (node.kind === 'over' && typeof node.event === 'string') events.add(node.event)
    for (const part of Object.values(node)) walk(part, shift)
  }
  walk(measure, 0)
  return { facts: found, events }
}

export interface CalcOptions {
  readonly measure?: readonly string[]
  readonly on?: string
  readonly reading?: readonly string[]
  readonly json?: boolean
}

/** `zhida calc FACTS`: what each firm of a facts file is owed. */
export async function calc(context: Context, path: string, options: CalcOptions): Promise<number> {
  const policy = requirePolicy(context)
  const date = options.on ?? policy.until
  if (!isDate(date)) throw usage('ZD-701', { detail: `--on ${date}` })
  const only = options.measure?.map((id) => requireMeasure(policy, id).id)
  const readings = readReadings(policy, options.reading ?? [])
  const file = await readFactsFile(path, policy.vocabulary)
  const faults: Diagnostic[] = [...file.diagnostics]
  const dossiers = file.subjects.map((subject): Dossier => {
    const { dossier, diagnostics } = readDossier(subject, policy.vocabulary)
    faults.push(...diagnostics)
    return dossier
  })
  if (faults.length > 0) throw new Stop(EXIT.input, faults)
  const all: unknown[] = []
  for (const dossier of dossiers) {
    const result = evaluate(policy, dossier, date, readings, only)
    if (options.json) all.push(...result.outcomes.map((outcome) => outcomeJson(policy, dossier, result, outcome)))
    else if (only) for (const outcome of result.outcomes) context.out(showOutcome(policy, outcome, context.say, context.paint))
    else context.out(`${showResult(policy, dossier, result, context.say, context.paint)}\n`)
  }
  if (options.json) context.out(stringify(all))
  report(context, [])
  return EXIT.ok
}

/** `12.1/基数=增量` */
export function readReadings(policy: Policy, given: readonly string[]): Readings {
  const readings: Record<string, string> = {}
  for (const one of given) {
    const match = /^([\d.]+)\/(.+)=(.+)$/.exec(one)
    const measure = match && measuresOf(policy).find((candidate) => candidate.id === match[1])
    const reading = measure?.readings.find((candidate) => candidate.name === match?.[2])
    if (!match || !measure || !reading?.options.some((option) => option.name === match[3])) {
      const known = measuresOf(policy).flatMap((candidate) => candidate.readings.flatMap((each) => each.options.map((option) => `${candidate.id}/${each.name}=${option.name}`)))
      throw usage('ZD-703', { name: one, ...didYouMean(one, known) })
    }
    readings[`${measure.id}/${reading.name}`] = match[3] ?? ''
  }
  return readings
}
