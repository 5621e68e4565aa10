import { exported } from 'virtual:policy'
import type { Verdict, WorkedCase } from '@zhida/engine'
import { decode, measuresOf, type Policy } from '@zhida/language/ir'

const built = decode<{ readonly policy: Policy; readonly cases: readonly WorkedCase[] }>(exported)

/** The policy this page was built with. */
export const { policy } = built

export const measures = measuresOf(policy)

export const { cases } = built

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = { due: '应兑', discretionary: '由部门裁量', unknown: '可能', 'not-due': '不符合' }
