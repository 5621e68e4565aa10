import type { Rational } from '../exact/rational.ts'
import type { Dimension } from '../exact/units.ts'

/** What a value is. Money is a number with the dimension `分`; a rate has the dimension `''`. */
export type Type =
  | { readonly kind: 'number'; readonly dimension: Dimension }
  | { readonly kind: 'truth' }
  | { readonly kind: 'date' }
  | { readonly kind: 'category'; readonly options: readonly string[] }
  | { readonly kind: 'text' }

export type Comparison = '>=' | '<=' | '>' | '<' | '=' | '!='

/** A calendar year: relative to the case's year (本年 is 0, 上年 -1), or a fixed one. */
export type Period = { readonly kind: 'relative'; readonly offset: number } | { readonly kind: 'fixed'; readonly year: number }

/** A checked expression: plain data. Every pass over it is one exhaustive `switch` on `kind`. */
export type Expr =
  | { readonly kind: 'number'; readonly value: Rational; readonly dimension: Dimension }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'year'; readonly offset: number }
  | { readonly kind: 'fact'; readonly key: string; readonly period?: Period }
  | { readonly kind: 'field'; readonly key: string }
  | { readonly kind: 'derived'; readonly key: string; readonly period?: Period }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'arithmetic'; readonly op: '+' | '-' | '*' | '/'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'compare'; readonly op: Comparison; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'all'; readonly items: readonly Expr[] }
  | { readonly kind: 'any'; readonly items: readonly Expr[] }
  | { readonly kind: 'not'; readonly item: Expr }
  | { readonly kind: 'member'; readonly item: Expr; readonly options: readonly string[] }
  | { readonly kind: 'if'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'growth'; readonly now: Expr; readonly before: Expr }
  | { readonly kind: 'fold'; readonly fn: 'sum' | 'max' | 'min'; readonly items: readonly Expr[] }
  | { readonly kind: 'floor'; readonly item: Expr }
  | { readonly kind: 'year-of'; readonly item: Expr }
  | { readonly kind: 'over'; readonly fn: 'count' | 'exists' | 'sum' | 'max'; readonly event: string; readonly value?: Expr; readonly where?: Expr }

/** One end of a range; absent means unbounded. */
export interface Bound {
  readonly value: Rational
  readonly closed: boolean
}

export interface Tier {
  readonly low?: Bound
  readonly high?: Bound
  readonly text: string
  readonly amount: Amount
}

/**
 * How an amount is made from the text's words (shared vocabulary of READING: 给予 X, 最高 X, 不低于 p%, 一定的 …).
 * Tiers are disjoint and in order: the checker proves it (ZD-214 overlap, ZD-215 gap).
 */
export type Amount =
  | { readonly kind: 'exact'; readonly value: Expr; readonly cap?: Expr; readonly text: string }
  | { readonly kind: 'at-most'; readonly cap: Expr; readonly text: string }
  | { readonly kind: 'at-least'; readonly floor: Expr; readonly cap?: Expr; readonly text: string }
  | { readonly kind: 'unspecified'; readonly text: string }
  | { readonly kind: 'tiers'; readonly on: Expr; readonly dimension: Dimension; readonly text: string; readonly tiers: readonly Tier[] }
  | { readonly kind: 'by-category'; readonly on: Expr; readonly text: string; readonly options: readonly { readonly option: string; readonly amount: Amount }[] }
  | {
      readonly kind: 'ladder'
      readonly on: Expr
      readonly before: Expr
      readonly dimension: Dimension
      readonly text: string
      readonly rungs: readonly { readonly threshold: Rational; readonly amount: Expr }[]
      readonly mode: 'highest' | 'each'
    }
