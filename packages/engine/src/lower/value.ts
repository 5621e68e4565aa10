import type { Rational } from '@zhida/language/ir'
import type { Graph } from './graph.ts'
import type { Node } from './node.ts'

/** Which facts would settle a value, by their place in the measure's legend, and when each is wanting. */
export type Open = ReadonlyMap<number, Node>

/** One end of a range: `n / d` with `d > 0`, where it is bounded. */
export interface End {
  readonly bounded: Node
  readonly n: Node
  readonly d: Node
}

export interface Range {
  readonly lo: End
  readonly hi: End
}

/** What the interpreter's values become when the facts are columns: the same ranges and three-valued truths, as nodes. */
export type Value = { readonly open: Open } & (
  | { readonly kind: 'number'; readonly range: Range }
  | { readonly kind: 'truth'; readonly holds: Node; readonly fails: Node }
  | { readonly kind: 'text' | 'date'; readonly known: Node; readonly value: Node }
)

export type NumberValue = Extract<Value, { kind: 'number' }>
export type TruthValue = Extract<Value, { kind: 'truth' }>

export const SETTLED: Open = new Map()

/** A construct that no compiled target can express exactly. The compiler turns it into a diagnostic; nothing is approximated. */
export class Unsupported extends Error {}

/** Arithmetic over ranges whose ends are nodes; each function has its namesake in `interpret/interval.ts`. */
export class Ranges {
  readonly nothing: Range
  readonly any: Range

  constructor(private readonly graph: Graph) {
    const zero = this.end(graph.zero)
    this.nothing = { lo: zero, hi: zero }
    this.any = { lo: this.unbounded(), hi: this.unbounded() }
  }

  end(n: Node, d: Node = this.graph.one, bounded: Node = this.graph.yes): End {
    return { bounded, n, d }
  }

  unbounded(): End {
    return this.end(this.graph.zero, this.graph.one, this.graph.no)
  }

  exactly(value: Rational): Range {
    const end = this.end(this.graph.int(value.n), this.graph.int(value.d))
    return { lo: end, hi: end }
  }

  join(a: Open, b: Open): Open {
    if (a.size === 0) return b
    if (b.size === 0) return a
    const all = new Map(a)
    for (const [bit, when] of b) {
      const before = all.get(bit)
      all.set(bit, before ? this.graph.or([before, when]) : when)
    }
    return all
  }

  where(open: Open, test: Node): Open {
    if (test === this.graph.no || open.size === 0) return SETTLED
    return new Map([...open].map(([bit, when]) => [bit, this.graph.and([test, when])] as const).filter(([, when]) => when !== this.graph.no))
  }

  isExact({ lo, hi }: Range): Node {
    return this.graph.and([lo.bounded, hi.bounded, this.compare('equal', lo, hi)])
  }

  /** Compares the numbers of two ends by multiplying across; whether they are bounded is the caller's to ask. */
  compare(op: 'less' | 'at-most' | 'equal', a: End, b: End): Node {
    const { graph } = this
    const [left, right] = [graph.mul(b.d, a.n), graph.mul(a.d, b.n)]
    return op === 'less' ? graph.less(left, right) : op === 'at-most' ? graph.atMost(left, right) : graph.equal(left, right)
  }

  number(range: Range, open: Open): NumberValue {
    return { kind: 'number', range, open: this.where(open, this.graph.not(this.isExact(range))) }
  }

  private both(a: End, b: End, combine: (x: Node, y: Node) => Node): End {
    const { graph } = this
    const bounded = graph.and([a.bounded, b.bounded])
    if (bounded === graph.no) return this.unbounded()
    if (a.d === b.d) return this.end(combine(a.n, b.n), a.d, bounded)
    return this.end(combine(graph.mul(b.d, a.n), graph.mul(a.d, b.n)), graph.mul(a.d, b.d), bounded)
  }

  sum(a: Range, b: Range): Range {
    const add = (x: Node, y: Node): Node => this.graph.add(x, y)
    return this.between(this.both(a.lo, b.lo, add), this.both(a.hi, b.hi, add))
  }

  difference(a: Range, b: Range): Range {
    const sub = (x: Node, y: Node): Node => this.graph.sub(x, y)
    return this.between(this.both(a.lo, b.hi, sub), this.both(a.hi, b.lo, sub))
  }

