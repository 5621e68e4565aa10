import type { Period } from '../ir/expression.ts'

/** Years by name, relative to the case's year. */
export const NAMED_PERIODS: Readonly<Record<string, number>> = { 本年: 0, 上年: -1, 前年: -2 }

/** 本年, 上年, 前年, 2022年; 近3年 counts this year in, 前3年 does not. */
export function readPeriods(text: string): Period[] | undefined {
  const named = NAMED_PERIODS[text]
  if (named !== undefined) return [{ kind: 'relative', offset: named }]
  const fixed = /^(\d{4})年$/.exec(text)
  if (fixed) return [{ kind: 'fixed', year: +(fixed[1] ?? 0) }]
  const span = /^([近前])(\d{1,2})年$/.exec(text)
  if (!span || span[2] === '0') return undefined
  const newest = span[1] === '近' ? 0 : -1
  return Array.from({ length: +(span[2] ?? 1) }, (_unused, index) => ({ kind: 'relative', offset: newest - index }))
}
