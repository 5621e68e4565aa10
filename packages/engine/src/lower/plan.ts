import type { Cap, Expr, Measure, Policy } from '@zhida/language/ir'
import type { Missing } from '../interpret/scope.ts'
import { addMoney, gated, lowerAmount, type Money, noMoney, rounded, splitFen } from './amount.ts'
import { lowerNumber, lowerTruth } from './expression.ts'
import type { Column, Graph, Node } from './node.ts'
import { type Aggregate, Lowering, type LowerScope, type Past } from './scope.ts'
import { AWARDS, flag, KNOWN, type Shape, SUBJECTS } from './shape.ts'
import { type End, type Open, type Range, SETTLED, Unsupported } from './value.ts'

/** Verdicts by weight: the greatest of a subject's cases is the subject's. */
export const VERDICTS = ['not-due', 'unknown', 'discretionary', 'due'] as const

/** Names of the outputs that a case or a total has. Every one is an integer. */
const CASE_OUTPUTS = ['verdict', 'low_fen', 'high_fen', 'bounded', 'unspecified', 'held', 'failed', 'open', 'missing'] as const
const TOTAL_OUTPUTS = ['verdict', 'low_fen', 'high_fen', 'bounded', 'unspecified', 'missing'] as const

type CaseOutputs = Readonly<Record<(typeof CASE_OUTPUTS)[number], Node>>
type TotalOutputs = Readonly<Record<(typeof TOTAL_OUTPUTS)[number], Node>>

/** A clause of the mask's legend: bit k of `held`, `failed` and `open` is clause k. */
export interface Clause {
  readonly role: 'subject' | 'window' | 'condition' | 'once' | 'bonus' | 'stage'
  readonly text: string
}

/** One kind of case: of a year, of each event that is told, or the one that stands for a list nobody has told of. */
export interface CasePlan {
  readonly year: number
  readonly source: 'subject' | 'event' | 'unheard'
  /** `fails[k]`: clause k fails. A case in which none does is a survivor; all others are plainly not due. */
  readonly fails: readonly Node[]
  readonly outputs: CaseOutputs
  /** What a total is made of. */
  readonly parts: Parts
}

export interface MeasurePlan {
  readonly measure: Measure
  readonly chosen: Readonly<Record<string, string>>
  readonly graph: Graph
  readonly basis: 'subject' | 'event'
  readonly event: string | undefined
  readonly clauses: readonly Clause[]
  readonly legend: readonly Missing[]
  readonly aggregates: readonly Aggregate[]
  readonly past: readonly Past[]
  readonly cases: readonly CasePlan[]
  /** Over the subject's columns; for events told of, over the sums of their cases too, {@link SUMS}. */
  readonly totals: readonly TotalPlan[]
}

export interface TotalPlan {
  readonly source: CasePlan['source']
  readonly outputs: TotalOutputs
}

/** A case as a total sees it: nothing of it where it is not live. */
interface Parts {
  readonly live: Node
  readonly verdict: Node
  readonly range: Range
  readonly discretion: Node
  readonly unspecified: Node
  /** Something is missing for its money, as against for its conditions. */
  readonly moneyOpen: Node
  readonly missing: Open
  /** What is missing as a set already: the sums of the rows have it so. */
  readonly mask?: Node | undefined
}

/** The sums over a subject's event cases, by name, with how each is summed. */
const SUMS = {
  sum_live: 'max',
  sum_verdict: 'max',
  sum_low: 'money',
  sum_high: 'money',
  sum_unbounded: 'max',
  sum_discretion: 'max',
  sum_unspecified: 'max',
  sum_money_open: 'max',
  sum_missing: 'or',
} as const

export type SumName = keyof typeof SUMS

/** How `money` sums add up: what is had once counts its best case alone. */
export function moneySum(measure: Measure): 'sum' | 'max' {
  return measure.once === 'award' ? 'max' : 'sum'
}

/**
 * Lowers one measure to nodes over columns: the whole meaning of `interpret/measure.ts` without its words.
 *
 * @param date the day on which it is judged, `YYYY-MM-DD`
 * @param chosen the option of each reading in force
 * @throws Unsupported where the measure says what no table can answer exactly
 */
