import { compare, type Measure, type Rational, ZERO } from '@zhida/language/ir'
import type { Dossier } from '../dossier/dossier.ts'
import { factUses } from '../explain/facts-of.ts'
import type { Reason } from '../outcome.ts'
import type { Money } from './amount.ts'
import type { JudgedCase } from './case.ts'
import { evaluateExpr, join, numeric, type Open, SETTLED } from './expression.ts'
import { greatest, type Interval, least, NOTHING, sum } from './interval.ts'
import type { Scope } from './scope.ts'

/** All cases together, under the caps for a subject, a year or a span of years, less what was had before. */
export function capped(measure: Measure, cases: readonly JudgedCase[], dossier: Dossier, unheard: boolean, scopes: readonly Scope[]): Money & { readonly reasons: readonly Reason[] } {
  const live = cases.filter((one) => one.truth !== false)
  const discretion = live.some((one) => one.money.discretion)
  const unspecified = live.some((one) => one.money.unspecified)
  let open = live.reduce<Open>((all, one) => join(all, one.money), SETTLED)
  const scope = scopes[0]
  let range = measure.once === 'award' ? live.map((one) => one.money.range).reduce(greatest, NOTHING) : totalOf(measure, live, dossier)
  if (unheard && measure.once !== 'award' && live.length > 0) range = { lo: range.lo, hi: undefined }
  const reasons: Reason[] = []
  for (const cap of measure.caps) {
    if (!scope || live.length === 0) continue
    const applies = cap.applies ? evaluateExpr(cap.applies, scope) : { kind: 'truth' as const, truth: true as const }
    const truth = applies.kind === 'truth' ? applies.truth : 'unknown'
    if (truth === false) continue
    if (!dossier.awards) open = join(open, { missing: [{ kind: 'awards', key: 'awards' }], undecided: [] })
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

/** What a cap leaves after what was had before; between nothing and all of it while nobody has said. */
function roomUnder(measure: Measure, scope: Measure['caps'][number]['scope'], cap: Interval, dossier: Dossier, year: number): Interval {
  const inScope = (past: number): boolean => (scope.kind === 'subject-year' ? past === year : scope.kind === 'subject' ? true : past > year - scope.years && past <= year)
  if (!dossier.awards) return { lo: ZERO, hi: cap.hi }
  const had = dossier.awards.filter((one) => one.measure === measure.id && inScope(one.year)).reduce((all, one) => all + one.amountFen, 0n)
  const left = (end: Rational | undefined): Rational | undefined => end && (compare(end, { n: had, d: 1n }) > 0n ? { n: end.n - had * end.d, d: end.d } : ZERO)
  return { lo: left(cap.lo), hi: left(cap.hi) }
}
