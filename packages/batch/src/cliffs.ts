import { type Dossier, evaluateMeasure, type Readings, type Sweep } from '@zhida/engine'
import { divide, type FactDefinition, type Measure, MONEY, multiply, type Policy, type Rational, rational } from '@zhida/language/ir'

/** One more yuan (one more of whatever is counted) that brings or costs at least this much is a cliff: 100 yuan, in fen. */
const JUMP = 10_000n

/**
 * Moves each number of a subject's dossier from nothing to twice the largest figure in sight, and finds where the award jumps.
 * The interpreter judges every point, so a cliff is exact to the step: a yuan, one of what is counted, a ten-thousandth.
 */
export function sweepsOf(policy: Policy, measure: Measure, dossier: Dossier, date: string, readings: Readings): readonly Sweep[] {
  return Object.entries(dossier.facts).flatMap(([key, { value }]) => {
    const [name = key, year] = key.split('@')
    const fact = policy.vocabulary.facts.find((one) => one.key === name)
    if (value.kind !== 'number' || fact?.type.kind !== 'number') return []
    const step = stepOf(fact)
    const stepsOf = (one: Rational): bigint => {
      const { n, d } = divide(one, step)
      return n / d
    }
    const valueAt = (at: bigint): Rational => multiply(rational(at), step)
    const known = new Map<bigint, bigint>()
    const due = (at: bigint): bigint => {
      const before = known.get(at)
      if (before !== undefined) return before
      const moved: Dossier = { ...dossier, facts: { ...dossier.facts, [key]: { value: { kind: 'number', value: valueAt(at) }, source: '假设' } } }
      const { verdict, award } = evaluateMeasure(policy, measure, moved, date, readings)
      const fen = verdict !== 'due' ? 0n : award.kind === 'exact' ? award.fen : award.kind === 'interval' ? award.lowFen : 0n
      known.set(at, fen)
      return fen
    }
    const now = stepsOf(value.value)
    const figures = figuresOf(measure, fact.type.dimension).map(stepsOf)
    const most = 2n * [now, ...figures].reduce((a, b) => (a > b ? a : b), 1n)
    const grid = [...new Set([0n, now, ...figures, ...Array.from({ length: GRID }, (_unused, at) => (most * BigInt(at + 1)) / BigInt(GRID))])].filter((at) => at >= 0n && at <= most).sort(ascending)
    if (grid.every((at) => due(at) === due(now))) return []
    const cliffs: Sweep['cliffs'][number][] = []
    for (const [place, from] of grid.entries()) {
      const to = grid[place + 1]
      if (to !== undefined) findJumps(from, to, due, (at) => cliffs.push({ at: valueAt(at), belowFen: due(at - 1n), fen: due(at) }))
    }
    const ends = cliffs.flatMap(({ at }) => [stepsOf(at) - 1n, stepsOf(at)])
    const curve = [...new Set([...grid, ...ends])].sort(ascending).map((at) => ({ at: valueAt(at), fen: due(at) }))
    return [{ measure: measure.id, subject: dossier.subject, fact: year ? `${fact.name} ${year}` : fact.name, unit: fact.unit, now: value.value, cliffs, curve }]
  })
}

const GRID = 48

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)

function stepOf(fact: FactDefinition): Rational {
  if (fact.type.kind !== 'number') return rational(1n)
  return fact.type.dimension === MONEY ? rational(100n) : fact.type.dimension === '' ? rational(1n, 10_000n) : rational(1n)
}

/** Halves a stretch until what changes in it is a single step, or a straight line. */
function findJumps(from: bigint, to: bigint, due: (at: bigint) => bigint, found: (at: bigint) => void): void {
  const rise = size(due(to) - due(from))
  if (rise < JUMP) return
  if (to - from <= 1n) {
    found(to)
    return
  }
  const straight = [1n, 2n, 3n].every((quarter) => {
    const at = from + ((to - from) * quarter) / 4n
    // On a line, but for rounding and the step that the quarter was cut to.
    const line = due(from) + ((due(to) - due(from)) * (at - from)) / (to - from)
    return size(due(at) - line) <= rise / (to - from) + 2n
  })
  if (straight && to - from >= 8n) return
  const middle = (from + to) / 2n
  findJumps(from, middle, due, found)
  findJumps(middle, to, due, found)
}

const size = (one: bigint): bigint => (one < 0n ? -one : one)

/** The numbers of one kind that a measure names, in base units. */
function figuresOf(measure: Measure, dimension: string): readonly Rational[] {
  const found: Rational[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const one = value as { kind?: string; dimension?: string; value?: Rational; closed?: boolean; threshold?: Rational }
    if (one.kind === 'number' && one.dimension === dimension && one.value) found.push(one.value)
    // The ends of a tier and the rungs of a ladder bear no dimension of their own.
    else if (one.closed !== undefined && one.value) found.push(one.value)
    else {
      if (one.threshold) found.push(one.threshold)
      for (const part of Object.values(value)) walk(part)
    }
  }
  walk([measure.conditions, measure.amount, measure.bonuses, measure.caps])
  return found
}
