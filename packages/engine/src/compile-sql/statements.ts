import { type Column, columnsOf, type Node } from '../lower/node.ts'
import { type CasePlan, type MeasurePlan, moneySum, type SumName, sumItems, type TotalPlan } from '../lower/plan.ts'
import { AWARDS, KNOWN, SUBJECTS } from '../lower/shape.ts'
import type { Dialect } from './dialect.ts'
import { SqlPrinter } from './expression.ts'

/** The columns of the two results, in their order. Money is in fen; `high_fen` is NULL where it has no upper end. */
export const CASE_COLUMNS = ['subject', 'measure', 'year', 'event_index', 'verdict', 'low_fen', 'high_fen', 'unspecified', 'held', 'failed', 'open', 'missing', 'readings'] as const
export const TOTAL_COLUMNS = ['subject', 'measure', 'verdict', 'low_fen', 'high_fen', 'unspecified', 'missing', 'readings'] as const

/** The queries of one measure. `work` is to be kept while `cases` and `totals` are read from it. */
export interface MeasureQueries {
  readonly measure: string
  readonly parts: readonly {
    readonly work: string
    readonly query: string
    readonly cases: readonly string[]
    readonly totals: readonly string[]
  }[]
  /**
   * What was turned away, by the clause that failed first. `tests` are over subjects `s` alone, so that all measures' tests
   * can be counted in one pass; `queries` answer `measure`, `clause`, `cases` by themselves.
   */
  readonly counts: { readonly tests: readonly { readonly clause: number; readonly test: string }[]; readonly queries: readonly string[] }
}

export interface SqlOptions {
  /** Writes also the cases that are plainly not due. */
  readonly all: boolean
  /** Qualified names of the relations, by relation. */
  readonly relation: (name: string) => string
  /** The subjects that have a row in any event relation, where they were set apart: far fewer to join with. */
  readonly withEvents?: string
}

/** Prints one measure as queries of a dialect. @throws Unsupported where the dialect cannot hold a number exactly */
export function queriesOf(plan: MeasurePlan, place: number, dialect: Dialect, options: SqlOptions): MeasureQueries {
  const writer = new Writer(plan, place, dialect, options)
  const parts = plan.basis === 'subject' ? [writer.bySubject('subject')] : [writer.byEvent(), writer.bySubject('unheard')]
  return { measure: plan.measure.id, parts: parts.flatMap((one) => (one ? [one] : [])), counts: writer.counts() }
}

class Writer {
  constructor(
    private readonly plan: MeasurePlan,
    private readonly place: number,
    private readonly dialect: Dialect,
    private readonly options: SqlOptions,
  ) {}

  private readonly columnName = (column: Column): string => this.dialect.quote(column.relation === SUBJECTS ? `s_${column.name}` : column.relation === 'sums' ? column.name : `e_${column.name}`)

  /** The rows that a plan reads, with just the columns it reads: subjects, or an event's rows beside their subjects. */
  private from(nodes: readonly Node[], source: 'subject' | 'event' | 'unheard' | 'sums', where: readonly string[] = []): string {
    const { plan, dialect } = this
    const columns = columnsOf(nodes)
    const q = dialect.quote
    const computed = (column: Column): boolean => plan.aggregates.some((one) => one.name === column.name) || plan.past.some((one) => one.name === column.name)
    const selected = columns
      .filter((column) => column.relation !== 'sums')
      .map((column) => `${column.relation === SUBJECTS ? (computed(column) ? `${column.name}.v` : `s.${q(column.name)}`) : `e.${q(column.name)}`} AS ${this.columnName(column)}`)
    const subjects = columns.some((column) => column.relation === SUBJECTS)
    const joins = [
      ...plan.aggregates.filter((one) => columns.some((column) => column.name === one.name)).map((one) => `LEFT JOIN (${this.aggregate(one)}) AS ${one.name} ON ${one.name}.subject = s.subject`),
      ...plan.past.filter((one) => columns.some((column) => column.name === one.name)).map((one) => `LEFT JOIN (${this.past(one)}) AS ${one.name} ON ${one.name}.subject = s.subject`),
    ].join(' ')
    const relation = (name: string): string => this.options.relation(name)
    const head = source === 'event' ? [`e.subject AS subject`, `e.${q('index')} AS event_index`] : source === 'sums' ? ['w.*'] : ['s.subject AS subject']
    const tables =
      source === 'event'
        ? `${relation(plan.event ?? '')} AS e${subjects ? ` JOIN ${this.withEvents()} AS s ON s.subject = e.subject` : ''}`
        : source === 'sums'
          ? `(${this.sums()}) AS w${subjects ? ` JOIN ${this.withEvents()} AS s ON s.subject = w.subject` : ''}`
          : `${relation(SUBJECTS)} AS s`
    const filter = source === 'unheard' && plan.cases.some((one) => one.source === 'event') ? [`s.${q(`${plan.event}${KNOWN}`)} IS NOT TRUE`, ...where] : where
    return `SELECT ${[...head, ...selected].join(', ')} FROM ${tables} ${joins}${filter.length > 0 ? ` WHERE ${filter.join(' AND ')}` : ''}`
  }

