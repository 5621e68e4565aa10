import { type Column, columnsOf, type Node, partsOf } from '../lower/node.ts'
import { Unsupported } from '../lower/value.ts'
import type { Dialect } from './dialect.ts'

const INT64 = 2n ** 63n - 1n

/** How many times larger than a name an expression may grow before it gets one. */
const INLINE = 12

/**
 * Prints nodes as SQL. A truth may come out as NULL where it is false ({@link inline}); where that would matter it is made
 * definite ({@link definite}). What is used more than once and is not small is computed in a subquery of its own.
 */
export class SqlPrinter {
  private readonly uses = new Map<Node, number>()
  private readonly sizes = new Map<Node, number>()
  private readonly nullable = new Map<Node, boolean>()
  private readonly levels = new Map<Node, number>()
  private readonly lets: Node[][] = []
  private raw = new Set<Column>()

  constructor(
    private readonly dialect: Dialect,
    private readonly reference: (column: Column) => string,
    roots: readonly Node[],
  ) {
    const count = (node: Node): void => {
      const before = this.uses.get(node) ?? 0
      this.uses.set(node, before + 1)
      if (before === 0) for (const part of partsOf(node)) count(part)
    }
    for (const root of roots) count(root)
    for (const root of roots) this.level(root)
  }

  private named(node: Node): boolean {
    return (this.uses.get(node) ?? 0) > 1 && this.size(node) > INLINE
  }

  private size(node: Node): number {
    const before = this.sizes.get(node)
    if (before !== undefined) return before
    const size = partsOf(node).reduce((all, part) => all + (this.named(part) ? 1 : this.size(part)), 1)
    this.sizes.set(node, size)
    return size
  }

  /** In which subquery a node can first be read: one above the highest it is made of. */
  private level(node: Node): number {
    const before = this.levels.get(node)
    if (before !== undefined) return before
    let level = 0
    for (const part of partsOf(node)) {
      const below = this.level(part)
      if (below > level) level = below
    }
    if (this.named(node)) {
      level += 1
      const list = this.lets[level - 1] ?? []
      this.lets[level - 1] = list
      list.push(node)
    }
    this.levels.set(node, level)
    return level
  }

  /** Wraps a query in subqueries that compute what the outputs share. */
  layered(base: string): string {
    return this.lets.reduce((query, nodes, index) => {
      const columns = nodes.map((node) => `${node.type === 'bool' ? `COALESCE(${this.source(node)}, FALSE)` : this.source(node)} AS t${node.id}`)
      return `SELECT *, ${columns.join(', ')} FROM (${query}) AS l${index}${this.dialect.fence}`
    }, base)
  }

  /** An integer, text, date, or truth that is never NULL where the node has a value. */
  value(node: Node): string {
    return node.type === 'bool' ? this.definite(node) : this.print(node)
  }

  /** The column type that holds an integer exactly. */
  typeOf(node: Node): string {
    return this.isWide(node) ? this.dialect.wide : this.dialect.narrow
  }

  /** A node as one expression; a truth in which NULL counts as false: for filters, which stand before any subquery. */
  inline(node: Node): string {
    return this.print(node)
  }

  private definite(node: Node): string {
    return this.maybeNull(node) ? `COALESCE(${this.print(node)}, FALSE)` : this.print(node)
  }

  private maybeNull(node: Node): boolean {
    if (this.named(node) || node.op === 'known') return false
    const before = this.nullable.get(node)
    if (before !== undefined) return before
    const nullable = node.op === 'column' ? node.column.nullable : partsOf(node).some((part) => this.maybeNull(part))
    this.nullable.set(node, nullable)
    return nullable
  }

  private print(node: Node): string {
    return this.named(node) ? `t${node.id}` : this.source(node)
  }

  private isWide(node: Node): boolean {
    if (node.min < -this.dialect.widest || node.max > this.dialect.widest) throw new Unsupported(`整数超出 ${this.dialect.name} 的范围`)
    return node.min < -INT64 || node.max > INT64
  }

