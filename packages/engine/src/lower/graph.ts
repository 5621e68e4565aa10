import { Facts, intervalOf } from './facts.ts'
import type { Column, Node } from './node.ts'

type Draft = Node extends infer N ? (N extends Node ? Omit<N, 'id' | 'type' | 'min' | 'max'> : never) : never

/** Builds nodes: equal ones are shared, constants are folded, comparisons are brought to their smallest integer form. */
export class Graph {
  private readonly known = new Map<string, Node>()
  private readonly opposites = new Map<Node, Node>()
  readonly yes: Node = this.make('true', { op: 'bool', value: true }, 'bool')
  readonly no: Node = this.make('false', { op: 'bool', value: false }, 'bool')
  readonly zero: Node = this.int(0n)
  readonly one: Node = this.int(1n)

  private make(key: string, draft: Draft, type: Node['type'], min = 0n, max = 0n): Node {
    const before = this.known.get(key)
    if (before) return before
    const node = { ...draft, id: this.known.size, type, min, max } as Node
    this.known.set(key, node)
    return node
  }

  int(value: bigint): Node {
    return this.make(`i${value}`, { op: 'int', value }, 'int', value, value)
  }

  bool(value: boolean): Node {
    return value ? this.yes : this.no
  }

  text(value: string): Node {
    return this.make(`t${value}`, { op: 'text', value }, 'text')
  }

  date(value: string): Node {
    return this.make(`d${value}`, { op: 'date', value }, 'date')
  }

  /** The column's value; 0, false or nothing where it is unknown. */
  column(column: Column): Node {
    const { min, max } = column
    if (column.type === 'int' && min === max && !column.nullable) return this.int(min)
    const low = column.nullable && min > 0n ? 0n : min
    const high = column.nullable && max < 0n ? 0n : max
    return this.make(`c${column.relation}.${column.name}`, { op: 'column', column }, column.type, low, high)
  }

  /** The same column where its value is known to lie between two ends: used while folding, see {@link assuming}. */
  private narrowed(node: Extract<Node, { op: 'column' }>, min: bigint, max: bigint): Node {
    return min > max ? node : this.make(`c${node.column.relation}.${node.column.name}[${min},${max}]`, { op: 'column', column: node.column }, 'int', min, max)
  }

  isKnown(column: Column): Node {
    return column.nullable ? this.make(`k${column.relation}.${column.name}`, { op: 'known', column }, 'bool') : this.yes
  }

  add(left: Node, right: Node): Node {
    if (left.op === 'int' && right.op === 'int') return this.int(left.value + right.value)
    if (left === this.zero) return right
    if (right === this.zero) return left
    return this.make(`+${left.id},${right.id}`, { op: 'add', left, right }, 'int', left.min + right.min, left.max + right.max)
  }

  sub(left: Node, right: Node): Node {
    if (left.op === 'int' && right.op === 'int') return this.int(left.value - right.value)
    if (right === this.zero) return left
    if (left === right) return this.zero
    return this.make(`-${left.id},${right.id}`, { op: 'sub', left, right }, 'int', left.min - right.max, left.max - right.min)
  }

  mul(left: Node, right: Node): Node {
    if (left.op === 'int' && right.op === 'int') return this.int(left.value * right.value)
    if (right.op === 'int') return this.mul(right, left)
    if (left === this.zero) return this.zero
    if (left === this.one) return right
    if (left.op === 'int' && right.op === 'mul' && right.left.op === 'int') return this.mul(this.int(left.value * right.left.value), right.right)
    const ends = [left.min * right.min, left.min * right.max, left.max * right.min, left.max * right.max]
    return this.make(`*${left.id},${right.id}`, { op: 'mul', left, right }, 'int', ends.reduce(smaller), ends.reduce(larger))
  }

  /** ⌊left ÷ right⌋; the divisor is above zero wherever the result is used. */
  div(left: Node, right: Node): Node {
    if (right === this.one) return left
    if (left.op === 'int' && right.op === 'int') return this.int(floorDiv(left.value, right.value))
    const least = right.min > 0n ? right.min : 1n
    const [min, max] = [left.min < 0n ? floorDiv(left.min, least) : 0n, left.max > 0n ? floorDiv(left.max, least) : 0n]
    return this.make(`/${left.id},${right.id}`, { op: 'div', left, right }, 'int', min, max)
  }

  min(left: Node, right: Node): Node {
    if (left.max <= right.min) return left
    if (right.max <= left.min) return right
    return this.make(`m${left.id},${right.id}`, { op: 'min', left, right }, 'int', smaller(left.min, right.min), smaller(left.max, right.max))
  }