  private withEvents(): string {
    return this.options.withEvents ?? this.options.relation(SUBJECTS)
  }

  private aggregate(one: MeasurePlan['aggregates'][number]): string {
    const { dialect } = this
    const q = dialect.quote
    const subjects = columnsOf([one.item]).some((column) => column.relation === SUBJECTS)
    const printer = new SqlPrinter(dialect, (column) => `${column.relation === SUBJECTS ? 's' : 'e'}.${q(column.name)}`, [one.item])
    const item = printer.inline(one.item)
    const total = one.fn === 'sum' ? `SUM(${item})` : `MAX(${item})`
    const type = one.min < -(2n ** 63n) || one.max >= 2n ** 63n ? dialect.wide : dialect.narrow
    const { relation } = this.options
    return `SELECT e.subject AS subject, CAST(${total} AS ${type}) AS v FROM ${relation(one.event)} AS e${subjects ? ` JOIN ${relation(SUBJECTS)} AS s ON s.subject = e.subject` : ''} GROUP BY e.subject`
  }

  private past(one: MeasurePlan['past'][number]): string {
    const q = this.dialect.quote
    const where = [
      `a.measure = ${this.dialect.text(one.measure)}`,
      ...(one.from === undefined ? [] : [`a.${q('year')} >= ${one.from}`]),
      ...(one.until === undefined ? [] : [`a.${q('year')} <= ${one.until}`]),
    ]
    return `SELECT a.subject AS subject, CAST(${one.fn === 'count' ? 'COUNT(*)' : 'SUM(a.fen)'} AS BIGINT) AS v FROM ${this.options.relation(AWARDS)} AS a WHERE ${where.join(' AND ')} GROUP BY a.subject`
  }

  private sums(): string {
    const { plan, dialect } = this
    const money = moneySum(plan.measure) === 'sum' ? 'SUM' : 'MAX'
    const total = plan.totals.find((one) => one.source === 'event')
    const wide = new Set(columnsOf(Object.values(total?.outputs ?? {})).flatMap((one) => (one.max >= 2n ** 63n ? [one.name] : [])))
    const of = (name: SumName): string => {
      if (name === 'sum_missing') return dialect.bitOr(name)
      return name === 'sum_low' || name === 'sum_high' ? `CAST(${money}(${name}) AS ${wide.has(name) ? dialect.wide : dialect.narrow})` : `MAX(${name})`
    }
    const names: readonly SumName[] = ['sum_live', 'sum_verdict', 'sum_low', 'sum_high', 'sum_unbounded', 'sum_discretion', 'sum_unspecified', 'sum_money_open', 'sum_missing']
    return `SELECT subject, ${names.map((name) => `${of(name)} AS ${name}`).join(', ')} FROM ${this.workName('event')} GROUP BY subject`
  }

  private workName(source: string): string {
    return `work_${this.place}_${source}`
  }

  private gate(printer: SqlPrinter, one: CasePlan): readonly string[] {
    if (this.options.all) return []
    const { graph } = this.plan
    return one.fails.filter((fails) => fails !== graph.no).map((fails) => printer.inline(graph.not(fails)))
  }

  /** Measures judged by the subject alone: case and total stand in one row. */
  bySubject(source: 'subject' | 'unheard'): MeasureQueries['parts'][number] | undefined {
    const { plan } = this
    const cases = plan.cases.filter((one) => one.source === source)
    const total = plan.totals.find((one) => one.source === source)
    if (!total || cases.length === 0) return undefined
    const [only] = cases.length === 1 ? cases : []
    const columns = [...cases.flatMap((one, index) => named(`c${index}_`, one.outputs)), ...named('t_', total.outputs)]
    const work = this.workName(source)
    const query = this.select(columns, (nodes, where) => this.from(nodes, source, where), only, ['subject'])
    const { dialect } = this
    return {
      work,
      query,
      cases: cases.map((one, index) => this.caseRows(work, `c${index}_`, one, 'CAST(NULL AS BIGINT)')),
      totals: [this.totalRows(`${dialect.quote(work)}`, 't_')],
    }
  }

  byEvent(): MeasureQueries['parts'][number] | undefined {
    const { plan } = this
    const one = plan.cases.find((each) => each.source === 'event')
    const total = plan.totals.find((each) => each.source === 'event')
    if (!one || !total) return undefined
    const work = this.workName('event')
    const query = this.select([...named('c0_', one.outputs), ...named('', sumItems(plan.graph, one.parts))], (nodes, where) => this.from(nodes, 'event', where), one, ['subject', 'event_index'])
    const totals = this.select(named('t_', total.outputs), (nodes) => this.from(nodes, 'sums'), undefined, ['subject'])
    return { work, query, cases: [this.caseRows(work, 'c0_', one, 'event_index')], totals: [this.totalRows(`(${totals})`, 't_')] }
  }

