import { measuresOf, type Rules } from '@zhida/language/ir'
import { bestBundle } from './bundle/bundle.ts'
import type { Dossier } from './dossier/dossier.ts'
import { sameMissing } from './interpret/expression.ts'
import { evaluateMeasure, type Readings } from './interpret/measure.ts'
import type { Missing } from './interpret/scope.ts'
import type { Outcome, Result } from './outcome.ts'

/**
 * Judges every measure of a policy for one subject.
 *
 * Pure: no clock, no network, no randomness; the same policy, dossier, date and readings give the same result for ever. Money
 * is in fen, exact; unknown facts widen the amount to an interval and never make a condition false.
 *
 * @param date the day on which it is judged, `YYYY-MM-DD`; before the policy's first day nothing is due
 * @param readings options chosen instead of the adopted ones, by `measure/reading`, e.g. `{'12.1/基数': '增量'}`
 */
export function evaluate(policy: Rules, dossier: Dossier, date: string, readings: Readings = {}, only?: readonly string[]): Result {
  const measures = measuresOf(policy).filter((one) => !only || only.includes(one.id))
  const outcomes = measures.map((measure) => evaluateMeasure(policy, measure, dossier, date, readings))
  return {
    policy: policy.id,
    textSha256: policy.textSha256,
    subject: dossier.subject,
    date,
    outcomes,
    bundle: bestBundle(policy, measures, outcomes, dossier, readings),
    questions: questionsOf(outcomes),
  }
}

/**
 * The missing facts of all measures, the one that settles most first. A measure that waits for one fact alone counts that
 * fact in full; one that waits for three counts the first of them most.
 */
function questionsOf(outcomes: readonly Outcome[]): Result['questions'] {
  const questions: { missing: Missing; measures: string[]; score: number }[] = []
  for (const outcome of outcomes) {
    for (const [place, missing] of outcome.missing.entries()) {
      if (missing.kind === 'field' && missing.index === undefined) continue
      const score = place < 5 ? 60 - place * 10 : 10
      const known = questions.find((one) => sameMissing(one.missing, missing))
      if (known) {
        known.measures.push(outcome.measure)
        known.score += score
      } else questions.push({ missing, measures: [outcome.measure], score })
    }
  }
  questions.sort((a, b) => b.score - a.score)
  return questions.map(({ missing, measures }) => ({ missing, measures }))
}