  max(left: Node, right: Node): Node {
    if (left.min >= right.max) return left
    if (right.min >= left.max) return right
    return this.make(`M${left.id},${right.id}`, { op: 'max', left, right }, 'int', larger(left.min, right.min), larger(left.max, right.max))
  }

  case(test: Node, yes: Node, no: Node): Node {
    if (test.op === 'bool') return test.value ? yes : no
    if (yes === no) return yes
    if (yes.type === 'bool') return this.or([this.and([test, yes]), this.and([this.not(test), no])])
    if (test.op === 'not') return this.case(test.item, no, yes)
    if (no.op === 'case' && no.test === test) return this.case(test, yes, no.no)
    if (yes.op === 'case' && yes.test === test) return this.case(test, yes.yes, no)
    if (no.op === 'case' && no.yes === yes) return this.case(this.or([test, no.test]), yes, no.no)
    // x = c ? c : x is x.
    if (test.op === 'equal' && [yes, no].every((one) => one === test.left || one === test.right)) return no
    return this.make(`?${test.id},${yes.id},${no.id}`, { op: 'case', test, yes, no }, yes.type, smaller(yes.min, no.min), larger(yes.max, no.max))
  }

  less(left: Node, right: Node): Node {
    return left.type === 'int' ? this.linear('less', left, right) : this.ordered('less', left, right)
  }

  atMost(left: Node, right: Node): Node {
    return left.type === 'int' ? this.linear('at-most', left, right) : this.ordered('at-most', left, right)
  }

  equal(left: Node, right: Node): Node {
    if (left === right) return this.yes
    if (left.type === 'text' && right.op === 'text') return left.op === 'text' ? this.bool(left.value === right.value) : this.in(left, [right.value])
    if (right.type === 'text' && left.op === 'text') return this.equal(right, left)
    if (left.type === 'bool') return this.or([this.and([left, right]), this.and([this.not(left), this.not(right)])])
    return left.type === 'int' ? this.linear('equal', left, right) : this.ordered('equal', left, right)
  }

  private ordered(op: 'less' | 'at-most' | 'equal', left: Node, right: Node): Node {
    if (left.op === right.op && (left.op === 'date' || left.op === 'text') && 'value' in right) {
      const [a, b] = [left.value, String(right.value)]
      return this.bool(op === 'less' ? a < b : op === 'at-most' ? a <= b : a === b)
    }
    if (left === right) return this.bool(op !== 'less')
    return this.make(`${op}${left.id},${right.id}`, { op, left, right }, 'bool')
  }

  /** Compares Σ cᵢxᵢ with 0 in lowest terms: positive terms on one side, negative on the other, a constant alone where there is one. */
  private linear(op: 'less' | 'at-most' | 'equal', left: Node, right: Node): Node {
    const terms = new Map<Node, bigint>()
    let constant = collect(left, 1n, terms) + collect(right, -1n, terms)
    for (const [node, factor] of terms) if (factor === 0n) terms.delete(node)
    let divisor = 0n
    for (const factor of terms.values()) divisor = gcd(divisor, abs(factor))
    if (divisor === 0n) return this.bool(op === 'less' ? constant < 0n : op === 'at-most' ? constant <= 0n : constant === 0n)
    // Σ + c < 0 ⇔ Σ/g < ⌈-c/g⌉; Σ + c ≤ 0 ⇔ Σ/g ≤ ⌊-c/g⌋: integers on both sides.
    if (op === 'equal' && constant % divisor !== 0n) return this.no
    constant = op === 'less' ? floorDiv(constant, divisor) : -floorDiv(-constant, divisor)
    let [a, b] = [this.zero, this.zero]
    for (const [node, factor] of terms) {
      const scaled = factor / divisor
      if (scaled > 0n) a = this.add(a, this.mul(this.int(scaled), node))
      else b = this.add(b, this.mul(this.int(-scaled), node))
    }
    if (constant < 0n && a !== this.zero) b = this.add(b, this.int(-constant))
    else a = this.add(a, this.int(constant))
    if (op === 'equal') {
      if (a.max < b.min || b.max < a.min) return this.no
    } else {
      if (op === 'less' ? a.max < b.min : a.max <= b.min) return this.yes
      if (op === 'less' ? a.min >= b.max : a.min > b.max) return this.no
      // All that is left is the end itself.
      if (op === 'at-most' && a.min === b.max && (a.op === 'int' || b.op === 'int')) return this.linear('equal', a, b)
      if (op === 'less' && a.max === b.min && (a.op === 'int' || b.op === 'int')) return this.not(this.linear('equal', a, b))
    }
    return this.beside(op, a, b) ?? this.make(`${op}${a.id},${b.id}`, { op, left: a, right: b }, 'bool')
  }

