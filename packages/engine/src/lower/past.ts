import type { Measure } from '@zhida/language/ir'
import type { Node } from './node.ts'
import type { Lowering, Past } from './scope.ts'
import { AWARDS, flag, KNOWN, SUBJECTS } from './shape.ts'
import type { Open } from './value.ts'

/** Whether awards are known, and whether the measure was had before. */
export function pastOf(measure: Measure, lowering: Lowering): { readonly told: Node; readonly had: Node; readonly wanting: Open } {
  const { graph, shape } = lowering
  const bit = lowering.bit({ kind: 'awards', key: AWARDS })
  if (!shape.awards) return { told: graph.no, had: graph.no, wanting: new Map([[bit, graph.yes]]) }
  const told = shape.awards.partly ? graph.column(flag(SUBJECTS, `${AWARDS}${KNOWN}`)) : graph.yes
  const count = pastColumn(lowering, { measure: measure.id, fn: 'count' }, shape.awards.most)
  return { told, had: graph.less(graph.zero, count), wanting: new Map([[bit, graph.not(told)]]) }
}

export function pastColumn(lowering: Lowering, past: Omit<Past, 'name'>, max: bigint): Node {
  const same = lowering.past.find((one) => one.fn === past.fn && one.from === past.from && one.until === past.until)
  const one = same ?? { ...past, name: `past_${lowering.past.length}` }
  if (!same) lowering.past.push(one)
  return lowering.graph.column({ relation: SUBJECTS, name: one.name, type: 'int', nullable: true, min: 0n, max })
}
