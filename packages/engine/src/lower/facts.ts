import type { Node } from './node.ts'

/** What facts need of the graph whose nodes they are about. */
interface Truths {
  readonly yes: Node
  readonly no: Node
  not(node: Node): Node
}

/** What holds at a place: truths, and ends between which columns lie. What was found under them is kept with them. */
export class Facts {
  private readonly known = new Map<Node, Node>()
  private readonly bounds: Map<Node, { readonly min: bigint; readonly max: bigint }>

  constructor(
    private readonly graph: Truths,
    /** Columns as they were, by the narrowed ones that stand for them. */
    readonly narrowed: Map<Node, Node>,
    private readonly outer: Facts | undefined,
    given: readonly Node[],
  ) {
    this.bounds = new Map(outer?.bounds)
    for (const node of given) if (node.op !== 'bool') this.take(node)
  }

  and(truth: Node): Facts {
    return new Facts(this.graph, this.narrowed, this, [truth])
  }

  private take(node: Node): void {
    const { graph } = this
    this.known.set(node, graph.yes)
    this.known.set(graph.not(node), graph.no)
    if (node.op === 'and') for (const item of node.items) this.take(item)
    const contrary = node.op === 'not' ? node.item : undefined
    const interval = intervalOf(contrary ?? node)
    const original = interval && (this.narrowed.get(interval.of) ?? interval.of)
    if (!interval || original?.op !== 'column') return
    const { min, max } = this.boundsOf(original)
    if (contrary) {
      // Not at its end: one further in.
      if (interval.low !== interval.high) return
      this.bounds.set(original, { min: interval.low === min ? min + 1n : min, max: interval.high === max ? max - 1n : max })
    } else this.bounds.set(original, { min: interval.low !== undefined && interval.low > min ? interval.low : min, max: interval.high !== undefined && interval.high < max ? interval.high : max })
  }

  boundsOf(column: Node): { readonly min: bigint; readonly max: bigint } {
    return this.bounds.get(column) ?? column
  }

  /** What is known of a node itself, or was found of it here. Findings of an outer place may be sharper here, its truths hold here too. */
  of(node: Node): Node | undefined {
    const here = this.known.get(node)
    if (here) return here
    for (let outer = this.outer; outer; outer = outer.outer) {
      const there = outer.known.get(node)
      if (there?.op === 'bool') return there
    }
    return undefined
  }

  set(node: Node, result: Node): void {
    this.known.set(node, result)
  }
}

/** The integers that a comparison with a constant leaves to its other side. */
export function intervalOf(node: Node): { readonly of: Node; readonly low: bigint | undefined; readonly high: bigint | undefined } | undefined {
  if ((node.op !== 'less' && node.op !== 'at-most' && node.op !== 'equal') || node.left.type !== 'int') return undefined
  const { left, right } = node
  const open = node.op === 'less' ? 1n : 0n
  if (right.op === 'int') return { of: left, low: node.op === 'equal' ? right.value : undefined, high: right.value - open }
  if (left.op === 'int') return { of: right, low: left.value + open, high: node.op === 'equal' ? left.value : undefined }
  return undefined
}