  /** A range whose ends are one object where they are one number. */
  between(lo: End, hi: End): Range {
    return lo.bounded === hi.bounded && lo.n === hi.n && lo.d === hi.d ? { lo, hi: lo } : { lo, hi }
  }

  private times(a: End, b: End): End {
    const { graph } = this
    return this.end(graph.mul(a.n, b.n), graph.mul(a.d, b.d), graph.and([a.bounded, b.bounded]))
  }

  product(a: Range, b: Range): Range {
    if (a.lo === a.hi && b.lo === b.hi) {
      const end = this.times(a.lo, b.lo)
      return { lo: end, hi: end }
    }
    if (this.neverNegative(a) && this.neverNegative(b)) {
      const hi = this.times(a.hi, b.hi)
      // 0 × ∞ is 0.
      const zero = this.graph.or([this.isZero(a.hi), this.isZero(b.hi)])
      const { graph } = this
      const bounded = graph.or([hi.bounded, zero])
      return { lo: this.times(a.lo, b.lo), hi: this.end(graph.case(zero, graph.zero, hi.n), hi.d, bounded) }
    }
    return this.hullOfEnds(a, b)
  }

  private neverNegative(one: Range): boolean {
    return one.lo.bounded === this.graph.yes && one.lo.n.min >= 0n && one.hi.n.min >= 0n
  }

  private isZero(end: End): Node {
    return this.graph.and([end.bounded, this.graph.equal(end.n, this.graph.zero)])
  }

  /** The general product: the least and greatest of four, each finite or endless. */
  private hullOfEnds(a: Range, b: Range): Range {
    const { graph } = this
    const signs = (end: End, endless: 'up' | 'down'): { up: Node; down: Node } => ({
      up: graph.or([graph.and([end.bounded, graph.less(graph.zero, end.n)]), endless === 'up' ? graph.not(end.bounded) : graph.no]),
      down: graph.or([graph.and([end.bounded, graph.less(end.n, graph.zero)]), endless === 'down' ? graph.not(end.bounded) : graph.no]),
    })
    let lo: End | undefined
    let hi: End | undefined
    let [up, down, some] = [graph.no, graph.no, graph.no]
    for (const [x, xWay] of [[a.lo, 'down'] as const, [a.hi, 'up'] as const]) {
      for (const [y, yWay] of [[b.lo, 'down'] as const, [b.hi, 'up'] as const]) {
        const finite = graph.and([x.bounded, y.bounded])
        const [sx, sy] = [signs(x, xWay), signs(y, yWay)]
        const endless = graph.not(finite)
        const rises = graph.and([endless, graph.or([graph.and([sx.up, sy.up]), graph.and([sx.down, sy.down])])])
        const falls = graph.and([endless, graph.or([graph.and([sx.up, sy.down]), graph.and([sx.down, sy.up])])])
        const here = graph.not(graph.or([rises, falls]))
        const value = this.end(graph.case(finite, graph.mul(x.n, y.n), graph.zero), graph.case(finite, graph.mul(x.d, y.d), graph.one))
        lo = lo ? this.pick(graph.and([here, graph.or([graph.not(some), this.compare('less', value, lo)])]), value, lo) : value
        hi = hi ? this.pick(graph.and([here, graph.or([graph.not(some), this.compare('less', hi, value)])]), value, hi) : value
        some = graph.or([some, here])
        up = graph.or([up, rises])
        down = graph.or([down, falls])
      }
    }
    if (!lo || !hi) return this.any
    return { lo: { ...lo, bounded: graph.and([some, graph.not(down)]) }, hi: { ...hi, bounded: graph.and([some, graph.not(up)]) } }
  }

  pick(test: Node, yes: End, no: End): End {
    const { graph } = this
    const bounded = graph.case(test, yes.bounded, no.bounded)
    if (yes.d === no.d) return this.end(graph.case(test, yes.n, no.n), yes.d, bounded)
    if (yes.d.op === 'int' && no.d.op === 'int') return this.end(graph.case(test, graph.mul(no.d, yes.n), graph.mul(yes.d, no.n)), graph.mul(yes.d, no.d), bounded)
    return this.end(graph.case(test, yes.n, no.n), graph.case(test, yes.d, no.d), bounded)
  }

  choose(test: Node, yes: Range, no: Range): Range {
    return this.between(this.pick(test, yes.lo, no.lo), this.pick(test, yes.hi, no.hi))
  }