export function lowerMeasure(policy: Policy, measure: Measure, shape: Shape, date: string, chosen: Readonly<Record<string, string>>): MeasurePlan {
  const lowering = new Lowering(policy, shape)
  const { graph } = lowering
  const readings = new Map(measure.readings.map((one) => [one.name, one]))
  const { basis } = measure
  const event = basis.kind === 'event' ? basis.event : undefined
  const clauses = clausesOf(measure)
  if (clauses.length > 31) throw new Unsupported('一条措施的条件多于31个')
  const scopeOf = (year: number, told?: boolean): LowerScope => ({ lowering, year, inside: false, readings, chosen, ...(event && told !== undefined && { event: { key: event, told } }) })
  const scopes: { readonly source: CasePlan['source']; readonly scope: LowerScope }[] = []
  if (date >= policy.from) {
    if (basis.kind === 'year') scopes.push({ source: 'subject', scope: scopeOf(policy.year) })
    else if (basis.kind === 'series') for (let year = policy.year; year <= +date.slice(0, 4); year += 1) scopes.push({ source: 'subject', scope: scopeOf(year) })
    else {
      const relation = shape.events[basis.event]
      if (relation) scopes.push({ source: 'event', scope: scopeOf(policy.year, true) })
      if (!relation || relation.partly) scopes.push({ source: 'unheard', scope: scopeOf(policy.year, false) })
    }
  }
  const cases = scopes.map(({ source, scope }) => lowerCase(measure, clauses, scope, source))
  const totals: TotalPlan[] = []
  const [first] = scopes
  if (!event && first) {
    const parts = scopes.map(({ scope }, index) => underYearCaps(measure, (cases[index] as CasePlan).parts, scope))
    totals.push({ source: 'subject', outputs: lowerTotal(measure, parts, first.scope) })
  }
  for (const [index, { source, scope }] of scopes.entries()) {
    if (source === 'subject' || !event) continue
    const { parts } = cases[index] as CasePlan
    const best = moneySum(measure) === 'max'
    const most = shape.events[event]?.most ?? 1n
    totals.push({ source, outputs: lowerTotal(measure, [source === 'event' ? summed(parts, lowering, best ? 1n : most) : unheardParts(parts, lowering, best)], scope) })
  }
  return {
    measure,
    chosen,
    graph,
    basis: event ? 'event' : 'subject',
    event,
    clauses: clauses.map(({ role, text }) => ({ role, text })),
    cases,
    totals,
    legend: lowering.legend,
    aggregates: lowering.aggregates,
    past: lowering.past,
  }
}

interface Stated extends Clause {
  readonly expr: Expr | undefined
}

function clausesOf(measure: Measure): readonly Stated[] {
  const list: Stated[] = []
  if (measure.subject.expr) list.push({ role: 'subject', text: `对象：${measure.subject.name}`, expr: measure.subject.expr })
  if (measure.basis.kind === 'series') list.push({ role: 'window', text: `在${measure.basis.years}年内`, expr: windowOf(measure.basis) })
  for (const one of measure.conditions) list.push({ role: 'condition', text: one.text, expr: one.expr })
  if (measure.once === 'award') list.push({ role: 'once', text: '此前没有领过本项（一次性）', expr: undefined })
  if (measure.amount) for (const bonus of measure.bonuses) list.push({ role: 'bonus', text: bonus.name, expr: undefined })
  for (const stage of measure.stages) list.push({ role: 'stage', text: stage.name, expr: undefined })
  return list
}

function windowOf(basis: Extract<Measure['basis'], { kind: 'series' }>): Expr {
  const age: Expr = { kind: 'arithmetic', op: '-', left: { kind: 'year', offset: 0 }, right: { kind: 'year-of', item: basis.from } }
  const bound = (op: '>=' | '<', years: bigint): Expr => ({ kind: 'compare', op, left: age, right: { kind: 'number', value: { n: years, d: 1n }, dimension: '年' } })
  return { kind: 'all', items: [bound('>=', 0n), bound('<', BigInt(basis.years))] }
}

interface Gate {
  readonly holds: Node
  readonly fails: Node
  readonly open: Open
}

