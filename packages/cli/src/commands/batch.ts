import { DEFAULT_POPULATION, type EngineName, makePopulation, type Progress, runPopulation, type Summary } from '@zhida/batch'
import { formatFen, isDate, rational } from '@zhida/language'
import { alignedRows } from '../show/text.ts'
import { type Context, EXIT, requireMeasure, requirePolicy, Stop, usage } from './context.ts'
import { readReadings } from './measure.ts'

export interface PopulationCommand {
  readonly out: string
  readonly size: string
  readonly seed: string
  readonly onThreshold: string
  readonly missing: string
}

/** `zhida population`: a made-up population, the same for the same seed. */
export async function population(context: Context, options: PopulationCommand): Promise<number> {
  const policy = requirePolicy(context)
  const whole = (name: string, value: string, most: number): number => {
    if (!/^\d{1,10}$/.test(value) || +value > most) throw usage('ZD-701', { detail: `--${name} ${value}` })
    return +value
  }
  await makePopulation(policy, options.out, {
    size: whole('size', options.size, 2_000_000_000),
    seed: whole('seed', options.seed, 2_147_483_647),
    onThreshold: whole('on-threshold', options.onThreshold, 10_000),
    missing: whole('missing', options.missing, 10_000),
  })
  context.out(`${context.say('synthetic')} ${options.size} → ${options.out}`)
  return EXIT.ok
}

export const POPULATION_DEFAULTS = {
  size: String(DEFAULT_POPULATION.size),
  seed: String(DEFAULT_POPULATION.seed),
  onThreshold: String(DEFAULT_POPULATION.onThreshold),
  missing: String(DEFAULT_POPULATION.missing),
} as const

export interface RunCommand {
  readonly engine: string
  readonly in: string
  readonly out: string
  readonly on?: string
  readonly reading?: readonly string[]
  readonly measure?: readonly string[]
  readonly all?: boolean
  readonly csv?: boolean
  readonly master?: string
  readonly threads?: string
  readonly memory?: string
}

const ENGINES: readonly EngineName[] = ['js', 'duckdb', 'postgres', 'spark']

/** `zhida run`: every measure over everyone. */
export async function run(context: Context, options: RunCommand): Promise<number> {
  const policy = requirePolicy(context)
  // `--on` takes an engine or a date: neither can be the other.
  const on = ENGINES.find((one) => one === options.on)
  const engine = on ?? ENGINES.find((one) => one === options.engine)
  if (!engine) throw usage('ZD-701', { detail: `--engine ${options.engine} (${ENGINES.join(' | ')})` })
  const date = on ? policy.until : (options.on ?? policy.until)
  if (!isDate(date)) throw usage('ZD-701', { detail: `--on ${date}` })
  if (options.threads !== undefined && !/^[1-9]\d{0,3}$/.test(options.threads)) throw usage('ZD-701', { detail: `--threads ${options.threads}` })
  const only = options.measure?.map((id) => requireMeasure(policy, id).id)
  const bar = progressBar(context)
  const { diagnostics, summary } = await runPopulation(
    policy,
    {
      on: engine,
      from: options.in,
      to: options.out,
      date,
      readings: readReadings(policy, options.reading ?? []),
      all: options.all ?? false,
      csv: options.csv ?? false,
      ...(only && { only }),
      ...(options.master && { master: options.master }),
      ...(options.threads && { threads: +options.threads }),
      ...(options.memory && { memory: options.memory }),
    },
    bar,
  )
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  if (!summary) throw new Stop(EXIT.input, diagnostics)
  context.out(showSummary(summary, context))
  return EXIT.ok
}

/** One line that is drawn over itself: measures done, rows a second, time left. */
function progressBar(context: Context): (one: Progress) => void {
  let at = 0
  return ({ done, of, measure, subjects, seconds }) => {
    at += 1
    const rate = seconds > 0 ? Math.round((Number(subjects) * at) / seconds) : 0
    const left = Math.ceil((seconds / at) * (of - done))
    const filled = Math.round((done / of) * 24)
    const line = `${'█'.repeat(filled)}${'░'.repeat(24 - filled)} ${done}/${of} ${measure} · ${rate.toLocaleString('en')}/s · ${left}s`
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`)
    else if (done === of) context.err(line)
  }
}

function showSummary(summary: Summary, { say }: Context): string {
  const money = (fen: bigint | null): string => (fen === null ? say('unbounded') : formatFen(rational(fen)))
  const head = ['', say('due'), say('discretionary'), say('unknown'), say('total')]
  const rows = (list: Summary['measures']): string[][] =>
    list
      .filter((one) => one.due + one.discretionary + one.unknown > 0n)
      .map((one) => [`${one.key} ${one.name === one.key ? '' : one.name}`.trim(), ...[one.due, one.discretionary, one.unknown].map(String), money(one.lowFen)])
  return [
    `${summary.policy} · ${summary.date} · ${summary.engine} · ${summary.subjects}${summary.synthetic ? `（${say('synthetic')}）` : ''} → ${summary.rows}`,
    alignedRows([head, ...rows(summary.measures)]),
    alignedRows([
      [say('fund'), say('due'), say('appropriated'), say('total')],
      ...summary.funds.map((one) => [one.key, String(one.due), one.appropriated === null ? '—' : money(one.appropriated), money(one.lowFen)]),
    ]),
    ...(summary.streets.length > 0 ? [alignedRows([head, ...rows(summary.streets)])] : []),
    alignedRows([head, ...rows(summary.departments)]),
    ...summary.givenUp.map((one) => `${say('betterHad')} ${one.measure}: ${one.totals} · ${money(one.fen)}`),
  ].join('\n\n')
}