  private select(columns: readonly (readonly [string, Node])[], from: (nodes: readonly Node[], where: readonly string[]) => string, gate: CasePlan | undefined, keys: readonly string[]): string {
    const { graph } = this.plan
    const given = gate && !this.options.all ? gate.fails.map((fails) => graph.not(fails)) : []
    const nodes = graph.assuming(
      columns.map(([, node]) => node),
      given,
    )
    const outputs = new SqlPrinter(this.dialect, this.columnName, nodes)
    const raw = new SqlPrinter(this.dialect, (column) => this.source(column), [])
    const where = gate ? this.gate(raw, gate) : []
    const base = from([...nodes, ...(gate?.fails ?? [])], where)
    const list = nodes.map((node, at) => `CAST(${outputs.value(node)} AS ${outputs.typeOf(node)}) AS ${columns[at]?.[0]}`)
    return `SELECT ${[...keys, ...list].join(', ')} FROM (${outputs.layered(base)}) AS r`
  }

  /** A column as the innermost query names it. */
  private source(column: Column): string {
    if (this.plan.aggregates.some((one) => one.name === column.name) || this.plan.past.some((one) => one.name === column.name)) return `${column.name}.v`
    return `${column.relation === SUBJECTS ? 's' : 'e'}.${this.dialect.quote(column.name)}`
  }

  private readings(): string {
    const { plan, dialect } = this
    return dialect.text(plan.measure.readings.map((one) => `${one.name}=${plan.chosen[one.name] ?? one.adopted}`).join(';'))
  }

  private amount(prefix: string): string {
    return `${prefix}low_fen AS low_fen, CASE WHEN ${prefix}bounded = 1 THEN ${prefix}high_fen END AS high_fen, ${prefix}unspecified = 1 AS unspecified`
  }

  private caseRows(work: string, prefix: string, one: CasePlan, index: string): string {
    const { plan, dialect } = this
    const masks = ['held', 'failed', 'open', 'missing'].map((name) => `${prefix}${name} AS ${name}`).join(', ')
    const where = this.options.all ? '' : ` WHERE ${prefix}verdict <> 0`
    return `SELECT subject, ${dialect.text(plan.measure.id)} AS measure, CAST(${one.year} AS BIGINT) AS ${dialect.quote('year')}, ${index} AS event_index, ${prefix}verdict AS verdict, ${this.amount(prefix)}, ${masks}, ${this.readings()} AS readings FROM ${dialect.quote(work)}${where}`
  }

  private totalRows(from: string, prefix: string): string {
    const { plan, dialect } = this
    const where = this.options.all ? '' : ` WHERE ${prefix}verdict <> 0`
    return `SELECT subject, ${dialect.text(plan.measure.id)} AS measure, ${prefix}verdict AS verdict, ${this.amount(prefix)}, ${prefix}missing AS missing, ${this.readings()} AS readings FROM ${from} AS x${where}`
  }

  /** How many cases each clause turned away first, in the clauses' order. */
  counts(): MeasureQueries['counts'] {
    const { plan, dialect } = this
    const raw = new SqlPrinter(dialect, (column) => this.source(column), [])
    const tests: string[][] = []
    const queries: string[] = []
    for (const one of plan.cases) {
      const live = one.fails.map((fails, clause) => ({ fails, clause })).filter(({ fails }) => fails !== plan.graph.no)
      if (live.length === 0 || (plan.basis === 'subject' && plan.cases.length > 1)) continue
      const nodes = live.map(({ fails }) => fails)
      if (one.source === 'subject' && columnsOf(nodes).every((column) => this.source(column).startsWith('s.'))) {
        for (const [place, { fails, clause }] of live.entries()) {
          const before = live.slice(0, place).map((each) => raw.inline(plan.graph.not(each.fails)))
          tests.push([String(clause), [...before, raw.inline(fails)].join(' AND ')])
        }
        continue
      }
      const arms = live.map(({ fails, clause }) => `WHEN ${raw.inline(fails)} THEN ${clause}`)
      const inner = this.from(nodes, one.source).replace(/^SELECT .*? FROM /, `SELECT CASE ${arms.join(' ')} ELSE -1 END AS clause FROM `)
      queries.push(`SELECT ${dialect.text(plan.measure.id)} AS measure, CAST(clause AS BIGINT) AS clause, CAST(COUNT(*) AS BIGINT) AS cases FROM (${inner}) AS f WHERE clause >= 0 GROUP BY clause`)
    }
    return { tests: tests.map(([clause = '', test = '']) => ({ clause: +clause, test })), queries }
  }
}

function named(prefix: string, outputs: TotalPlan['outputs'] | CasePlan['outputs'] | Readonly<Record<SumName, Node>>): readonly (readonly [string, Node])[] {
  return Object.entries(outputs).map(([name, node]) => [`${prefix}${name}`, node] as const)
}
