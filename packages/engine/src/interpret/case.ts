import type { Expr, Measure } from '@zhida/language/ir'
import { nearMissesOf } from '../explain/case-near-misses.ts'
import { factUses } from '../explain/facts-of.ts'
import type { CaseOutcome, NearMiss, Reason, State, Verdict } from '../outcome.ts'
import { addMoney, evaluateAmount, type Money, NO_MONEY, perhaps, rounded, splitFen } from './amount.ts'
import { awardOf } from './award.ts'
import { clausesOf, conjunction, judgeCondition, planOf, stateOfTruth } from './condition.ts'
import { join, type Open, SETTLED, type Truth } from './expression.ts'
import type { Interval } from './interval.ts'
import type { Scope } from './scope.ts'

export interface JudgedCase extends Open {
  readonly scope: Scope
  readonly truth: Truth
  readonly money: Money
  readonly stages: CaseOutcome['stages']
  readonly staged: boolean
  readonly reason: Reason
  readonly nearMisses: readonly NearMiss[]
  readonly outcome: CaseOutcome
}

/** Judges one case: every clause, the amount with its bonuses, the stages. */
export function judgeCase(measure: Measure, scope: Scope): JudgedCase {
  const clauses = clausesOf(measure, scope)
  const steps = clauses.map((clause) => judgeCondition(clause, scope))
  const gate = conjunction(steps)
  let money = measure.amount ? onceOnly(measure, evaluateAmount(measure.amount, scope), scope) : NO_MONEY
  const reasons: Reason[] = steps.map((step) => step.reason)
  if (measure.amount && gate.truth !== false) {
    reasons.push(amountReason(measure.amount.text, measure, money, amountExpr(measure), scope))
    for (const bonus of measure.bonuses) {
      const inner = bonus.conditions.map((condition) => judgeCondition({ ...condition, role: 'condition' }, scope))
      const applies = conjunction(inner)
      const extra = evaluateAmount(bonus.amount, scope)
      const children = inner.map((step) => step.reason)
      reasons.push({ state: stateOfTruth(applies), role: 'bonus', text: bonus.name, quote: '', facts: [], award: awardOf(extra, 'due'), undecided: applies.undecided, children })
      if (applies.truth === true) money = addMoney(money, extra)
      else if (applies.truth === 'unknown') money = addMoney(money, perhaps(extra, applies))
    }
  }
  const whole = rounded(gate.truth === false ? NO_MONEY : money)
  const staged = judgeStages(measure, whole, gate.truth, scope)
  reasons.push(...staged.reasons)
  const truth = measure.stages.length === 0 ? gate.truth : staged.truth
  const open = join(gate, staged)
  const paid = staged.money
  const payable = gate.truth === 'unknown' ? perhaps(paid, gate) : paid
  const verdict = verdictOf(truth, open, payable, measure)
  const outcome: CaseOutcome = {
    year: scope.year,
    ...(scope.event && { event: { key: scope.event.key, index: scope.event.index } }),
    verdict,
    award: measure.amount ? (verdict === 'not-due' ? { kind: 'exact', fen: 0n } : awardOf(payable, verdict)) : { kind: 'none' },
    stages: staged.stages,
  }
  const reason: Reason = { state: stateOf(verdict), role: 'case', text: caseName(measure, scope), quote: '', facts: [], award: outcome.award, undecided: open.undecided, children: reasons }
  const settled = verdict === 'not-due'
  return {
    scope,
    truth: settled ? false : truth,
    money: settled ? NO_MONEY : payable,
    stages: staged.stages,
    staged: measure.stages.length > 0,
    reason,
    nearMisses: nearMissesOf(measure, clauses, steps, gate.truth, scope),
    outcome,
    ...(settled ? SETTLED : join(open, payable)),
  }
}

/** A base that is given once in the subject's life: nothing where it was had, perhaps where nobody has said. */
function onceOnly(measure: Measure, base: Money, scope: Scope): Money {
  if (measure.once !== 'base') return base
  const { awards } = scope.dossier
  if (!awards) return perhaps(base, { missing: [{ kind: 'awards', key: 'awards' }], undecided: [] })
  return awards.some((one) => one.measure === measure.id) ? NO_MONEY : base
}

