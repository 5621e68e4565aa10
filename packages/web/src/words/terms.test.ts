import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { i18n } from '@lingui/core'
import { evaluate, type Reason, readDossier, type WorkedCase } from '@zhida/engine'
import { decode, type Policy } from '@zhida/language/ir'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { loadEnglish, ruleWords, term } from './terms.ts'

interface Exported {
  readonly policy: Policy
  readonly cases: readonly WorkedCase[]
  readonly english: Readonly<Record<string, string>>
}

const held = vi.hoisted(() => ({ exported: '{}' }))
vi.mock('virtual:policy-en', () => held)

let pack: Exported
beforeAll(async () => {
  pack = decode<Exported>(execFileSync(process.execPath, [resolve(import.meta.dirname, '../../../cli/bin/zhida.mjs'), 'export'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }))
  held.exported = JSON.stringify(pack.english)
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  await loadEnglish()
})

describe('the words of rules in English', () => {
  it.each([
    ['加计扣除研发费用@上年 >= 100万元', 'R&D expenses allowed for super-deduction of last year >= ¥1,000,000'],
    ['10亿吨公里 <= 值 < 30亿吨公里', '1,000,000,000 tonne-kilometres <= value < 3,000,000,000 tonne-kilometres'],
    ['0.5万元', '¥5,000'],
    ['1.23亿元', '¥123,000,000'],
    ['3.21亿美元', 'US$321,000,000'],
    ['每户每年最高150万元', 'each subject Each year at most ¥1,500,000'],
    ['年份(认定日期) = 2023年', 'year of (Date of recognition) = 2023'],
    ['2023-06-01', '2023-06-01'],
  ])('%s', (zh, en) => expect(ruleWords(zh)).toBe(en))

  it('says every reason of every worked case without a Chinese character left', () => {
    const said = new Set<string>()
    const walk = (reason: Reason): void => {
      for (const one of [reason.text, ...reason.undecided, ...reason.facts.map((fact) => fact.source ?? '')]) said.add(one)
      reason.children.forEach(walk)
    }
    for (const one of pack.cases) {
      const { dossier } = readDossier({ name: one.name, synthetic: true, data: one.data, at: () => ({ source: { file: '', text: '' }, start: 0, end: 0 }) }, pack.policy.vocabulary)
      for (const { reason } of evaluate(pack.policy, dossier, one.date, {}, [one.measure]).outcomes) walk(reason)
    }
    expect(said.size).toBeGreaterThan(300)
    expect([...said].filter((one) => /\p{Script=Han}/u.test(ruleWords(one)))).toEqual([])
  })

  it('a name without English stays as it is, and in Chinese everything does', () => {
    expect(term('没有这个名称')).toBe('没有这个名称')
    i18n.loadAndActivate({ locale: 'zh-CN', messages: {} })
    expect(ruleWords('加计扣除研发费用@上年 >= 100万元')).toBe('加计扣除研发费用@上年 >= 100万元')
  })
})
