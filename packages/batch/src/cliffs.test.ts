import type { Dossier, Fact } from '@zhida/engine'
import { measuresOf, rational } from '@zhida/language'
import { describe, expect, it } from 'vitest'
import { sweepsOf } from './cliffs.ts'
import { realPolicy } from './testing/policy.ts'

const policy = realPolicy()
const number = (n: bigint): Fact => ({ value: { kind: 'number', value: rational(n) }, source: '合成数据' })
const text = (value: string): Fact => ({ value: { kind: 'text', value }, source: '合成数据' })

/** 合成数据: a shipping firm with 24 亿吨公里 after 20. */
const ship: Dossier = {
  subject: '合成航运公司',
  synthetic: true,
  facts: { subjectType: text('企业'), industry: text('水路运输'), 'freightTurnover@2023': number(2_400_000_000n), 'freightTurnover@2022': number(2_000_000_000n) },
  events: {},
  awards: [],
}

describe('cliffs of article 28', () => {
  const measure = measuresOf(policy).find((one) => one.id === '28.1')
  const sweeps = measure ? sweepsOf(policy, measure, ship, '2023-12-31', {}) : []
  const of = (fact: string): readonly string[] => (sweeps.find((one) => one.fact.endsWith(fact))?.cliffs ?? []).map(({ at, belowFen, fen }) => `${at.n}/${at.d}: ${belowFen} → ${fen}`)

  it('this year’s turnover: ten, two and four tenths of growth, thirty and fifty-five hundred million', () => {
    // 10亿 brings 30万; 22亿 and 24亿 are growths of 10 % and 20 %; past 30亿 it is 45万 (exactly thirty stays below), past 55亿 60万.
    expect(of('2023')).toEqual([
      '1000000000/1: 0 → 30000000',
      '2200000000/1: 30000000 → 40000000',
      '2400000000/1: 40000000 → 50000000',
      '3000000001/1: 50000000 → 65000000',
      '5500000001/1: 65000000 → 80000000',
    ])
  })

  it('last year’s: one ton-kilometre more and the growth falls below a step', () => {
    expect(of('2022').slice(-2)).toEqual(['2000000001/1: 50000000 → 40000000', '2181818182/1: 40000000 → 30000000'])
  })
})
