import type { Measure, Rules } from '@zhida/language/ir'
import type { Dossier } from '../dossier/dossier.ts'
import type { Outcome, Reason, Verdict } from '../outcome.ts'
import type { Money } from './amount.ts'
import { awardOf, shareOut } from './award.ts'
import { capped } from './caps.ts'
import { type JudgedCase, judgeCase, stateOf } from './case.ts'
import { planOf } from './condition.ts'
import { join, type Open, SETTLED, sameMissing } from './expression.ts'
import { indexOf, type Missing, type Scope } from './scope.ts'

/** Which option of each reading is in force, by `measure/reading`. Those not named keep the adopted one. */
export type Readings = Readonly<Record<string, string>>

/** The option in force of each of a measure's readings, by the reading's name. */
export function chosenOf(measure: Measure, readings: Readings): Readonly<Record<string, string>> {
  return Object.fromEntries(measure.readings.map((one) => [one.name, readings[`${measure.id}/${one.name}`] ?? one.adopted]))
}

/** Judges one measure for one subject. Pure: same measure, facts, date and readings, same outcome. */
export function evaluateMeasure(policy: Rules, measure: Measure, dossier: Dossier, date: string, readings: Readings): Outcome {
  const chosen = chosenOf(measure, readings)
  const judged = judge(policy, measure, dossier, date, chosen)
  if (measure.readings.length === 0) return judged
  // Where a clause that no reading touches fails in every case, no reading can change the answer.
  const settled = judged.verdict === 'not-due' && judged.reason.children.every((one) => one.role !== 'case' || failsRegardless(one))
  return {
    ...judged,
    readings: measure.readings.map((reading) => ({
      name: reading.name,
      chosen: chosen[reading.name] ?? reading.adopted,
      reason: reading.reason,
      alternatives: reading.options
        .filter((option) => option.name !== chosen[reading.name])
        .map((option) => {
          if (settled) return { option: option.name, verdict: judged.verdict, award: judged.award }
          const { verdict, award } = judge(policy, measure, dossier, date, { ...chosen, [reading.name]: option.name })
          return { option: option.name, verdict, award }
        }),
    })),
  }
}

function failsRegardless(one: Reason): boolean {
  return one.children.some((child) => child.state === 'fails' && (child.role === 'subject' || child.role === 'window' || child.role === 'once'))
}

function judge(policy: Rules, measure: Measure, dossier: Dossier, date: string, chosen: Readonly<Record<string, string>>): Outcome {
  const scopes = casesOf(policy, measure, dossier, date, chosen)
  const cases = scopes.map((scope) => judgeCase(measure, scope))
  const unheard = measure.basis.kind === 'event' && dossier.events[measure.basis.event] === undefined
  const total = capped(measure, cases, dossier, unheard, scopes)
  const paying = measure.amount !== undefined || measure.bonuses.length > 0
  const verdict = paying ? afterCaps(overall(cases), total) : overall(cases)
  const award = paying ? awardOf(total, verdict) : ({ kind: 'none' } as const)
  const open = cases.reduce<Open>((all, one) => (one.truth === false ? all : join(all, one)), verdict === 'not-due' ? SETTLED : total)
  const { quote } = planOf(measure)
  const empty = measure.basis.kind === 'event' && cases.length === 0
  return {
    measure: measure.id,
    verdict,
    award: verdict === 'not-due' && paying ? { kind: 'exact', fen: 0n } : award,
    fund: measure.fund ?? null,
    payers: shareOut(measure, verdict === 'not-due' ? { kind: 'exact', fen: 0n } : award),
    cases: cases.map((one) => one.outcome),
    missing: verdict === 'not-due' ? [] : order(open.missing, cases),
    nearMisses: cases.flatMap((one) => one.nearMisses),
    readings: [],
    reason: {
      state: stateOf(verdict),
      role: 'measure',
      text: empty ? `${measure.name}：没有相应的事项` : measure.name,
      quote,
      facts: [],
      award,
      undecided: open.undecided,
      children: [...cases.map((one) => one.reason), ...total.reasons],
    },
  }
}

/** The cases an award is counted by: the policy's year, each year of a series, or each event. */
function casesOf(policy: Rules, measure: Measure, dossier: Dossier, date: string, chosen: Readonly<Record<string, string>>): Scope[] {
  if (date < policy.from) return []
  const base = { index: indexOf(policy), dossier, year: policy.year, readings: planOf(measure).readings, chosen }
  const { basis } = measure
  if (basis.kind === 'year') return [base]
  if (basis.kind === 'series') {
    const last = +date.slice(0, 4)
    const span = last - policy.year + 1
    return Array.from({ length: span }, (_unused, index) => ({ ...base, year: policy.year + index }))
  }
  const records = dossier.events[basis.event]
  if (!records) return [{ ...base, event: { key: basis.event, index: -1, record: {} } }]
  return records.map((record, index) => ({ ...base, event: { key: basis.event, index, record } }))
}

/** Caps may leave nothing of what is due, or not be known to leave anything. */
function afterCaps(verdict: Verdict, total: Money): Verdict {
  if ((verdict !== 'due' && verdict !== 'discretionary') || total.unspecified) return verdict
  if (total.range.hi?.n === 0n) return 'not-due'
  if (verdict === 'due' && (total.range.lo === undefined || total.range.lo.n <= 0n)) return total.missing.length > 0 ? 'unknown' : 'discretionary'
  return verdict
}

function overall(cases: readonly JudgedCase[]): Verdict {
  const verdicts = cases.map((one) => one.outcome.verdict)
  for (const verdict of ['due', 'discretionary', 'unknown'] as const) if (verdicts.includes(verdict)) return verdict
  return 'not-due'
}

/** First what a condition asks (one false answer ends the matter), the most often asked first; then what only the amount asks. */
function order(missing: readonly Missing[], cases: readonly JudgedCase[]): readonly Missing[] {
  if (missing.length < 2) return missing
  const asked = (one: Missing): number => {
    let count = 0
    const visit = (reason: Reason): void => {
      const uses = reason.state === 'unknown' && reason.facts.some((fact) => fact.key === one.key && fact.year === one.year)
      if (uses) count += reason.role === 'subject' ? 100 : reason.role === 'condition' || reason.role === 'window' ? 10 : 1
      for (const child of reason.children) visit(child)
    }
    for (const { reason } of cases) visit(reason)
    return one.kind === 'events' ? count + 50 : count
  }
  const scored = missing.map((one, index) => ({ one, index, score: asked(one) }))
  scored.sort((a, b) => b.score - a.score || a.index - b.index)
  return scored.map(({ one }) => one).filter((one, index, all) => all.findIndex((other) => sameMissing(one, other)) === index)
}
