import { type Award, type Dossier, evaluateMeasure, type MeasurePlan, type Missing, type Outcome, type Readings, type Reason, VERDICTS } from '@zhida/engine'
import type { Policy } from '@zhida/language/ir'

/** A case or a total as one line of text, in an order of its own: two engines agree when their lines do. */
export interface Lines {
  readonly cases: readonly string[]
  readonly totals: readonly string[]
}

const money = (award: Award): string => {
  switch (award.kind) {
    case 'exact':
      return `${award.fen} ${award.fen}`
    case 'interval':
      return `${award.lowFen} ${award.highFen ?? '∞'}`
    case 'unspecified':
      return '未定'
    case 'none':
      return '0 0'
  }
}

const nameOf = (one: Missing): string => [one.kind, one.event ?? '', one.key, one.year ?? ''].join('.')

const ROLES = new Set(['subject', 'window', 'condition', 'once', 'bonus', 'stage'])

/** What the interpreter says. Cases and totals that are not due are not written, as the compiled engines write them. */
export function interpreted(policy: Policy, plans: readonly MeasurePlan[], dossiers: readonly Dossier[], date: string, readings: Readings): Lines {
  const cases: string[] = []
  const totals: string[] = []
  for (const dossier of dossiers) {
    for (const plan of plans) {
      pushOutcome(plan, dossier.subject, evaluateMeasure(policy, plan.measure, dossier, date, readings), cases, totals)
    }
  }
  return { cases: cases.sort(), totals: totals.sort() }
}

function pushOutcome(plan: MeasurePlan, subject: string, outcome: Outcome, cases: string[], totals: string[]): void {
  const reasons = outcome.reason.children.filter((one) => one.role === 'case')
  for (const [place, one] of outcome.cases.entries()) {
    if (one.verdict === 'not-due') continue
    const mask = maskOf(plan, reasons[place])
    const index = one.event && one.event.index >= 0 ? one.event.index : ''
    cases.push([subject, plan.measure.id, one.year, index, one.verdict, money(one.award), ...mask].join('|'))
  }
  if (outcome.verdict === 'not-due') return
  const missing = [...new Set(outcome.missing.map(nameOf))].sort().join(',')
  totals.push([subject, plan.measure.id, outcome.verdict, money(outcome.award), missing].join('|'))
}

function maskOf(plan: MeasurePlan, reason: Reason | undefined): readonly bigint[] {
  let [held, failed, open] = [0n, 0n, 0n]
  // A measure without an award of its own to have had leaves no step for that; its bit is held.
  const steps = (reason?.children ?? []).filter((one) => ROLES.has(one.role))
  let at = 0
  for (const [bit, clause] of plan.clauses.entries()) {
    const step = steps[at]
    if (clause.role === 'once' && step?.role !== 'once') {
      held |= 1n << BigInt(bit)
      continue
    }
    if (!step || step.role !== clause.role) continue
    at += 1
    if (step.state === 'holds') held |= 1n << BigInt(bit)
    else if (step.state === 'fails') failed |= 1n << BigInt(bit)
    else open |= 1n << BigInt(bit)
  }
  return [held, failed, open]
}

/** A row of a compiled engine, its integers as they come. */
export interface CompiledCase {
  readonly subject: string
  readonly measure: string
  readonly year: bigint | number
  readonly index: bigint | number | null
  readonly verdict: bigint | number
  readonly low: bigint | number
  readonly high: bigint | number | null
  readonly unspecified: boolean
  readonly masks: readonly (bigint | number)[]
}

export type CompiledTotal = Omit<CompiledCase, 'year' | 'index' | 'masks'> & { readonly missing: bigint | number }

const fen = (one: { low: bigint | number; high: bigint | number | null; unspecified: boolean }): string =>
  one.unspecified ? '未定' : `${BigInt(one.low)} ${one.high === null ? '∞' : BigInt(one.high)}`

export function caseLine(one: CompiledCase): string {
  return [one.subject, one.measure, one.year, one.index === null || Number(one.index) < 0 ? '' : one.index, VERDICTS[Number(one.verdict)], fen(one), ...one.masks].join('|')
}

export function totalLine(plan: MeasurePlan, one: CompiledTotal): string {
  const missing = new Set(plan.legend.filter((_each, bit) => (BigInt(one.missing) >> BigInt(bit)) & 1n).map(nameOf))
  return [one.subject, one.measure, VERDICTS[Number(one.verdict)], fen(one), [...missing].sort().join(',')].join('|')
}

/** The first lines that one side has and the other has not. */
export function differences(expected: readonly string[], actual: readonly string[], most = 6): readonly string[] {
  const [a, b] = [new Set(expected), new Set(actual)]
  const doubled = actual.length - b.size
  return [
    ...expected
      .filter((one) => !b.has(one))
      .slice(0, most)
      .map((one) => `interpreter only: ${one}`),
    ...actual
      .filter((one) => !a.has(one))
      .slice(0, most)
      .map((one) => `compiled only:    ${one}`),
    ...(doubled > 0 ? [`${doubled} rows twice`] : []),
  ]
}