function judgeStages(measure: Measure, whole: Money, gate: Truth, scope: Scope): Open & { truth: Truth; money: Money; stages: CaseOutcome['stages']; reasons: readonly Reason[] } {
  if (measure.stages.length === 0 || gate === false) return { truth: gate, money: whole, stages: [], reasons: [], ...SETTLED }
  const shares = measure.stages.map((stage) => stage.share)
  const low = splitFen(whole.range.lo?.n ?? 0n, shares)
  const high = whole.range.hi && splitFen(whole.range.hi.n, shares)
  let money: Money = { ...NO_MONEY, discretion: whole.discretion }
  let open: Open = SETTLED
  let truth: Truth = false
  const judged = measure.stages.map((stage, index) => {
    const steps = stage.conditions.map((condition) => judgeCondition({ ...condition, role: 'condition' }, scope))
    const gateOfStage = conjunction(steps)
    const range: Interval = { lo: { n: low[index] ?? 0n, d: 1n }, hi: high && { n: high[index] ?? 0n, d: 1n } }
    const part: Money = { ...whole, range }
    const paid = gateOfStage.truth === true ? part : gateOfStage.truth === false ? NO_MONEY : perhaps(part, gateOfStage)
    money = addMoney(money, paid)
    if (gateOfStage.truth === 'unknown') open = join(open, gateOfStage)
    if (truth !== true) truth = gateOfStage.truth === false ? truth : gateOfStage.truth
    const state = stateOfTruth(gateOfStage)
    const award = awardOf(paid, 'due')
    const reason: Reason = { state, role: 'stage', text: stage.name, quote: '', facts: [], award, undecided: gateOfStage.undecided, children: steps.map((step) => step.reason) }
    return { stage: { name: stage.name, state, award }, reason }
  })
  const all: Truth = truth === false ? false : gate === 'unknown' ? 'unknown' : truth
  return { truth: all, money, stages: judged.map((one) => one.stage), reasons: judged.map((one) => one.reason), ...open }
}

/** `unknown` while a fact could settle it; `discretionary` when only an officer can. */
function verdictOf(truth: Truth, open: Open, money: Money, measure: Measure): Verdict {
  if (truth === false) return 'not-due'
  if (truth === 'unknown') return open.missing.length > 0 ? 'unknown' : 'discretionary'
  if (!measure.amount) return measure.selective ? 'discretionary' : 'due'
  if (money.unspecified) return measure.selective ? 'discretionary' : 'due'
  const nothing = money.range.hi !== undefined && money.range.hi.n === 0n
  if (nothing) return 'not-due'
  if (money.discretion || measure.selective) return 'discretionary'
  if (money.range.lo === undefined || money.range.lo.n <= 0n) return money.missing.length > 0 ? 'unknown' : 'discretionary'
  return 'due'
}

function amountReason(text: string, measure: Measure, money: Money, expr: Expr | undefined, scope: Scope): Reason {
  return {
    state: 'given',
    role: 'amount',
    text,
    quote: planOf(measure).quote,
    facts: expr ? factUses(expr, scope) : [],
    award: awardOf(rounded(money), 'due'),
    undecided: money.undecided,
    children: [],
  }
}

function amountExpr(measure: Measure): Expr | undefined {
  const { amount } = measure
  switch (amount?.kind) {
    case 'exact':
      return amount.value
    case 'at-most':
      return amount.cap
    case 'at-least':
      return amount.floor
    case 'tiers':
    case 'by-category':
    case 'ladder':
      return amount.on
    default:
      return undefined
  }
}

function caseName(measure: Measure, scope: Scope): string {
  const { event } = scope
  if (!event) return `${scope.year}年度`
  const name = scope.index.vocabulary.events.find((one) => one.key === event.key)?.name ?? measure.name
  if (event.index < 0) return `${name}（尚未填报）`
  const first = Object.values(event.record).find((fact) => fact.value.kind === 'text')?.value
  return `${name} ${event.index + 1}${first?.kind === 'text' ? `：${first.value}` : ''}`
}

export function stateOf(verdict: Verdict): State {
  return verdict === 'due' ? 'holds' : verdict === 'not-due' ? 'fails' : verdict === 'unknown' ? 'unknown' : 'undecided'
}
