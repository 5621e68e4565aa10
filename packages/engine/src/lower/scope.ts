import type { Reading, Rules } from '@zhida/language/ir'
import { indexOf, type Missing, type VocabularyIndex } from '../interpret/scope.ts'
import { Graph } from './graph.ts'
import type { Node } from './node.ts'
import type { Shape } from './shape.ts'
import { Ranges, Unsupported } from './value.ts'

/** A number over a subject's events, worked out row by row before anything else is. */
export interface Aggregate {
  readonly name: string
  readonly event: string
  readonly fn: 'sum' | 'max'
  /** An integer for each row, over the event's columns and the subject's. */
  readonly item: Node
  /** Bounds of the result. */
  readonly min: bigint
  readonly max: bigint
}

/** What a subject had before under one measure. */
export interface Past {
  readonly name: string
  readonly measure: string
  /** Years that count, both ends; absent: all. */
  readonly from?: number
  readonly until?: number
  readonly fn: 'sum' | 'count'
}

/** Whatever the lowering of one measure collects on its way: nodes, the legend of missing facts, what must be summed first. */
export class Lowering {
  readonly graph = new Graph()
  readonly ranges = new Ranges(this.graph)
  readonly legend: Missing[] = []
  readonly aggregates: Aggregate[] = []
  readonly past: Past[] = []
  readonly index: VocabularyIndex

  constructor(
    readonly policy: Rules,
    readonly shape: Shape,
  ) {
    this.index = indexOf(policy)
  }

  /** The place of a missing fact in the legend. */
  bit(missing: Missing): number {
    const at = this.legend.findIndex((one) => one.kind === missing.kind && one.key === missing.key && one.year === missing.year && one.event === missing.event)
    if (at >= 0) return at
    if (this.legend.length === 31) throw new Unsupported('一条措施问到的数据项多于31个')
    this.legend.push(missing)
    return this.legend.length - 1
  }
}

/** Where an expression stands: its year, the readings in force, and the event whose fields it may read. */
export interface LowerScope {
  readonly lowering: Lowering
  readonly year: number
  /** `told: false` is the event nobody has told of: all its fields are unknown. */
  readonly event?: { readonly key: string; readonly told: boolean }
  /** True inside a sum over events, where another may not stand. */
  readonly inside: boolean
  readonly readings: ReadonlyMap<string, Reading>
  readonly chosen: Readonly<Record<string, string>>
}
