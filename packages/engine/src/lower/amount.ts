import type { Amount, Rational } from '@zhida/language/ir'
import { lowerExpr, lowerNumber } from './expression.ts'
import type { Node } from './node.ts'
import type { Lowering, LowerScope } from './scope.ts'
import { type End, type Open, type Range, SETTLED } from './value.ts'

/** Money in fen that a clause gives; the namesake of `interpret/amount.ts`, with nodes for its flags. */
export interface Money {
  readonly range: Range
  readonly discretion: Node
  readonly unspecified: Node
  readonly open: Open
}

export function noMoney({ ranges, graph }: Lowering): Money {
  return { range: ranges.nothing, discretion: graph.no, unspecified: graph.no, open: SETTLED }
}

export function lowerAmount(amount: Amount, scope: LowerScope): Money {
  const { lowering } = scope
  const { graph, ranges } = lowering
  const none = noMoney(lowering)
  switch (amount.kind) {
    case 'exact': {
      const value = lowerNumber(amount.value, scope)
      const cap = amount.cap && lowerNumber(amount.cap, scope)
      const range = ranges.atLeastZero(cap ? ranges.least(value.range, cap.range) : value.range)
      return { ...none, range, open: ranges.where(cap ? ranges.join(value.open, cap.open) : value.open, graph.not(ranges.isExact(range))) }
    }
    case 'at-most': {
      const cap = lowerNumber(amount.cap, scope)
      return { ...none, range: { lo: ranges.nothing.lo, hi: cap.range.hi }, discretion: graph.yes, open: cap.open }
    }
    case 'at-least': {
      const bottom = lowerNumber(amount.floor, scope)
      const cap = amount.cap && lowerNumber(amount.cap, scope)
      const low = ranges.atLeastZero(cap ? ranges.least(bottom.range, cap.range) : bottom.range)
      const range = { lo: low.lo, hi: cap ? cap.range.hi : ranges.unbounded() }
      return { ...none, range, discretion: graph.not(ranges.isExact(range)), open: ranges.where(bottom.open, graph.not(ranges.isExact(low))) }
    }
    case 'unspecified':
      return { ...none, unspecified: graph.yes }
    case 'tiers': {
      const on = lowerNumber(amount.on, scope)
      const exact = ranges.isExact(on.range)
      const possible = amount.tiers.map((tier) => ({ when: meets(scope, on.range, tier.low, tier.high), money: lowerAmount(tier.amount, scope) }))
      const outside = graph.and([graph.not(exact), graph.not(within(scope, on.range, amount.tiers[0]?.low, amount.tiers.at(-1)?.high))])
      return among(possible, graph.or([outside, graph.not(graph.or(possible.map((one) => one.when)))]), exact, on.open, scope)
    }
    case 'by-category': {
      const on = lowerExpr(amount.on, scope)
      const [known, value] = on.kind === 'text' ? [on.known, on.value] : [graph.no, graph.text('')]
      const possible = amount.options.map(({ option, amount: one }) => ({ when: graph.or([graph.not(known), graph.equal(value, graph.text(option))]), money: lowerAmount(one, scope) }))
      const named = graph.in(
        value,
        amount.options.map((one) => one.option),
      )
      return among(possible, graph.and([known, graph.not(named)]), known, on.open, scope)
    }
    case 'ladder':
      return ladder(amount, scope)
  }
}

/** One of several amounts; where exactly one is possible it is that one, else all that are possible together. */
function among(options: readonly { readonly when: Node; readonly money: Money }[], orNothing: Node, decided: Node, open: Open, scope: LowerScope): Money {
  const { lowering } = scope
  const { graph, ranges } = lowering
  const none = noMoney(lowering)
  // Decided: a chain of alternatives, the last of them first.
  const one = options.reduceRight<Money>(
    (rest, { when, money }) => ({
      range: ranges.choose(when, money.range, rest.range),
      discretion: graph.case(when, money.discretion, rest.discretion),
      unspecified: graph.case(when, money.unspecified, rest.unspecified),
      open: ranges.join(ranges.where(money.open, when), ranges.where(rest.open, graph.not(when))),
    }),
    none,
  )
  if (decided === graph.yes) return one
  let some: Node = graph.no
  let many: Node = graph.no
  let all = none
  for (const { when, money } of options) {
    const both = ranges.hull(all.range, money.range)
    all = {
      range: ranges.choose(when, ranges.choose(some, both, money.range), all.range),
      discretion: graph.or([all.discretion, graph.and([when, money.discretion])]),
      unspecified: graph.or([all.unspecified, graph.and([when, money.unspecified])]),
      open: ranges.join(all.open, ranges.where(money.open, when)),
    }
    many = graph.or([many, graph.and([some, when])])
    some = graph.or([some, when])
  }
  const range = ranges.choose(graph.and([some, orNothing]), ranges.hull(all.range, ranges.nothing), all.range)
  const single = graph.and([some, graph.not(many), graph.not(orNothing)])
  const settled = graph.or([graph.not(some), graph.and([ranges.isExact(range), graph.not(all.unspecified)])])
  const wide: Money = { ...all, range, open: ranges.join(ranges.where(all.open, single), ranges.where(ranges.join(open, all.open), graph.not(graph.or([single, settled])))) }
  return {
    range: ranges.choose(decided, one.range, wide.range),
    discretion: graph.case(decided, one.discretion, wide.discretion),
    unspecified: graph.case(decided, one.unspecified, wide.unspecified),
    open: ranges.join(ranges.where(one.open, decided), ranges.where(wide.open, graph.not(decided))),
  }
}

