import { type Condition, compare, type Expr, type Measure, type Policy, type Rational, type Reading, ZERO } from '@zhida/language/ir'
import type { Dossier } from '../dossier/dossier.ts'
import { factUses } from '../explain/facts-of.ts'
import { nearMiss, nextTier } from '../explain/near-miss.ts'
import type { Award, CaseOutcome, NearMiss, Outcome, Reason, State, Verdict } from '../outcome.ts'
import { addMoney, evaluateAmount, type Money, NO_MONEY, perhaps, rounded, splitFen } from './amount.ts'
import { evaluateExpr, join, numeric, type Open, SETTLED, sameMissing, type Truth } from './expression.ts'
import { greatest, type Interval, isExact, least, NOTHING, sum } from './interval.ts'
import { indexOf, type Missing, type Scope } from './scope.ts'

/** Which option of each reading is in force, by `measure/reading`. Those not named keep the adopted one. */
export type Readings = Readonly<Record<string, string>>

/** Judges one measure for one subject. Pure: same measure, facts, date and readings, same outcome. */
export function evaluateMeasure(policy: Policy, measure: Measure, dossier: Dossier, date: string, readings: Readings): Outcome {
  const chosen = Object.fromEntries(measure.readings.map((one) => [one.name, readings[`${measure.id}/${one.name}`] ?? one.adopted]))
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

interface JudgedCase extends Open {
  readonly scope: Scope
  readonly truth: Truth
  readonly money: Money
  readonly stages: CaseOutcome['stages']
  readonly staged: boolean
  readonly reason: Reason
  readonly nearMisses: readonly NearMiss[]
  readonly outcome: CaseOutcome
}

function judge(policy: Policy, measure: Measure, dossier: Dossier, date: string, chosen: Readonly<Record<string, string>>): Outcome {
  const scopes = casesOf(policy, measure, dossier, date, chosen)
  const cases = scopes.map((scope) => judgeCase(measure, scope))
  const unheard = measure.basis.kind === 'event' && dossier.events[measure.basis.event] === undefined
  const total = capped(measure, cases, dossier, unheard, scopes)
  const verdict = overall(cases)
  const paying = measure.amount !== undefined || measure.bonuses.length > 0
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
function casesOf(policy: Policy, measure: Measure, dossier: Dossier, date: string, chosen: Readonly<Record<string, string>>): Scope[] {
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

function judgeCase(measure: Measure, scope: Scope): JudgedCase {
  const clauses = clausesOf(measure, scope)
  const steps = clauses.map((clause) => judgeCondition(clause, scope))
  const gate = conjunction(steps)
  let money = measure.amount ? evaluateAmount(measure.amount, scope) : NO_MONEY
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

interface Clause extends Condition {
  readonly role: Reason['role']
}

/** What of a measure is the same for everyone, worked out once. */
interface Plan {
  readonly quote: string
  readonly clauses: readonly Clause[]
  readonly readings: ReadonlyMap<string, Reading>
}

const plans = new WeakMap<Measure, Plan>()

/** Who it is for, the years of a series, then the conditions. */
function planOf(measure: Measure): Plan {
  const known = plans.get(measure)
  if (known) return known
  const clauses: Clause[] = []
  if (measure.subject.expr) clauses.push({ expr: measure.subject.expr, text: `对象：${measure.subject.name}`, quote: '', role: 'subject' })
  if (measure.basis.kind === 'series') clauses.push(windowOf(measure.basis))
  for (const condition of measure.conditions) clauses.push({ ...condition, role: 'condition' })
  const plan = { quote: measure.quotes.map((one) => one.text).join(''), clauses, readings: new Map(measure.readings.map((one) => [one.name, one])) }
  plans.set(measure, plan)
  return plan
}

const NOT_HAD: Clause = { expr: { kind: 'fact', key: 'awards' }, text: '此前没有领过本项（一次性）', quote: '', role: 'once' }
const HAD: Clause = { expr: { kind: 'truth', value: false }, text: '此前已经领过本项（一次性）', quote: '', role: 'once' }

/** Everything that must hold; for what is given once, that it was not had before. */
function clausesOf(measure: Measure, scope: Scope): readonly Clause[] {
  const { clauses } = planOf(measure)
  if (!measure.once) return clauses
  const { awards } = scope.dossier
  if (!awards) return [...clauses, NOT_HAD]
  return awards.some((one) => one.measure === measure.id) ? [...clauses, HAD] : clauses
}

/** Stands for the subject's past awards where a fact is expected. */
export const AWARDS = 'awards'

function windowOf(basis: Extract<Measure['basis'], { kind: 'series' }>): Clause {
  const age: Expr = { kind: 'arithmetic', op: '-', left: { kind: 'year', offset: 0 }, right: { kind: 'year-of', item: basis.from } }
  const bound = (op: '>=' | '<', years: bigint): Expr => ({ kind: 'compare', op, left: age, right: { kind: 'number', value: { n: years, d: 1n }, dimension: '年' } })
  return { expr: { kind: 'all', items: [bound('>=', 0n), bound('<', BigInt(basis.years))] }, text: `在${basis.years}年内（自然年，含起始年）`, quote: '', role: 'window' }
}

interface Step extends Open {
  readonly truth: Truth
  readonly reason: Reason
}

function judgeCondition(clause: Clause, scope: Scope): Step {
  const value = evaluateExpr(clause.expr, scope)
  const truth = value.kind === 'truth' ? value.truth : 'unknown'
  const computed = clause.expr.kind === 'compare' && clause.expr.left.kind !== 'fact' && clause.expr.left.kind !== 'field' ? computedSide(clause.expr.left, clause.expr.right, scope) : undefined
  const once = clause.role === 'once' && truth === 'unknown'
  const missing: readonly Missing[] = once ? [{ kind: 'awards', key: AWARDS }] : value.missing
  const { undecided } = value
  const reason: Reason = {
    state: truth === true ? 'holds' : truth === false ? 'fails' : missing.length > 0 ? 'unknown' : 'undecided',
    role: clause.role,
    text: clause.text,
    quote: clause.quote,
    facts: factUses(clause.expr, scope),
    ...(computed && { computed }),
    undecided,
    children: [],
  }
  return { truth, missing, undecided, reason }
}

/** The left side's value, in the dimension of the right side: the checker made them agree. */
function computedSide(left: Expr, right: Expr, scope: Scope): { value: Rational; dimension: string } | undefined {
  if (right.kind !== 'number' && right.kind !== 'year') return undefined
  const value = evaluateExpr(left, scope)
  if (value.kind !== 'number' || !isExact(value.range) || !value.range.lo) return undefined
  return { value: value.range.lo, dimension: right.kind === 'year' ? '年' : right.dimension }
}

/** All must hold; one that fails settles it, whatever else is unknown. */
function conjunction(steps: readonly Step[]): Open & { readonly truth: Truth } {
  if (steps.some((step) => step.truth === false)) return { truth: false, ...SETTLED }
  const open = steps.filter((step) => step.truth === 'unknown').reduce<Open>(join, SETTLED)
  return { truth: steps.every((step) => step.truth === true) ? true : 'unknown', ...open }
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

function overall(cases: readonly JudgedCase[]): Verdict {
  const verdicts = cases.map((one) => one.outcome.verdict)
  for (const verdict of ['due', 'discretionary', 'unknown'] as const) if (verdicts.includes(verdict)) return verdict
  return 'not-due'
}

/** All cases together, under the caps for a subject, a year or a span of years, less what was had before. */
function capped(measure: Measure, cases: readonly JudgedCase[], dossier: Dossier, unheard: boolean, scopes: readonly Scope[]): Money & { readonly reasons: readonly Reason[] } {
  const live = cases.filter((one) => one.truth !== false)
  const discretion = live.some((one) => one.money.discretion)
  const unspecified = live.some((one) => one.money.unspecified)
  const open = live.reduce<Open>((all, one) => join(all, one.money), SETTLED)
  const scope = scopes[0]
  let range = measure.once ? live.map((one) => one.money.range).reduce(greatest, NOTHING) : totalOf(measure, live, dossier)
  if (unheard && !measure.once && live.length > 0) range = { lo: range.lo, hi: undefined }
  const reasons: Reason[] = []
  for (const cap of measure.caps) {
    if (!scope || live.length === 0) continue
    const applies = cap.applies ? evaluateExpr(cap.applies, scope) : { kind: 'truth' as const, truth: true as const }
    const truth = applies.kind === 'truth' ? applies.truth : 'unknown'
    if (truth === false) continue
    const limit = roomUnder(measure, cap.scope, numeric(cap.amount, scope).range, dossier, scope.year)
    const limited = cap.scope.kind === 'subject-year' && measure.basis.kind === 'series' ? range : least(range, limit)
    range = truth === true ? limited : { lo: least(range, limit).lo, hi: range.hi }
    reasons.push({ state: 'given', role: 'cap', text: cap.text, quote: '', facts: factUses(cap.amount, scope), undecided: [], children: [] })
  }
  return { range, discretion, unspecified, ...open, reasons }
}

/** The sum over cases; in a series each year is held to its own cap. */
function totalOf(measure: Measure, live: readonly JudgedCase[], dossier: Dossier): Interval {
  return live.reduce((all, one) => {
    let { range } = one.money
    for (const cap of measure.caps) {
      if (cap.scope.kind !== 'subject-year' || measure.basis.kind !== 'series') continue
      const applies = cap.applies ? evaluateExpr(cap.applies, one.scope) : undefined
      if (applies && (applies.kind !== 'truth' || applies.truth !== true)) continue
      range = least(range, roomUnder(measure, cap.scope, numeric(cap.amount, one.scope).range, dossier, one.scope.year))
    }
    return sum(all, range)
  }, NOTHING)
}

function roomUnder(measure: Measure, scope: Measure['caps'][number]['scope'], cap: Interval, dossier: Dossier, year: number): Interval {
  const inScope = (past: number): boolean => (scope.kind === 'subject-year' ? past === year : scope.kind === 'subject' ? true : past > year - scope.years && past <= year)
  const had = (dossier.awards ?? []).filter((one) => one.measure === measure.id && inScope(one.year)).reduce((all, one) => all + one.amountFen, 0n)
  const left = (end: Rational | undefined): Rational | undefined => end && (compare(end, { n: had, d: 1n }) > 0n ? { n: end.n - had * end.d, d: end.d } : ZERO)
  return { lo: left(cap.lo), hi: left(cap.hi) }
}

function awardOf(money: Money, verdict: Verdict): Award {
  if (money.unspecified && verdict !== 'not-due') return { kind: 'unspecified' }
  const { range } = money
  const low = range.lo?.n ?? 0n
  if (range.hi && range.hi.n === low) return { kind: 'exact', fen: low }
  return { kind: 'interval', lowFen: low, highFen: range.hi ? range.hi.n : null }
}

function shareOut(measure: Measure, award: Award): Outcome['payers'] {
  const shares = measure.payers.map((one) => one.share)
  if (award.kind === 'none' || award.kind === 'unspecified') return measure.payers.map(({ payer }) => ({ payer, award }))
  const low = splitFen(award.kind === 'exact' ? award.fen : award.lowFen, shares)
  const high = award.kind === 'interval' && award.highFen !== null ? splitFen(award.highFen, shares) : undefined
  return measure.payers.map(({ payer }, index) => ({
    payer,
    award: award.kind === 'exact' ? { kind: 'exact', fen: low[index] ?? 0n } : { kind: 'interval', lowFen: low[index] ?? 0n, highFen: high?.[index] ?? null },
  }))
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

/** The nearest failed comparison where it alone stands in the way, or the next tier of an award already due. */
function nearMissesOf(measure: Measure, clauses: readonly Clause[], steps: readonly Step[], gate: Truth, scope: Scope): NearMiss[] {
  const failing = steps.flatMap((step, index) => (step.truth === false ? [index] : []))
  if (gate === false) {
    if (failing.length > 2) return []
    const found = failing.flatMap((index) => {
      const clause = clauses[index]
      if (!clause) return []
      const parts = clause.expr.kind === 'all' ? clause.expr.items : [clause.expr]
      const failed = parts.filter((part) => truthIs(part, scope, false))
      return failed.map((part) => (part.kind === 'compare' && clause.role === 'condition' ? nearMiss(clause.text, part, scope) : undefined))
    })
    return found.every((one) => one !== undefined) ? found : []
  }
  const { amount } = measure
  const staged = measure.stages.flatMap((stage) => stageMiss(stage, scope) ?? [])
  if (amount?.kind !== 'tiers') return staged
  const next = nextTier(amount.on, amount.dimension, amount.text, amount.tiers, scope)
  return next ? [next, ...staged] : staged
}

/** The one comparison that keeps a payment by stages from being whole. */
function stageMiss(stage: Measure['stages'][number], scope: Scope): NearMiss | undefined {
  const [failed, ...others] = stage.conditions.filter((one) => !truthIs(one.expr, scope, true))
  return failed?.expr.kind === 'compare' && others.length === 0 && truthIs(failed.expr, scope, false) ? nearMiss(stage.name, failed.expr, scope, 'stage') : undefined
}

function truthIs(expr: Expr, scope: Scope, wanted: boolean): boolean {
  const value = evaluateExpr(expr, scope)
  return value.kind === 'truth' && value.truth === wanted
}

function stateOf(verdict: Verdict): State {
  return verdict === 'due' ? 'holds' : verdict === 'not-due' ? 'fails' : verdict === 'unknown' ? 'unknown' : 'undecided'
}

function stateOfTruth(one: Open & { readonly truth: Truth }): State {
  return one.truth === true ? 'holds' : one.truth === false ? 'fails' : one.missing.length > 0 ? 'unknown' : 'undecided'
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