  /** Comparisons of a quotient, a choice, a least or a greatest with a constant, as comparisons of what they are made of. */
  private beside(op: 'less' | 'at-most' | 'equal', a: Node, b: Node): Node | undefined {
    const [inner, constant] = a.op === 'int' ? [b, a.value] : b.op === 'int' ? [a, b.value] : [undefined, 0n]
    if (inner?.op === 'div' && inner.right.op === 'int') {
      // ⌊x ÷ d⌋ ≤ c is x < (c + 1)·d, ⌊x ÷ d⌋ < c is x < c·d; on the other side their contraries.
      const below = (bound: bigint): Node => this.less(inner.left, this.mul(this.int(bound), inner.right))
      if (op === 'equal') return this.and([this.not(below(constant)), below(constant + 1n)])
      if (inner === a) return below(op === 'less' ? constant : constant + 1n)
      return this.not(below(op === 'less' ? constant + 1n : constant))
    }
    const part = (one: Node): Node => this.linear(op, inner === a ? one : a, inner === a ? b : one)
    if (inner?.op === 'case' && (inner.yes.op === 'int' || inner.no.op === 'int')) return this.case(inner.test, part(inner.yes), part(inner.no))
    if ((inner?.op === 'min' || inner?.op === 'max') && op !== 'equal') {
      const both = [part(inner.left), part(inner.right)]
      return (inner.op === 'min') === (inner === a) ? this.or(both) : this.and(both)
    }
    return undefined
  }

  /** One of the options; false where the text is unknown. */
  in(item: Node, options: readonly string[]): Node {
    if (item.op === 'text') return this.bool(options.includes(item.value))
    if (options.length === 0) return this.no
    if (item.op === 'case') return this.case(item.test, this.in(item.yes, options), this.in(item.no, options))
    return this.make(`∈${item.id},${options.join(' ')}`, { op: 'in', item, options }, 'bool')
  }

  and(items: readonly Node[]): Node {
    return this.logic('and', items, this.yes, this.no)
  }

  or(items: readonly Node[]): Node {
    return this.logic('or', items, this.no, this.yes)
  }

  private logic(op: 'and' | 'or', items: readonly Node[], neutral: Node, decider: Node): Node {
    const flat = new Set<Node>()
    for (const item of items) for (const one of item.op === op ? item.items : [item]) if (one !== neutral) flat.add(one)
    if (flat.has(decider)) return decider
    for (const one of flat) if (flat.has(this.not(one))) return decider
    const slim = this.absorbed(op, flat, neutral, decider) ?? this.factored(op, [...flat], neutral, decider) ?? this.tightened(op, [...flat], decider)
    if (slim) return this.logic(op, slim, neutral, decider)
    const [only] = flat
    if (!only) return neutral
    if (flat.size === 1) return only
    const list = [...flat]
    return this.make(`${op}${list.map((one) => one.id).join()}`, { op, items: list }, 'bool')
  }

  /** a ∧ (a ∨ b) = a, and a ∧ (¬a ∨ b) = a ∧ b; the same with the signs turned. Undefined where nothing is to be had. */
  private absorbed(op: 'and' | 'or', flat: ReadonlySet<Node>, neutral: Node, decider: Node): readonly Node[] | undefined {
    const other = op === 'and' ? 'or' : 'and'
    let changed = false
    const slim = [...flat].flatMap((one) => {
      if (one.op !== other) return [one]
      if (one.items.some((inner) => flat.has(inner))) {
        changed = true
        return []
      }
      const rest = one.items.filter((inner) => !flat.has(this.not(inner)))
      if (rest.length === one.items.length) return [one]
      changed = true
      return [this.logic(other, rest, decider, neutral)]
    })
    return changed ? slim : undefined
  }

