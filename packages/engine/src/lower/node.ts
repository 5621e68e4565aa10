/** Where a column stands: one row a subject, one row an event, or the sums over a subject's cases that totals are made of. */
export interface Column {
  readonly relation: string
  /** Its name in the relation: `rdExpense_2022`, `kind`. */
  readonly name: string
  readonly type: 'int' | 'bool' | 'text' | 'date'
  readonly nullable: boolean
  /** Smallest and largest value of an integer column: proven by its statistics, never assumed. */
  readonly min: bigint
  readonly max: bigint
}

interface Base {
  readonly id: number
  readonly type: 'int' | 'bool' | 'text' | 'date'
  /** Bounds of an integer; `[0, 0]` for anything else. */
  readonly min: bigint
  readonly max: bigint
}

/**
 * One value of the plan, over integers, two-valued truth, texts and dates. Nothing in it is null: an unknown column reads as
 * 0, false or nothing, and `known` says so. Equal nodes are one object, so what is shared is computed once.
 */
export type Node = Base &
  (
    | { readonly op: 'int'; readonly value: bigint }
    | { readonly op: 'bool'; readonly value: boolean }
    | { readonly op: 'text' | 'date'; readonly value: string }
    | { readonly op: 'column'; readonly column: Column }
    | { readonly op: 'known'; readonly column: Column }
    | { readonly op: 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max'; readonly left: Node; readonly right: Node }
    | { readonly op: 'less' | 'at-most' | 'equal'; readonly left: Node; readonly right: Node }
    | { readonly op: 'case'; readonly test: Node; readonly yes: Node; readonly no: Node }
    | { readonly op: 'in'; readonly item: Node; readonly options: readonly string[] }
    | { readonly op: 'and' | 'or'; readonly items: readonly Node[] }
    | { readonly op: 'not'; readonly item: Node }
    | { readonly op: 'year'; readonly item: Node }
    | { readonly op: 'mask'; readonly base: Node | undefined; readonly bits: readonly { readonly bit: number; readonly when: Node }[] }
  )

/** The parts a node is made of. */
export function partsOf(node: Node): readonly Node[] {
  if ('left' in node) return [node.left, node.right]
  switch (node.op) {
    case 'case':
      return [node.test, node.yes, node.no]
    case 'and':
    case 'or':
      return node.items
    case 'not':
    case 'year':
    case 'in':
      return [node.item]
    case 'mask':
      return [...(node.base ? [node.base] : []), ...node.bits.map((one) => one.when)]
    default:
      return []
  }
}

function walk(nodes: readonly Node[], visit: (node: Node) => void): void {
  const seen = new Set<Node>()
  const go = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    visit(node)
    for (const part of partsOf(node)) go(part)
  }
  for (const node of nodes) go(node)
}

/** Every column that a list of nodes reads, each once. */
export function columnsOf(nodes: readonly Node[]): readonly Column[] {
  const columns = new Map<string, Column>()
  walk(nodes, (node) => {
    if (node.op === 'column' || node.op === 'known') columns.set(`${node.column.relation}.${node.column.name}`, node.column)
  })
  return [...columns.values()]
}

/** How many nodes a list is made of, each counted once. */
export function sizeOf(nodes: readonly Node[]): number {
  let size = 0
  walk(nodes, () => {
    size += 1
  })
  return size
}

/** The nodes that are columns of a relation, by name. */
export function readsOf(nodes: readonly Node[], relation: string): ReadonlyMap<string, Node> {
  const reads = new Map<string, Node>()
  walk(nodes, (node) => {
    if (node.op === 'column' && node.column.relation === relation) reads.set(node.column.name, node)
  })
  return reads
}