/** All must hold; one that fails settles it. */
function conjunction({ graph, ranges }: Lowering, gates: readonly Gate[]): Gate {
  const fails = graph.or(gates.map((one) => one.fails))
  const open = gates.reduce<Open>((all, one) => ranges.join(all, one.open), SETTLED)
  return { holds: graph.and(gates.map((one) => one.holds)), fails, open: ranges.where(open, graph.not(fails)) }
}

/** Whether awards are known, and whether the measure was had before. */
function pastOf(measure: Measure, lowering: Lowering): { readonly told: Node; readonly had: Node; readonly wanting: Open } {
  const { graph, shape } = lowering
  const bit = lowering.bit({ kind: 'awards', key: AWARDS })
  if (!shape.awards) return { told: graph.no, had: graph.no, wanting: new Map([[bit, graph.yes]]) }
  const told = shape.awards.partly ? graph.column(flag(SUBJECTS, `${AWARDS}${KNOWN}`)) : graph.yes
  const count = pastColumn(lowering, { measure: measure.id, fn: 'count' }, shape.awards.most)
  return { told, had: graph.less(graph.zero, count), wanting: new Map([[bit, graph.not(told)]]) }
}

function pastColumn(lowering: Lowering, past: Omit<Past, 'name'>, max: bigint): Node {
  const same = lowering.past.find((one) => one.fn === past.fn && one.from === past.from && one.until === past.until)
  const one = same ?? { ...past, name: `past_${lowering.past.length}` }
  if (!same) lowering.past.push(one)
  return lowering.graph.column({ relation: SUBJECTS, name: one.name, type: 'int', nullable: true, min: 0n, max })
}

function lowerCase(measure: Measure, clauses: readonly Stated[], scope: LowerScope, source: CasePlan['source']): CasePlan {
  const { lowering } = scope
  const { graph, ranges } = lowering
  const gates: Gate[] = clauses.flatMap(({ role, expr }): Gate[] => {
    if (expr) return [lowerTruth(expr, scope)]
    if (role !== 'once') return []
    const { told, had, wanting } = pastOf(measure, lowering)
    return [{ holds: graph.and([told, graph.not(had)]), fails: graph.and([told, had]), open: wanting }]
  })
  const gate = conjunction(lowering, gates)
  const none = noMoney(lowering)
  let money = none
  const extras: Gate[] = []
  if (measure.amount) {
    money = lowerAmount(measure.amount, scope)
    if (measure.once === 'base') {
      const { told, had, wanting } = pastOf(measure, lowering)
      money = gated(lowering, money, graph.and([told, graph.not(had)]), graph.and([told, had]), wanting)
    }
    for (const bonus of measure.bonuses) {
      const applies = conjunction(
        lowering,
        bonus.conditions.map((one) => lowerTruth(one.expr, scope)),
      )
      extras.push(applies)
      money = addMoney(lowering, money, gated(lowering, lowerAmount(bonus.amount, scope), applies.holds, applies.fails, applies.open))
    }
  }
  const whole = rounded(lowering, gated(lowering, money, graph.yes, gate.fails, SETTLED))
  const staged = lowerStages(measure, whole, gate, scope)
  const truth: Gate = measure.stages.length === 0 ? gate : { holds: staged.holds, fails: staged.fails, open: gate.open }
  const open = ranges.join(gate.open, staged.open)
  const unsure = graph.not(graph.or([gate.holds, gate.fails]))
  const payable: Money = {
    ...staged.money,
    range: unsure === graph.no ? staged.money.range : ranges.choose(unsure, ranges.hull(ranges.nothing, staged.money.range), staged.money.range),
    open: ranges.join(staged.money.open, ranges.where(gate.open, unsure)),
  }
  const verdict = verdictOf(measure, truth, open, payable, lowering)
  const live = graph.not(graph.equal(verdict, graph.zero))
  const wanting = ranges.where(ranges.join(open, payable.open), live)
  const told = graph.and([live, graph.not(payable.unspecified)])
  // Bonuses and stages are not asked where the gate fails: they have no state then.
  const asked = graph.not(gate.fails)
  const bits = (of: (one: Gate) => Node): Node => graph.mask(new Map([...gates, ...extras, ...staged.gates].map((one, index) => [index, index < gates.length ? of(one) : graph.and([asked, of(one)])])))
  return {
    year: scope.year,
    source,
    fails: gates.map((one) => one.fails),
    outputs: {
      verdict,
      ...(measure.amount ? amountOutputs(graph, payable.range, told) : { low_fen: graph.zero, high_fen: graph.zero, bounded: graph.one }),
      unspecified: flagOf(graph, graph.and([live, payable.unspecified])),
      held: bits((one) => one.holds),
      failed: bits((one) => one.fails),
      open: bits((one) => graph.not(gateSettled(graph, one))),
      missing: graph.mask(wanting),
    },
    parts: {
      live,
      verdict,
      range: ranges.choose(live, payable.range, ranges.nothing),
      discretion: graph.and([live, payable.discretion]),
      unspecified: graph.and([live, payable.unspecified]),
      moneyOpen: graph.and([live, graph.or([...payable.open.values()])]),
      missing: wanting,
    },
  }
}