  /** (u ∨ a) ∧ (u ∨ b) = u ∨ (a ∧ b), where u says that a column is unknown; the same with the signs turned. */
  private factored(op: 'and' | 'or', flat: readonly Node[], neutral: Node, decider: Node): readonly Node[] | undefined {
    const other = op === 'and' ? 'or' : 'and'
    const isGuard = (one: Node): boolean => (op === 'or' ? one.op === 'known' : one.op === 'not' && one.item.op === 'known')
    const groups = new Map<string, Node[]>()
    for (const one of flat) {
      const key =
        one.op === other
          ? one.items
              .filter(isGuard)
              .map(({ id }) => id)
              .join()
          : ''
      if (key !== '') groups.set(key, [...(groups.get(key) ?? []), one])
    }
    const group = [...groups.values()].find((list) => list.length > 1)
    if (!group) return undefined
    const inner = group.map((one) => (one.op === other ? one.items : []))
    const rests = inner.map((all) =>
      this.logic(
        other,
        all.filter((one) => !isGuard(one)),
        decider,
        neutral,
      ),
    )
    const joined = this.logic(other, [...(inner[0] ?? []).filter(isGuard), this.logic(op, rests, neutral, decider)], decider, neutral)
    return [...flat.filter((one) => !group.includes(one)), joined]
  }

  /** Comparisons of one integer with constants, brought to the two that matter: x = 3 ∧ x ≤ 5 is x = 3, x ≥ 3 ∧ x ≠ 3 is x > 3. */
  private tightened(op: 'and' | 'or', flat: readonly Node[], decider: Node): readonly Node[] | undefined {
    const asked = (one: Node): Node => (op === 'and' ? one : this.not(one))
    const groups = new Map<Node, { readonly item: Node; readonly low: bigint | undefined; readonly high: bigint | undefined }[]>()
    const holes = new Map<Node, Map<bigint, Node>>()
    for (const item of flat) {
      const one = asked(item)
      const interval = intervalOf(one)
      const hole = one.op === 'not' ? intervalOf(one.item) : undefined
      if (interval) groups.set(interval.of, [...(groups.get(interval.of) ?? []), { ...interval, item }])
      else if (hole?.low !== undefined) holes.set(hole.of, new Map([...(holes.get(hole.of) ?? []), [hole.low, item]]))
    }
    for (const [of, group] of groups) {
      const out = holes.get(of)
      if (group.length < 2 && !out) continue
      const least = group.reduce((best, one) => (one.low !== undefined && (best.low === undefined || one.low > best.low) ? one : best))
      const most = group.reduce((best, one) => (one.high !== undefined && (best.high === undefined || one.high < best.high) ? one : best))
      const { low } = least
      const { high } = most
      if (low !== undefined && high !== undefined && low > high) return [decider]
      const [below, above] = [low === undefined ? undefined : out?.get(low), high === undefined ? undefined : out?.get(high)]
      const exact = low !== undefined && low === high ? this.equal(of, this.int(low)) : undefined
      const kept: Node[] = exact ? [asked(exact)] : []
      if (!exact && low !== undefined) kept.push(below ? asked(this.less(this.int(low), of)) : least.item)
      if (!exact && high !== undefined) kept.push(above ? asked(this.less(of, this.int(high))) : most.item)
      const gone = [...group.map(({ item }) => item), ...(exact ? [] : [below, above])]
      if (kept.length < gone.filter(Boolean).length || kept.some((one) => !flat.includes(one))) return [...flat.filter((one) => !gone.includes(one)), ...kept]
    }
    return undefined
  }

  not(item: Node): Node {
    const before = this.opposites.get(item)
    if (before) return before
    const opposite = this.negate(item)
    this.opposites.set(item, opposite)
    if (!this.opposites.has(opposite)) this.opposites.set(opposite, item)
    return opposite
  }

  private negate(item: Node): Node {
    switch (item.op) {
      case 'bool':
        return this.bool(!item.value)
      case 'not':
        return item.item
      case 'less':
        return this.atMost(item.right, item.left)
      case 'at-most':
        return this.less(item.right, item.left)
      case 'and':
        return this.or(item.items.map((one) => this.not(one)))
      case 'or':
        return this.and(item.items.map((one) => this.not(one)))
      default:
        return this.make(`!${item.id}`, { op: 'not', item }, 'bool')
    }
  }

  year(item: Node): Node {
    if (item.op === 'date') return this.int(BigInt(item.value.slice(0, 4)))
    if (item.op === 'case') return this.case(item.test, this.year(item.yes), this.year(item.no))
    return this.make(`y${item.id}`, { op: 'year', item }, 'int', 0n, 9999n)
  }

