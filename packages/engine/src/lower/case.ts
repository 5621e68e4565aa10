import type { Measure } from '@zhida/language/ir'
import { addMoney, gated, lowerAmount, type Money, noMoney, rounded, splitFen } from './amount.ts'
import type { StatedClause } from './clauses.ts'
import { lowerTruth } from './expression.ts'
import type { Graph } from './graph.ts'
import type { Node } from './node.ts'
import { amountOutputs, type CaseOutputs, emptinessOf, flagOf, noAmount, type Parts, verdictsIn } from './outputs.ts'
import { pastOf } from './past.ts'
import type { Lowering, LowerScope } from './scope.ts'
import { type Open, SETTLED } from './value.ts'

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

/** One case of a measure in nodes: the namesake of `interpret/case.ts`. */
export function lowerCase(measure: Measure, clauses: readonly StatedClause[], scope: LowerScope, source: CasePlan['source']): CasePlan {
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
      ...(measure.amount ? amountOutputs(graph, payable.range, told) : noAmount(graph)),
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
  const { notDue, unknown, discretionary, due } = verdictsIn(graph)
  const wanting = graph.or([...open.values()])
  const given = measure.selective ? discretionary : due
  const unsettled = graph.case(wanting, unknown, discretionary)
  let settled: Node = given
  if (measure.amount) {
    const { nothing, below } = emptinessOf(money.range, graph)
    const left = graph.case(below, graph.case(graph.or([...money.open.values()]), unknown, discretionary), due)
    const chosen = measure.selective ? discretionary : graph.case(money.discretion, discretionary, left)
    settled = graph.case(money.unspecified, given, graph.case(nothing, notDue, chosen))
  }
  return graph.case(truth.fails, notDue, graph.case(truth.holds, settled, unsettled))
}