function gateSettled(graph: Graph, gate: Gate): Node {
  return graph.or([gate.holds, gate.fails])
}

function flagOf(graph: Graph, test: Node): Node {
  return graph.case(test, graph.one, graph.zero)
}

function amountOutputs(graph: Graph, { lo, hi }: Range, told: Node): { low_fen: Node; high_fen: Node; bounded: Node } {
  const high = graph.and([told, hi.bounded])
  return { low_fen: graph.case(graph.and([told, lo.bounded]), lo.n, graph.zero), high_fen: graph.case(high, hi.n, graph.zero), bounded: flagOf(graph, graph.or([graph.not(told), hi.bounded])) }
}

function lowerStages(measure: Measure, whole: Money, gate: Gate, scope: LowerScope): Gate & { readonly money: Money; readonly gates: readonly Gate[] } {
  const { lowering } = scope
  const { graph, ranges } = lowering
  if (measure.stages.length === 0) return { holds: gate.holds, fails: gate.fails, open: SETTLED, money: whole, gates: [] }
  const shares = measure.stages.map((stage) => stage.share)
  const { lo, hi } = whole.range
  const low = splitFen(lowering, graph.case(lo.bounded, lo.n, graph.zero), shares)
  const high = lo.n === hi.n ? low : splitFen(lowering, hi.n, shares)
  const gates = measure.stages.map((stage) =>
    conjunction(
      lowering,
      stage.conditions.map((one) => lowerTruth(one.expr, scope)),
    ),
  )
  let money: Money = { ...noMoney(lowering), discretion: whole.discretion }
  for (const [index, one] of gates.entries()) {
    const range = ranges.between(ranges.end(low[index] ?? graph.zero), ranges.end(high[index] ?? graph.zero, graph.one, hi.bounded))
    money = addMoney(lowering, money, gated(lowering, { ...whole, range }, one.holds, one.fails, one.open))
  }
  const open = gates.reduce<Open>((all, one) => ranges.join(all, ranges.where(one.open, graph.not(gateSettled(graph, one)))), SETTLED)
  // One payment that is due makes it due, while the gate itself holds.
  const failed = graph.or([gate.fails, graph.and(gates.map((one) => one.fails))])
  const holds = graph.and([gate.holds, graph.or(gates.map((one) => one.holds))])
  return { holds, fails: failed, open: ranges.where(open, graph.not(gate.fails)), money: gated(lowering, money, graph.yes, gate.fails, SETTLED), gates }
}

/** `unknown` while a fact could settle it; `discretionary` when only an officer can. */
function verdictOf(measure: Measure, truth: Gate, open: Open, money: Money, { graph }: Lowering): Node {
  const [notDue, unknown, discretionary, due] = [0n, 1n, 2n, 3n].map((one) => graph.int(one)) as [Node, Node, Node, Node]
  const wanting = graph.or([...open.values()])
  const given = measure.selective ? discretionary : due
  const unsettled = graph.case(wanting, unknown, discretionary)
  let settled: Node = given
  if (measure.amount) {
    const { lo, hi } = money.range
    const nothing = graph.and([hi.bounded, graph.equal(hi.n, graph.zero)])
    const below = graph.or([graph.not(lo.bounded), graph.atMost(lo.n, graph.zero)])
    const left = graph.case(below, graph.case(graph.or([...money.open.values()]), unknown, discretionary), due)
    const chosen = measure.selective ? discretionary : graph.case(money.discretion, discretionary, left)
    settled = graph.case(money.unspecified, given, graph.case(nothing, notDue, chosen))
  }
  return graph.case(truth.fails, notDue, graph.case(truth.holds, settled, unsettled))
}