  /**
   * The same nodes where some truths are given: what the rows of a filter still have to compute. Every part that is given
   * becomes a constant, a column that the filter bounds is taken within its bounds, and what follows folds away; so does,
   * within a choice, what its test settles.
   */
  assuming(nodes: readonly Node[], given: readonly Node[]): readonly Node[] {
    let folded = nodes
    // What one round folds may be what the next is given.
    for (let round = 0; round < 3; round += 1) {
      const narrowed = new Map<Node, Node>()
      const before = folded
      folded = this.replacing(this.under(before, new Facts(this, narrowed, undefined, given), { left: MOST_VISITS }), narrowed)
      if (folded.every((node, at) => node === before[at])) break
    }
    return folded
  }

  private under(nodes: readonly Node[], facts: Facts, visits: { left: number }): readonly Node[] {
    const visit = (node: Node): Node => {
      const before = facts.of(node)
      if (before) return before
      visits.left -= 1
      let result: Node
      if (node.op === 'case' && visits.left > 0) {
        const test = visit(node.test)
        const branch = (one: Node, truth: Node): Node => this.under([one], facts.and(truth), visits)[0] ?? one
        result = test.op === 'bool' ? visit(test.value ? node.yes : node.no) : this.case(test, branch(node.yes, test), branch(node.no, this.not(test)))
      } else if (node.op === 'column' && node.type === 'int') {
        const { min, max } = facts.boundsOf(node)
        result = min === node.min && max === node.max ? node : this.narrowed(node, min, max)
        if (result !== node) facts.narrowed.set(result, node)
      } else result = this.rebuild(node, visit)
      // With its columns narrowed it may be what a choice has settled.
      const settled = facts.of(result)
      if (settled?.op === 'bool') result = settled
      facts.set(node, result)
      return result
    }
    return nodes.map(visit)
  }

  /** The same nodes with some parts put in place of others. */
  replacing(nodes: readonly Node[], parts: ReadonlyMap<Node, Node>): readonly Node[] {
    const rebuilt = new Map<Node, Node>(parts)
    const visit = (node: Node): Node => {
      const before = rebuilt.get(node)
      if (before) return before
      const result = this.rebuild(node, visit)
      rebuilt.set(node, result)
      return result
    }
    return nodes.map(visit)
  }

  private rebuild(node: Node, visit: (part: Node) => Node): Node {
    switch (node.op) {
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
      case 'min':
      case 'max':
      case 'less':
      case 'equal':
        return this[node.op](visit(node.left), visit(node.right))
      case 'at-most':
        return this.atMost(visit(node.left), visit(node.right))
      case 'case':
        return this.case(visit(node.test), visit(node.yes), visit(node.no))
      case 'in':
        return this.in(visit(node.item), node.options)
      case 'and':
      case 'or':
        return this[node.op](node.items.map(visit))
      case 'not':
      case 'year':
        return this[node.op](visit(node.item))
      case 'mask':
        return this.mask(new Map(node.bits.map(({ bit, when }) => [bit, visit(when)])), node.base && visit(node.base))
      default:
        return node
    }
  }

  /** A set as an integer: bit k is set where `when` holds. */
  mask(bits: ReadonlyMap<number, Node>, base?: Node): Node {
    const sure = [...bits].reduce((all, [bit, when]) => (when === this.yes ? all | (1n << BigInt(bit)) : all), 0n)
    if (sure !== 0n && (!base || base.op === 'int')) {
      const rest = new Map([...bits].filter(([, when]) => when !== this.yes))
      return this.mask(rest, this.int(sure | (base?.value ?? 0n)))
    }
    const live = [...bits].filter(([, when]) => when !== this.no).sort(([a], [b]) => a - b)
    if (live.length === 0) return base ?? this.zero
    const entries = live.map(([bit, when]) => ({ bit, when }))
    return this.make(`#${base?.id ?? ''};${live.map(([bit, when]) => `${bit}:${when.id}`).join()}`, { op: 'mask', base, bits: entries }, 'int', 0n, 2n ** 31n - 1n)
  }
}

/** How many nodes may be looked at in the light of the choices they stand in; past that, choices say nothing. */
const MOST_VISITS = 20_000

/** Adds `factor × node` to the terms and returns its constant part. */
function collect(node: Node, factor: bigint, terms: Map<Node, bigint>): bigint {
  if (node.op === 'int') return node.value * factor
  if (node.op === 'add') return collect(node.left, factor, terms) + collect(node.right, factor, terms)
  if (node.op === 'sub') return collect(node.left, factor, terms) + collect(node.right, -factor, terms)
  if (node.op === 'mul' && node.left.op === 'int') return collect(node.right, factor * node.left.value, terms)
  terms.set(node, (terms.get(node) ?? 0n) + factor)
  return 0n
}

export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const abs = (a: bigint): bigint => (a < 0n ? -a : a)
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
