import type { CasePlan } from '../lower/case.ts'
import { type Column, columnsOf, type Node, readsOf, sizeOf } from '../lower/node.ts'
import type { TotalOutputs } from '../lower/outputs.ts'
import { isComputed, knownColumn, type MeasurePlan, readingsText } from '../lower/plan.ts'
import { AWARDS, SUBJECTS } from '../lower/shape.ts'
import { foldedSums, SUM_NAMES, sumItems, wayOf } from '../lower/sums.ts'
import type { Dialect } from './dialect.ts'
import { SqlPrinter } from './expression.ts'

/** Queries that share one piece of work: `work` is to be kept while `cases` and `totals` are read from it. */
export interface Part {
  readonly work: string
  readonly query: string
  readonly cases: readonly string[]
  readonly totals: readonly string[]
}

/** The queries of one measure. */
export interface MeasureQueries {
  readonly measure: string
  readonly parts: readonly Part[]
}

export interface SqlOptions {
  /** The type of amounts: `fenTypeOf` of all plans of the run. */
  readonly fen: string
  /** Writes also the cases that are plainly not due. */
  readonly all: boolean
  /** Qualified names of the relations, by relation. */
  readonly relation: (name: string) => string
  /** The subjects that cases of a kind need look at, where they were set apart; else all. */
  readonly subjects?: (source: CasePlan['source']) => string | undefined
}

/** Prints one measure as queries of a dialect. @throws Unsupported where the dialect cannot hold a number exactly */
export function queriesOf(plan: MeasurePlan, place: number, dialect: Dialect, options: SqlOptions): MeasureQueries {
  const writer = new Writer(plan, place, dialect, options)
  const parts = plan.basis === 'subject' ? [writer.bySubject('subject')] : [writer.byEvent(), writer.bySubject('unheard')]
  return { measure: plan.measure.id, parts: parts.flatMap((one) => (one ? [one] : [])) }
}

/** A query for how many cases of a kind each clause from `from` on turned away first: `measure`, `clause`, `cases`. */
export function countQueryOf(plan: MeasurePlan, one: CasePlan, from: number, dialect: Dialect, options: SqlOptions): string | undefined {
  return new Writer(plan, 0, dialect, options).turnedAway(one, from)
}

interface Output {
  readonly name: string
  readonly node: Node
  /** It is read only where this verdict is not “not due”. */
  readonly verdict?: Node
}

/** Columns of a query by the names of what they hold; what is constant stands as itself, what is equal stands once. */
interface Selected {
  readonly query: string
  readonly read: (name: string) => string
}

/** Over subjects `s`: that nobody has told of all their events, where a source's cases are those of such subjects. */
export function untoldTests(plan: MeasurePlan, source: CasePlan['source'] | 'sums', dialect: Dialect): readonly string[] {
  const known = knownColumn(plan, source)
  return known ? [`s.${dialect.quote(known.name)} IS NOT TRUE`] : []
}

class Writer {
  constructor(
    private readonly plan: MeasurePlan,
    private readonly place: number,
    private readonly dialect: Dialect,
    private readonly options: SqlOptions,
  ) {}

  private subjects(source: CasePlan['source']): string {
    return this.options.subjects?.(source) ?? this.options.relation(SUBJECTS)
  }

  /** A column as the outer queries name it. */
  private readonly columnName = (column: Column): string => this.dialect.quote(column.relation === SUBJECTS ? `s_${column.name}` : column.relation === 'sums' ? column.name : `e_${column.name}`)

  /** A column as the innermost query names it. */
  private readonly stored = (column: Column): string => {
    if (isComputed(this.plan, column)) return `${column.name}.v`
    return `${column.relation === SUBJECTS ? 's' : 'e'}.${this.dialect.quote(column.name)}`
  }

