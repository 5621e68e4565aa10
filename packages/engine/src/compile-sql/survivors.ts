import type { CasePlan } from '../lower/case.ts'
import { columnsOf, type Node } from '../lower/node.ts'
import { isComputed, knownColumn, type MeasurePlan, readBy } from '../lower/plan.ts'
import { SUBJECTS } from '../lower/shape.ts'
import type { Dialect } from './dialect.ts'
import { SqlPrinter } from './expression.ts'
import { countQueryOf, type SqlOptions, untoldTests } from './statements.ts'

/** Subjects set apart once for measures whose gates begin alike: those that any of them may concern, with the columns they read. */
export interface Survivors {
  readonly name: string
  readonly query: string
  readonly measures: readonly string[]
  /**
   * Who was turned away by which clause: a case passes a clause's prefix of the gate or not. Whole gates are counted among those
   * set apart, shorter prefixes among everyone: two queries of one row each, whose columns `passing` names.
   */
  readonly among: { readonly everyone: string | undefined; readonly apart: string | undefined }
  readonly passing: readonly Passing[]
}

/** Of a measure's cases, `column` counts those that pass all clauses up to and with `clause`. */
interface Passing {
  readonly measure: string
  readonly clause: number
  /** The column of the clause before it that turns anyone away; undefined for the first, which sees everyone. */
  readonly before: string | undefined
  readonly column: string
}

/** One measure's cases over subjects, with the start of its gate that reads stored columns alone. */
interface Unit {
  readonly plan: MeasurePlan
  readonly source: 'subject' | 'unheard'
  readonly cases: readonly CasePlan[]
  /** The first clause, as the conditions that all must hold: what measures are put together by. */
  readonly head: readonly string[]
  /** Clauses of a single case, each as a filter; of several cases, one filter that some case passes. */
  readonly gate: readonly { readonly clause: number; readonly tests: readonly string[] }[]
}

/** The clauses at the start of a case that read stored columns of the subject alone. */
function plainClauses(plan: MeasurePlan, one: CasePlan): number {
  const at = one.fails.findIndex((fails) => columnsOf([fails]).some((column) => column.relation !== SUBJECTS || isComputed(plan, column)))
  return at < 0 ? one.fails.length : at
}

/** Groups measures judged by the subject alone, so that subjects are passed over once a group and not once a measure. */
export function survivorsOf(plans: readonly MeasurePlan[], dialect: Dialect, relation: (name: string) => string): readonly Survivors[] {
  const units = plans.flatMap((plan) => (['subject', 'unheard'] as const).flatMap((source) => unitOf(plan, source, dialect)))
  const heads = [...new Set(units.map((one) => one.head.join(' AND ')))].map((text) => units.find((one) => one.head.join(' AND ') === text)?.head ?? [])
  const groups = new Map<string, { readonly head: readonly string[]; readonly units: Unit[] }>()
  for (const unit of units) {
    // The shortest head that this one begins with.
    const head = heads.filter((one) => one.length > 0 && one.every((part, at) => unit.head[at] === part)).sort((a, b) => a.length - b.length)[0] ?? []
    const key = head.join(' AND ')
    const group = groups.get(key) ?? { head, units: [] }
    group.units.push(unit)
    groups.set(key, group)
  }
  // A pass of its own for one measure costs more than its test in the pass over everyone.
  const many = [...groups.values()].filter((one) => one.head.length > 0 && one.units.length > 1)
  const rest = units.filter((unit) => !many.some((group) => group.units.includes(unit)))
  return [...many, ...(rest.length > 0 ? [{ head: [], units: rest }] : [])].map(({ head, units: list }, place) => survivors(`survivors_${place}`, head, list, dialect, relation(SUBJECTS)))
}

function unitOf(plan: MeasurePlan, source: 'subject' | 'unheard', dialect: Dialect): readonly Unit[] {
  const cases = plan.cases.filter((one) => one.source === source)
  if (cases.length === 0) return []
  const { graph } = plan
  const raw = new SqlPrinter(dialect, ({ name }) => `s.${dialect.quote(name)}`, [])
  const untold = untoldTests(plan, source, dialect)
  const conjuncts = (node: Node): readonly string[] => (node.op === 'and' ? node.items : [node]).map((one) => raw.inline(one))
  const gateOf = (one: CasePlan): Unit['gate'] => one.fails.slice(0, plainClauses(plan, one)).flatMap((fails, clause) => (fails === graph.no ? [] : [{ clause, tests: conjuncts(graph.not(fails)) }]))
  const [only] = cases
  if (only && cases.length === 1) {
    const gate = gateOf(only)
    const [first] = gate
    if (untold.length > 0) return [{ plan, source, cases, head: [], gate: [{ clause: UNCOUNTED, tests: untold }, ...gate] }]
    return [{ plan, source, cases, head: plan.clauses[0]?.role === 'subject' && first?.clause === 0 ? first.tests : [], gate }]
  }
  const any = cases.map((one) => gateOf(one).flatMap(({ tests }) => tests))
  if (any.some((tests) => tests.length === 0)) return [{ plan, source, cases, head: [], gate: [] }]
  return [{ plan, source, cases, head: [], gate: [{ clause: UNCOUNTED, tests: [anyOf(any)] }] }]
}