/** All cases of a subject together, under the caps, less what was had before: `interpret/caps.ts` and the end of `interpret/measure.ts`. */
function lowerTotal(measure: Measure, parts: readonly Parts[], scope: LowerScope): TotalOutputs {
  const { lowering } = scope
  const { graph, ranges } = lowering
  const paying = measure.amount !== undefined || measure.bonuses.length > 0
  const best = moneySum(measure) === 'max'
  const live = graph.or(parts.map((one) => one.live))
  const unspecified = graph.or(parts.map((one) => one.unspecified))
  let moneyOpen = graph.or(parts.map((one) => one.moneyOpen))
  let open = parts.reduce<Open>((all, one) => ranges.join(all, one.missing), SETTLED)
  let range = parts.reduce<Range>((all, one) => (best ? ranges.greatest(all, one.range) : ranges.sum(all, one.range)), ranges.nothing)
  for (const cap of measure.caps) {
    refuseFields(cap)
    const applies = cap.applies ? lowerTruth(cap.applies, scope) : { holds: graph.yes, fails: graph.no }
    const counts = graph.and([live, graph.not(applies.fails)])
    if (counts === graph.no) continue
    const { limit, wanting } = roomUnder(measure, cap, scope)
    const missing = ranges.where(wanting, counts)
    open = ranges.join(open, missing)
    moneyOpen = graph.or([moneyOpen, ...missing.values()])
    const under = ranges.least(range, limit)
    const sure = cap.scope.kind === 'subject-year' && measure.basis.kind === 'series' ? range : under
    range = ranges.choose(graph.and([live, applies.holds]), sure, ranges.choose(counts, { lo: under.lo, hi: range.hi }, range))
  }
  const overall = parts.reduce<Node>((all, one) => graph.max(all, one.verdict), graph.zero)
  const verdict = paying ? afterCaps(overall, range, unspecified, moneyOpen, graph) : overall
  const due = graph.not(graph.equal(verdict, graph.zero))
  const told = graph.and([due, graph.not(unspecified)])
  const base = parts.find((one) => one.mask)?.mask
  return {
    verdict,
    ...(paying ? amountOutputs(graph, range, told) : { low_fen: graph.zero, high_fen: graph.zero, bounded: graph.one }),
    unspecified: paying ? flagOf(graph, graph.and([due, unspecified])) : graph.zero,
    missing: graph.mask(ranges.where(open, due), base && graph.case(due, base, graph.zero)),
  }
}