  /** The tables that a plan reads, with no more of them than it reads: subjects, or an event's rows beside their subjects. */
  private tables(nodes: readonly Node[], source: CasePlan['source'] | 'sums'): string {
    const { plan } = this
    const columns = columnsOf(nodes)
    const computed = (list: readonly { readonly name: string }[]): readonly string[] => list.filter((one) => columns.some((column) => column.name === one.name)).map((one) => one.name)
    const beside = columns.some((column) => column.relation === SUBJECTS)
    const subjects = this.subjects(source === 'sums' ? 'event' : source)
    const joins = [
      ...computed(plan.aggregates).map((name) => ` LEFT JOIN (${this.aggregate(name, subjects)}) AS ${name} ON ${name}.subject = s.subject`),
      ...computed(plan.past).map((name) => ` LEFT JOIN (${this.past(name)}) AS ${name} ON ${name}.subject = s.subject`),
    ].join('')
    if (source === 'subject' || source === 'unheard') return `${subjects} AS s${joins}`
    const [rows, name] = source === 'event' ? [this.options.relation(plan.event ?? ''), 'e'] : [`(${this.sums(columns)})`, 'w']
    return `${rows} AS ${name}${beside ? ` JOIN ${subjects} AS s ON s.subject = ${name}.subject` : ''}${joins}`
  }

  private from(nodes: readonly Node[], source: CasePlan['source'] | 'sums', where: readonly string[] = []): string {
    const { plan, dialect } = this
    const q = dialect.quote
    const keys = source === 'event' ? ['e.subject AS subject', `e.${q('index')} AS event_index`] : source === 'sums' ? ['w.*'] : ['s.subject AS subject']
    const columns = columnsOf(nodes).filter((column) => column.relation !== 'sums')
    const filter = [...untoldTests(plan, source, dialect), ...where]
    return `SELECT ${[...keys, ...columns.map((column) => `${this.stored(column)} AS ${this.columnName(column)}`)].join(', ')} FROM ${this.tables(nodes, source)}${filter.length > 0 ? ` WHERE ${filter.join(' AND ')}` : ''}`
  }

  private aggregate(name: string, subjects: string): string {
    const { dialect } = this
    const one = this.plan.aggregates.find((each) => each.name === name)
    if (!one) return ''
    const beside = columnsOf([one.item]).some((column) => column.relation === SUBJECTS)
    const item = new SqlPrinter(dialect, this.stored, [one.item]).inline(one.item)
    const type = one.min < -(2n ** 63n) || one.max >= 2n ** 63n ? dialect.wide : dialect.narrow
    return `SELECT e.subject AS subject, CAST(${one.fn === 'sum' ? 'SUM' : 'MAX'}(${item}) AS ${type}) AS v FROM ${this.options.relation(one.event)} AS e${beside ? ` JOIN ${subjects} AS s ON s.subject = e.subject` : ''} GROUP BY e.subject`
  }

  private past(name: string): string {
    const q = this.dialect.quote
    const one = this.plan.past.find((each) => each.name === name)
    if (!one) return ''
    const where = [
      `a.measure = ${this.dialect.text(one.measure)}`,
      ...(one.from === undefined ? [] : [`a.${q('year')} >= ${one.from}`]),
      ...(one.until === undefined ? [] : [`a.${q('year')} <= ${one.until}`]),
    ]
    return `SELECT a.subject AS subject, CAST(${one.fn === 'count' ? 'COUNT(*)' : 'SUM(a.fen)'} AS BIGINT) AS v FROM ${this.options.relation(AWARDS)} AS a WHERE ${where.join(' AND ')} GROUP BY a.subject`
  }

  /** The sums that a total asks for, over the rows of the event's work. Set by {@link byEvent}. */
  private readItem: (name: string) => string = (name) => name

  private sums(columns: readonly Column[]): string {
    const { plan, dialect } = this
    const asked = new Map(columns.filter((one) => one.relation === 'sums').map((one) => [one.name, one]))
    const list = SUM_NAMES.flatMap((name) => {
      const column = asked.get(name)
      if (!column) return []
      const sum = `${{ sum: 'SUM', max: 'MAX', or: 'bit_or' }[wayOf(name, plan.measure)]}(${this.readItem(name)})`
      return [`, CAST(${sum} AS ${column.max >= 2n ** 63n ? dialect.wide : dialect.narrow}) AS ${name}`]
    })
    return `SELECT subject${list.join('')} FROM ${this.workName('event')} GROUP BY subject`
  }