/** One test that some of several gates passes. */
function anyOf(gates: readonly (readonly string[])[]): string {
  return `(${[...new Set(gates.map((tests) => `(${tests.join(' AND ')})`))].join(' OR ')})`
}

/** Stands for a filter that is no clause: its cases are counted by {@link otherCounts}, or, being several a subject, not at all. */
const UNCOUNTED = -1

function survivors(name: string, head: readonly string[], units: readonly Unit[], dialect: Dialect, subjects: string): Survivors {
  const columns = new Set(units.flatMap(columnsFor))
  const filter = (tests: readonly string[]): string => (tests.length === 0 ? '' : ` WHERE ${tests.join(' AND ')}`)
  const rest = (gate: Unit['gate']): readonly string[] => gate.flatMap(({ tests }) => tests).filter((test) => !head.includes(test))
  const gates = units.map(({ gate }) => rest(gate))
  const some = gates.some((tests) => tests.length === 0) ? [] : [anyOf(gates)]
  const columnsOfTests = { everyone: new Map<string, string>(), apart: new Map<string, string>() }
  const passing = units.flatMap(({ plan, cases, gate }): Passing[] => {
    if (cases.length !== 1 || gate[0]?.clause === UNCOUNTED) return []
    let before: string | undefined
    return gate.map(({ clause }, at) => {
      const test = rest(gate.slice(0, at + 1)).join(' AND ')
      const among = at === gate.length - 1 && test !== '' ? 'apart' : 'everyone'
      const tests = columnsOfTests[among]
      const column = tests.get(test) ?? `${among}_${tests.size}`
      tests.set(test, column)
      const one = { measure: plan.measure.id, clause, before, column }
      before = column
      return one
    })
  })
  const counted = (tests: ReadonlyMap<string, string>, from: string): string | undefined =>
    tests.size === 0 ? undefined : `SELECT ${[...tests].map(([test, column]) => `${test === '' ? 'COUNT(*)' : dialect.countIf(test)} AS ${column}`).join(', ')} FROM ${from}`
  return {
    name,
    query: `SELECT ${['s.subject AS subject', ...[...columns].map((one) => `s.${dialect.quote(one)}`)].join(', ')} FROM ${subjects} AS s${filter([...head, ...some])}`,
    measures: units.map(({ plan }) => plan.measure.id),
    among: { everyone: counted(columnsOfTests.everyone, `${subjects} AS s${filter(head)}`), apart: counted(columnsOfTests.apart, `${name} AS s`) },
    passing,
  }
}

/** The stored columns that a measure's queries read of a subject. */
function columnsFor({ plan, source }: Unit): readonly string[] {
  const known = knownColumn(plan, source)
  return [...storedColumns(plan, source), ...(known ? [known.name] : [])]
}

function storedColumns(plan: MeasurePlan, source: CasePlan['source']): readonly string[] {
  return readBy(plan, source)
    .filter((column) => column.relation === SUBJECTS && !isComputed(plan, column))
    .map((column) => column.name)
}

/** The stored columns of subjects that measures of an event read beside it. */
export function columnsBeside(plans: readonly MeasurePlan[]): readonly string[] {
  return [...new Set(plans.flatMap((plan) => (plan.cases.some((one) => one.source === 'event') ? storedColumns(plan, 'event') : [])))]
}

/** Counts of what `passing` does not tell: clauses that look at events or past awards, and the cases of events. */
export function otherCounts(plans: readonly MeasurePlan[], dialect: Dialect, options: SqlOptions): readonly string[] {
  return plans.flatMap((plan) =>
    plan.cases.flatMap((one) => {
      if (plan.basis === 'subject' && plan.cases.length > 1) return []
      const told = one.source === 'event' || (one.source === 'unheard' && plan.cases.length > 1) ? 0 : plainClauses(plan, one)
      const query = countQueryOf(plan, one, told, dialect, options)
      return query ? [query] : []
    }),
  )
}