  /** @returns the quotient, and where it has one: the divisor cannot be zero. */
  quotient(a: Range, b: Range): { readonly range: Range; readonly defined: Node } {
    const { graph } = this
    const positive = graph.and([b.lo.bounded, graph.less(graph.zero, b.lo.n)])
    const negative = graph.and([b.hi.bounded, graph.less(b.hi.n, graph.zero)])
    const inverse = (end: End): End => {
      const above = graph.less(graph.zero, end.n)
      const below = graph.less(end.n, graph.zero)
      if (below === graph.no) return this.end(graph.case(end.bounded, end.d, graph.zero), graph.max(end.n, graph.one))
      const usable = graph.and([end.bounded, graph.or([above, below])])
      const n = graph.case(below, graph.sub(graph.zero, end.d), end.d)
      const d = graph.case(below, graph.sub(graph.zero, end.n), end.n)
      // A divisor is never below 1, also where the result is not used.
      return this.end(graph.case(usable, n, graph.zero), graph.max(graph.case(usable, d, graph.one), graph.one))
    }
    const over = b.lo === b.hi ? inverse(b.lo) : undefined
    const range = this.product(a, over ? { lo: over, hi: over } : { lo: inverse(b.hi), hi: inverse(b.lo) })
    return { range, defined: graph.or([positive, negative]) }
  }

  least(a: Range, b: Range): Range {
    return this.between(this.nearer(a.lo, b.lo, 'less', 'both'), this.nearer(a.hi, b.hi, 'less', 'either'))
  }

  greatest(a: Range, b: Range): Range {
    return this.between(this.nearer(a.lo, b.lo, 'more', 'either'), this.nearer(a.hi, b.hi, 'more', 'both'))
  }

  hull(a: Range, b: Range): Range {
    return this.between(this.nearer(a.lo, b.lo, 'less', 'both'), this.nearer(a.hi, b.hi, 'more', 'both'))
  }

  /** The smaller or larger of two ends; `both` must be bounded for it to be, or `either` suffices. */
  private nearer(a: End, b: End, way: 'less' | 'more', need: 'both' | 'either'): End {
    const { graph } = this
    if (a === b) return a
    const first = way === 'less' ? this.compare('at-most', a, b) : this.compare('at-most', b, a)
    const constants = a.d.op === 'int' && b.d.op === 'int'
    const extreme = (): End => {
      if (!constants) return this.pick(first, a, b)
      const [x, y] = a.d === b.d ? [a.n, b.n] : [graph.mul(b.d, a.n), graph.mul(a.d, b.n)]
      return this.end(way === 'less' ? graph.min(x, y) : graph.max(x, y), a.d === b.d ? a.d : graph.mul(a.d, b.d))
    }
    if (need === 'both') return { ...extreme(), bounded: graph.and([a.bounded, b.bounded]) }
    if (a.bounded === graph.no) return b
    if (b.bounded === graph.no) return a
    const one = this.pick(a.bounded, a, b)
    const result = this.pick(graph.and([a.bounded, b.bounded]), { ...extreme(), bounded: graph.yes }, one)
    return { ...result, bounded: graph.or([a.bounded, b.bounded]) }
  }

  mapEnds(a: Range, change: (n: Node, d: Node) => Node): Range {
    const lo = this.end(change(a.lo.n, a.lo.d), this.graph.one, a.lo.bounded)
    return this.between(lo, this.end(change(a.hi.n, a.hi.d), this.graph.one, a.hi.bounded))
  }

  /** Half up to a whole number: ⌊(2n + d) ÷ 2d⌋. */
  round(n: Node, d: Node): Node {
    const { graph } = this
    if (d === graph.one) return n
    if (d.op === 'int' && d.value % 2n === 0n) return graph.div(graph.add(n, graph.int(d.value / 2n)), d)
    return graph.div(graph.add(graph.mul(graph.int(2n), n), d), graph.mul(graph.int(2n), d))
  }

  atLeastZero(range: Range): Range {
    const { graph } = this
    const clamp = (end: End): End => this.end(graph.max(end.n, graph.zero), end.d, end.bounded)
    return this.between(clamp({ bounded: graph.yes, n: graph.case(range.lo.bounded, range.lo.n, graph.zero), d: range.lo.d }), clamp(range.hi))
  }
}