  private workName(source: string): string {
    return `work_${this.place}_${source}`
  }

  /** Measures judged by the subject alone: case and total stand in one row. */
  bySubject(source: 'subject' | 'unheard'): Part | undefined {
    const { plan } = this
    const cases = plan.cases.filter((one) => one.source === source)
    const total = plan.totals.find((one) => one.source === source)
    if (!total || cases.length === 0) return undefined
    const work = this.workName(source)
    const filter = this.filterOf(
      cases.length === 1 ? cases[0] : undefined,
      [...cases, total].map((one) => one.outputs.verdict),
    )
    const { query, read } = this.select([...cases.flatMap((one, index) => named(`c${index}_`, one.outputs)), ...named('t_', total.outputs)], source, filter, ['subject'])
    return {
      work,
      query,
      cases: cases.map((one, index) => this.caseRows(work, (name) => read(`c${index}_${name}`), one, 'CAST(NULL AS BIGINT)')),
      totals: [this.totalRows(work, (name) => read(`t_${name}`))],
    }
  }

  byEvent(): Part | undefined {
    const { plan } = this
    const one = plan.cases.find((each) => each.source === 'event')
    const total = plan.totals.find((each) => each.source === 'event')
    if (!one || !total) return undefined
    const work = this.workName('event')
    const items = sumItems(plan.graph, one.parts)
    const rows = SUM_NAMES.map((name) => ({ name, node: items[name] }))
    const filter = this.filterOf(one, [one.outputs.verdict])
    const { query, read } = this.select([...named('c0_', one.outputs), ...rows], 'event', filter, ['subject', 'event_index'])
    this.readItem = read
    const sure = Object.fromEntries(this.folded(rows, filter).map(({ name, node }) => [name, node])) as typeof items
    const outputs = named('', total.outputs)
    const nodes = outputs.map(({ node }) => node)
    const summed = plan.graph.replacing(nodes, foldedSums(plan.measure, sure, readsOf(nodes, 'sums')))
    const verdict = summed[outputs.findIndex(({ name }) => name === 'verdict')]
    const totals = this.select(
      outputs.map(({ name }, at) => ({ name, node: summed[at] ?? plan.graph.zero, ...(verdict && name !== 'verdict' && { verdict }) })),
      'sums',
      [],
      ['subject'],
    )
    return { work, query, cases: [this.caseRows(work, (name) => read(`c0_${name}`), one, 'event_index')], totals: [this.totalRows(`(${totals.query})`, totals.read)] }
  }

  /**
   * What holds of the rows that a query leaves: no clause fails; and, where that is a short test, some verdict is not “not due”.
   * Nothing is left out with `all`.
   */
  private filterOf(gate: CasePlan | undefined, verdicts: readonly Node[]): readonly Node[] {
    const { graph } = this.plan
    if (!gate || this.options.all) return []
    const parts = (node: Node): readonly Node[] => (node === graph.yes ? [] : node.op === 'and' ? node.items : [node])
    const holds = parts(graph.and(gate.fails.map((fails) => graph.not(fails))))
    const live = graph.assuming([graph.or(verdicts.map((one) => graph.not(graph.equal(one, graph.zero))))], holds)
    return sizeOf(live) <= SHORT ? [...holds, ...live.flatMap(parts)] : holds
  }

  /** The outputs as the rows that a filter leaves, and that are written, have them. */
  private folded(outputs: readonly Output[], filter: readonly Node[]): readonly Output[] {
    const { graph } = this.plan
    const folded = new Map<Output, Node>()
    for (const verdict of new Set(outputs.map((one) => one.verdict))) {
      const list = outputs.filter((one) => one.verdict === verdict)
      const told = verdict && !this.options.all ? [graph.not(graph.equal(verdict, graph.zero))] : []
      const nodes = graph.assuming(
        list.map(({ node }) => node),
        [...filter, ...told],
      )
      for (const [at, one] of list.entries()) folded.set(one, nodes[at] ?? one.node)
    }
    return outputs.map((one) => ({ ...one, node: folded.get(one) ?? one.node }))
  }

