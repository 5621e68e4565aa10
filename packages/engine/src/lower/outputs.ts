import type { Graph } from './graph.ts'
import type { Node } from './node.ts'
import type { Open, Range } from './value.ts'

/** Verdicts by weight: the greatest of a subject's cases is the subject's. */
export const VERDICTS = ['not-due', 'unknown', 'discretionary', 'due'] as const

/** What a total says. Every one is an integer: fen, flags as 0 or 1, a set of the legend's bits. */
export interface TotalOutputs {
  readonly verdict: Node
  readonly low_fen: Node
  readonly high_fen: Node
  readonly bounded: Node
  readonly unspecified: Node
  readonly missing: Node
}

/** What a case says: a total's, and its clauses as sets of bits. */
export interface CaseOutputs extends TotalOutputs {
  readonly held: Node
  readonly failed: Node
  readonly open: Node
}

/** A case as a total sees it: nothing of it where it is not live. */
export interface Parts {
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

export function verdictsIn(graph: Graph): { readonly notDue: Node; readonly unknown: Node; readonly discretionary: Node; readonly due: Node } {
  return { notDue: graph.zero, unknown: graph.one, discretionary: graph.int(2n), due: graph.int(3n) }
}

/** Whether money is surely nothing, and whether it may be. */
export function emptinessOf({ lo, hi }: Range, graph: Graph): { readonly nothing: Node; readonly below: Node } {
  return { nothing: graph.and([hi.bounded, graph.equal(hi.n, graph.zero)]), below: graph.or([graph.not(lo.bounded), graph.atMost(lo.n, graph.zero)]) }
}

export function flagOf(graph: Graph, test: Node): Node {
  return graph.case(test, graph.one, graph.zero)
}

/** Amounts where they are told; 0 and bounded elsewhere. */
export function amountOutputs(graph: Graph, { lo, hi }: Range, told: Node): { low_fen: Node; high_fen: Node; bounded: Node } {
  const high = graph.and([told, hi.bounded])
  return { low_fen: graph.case(graph.and([told, lo.bounded]), lo.n, graph.zero), high_fen: graph.case(high, hi.n, graph.zero), bounded: flagOf(graph, graph.or([graph.not(told), hi.bounded])) }
}

/** A measure that pays nothing of its own. */
export function noAmount(graph: Graph): { readonly low_fen: Node; readonly high_fen: Node; readonly bounded: Node } {
  return { low_fen: graph.zero, high_fen: graph.zero, bounded: graph.one }
}