/** Caps of a cap's own wording may not look into one event: a total has many. */
function refuseFields(cap: Cap): void {
  const text = JSON.stringify([cap.amount, cap.applies ?? null], (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  if (text.includes('"kind":"field"')) throw new Unsupported('封顶按单个事项的数据项计算')
}

/** In a series each year is held to its own cap. */
function underYearCaps(measure: Measure, parts: Parts, scope: LowerScope): Parts {
  const { graph, ranges } = scope.lowering
  let { range } = parts
  if (measure.once !== 'award' && measure.basis.kind === 'series') {
    for (const cap of measure.caps) {
      if (cap.scope.kind !== 'subject-year') continue
      const applies = cap.applies ? lowerTruth(cap.applies, scope).holds : graph.yes
      range = ranges.choose(applies, ranges.least(range, roomUnder(measure, cap, scope).limit), range)
    }
  }
  return { ...parts, range: ranges.choose(parts.live, range, ranges.nothing) }
}

/** What a cap leaves after what was had before; between nothing and all of it while nobody has said. */
function roomUnder(measure: Measure, cap: Cap, scope: LowerScope): { readonly limit: Range; readonly wanting: Open } {
  const { lowering, year } = scope
  const { graph, ranges, shape } = lowering
  const amount = lowerNumber(cap.amount, scope).range
  if (amount.lo.d !== graph.one || amount.hi.d !== graph.one) throw new Unsupported('封顶不是整分')
  const { told, wanting } = pastOf(measure, lowering)
  if (!shape.awards) return { limit: { lo: ranges.nothing.lo, hi: amount.hi }, wanting }
  const kind = cap.scope.kind
  const window = kind === 'subject' ? {} : { from: kind === 'span' ? year - cap.scope.years + 1 : year, until: year }
  const had = pastColumn(lowering, { measure: measure.id, fn: 'sum', ...window }, MOST_AWARDED)
  const left = (end: End): End => ranges.end(graph.max(graph.sub(end.n, had), graph.zero), graph.one, end.bounded)
  return { limit: ranges.choose(told, ranges.between(left(amount.lo), left(amount.hi)), { lo: ranges.nothing.lo, hi: amount.hi }), wanting }
}

/** The most that one subject has had under one measure, in fen: a hundred times the largest fund of the policy's kind. */
const MOST_AWARDED = 10n ** 15n

/** The cases of one subject's event list, summed up row by row beforehand: {@link SUMS}. */
function summed({ range: { lo, hi }, ...parts }: Parts, { graph, ranges }: Lowering, most: bigint): Parts {
  const column = (name: SumName, max: bigint): Node => graph.column({ relation: 'sums', name, type: 'int', nullable: false, min: 0n, max } satisfies Column)
  const is = (name: SumName, of: Node): Node => (of === graph.no ? graph.no : graph.less(graph.zero, column(name, 1n)))
  const bounded = hi.bounded === graph.yes ? graph.yes : graph.not(is('sum_unbounded', graph.not(hi.bounded)))
  const low = ranges.end(lo.n === graph.zero ? graph.zero : column('sum_low', lo.n.max * most))
  const high = hi.n === lo.n ? low.n : hi.n === graph.zero ? graph.zero : column('sum_high', hi.n.max * most)
  return {
    live: is('sum_live', parts.live),
    verdict: column('sum_verdict', 3n),
    range: ranges.between(low, ranges.end(high, graph.one, bounded)),
    discretion: is('sum_discretion', parts.discretion),
    unspecified: is('sum_unspecified', parts.unspecified),
    moneyOpen: is('sum_money_open', parts.moneyOpen),
    missing: SETTLED,
    mask: parts.missing.size === 0 ? undefined : column('sum_missing', 2n ** 31n - 1n),
  }
}

/** What each row of an event list adds to the sums, by their names. */
export function sumItems(graph: Graph, parts: CasePlan['parts']): Readonly<Record<SumName, Node>> {
  const is = (test: Node): Node => graph.case(test, graph.one, graph.zero)
  const { lo, hi } = parts.range
  return {
    sum_live: is(parts.live),
    sum_verdict: parts.verdict,
    sum_low: graph.case(lo.bounded, lo.n, graph.zero),
    sum_high: graph.case(hi.bounded, hi.n, graph.zero),
    sum_unbounded: is(graph.not(hi.bounded)),
    sum_discretion: is(parts.discretion),
    sum_unspecified: is(parts.unspecified),
    sum_money_open: is(parts.moneyOpen),
    sum_missing: graph.mask(parts.missing),
  }
}

/** One case that stands for any number of them: its money has no upper end, unless it is had once. */
function unheardParts(parts: Parts, { ranges }: Lowering, best: boolean): Parts {
  if (best) return parts
  return { ...parts, range: ranges.choose(parts.live, { lo: parts.range.lo, hi: ranges.unbounded() }, ranges.nothing) }
}

/** Caps may leave nothing of what is due, or not be known to leave anything. */
function afterCaps(overall: Node, { lo, hi }: Range, unspecified: Node, moneyOpen: Node, graph: Graph): Node {
  const [notDue, unknown, discretionary, due] = [0n, 1n, 2n, 3n].map((one) => graph.int(one)) as [Node, Node, Node, Node]
  const nothing = graph.and([hi.bounded, graph.equal(hi.n, graph.zero)])
  const below = graph.or([graph.not(lo.bounded), graph.atMost(lo.n, graph.zero)])
  const isDue = graph.equal(overall, due)
  const judged = graph.or([isDue, graph.equal(overall, discretionary)])
  const lowered = graph.case(nothing, notDue, graph.case(graph.and([isDue, below]), graph.case(moneyOpen, unknown, discretionary), overall))
  return graph.case(graph.and([judged, graph.not(unspecified)]), lowered, overall)
}
