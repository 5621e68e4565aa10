import type { Award, FactUse, NearMiss, Outcome } from '@zhida/engine'
import { formatFen, formatQuantity, rational } from '@zhida/language/ir'

/** Money as a person reads it, and the full figure in 元 for a tooltip. */
export function showAward(award: Award): { readonly short: string; readonly full: string } {
  switch (award.kind) {
    case 'exact':
      return { short: formatFen(rational(award.fen)), full: fullYuan(award.fen) }
    case 'interval': {
      const high = award.highFen === null ? '不限' : formatFen(rational(award.highFen))
      const full = `${fullYuan(award.lowFen)} 至 ${award.highFen === null ? '不限' : fullYuan(award.highFen)}`
      if (award.lowFen === 0n) return { short: award.highFen === null ? '金额待定' : `最多 ${high}`, full }
      return { short: award.highFen === null ? `至少 ${formatFen(rational(award.lowFen))}` : `${formatFen(rational(award.lowFen))} 至 ${high}`, full }
    }
    case 'unspecified':
      return { short: '金额原文未定', full: '原文只写“一定的”，没有写出金额' }
    case 'none':
      return { short: '非资金', full: '这一项给的不是钱' }
  }
}

/** 8880000 → `88,800.00元` */
export function fullYuan(fen: bigint): string {
  const digits = fen.toString().padStart(3, '0')
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}元`
}

export function showFact(fact: FactUse): string {
  const name = `${fact.name}${fact.year === undefined ? '' : `（${fact.year}年）`}`
  if (!fact.value) return `${name}：未填`
  const { value } = fact
  if (value.kind === 'number') return `${name}：${formatQuantity(value.value, fact.dimension)}`
  if (value.kind === 'truth') return `${name}：${value.value ? '是' : '否'}`
  return `${name}：${value.kind === 'none' ? '无此项' : value.value}`
}

const GAINS: Readonly<Record<NearMiss['gains'], string>> = { award: '符合这一条', tier: '能升一档', stage: '能再得一期' }

export function showNearMiss(near: NearMiss): string {
  const year = near.fact.year === undefined ? '' : `（${near.fact.year}年）`
  const more = near.distance.n >= 0n
  const distance = formatQuantity(more ? near.distance : { n: -near.distance.n, d: near.distance.d }, near.dimension)
  return `${near.fact.name}${year}再${more ? '多' : '少'} ${distance}（${near.strict ? '超过' : '达到'} ${formatQuantity(near.needed, near.dimension)}），就${GAINS[near.gains]}`
}

export function isNear(outcome: Outcome): boolean {
  return outcome.verdict === 'not-due' && outcome.nearMisses.length > 0
}
