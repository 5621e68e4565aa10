import type { Cap, Measure } from '@zhida/language/ir'
import { lowerNumber, lowerTruth } from './expression.ts'
import type { Graph } from './graph.ts'
import type { Node } from './node.ts'
import { amountOutputs, emptinessOf, flagOf, noAmount, type Parts, type TotalOutputs, verdictsIn } from './outputs.ts'
import { pastColumn, pastOf } from './past.ts'
import type { Lowering, LowerScope } from './scope.ts'
import { type End, type Open, type Range, SETTLED, Unsupported } from './value.ts'

/** All cases of a subject together, under the caps, less what was had before: `interpret/caps.ts` and the end of `interpret/measure.ts`. */
export function lowerTotal(measure: Measure, parts: readonly Parts[], scope: LowerScope): TotalOutputs {
  const { lowering } = scope
  const { graph, ranges } = lowering
  const paying = measure.amount !== undefined || measure.bonuses.length > 0
  const best = measure.once === 'award'
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
    ...(paying ? amountOutputs(graph, range, told) : noAmount(graph)),
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
export function underYearCaps(measure: Measure, parts: Parts, scope: LowerScope): Parts {
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

/** One case that stands for any number of them: its money has no upper end, unless it is had once. */
export function unheardParts(parts: Parts, { ranges }: Lowering, best: boolean): Parts {
  if (best) return parts
  return { ...parts, range: ranges.choose(parts.live, { lo: parts.range.lo, hi: ranges.unbounded() }, ranges.nothing) }
}

/** Caps may leave nothing of what is due, or not be known to leave anything. */
function afterCaps(overall: Node, range: Range, unspecified: Node, moneyOpen: Node, graph: Graph): Node {
  const { notDue, unknown, discretionary, due } = verdictsIn(graph)
  const { nothing, below } = emptinessOf(range, graph)
  const isDue = graph.equal(overall, due)
  const judged = graph.or([isDue, graph.equal(overall, discretionary)])
  const lowered = graph.case(nothing, notDue, graph.case(graph.and([isDue, below]), graph.case(moneyOpen, unknown, discretionary), overall))
  return graph.case(graph.and([judged, graph.not(unspecified)]), lowered, overall)
}