  private source(node: Node): string {
    const { dialect } = this
    switch (node.op) {
      case 'int':
        return this.isWide(node) ? `CAST('${node.value}' AS ${dialect.wide})` : node.value < 0n ? `(${node.value})` : String(node.value)
      case 'bool':
        return node.value ? 'TRUE' : 'FALSE'
      case 'text':
        return dialect.text(node.value)
      case 'date':
        return `DATE '${node.value}'`
      case 'column':
        if (node.column.type !== 'int' || !node.column.nullable || this.raw.has(node.column)) return this.reference(node.column)
        return `COALESCE(${this.reference(node.column)}, 0)`
      case 'known':
        return `(${this.reference(node.column)} IS NOT NULL)`
      case 'add':
      case 'sub':
      case 'mul': {
        const sign = node.op === 'add' ? '+' : node.op === 'sub' ? '-' : '*'
        const left = this.print(node.left)
        const wide = this.isWide(node) && !this.isWide(node.left) && !this.isWide(node.right)
        return `(${wide ? `CAST(${left} AS ${dialect.wide})` : left} ${sign} ${this.print(node.right)})`
      }
      case 'div': {
        const [a, b] = [this.print(node.left), this.print(node.right)]
        const wide = this.widely(node.left) || this.widely(node.right)
        if (node.max > dialect.widestQuotient || node.min < -dialect.widestQuotient) throw new Unsupported(`商超出 ${dialect.name} 的范围`)
        if (node.left.min >= 0n) return dialect.divide(a, b, wide)
        return `(CASE WHEN ${a} < 0 THEN -${dialect.divide(`(${b} - 1 - ${a})`, b, wide)} ELSE ${dialect.divide(a, b, wide)} END)`
      }
      case 'min':
        return `LEAST(${this.print(node.left)}, ${this.print(node.right)})`
      case 'max':
        return `GREATEST(${this.print(node.left)}, ${this.print(node.right)})`
      case 'less':
        return `(${this.value(node.left)} < ${this.value(node.right)})`
      case 'at-most':
        return `(${this.value(node.left)} <= ${this.value(node.right)})`
      case 'equal':
        return `(${this.value(node.left)} = ${this.value(node.right)})`
      case 'case':
        return this.choice(node)
      case 'in':
        return node.options.length === 1
          ? `(${this.print(node.item)} = ${dialect.text(node.options[0] ?? '')})`
          : `(${this.print(node.item)} IN (${node.options.map((one) => dialect.text(one)).join(', ')}))`
      case 'and':
        return this.logic(node.items, ' AND ', false)
      case 'or':
        return this.logic(node.items, ' OR ', true)
      case 'not': {
        const { item } = node
        if (item.op === 'known') return `(${this.reference(item.column)} IS NULL)`
        return this.maybeNull(item) && !(item.op === 'column' && this.raw.has(item.column)) ? `(${this.print(item)} IS NOT TRUE)` : `(NOT ${this.print(item)})`
      }
      case 'year':
        return this.maybeNull(node.item) && !(node.item.op === 'column' && this.raw.has(node.item.column)) ? `COALESCE(${dialect.year(this.print(node.item))}, 0)` : dialect.year(this.print(node.item))
      case 'mask': {
        const bits = node.bits.map(({ bit, when }) => `CASE WHEN ${this.print(when)} THEN ${2n ** BigInt(bit)} ELSE 0 END`)
        return `(${node.base ? `CAST(${this.print(node.base)} AS BIGINT) | ` : ''}CAST(${bits.length === 0 ? '0' : bits.join(' + ')} AS BIGINT))`
      }
    }
  }

  /** Whether SQL holds a node in the wide type, though its bounds may be narrow. */
  private widely(node: Node): boolean {
    if (this.isWide(node)) return true
    return (
      (node.op === 'min' || node.op === 'max' || node.op === 'add' || node.op === 'sub' || node.op === 'case' || node.op === 'div') &&
      partsOf(node).some((part) => part.type === 'int' && this.widely(part))
    )
  }

  private choice(node: Extract<Node, { op: 'case' }>): string {
    const arms: string[] = []
    let rest: Node = node
    while (rest.op === 'case' && (rest === node || !this.named(rest))) {
      arms.push(`WHEN ${this.print(rest.test)} THEN ${this.value(rest.yes)}`)
      rest = rest.no
    }
    const choice = `CASE ${arms.join(' ')} ELSE ${this.value(rest)} END`
    // Constants alone would be 32 bits wide.
    return node.type === 'int' ? `CAST(${choice} AS ${this.typeOf(node)})` : `(${choice})`
  }

  /**
   * Beside “x is known” a column need not be guarded against NULL; and beside a comparison that is NULL with x the guard itself
   * is not needed, for NULL counts as false. “x is not known, or it is below 3” is “x < 3 is not false”.
   */
  private logic(items: readonly Node[], sign: string, or: boolean): string {
    const guards = new Map<Node, Column>()
    for (const item of items) {
      const known = or ? (item.op === 'not' ? item.item : undefined) : item
      if (known?.op === 'known') guards.set(item, known.column)
    }
    const columns = [...guards.values()]
    const rest = items.filter((item) => !guards.has(item))
    const outer = this.raw
    this.raw = new Set([...outer, ...columns])
    const [only] = rest
    const unlessFalse = or && only && rest.length === 1 && columnsOf([only]).every((column) => !column.nullable || columns.includes(column)) && columns.every((column) => this.nullWith(only, column))
    const needed = (item: Node): boolean => {
      const column = guards.get(item)
      return or || !column || !rest.some((one) => this.nullWith(one, column))
    }
    const printed = unlessFalse ? [`(${this.print(only)} IS NOT FALSE)`] : items.filter(needed).map((item) => this.print(item))
    this.raw = outer
    return printed.length === 1 ? (printed[0] ?? '') : `(${printed.join(sign)})`
  }

  /** Whether what is printed for a node beside a guard of the column is NULL wherever the column is. */
  private nullWith(node: Node, column: Column): boolean {
    if (this.named(node)) return false
    switch (node.op) {
      case 'column':
        return node.column === column
      case 'less':
      case 'at-most':
      case 'equal':
      case 'add':
      case 'sub':
      case 'mul':
        return this.nullWith(node.left, column) || this.nullWith(node.right, column)
      case 'in':
      case 'year':
        return this.nullWith(node.item, column)
      case 'not':
        return node.item.op === 'column' && node.item.column === column
      case 'and':
      case 'or':
        return node.items.every((item) => this.nullWith(item, column))
      default:
        return false
    }
  }
}
