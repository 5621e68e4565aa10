import type { Award, Dossier, Missing, Outcome, Result } from '@zhida/engine'
import type { Policy, Rational } from '@zhida/language'
import { formatRational } from '@zhida/language'

/** The stable shape of `--json`, described by docs/reference/schema/outcome.json. Integers are fen. */
export function outcomeJson(policy: Policy, dossier: Dossier, result: Result, outcome: Outcome): unknown {
  return {
    subject: result.subject,
    synthetic: dossier.synthetic,
    policy: policy.number,
    date: result.date,
    measure: outcome.measure,
    verdict: outcome.verdict,
    amountFen: awardJson(outcome.award),
    fund: outcome.fund,
    payers: outcome.payers.map((one) => ({ payer: one.payer, amountFen: awardJson(one.award) })),
    cases: outcome.cases.map((one) => ({
      year: one.year,
      event: one.event ?? null,
      verdict: one.verdict,
      amountFen: awardJson(one.award),
      stages: one.stages.map((stage) => ({ name: stage.name, state: stage.state, amountFen: awardJson(stage.award) })),
    })),
    missing: outcome.missing.map((one) => missingName(policy, one)),
    nearMisses: outcome.nearMisses,
    readings: outcome.readings.map((one) => ({
      name: one.name,
      chosen: one.chosen,
      alternatives: one.alternatives.map((other) => ({ option: other.option, verdict: other.verdict, amountFen: awardJson(other.award) })),
    })),
    reason: outcome.reason,
  }
}

function awardJson(award: Award): unknown {
  if (award.kind === 'exact') return award.fen
  if (award.kind === 'interval') return { lowFen: award.lowFen, highFen: award.highFen }
  return null
}

/** JSON text: fen as integers, rationals as exact decimals or `n/d`. */
export function stringify(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, one: unknown) => {
      if (typeof one === 'bigint') return one >= -9007199254740991n && one <= 9007199254740991n ? Number(one) : one.toString()
      return isRational(one) ? formatRational(one) : one
    },
    2,
  )
}

function isRational(value: unknown): value is Rational {
  return typeof value === 'object' && value !== null && 'n' in value && 'd' in value && typeof value.n === 'bigint' && typeof value.d === 'bigint'
}

/** A missing fact as people name it: `加计扣除研发费用@2022`, `软件合同[1].合同金额`. */
export function missingName(policy: Policy, missing: Missing): string {
  const { facts, events } = policy.vocabulary
  if (missing.kind === 'awards') return '已获奖补'
  if (missing.kind === 'events') return events.find((one) => one.key === missing.key)?.name ?? missing.key
  if (missing.kind === 'field') {
    const event = events.find((one) => one.key === missing.event)
    return `${event?.name ?? ''}[${(missing.index ?? 0) + 1}].${event?.fields.find((one) => one.key === missing.key)?.name ?? missing.key}`
  }
  const name = facts.find((one) => one.key === missing.key)?.name ?? missing.key
  return missing.year === undefined ? name : `${name}@${missing.year}`
}