function ladder(amount: Extract<Amount, { kind: 'ladder' }>, scope: LowerScope): Money {
  const { lowering } = scope
  const { graph, ranges } = lowering
  const on = lowerNumber(amount.on, scope)
  const before = lowerNumber(amount.before, scope)
  const rungs = amount.rungs.map((rung) => ({ threshold: ranges.exactly(rung.threshold).lo, range: lowerNumber(rung.amount, scope).range }))
  /** Rungs between the two ends; an unbounded end passes every rung. */
  const reached = (value: End, past: End): Range =>
    rungs.reduce((all, { threshold, range }) => {
      const over = graph.or([graph.not(value.bounded), ranges.compare('at-most', threshold, value)])
      const under = graph.or([graph.not(past.bounded), ranges.compare('less', past, threshold)])
      const crossed = graph.and([over, under])
      return ranges.choose(crossed, amount.mode === 'highest' ? ranges.greatest(all, range) : ranges.sum(all, range), all)
    }, ranges.nothing)
  const [a, b] = [on.range, before.range]
  const zero = ranges.nothing.lo
  const start = ranges.pick(a.lo.bounded, a.lo, zero)
  const past = ranges.pick(b.hi.bounded, b.hi, ranges.pick(a.hi.bounded, a.hi, start))
  const surely = graph.and([a.lo.bounded, b.hi.bounded])
  const low = reached({ ...start, bounded: graph.yes }, { ...past, bounded: graph.yes }).lo
  const range = ranges.between(ranges.pick(surely, low, zero), reached(a.hi, b.lo).hi)
  return { ...noMoney(lowering), range, open: ranges.where(ranges.join(on.open, before.open), graph.not(ranges.isExact(range))) }
}

interface Bound {
  readonly value: Rational
  readonly closed: boolean
}

/** Can a value of this range lie between the ends? */
function meets(scope: LowerScope, range: Range, low: Bound | undefined, high: Bound | undefined): Node {
  const { graph } = scope.lowering
  return graph.and([low ? graph.not(beyond(scope, range.hi, low, 'below', !low.closed)) : graph.yes, high ? graph.not(beyond(scope, range.lo, high, 'above', !high.closed)) : graph.yes])
}

/** Must a value of this range lie between the ends? */
function within(scope: LowerScope, range: Range, low: Bound | undefined, high: Bound | undefined): Node {
  const { graph } = scope.lowering
  return graph.and([low ? beyond(scope, range.lo, low, 'above', low.closed) : graph.yes, high ? beyond(scope, range.hi, high, 'below', high.closed) : graph.yes])
}

/** Whether an end is known and lies on one side of a bound. @param orOn whether lying on it counts */
function beyond(scope: LowerScope, end: End, bound: Bound, side: 'below' | 'above', orOn: boolean): Node {
  const { graph, ranges } = scope.lowering
  const at = ranges.exactly(bound.value).lo
  const [a, b] = side === 'above' ? [at, end] : [end, at]
  return graph.and([end.bounded, ranges.compare(orOn ? 'at-most' : 'less', a, b)])
}

export function addMoney({ graph, ranges }: Lowering, a: Money, b: Money): Money {
  return {
    range: ranges.sum(a.range, b.range),
    discretion: graph.or([a.discretion, b.discretion]),
    unspecified: graph.or([a.unspecified, b.unspecified]),
    open: ranges.join(a.open, b.open),
  }
}

/** The money where `when` holds, none where it does not, and either where that is open. */
export function gated({ graph, ranges }: Lowering, money: Money, holds: Node, fails: Node, open: Open): Money {
  const unsure = graph.not(graph.or([holds, fails]))
  const maybe = unsure === graph.no ? money.range : ranges.choose(unsure, ranges.hull(ranges.nothing, money.range), money.range)
  return {
    range: ranges.choose(fails, ranges.nothing, maybe),
    discretion: graph.and([graph.not(fails), money.discretion]),
    unspecified: graph.and([graph.not(fails), money.unspecified]),
    open: ranges.join(ranges.where(money.open, graph.not(fails)), ranges.where(open, unsure)),
  }
}

export function rounded({ ranges }: Lowering, money: Money): Money {
  return { ...money, range: ranges.mapEnds(money.range, (n, d) => ranges.round(n, d)) }
}

/** Splits whole fen into shares so that nothing is lost: differences of rounded running totals. */
export function splitFen({ graph, ranges }: Lowering, fen: Node, shares: readonly Rational[]): readonly Node[] {
  let running: Rational = { n: 0n, d: 1n }
  let before: Node = graph.zero
  return shares.map((share) => {
    running = { n: running.n * share.d + share.n * running.d, d: running.d * share.d }
    const upTo = ranges.round(graph.mul(graph.int(running.n), fen), graph.int(running.d))
    const part = graph.sub(upTo, before)
    before = upTo
    return part
  })
}
