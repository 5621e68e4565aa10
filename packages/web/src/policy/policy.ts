import { exported } from 'virtual:policy'
import type { Verdict } from '@zhida/engine'
import { decode, measuresOf, type Policy } from '@zhida/language/ir'

const built = decode<{ readonly policy: Policy; readonly cases: readonly ShownCase[] }>(exported)

/** The policy this page was built with. */
export const { policy } = built

export const measures = measuresOf(policy)

interface ShownCase {
  readonly measure: string
  readonly name: string
  readonly how: string
  readonly verdict: Verdict
  readonly amount: string
  readonly date: string
  readonly data: Readonly<Record<string, unknown>>
}

export const { cases } = built

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = { due: '应兑', discretionary: '由部门裁量', unknown: '可能', 'not-due': '不符合' }
