import type { Measure } from '@zhida/language/ir'
import type { Graph } from './graph.ts'
import type { Column, Node } from './node.ts'
import type { Parts } from './outputs.ts'
import type { Lowering } from './scope.ts'
import { SETTLED } from './value.ts'

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

export const SUM_NAMES = Object.keys(SUMS) as readonly SumName[]

/** How a sum adds up; of what is had once the best case alone counts. */
export function wayOf(name: SumName, measure: Measure): 'sum' | 'max' | 'or' {
  const way = SUMS[name]
  return way === 'money' ? (measure.once === 'award' ? 'max' : 'sum') : way
}

/** The cases of one subject's event list, summed up row by row beforehand: {@link SUMS}. */
export function summed({ range: { lo, hi }, ...parts }: Parts, { graph, ranges }: Lowering, most: bigint): Parts {
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
export function sumItems(graph: Graph, parts: Parts): Readonly<Record<SumName, Node>> {
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

/**
 * The sums that need not be added up, given what each row adds: what is the same in every row is the sum itself (the greatest,
 * the union, nothing in all), and what two sums share is added once.
 */
export function foldedSums(measure: Measure, items: Readonly<Record<SumName, Node>>, reads: ReadonlyMap<string, Node>): ReadonlyMap<Node, Node> {
  const folded = new Map<Node, Node>()
  for (const name of SUM_NAMES) {
    const read = reads.get(name)
    const item = items[name]
    if (!read) continue
    if (item.op === 'int' && (wayOf(name, measure) !== 'sum' || item.value === 0n)) folded.set(read, item)
    else if (name === 'sum_high' && item === items.sum_low) {
      const low = reads.get('sum_low')
      if (low) folded.set(read, low)
    }
  }
  return folded
}
