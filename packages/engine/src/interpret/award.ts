import type { Measure } from '@zhida/language/ir'
import type { Award, Outcome, Verdict } from '../outcome.ts'
import { type Money, splitFen } from './amount.ts'

export function awardOf(money: Money, verdict: Verdict): Award {
  if (money.unspecified && verdict !== 'not-due') return { kind: 'unspecified' }
  const { range } = money
  const low = range.lo?.n ?? 0n
  if (range.hi && range.hi.n === low) return { kind: 'exact', fen: low }
  return { kind: 'interval', lowFen: low, highFen: range.hi ? range.hi.n : null }
}

export function shareOut(measure: Measure, award: Award): Outcome['payers'] {
  const shares = measure.payers.map((one) => one.share)
  if (award.kind === 'none' || award.kind === 'unspecified') return measure.payers.map(({ payer }) => ({ payer, award }))
  const low = splitFen(award.kind === 'exact' ? award.fen : award.lowFen, shares)
  const high = award.kind === 'interval' && award.highFen !== null ? splitFen(award.highFen, shares) : undefined
  return measure.payers.map(({ payer }, index) => ({
    payer,
    award: award.kind === 'exact' ? { kind: 'exact', fen: low[index] ?? 0n } : { kind: 'interval', lowFen: low[index] ?? 0n, highFen: high?.[index] ?? null },
  }))
}