  private select(outputs: readonly Output[], source: CasePlan['source'] | 'sums', filter: readonly Node[], keys: readonly string[]): Selected {
    const { dialect } = this
    const folded = this.folded(outputs, filter)
    const nodeOf = new Map(folded.map(({ name, node }) => [name, node]))
    const columns = new Map<Node, string>()
    for (const { name, node } of folded) if (node.op !== 'int' && !columns.has(node)) columns.set(node, name)
    const printer = new SqlPrinter(dialect, this.columnName, [...columns.keys()])
    const raw = new SqlPrinter(dialect, this.stored, [])
    const base = this.from(
      [...columns.keys(), ...filter],
      source,
      filter.map((one) => raw.inline(one)),
    )
    const list = [...columns].map(([node, name]) => `CAST(${printer.value(node)} AS ${printer.typeOf(node)}) AS ${name}`)
    return {
      query: `SELECT ${[...keys, ...list].join(', ')} FROM (${printer.layered(base)}) AS r`,
      read: (name) => {
        const node = nodeOf.get(name)
        if (!node) throw new Error(`no output ${name}`)
        return columns.get(node) ?? `CAST(${printer.value(node)} AS ${printer.typeOf(node)})`
      },
    }
  }

  private rows(columns: readonly (readonly [string, string])[], read: (name: string) => string, from: string): string {
    const { plan, dialect, options } = this
    const { fen } = options
    const list = [
      'subject',
      `${dialect.text(plan.measure.id)} AS measure`,
      ...columns.map(([name, value]) => `${value} AS ${dialect.quote(name)}`),
      `${read('verdict')} AS verdict`,
      `CAST(${read('low_fen')} AS ${fen}) AS low_fen`,
      `CAST(CASE WHEN ${read('bounded')} = 1 THEN ${read('high_fen')} END AS ${fen}) AS high_fen`,
      `${read('unspecified')} = 1 AS unspecified`,
      ...(columns.length > 0 ? ['held', 'failed', 'open'] : []).map((name) => `${read(name)} AS ${name}`),
      `${read('missing')} AS missing`,
      `${dialect.text(readingsText(plan))} AS readings`,
    ]
    return `SELECT ${list.join(', ')} FROM ${from} AS x${options.all ? '' : ` WHERE ${read('verdict')} <> 0`}`
  }

  private caseRows(work: string, read: (name: string) => string, one: CasePlan, index: string): string {
    return this.rows(
      [
        ['year', `CAST(${one.year} AS BIGINT)`],
        ['event_index', index],
      ],
      read,
      work,
    )
  }

  private totalRows(from: string, read: (name: string) => string): string {
    return this.rows([], read, from)
  }

  turnedAway(one: CasePlan, from: number): string | undefined {
    const { plan, dialect } = this
    const live = one.fails.map((fails, clause) => ({ fails, clause })).filter(({ fails }) => fails !== plan.graph.no)
    if (!live.some(({ clause }) => clause >= from)) return undefined
    const raw = new SqlPrinter(dialect, this.stored, [])
    const arms = live.map(({ fails, clause }) => `WHEN ${raw.inline(fails)} THEN ${clause}`)
    const nodes = live.map(({ fails }) => fails)
    const untold = untoldTests(plan, one.source, dialect).map((test) => ` WHERE ${test}`)
    const inner = `SELECT CASE ${arms.join(' ')} ELSE -1 END AS clause FROM ${this.tables(nodes, one.source)}${untold.join('')}`
    return `SELECT ${dialect.text(plan.measure.id)} AS measure, CAST(clause AS BIGINT) AS clause, CAST(COUNT(*) AS BIGINT) AS cases FROM (${inner}) AS f WHERE clause >= ${from} GROUP BY clause`
  }
}

/** How many nodes a test may have to be worth asking twice: once in the filter, once in the output. */
const SHORT = 15

function named(prefix: string, outputs: TotalOutputs): readonly Output[] {
  return Object.entries(outputs).map(([name, node]: [string, Node]) => ({ name: `${prefix}${name}`, node, ...(name !== 'verdict' && { verdict: outputs.verdict }) }))
}
