import type { Rational } from '../exact/rational.ts'
import type { Dimension } from '../exact/units.ts'
import type { Amount, Comparison, Expr, Type } from './expression.ts'

/** A verbatim stretch of the policy text, as UTF-16 offsets `[start, end)` into it. */
export interface Quote {
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface SourcePlace {
  readonly file: string
  readonly line: number
}

interface InstrumentBase {
  /** `12.1` for a measure; `1.f1`, `3.q1`, `2.t1`, `5.k1`, `7.n1` for the other kinds. */
  readonly id: string
  readonly area: number
  /** 1–57; 0 for an area's opening, the preamble or the closing words. */
  readonly article: number
  readonly name: string
  readonly quotes: readonly Quote[]
  readonly department: string
  readonly note?: string
  readonly place: SourcePlace
}

export interface Condition {
  readonly expr: Expr
  readonly text: string
  readonly quote: string
}

export interface Reading {
  readonly name: string
  readonly adopted: string
  readonly options: readonly { readonly name: string; readonly expr?: Expr; readonly text: string }[]
  readonly reason: string
}

export interface Bonus {
  readonly name: string
  readonly conditions: readonly Condition[]
  readonly amount: Amount
}

/** One payment of a staged award. Shares are of the whole award and add up to 1 (ZD-318). */
export interface Stage {
  readonly name: string
  readonly share: Rational
  readonly conditions: readonly Condition[]
}

export type CapScope = { readonly kind: 'subject-year' } | { readonly kind: 'subject' } | { readonly kind: 'span'; readonly years: number }

export interface Cap {
  readonly scope: CapScope
  readonly amount: Expr
  readonly applies?: Expr
  readonly text: string
}

export interface Exclusion {
  readonly measures: readonly string[]
  readonly applies?: Expr
  readonly text: string
}

/** What a case is: one for the policy year, one a year over a series, or one an event. */
export type Basis = { readonly kind: 'year' } | { readonly kind: 'series'; readonly from: Expr; readonly years: number } | { readonly kind: 'event'; readonly event: string }

export type BenefitKind = '奖励' | '补助' | '补贴' | '资助' | '贴息' | '税收优惠' | '创新券' | '优先' | '许可' | '服务' | '费率优惠' | '土地政策'

/** Awards that are paid out, as against tax relief, vouchers, priority, permits and services. */
export function isPaid(benefit: BenefitKind): boolean {
  return benefit === '奖励' || benefit === '补助' || benefit === '补贴' || benefit === '资助' || benefit === '贴息'
}

export interface Measure extends InstrumentBase {
  readonly kind: 'measure'
  readonly benefit: BenefitKind
  /** What is given where it is not a sum of money, in words. */
  readonly gives: string
  readonly subject: { readonly name: string; readonly expr?: Expr }
  readonly basis: Basis
  readonly conditions: readonly Condition[]
  readonly amount?: Amount
  readonly bonuses: readonly Bonus[]
  readonly stages: readonly Stage[]
  readonly caps: readonly Cap[]
  /** Once in the subject's life: the whole award, or its base alone while the bonuses go on (art. 24). */
  readonly once: 'no' | 'award' | 'base'
  readonly exclusions: readonly Exclusion[]
  readonly readings: readonly Reading[]
  readonly fund?: string
  readonly payers: readonly { readonly payer: string; readonly share: Rational }[]
  /** True where the department chooses among those who qualify (择优). */
  readonly selective: boolean
}

export interface FundPart {
  readonly name: string
  /** Base units (money: fen); absent where the text names a part without a figure. */
  readonly amount?: Rational
}

export interface Fund extends InstrumentBase {
  readonly kind: 'fund'
  readonly amount?: Rational
  readonly atLeast: boolean
  readonly parts: readonly FundPart[]
  /** Names of the funds it claims to sum up (the closing words' 51.78亿元). */
  readonly sumOf: readonly string[]
  readonly payer: string
}

export interface Quota extends InstrumentBase {
  readonly kind: 'quota'
  readonly comparison: Comparison
  readonly amount?: Rational
  readonly dimension: Dimension
  readonly deadline: string
}

export interface Target extends InstrumentBase {
  readonly kind: 'target'
  readonly comparison: Comparison
  readonly threshold?: Rational
  readonly dimension: Dimension
  readonly display: string
  readonly deadline: string
}

export interface Task extends InstrumentBase {
  readonly kind: 'task'
  readonly counts: readonly { readonly name: string; readonly display: string; readonly value: Rational; readonly dimension: Dimension }[]
  readonly items: readonly string[]
  readonly deadline?: string
}

export interface Narrative extends InstrumentBase {
  readonly kind: 'narrative'
}

export type Instrument = Measure | Fund | Quota | Target | Task | Narrative

export type Sensitivity = '公开' | '内部' | '敏感'

/** A fact that rules may ask for: one home for its key, name, type, unit, holder and sensitivity. */
export interface FactDefinition {
  readonly key: string
  readonly name: string
  readonly type: Type
  readonly unit: string
  readonly yearly: boolean
  readonly negative: boolean
  readonly holder: string
  readonly sensitivity: Sensitivity
  readonly help: string
}

export interface EventDefinition {
  readonly key: string
  readonly name: string
  readonly help: string
  readonly holder: string
  readonly fields: readonly FactDefinition[]
}

export interface DerivedDefinition {
  readonly key: string
  readonly name: string
  readonly yearly: boolean
  readonly type: Type
  readonly expr: Expr
  readonly text: string
}

export interface Vocabulary {
  readonly facts: readonly FactDefinition[]
  readonly events: readonly EventDefinition[]
  readonly derived: readonly DerivedDefinition[]
  readonly units: readonly string[]
}

export interface Article {
  readonly number: number
  readonly title: string
  readonly start: number
  readonly end: number
}

export interface Area {
  readonly number: number
  readonly title: string
  readonly department: string
  readonly articles: readonly Article[]
}

/** A defect of the text itself, reported and never mended. */
export interface TextFault {
  readonly article: number
  readonly instrument: string
  readonly words: string
}

/** Where a number of the text is bound. `name` is one that belongs to a name or a reference. */
export interface NumberBinding {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly to: { readonly kind: 'instrument'; readonly id: string; readonly place: string } | { readonly kind: 'name'; readonly phrase: string }
}

export interface Policy {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly issuer: string
  readonly issued: string
  readonly from: string
  readonly until: string
  readonly year: number
  readonly rank: string
  /** The district's streets and towns: what sums are told by. */
  readonly streets: readonly string[]
  readonly text: string
  readonly textSha256: string
  readonly areas: readonly Area[]
  readonly instruments: readonly Instrument[]
  readonly vocabulary: Vocabulary
  readonly faults: readonly TextFault[]
  readonly numbers: readonly NumberBinding[]
}

/** A policy without its text and the bindings into it: what is needed to judge and to tell, a third smaller. */
export type Rules = Omit<Policy, 'text' | 'numbers'>

export function measuresOf(policy: Rules): readonly Measure[] {
  return policy.instruments.filter((one) => one.kind === 'measure')
}
