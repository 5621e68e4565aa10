import { measuresOf, type Policy, rational } from '@zhida/language'
import { describe, expect, it } from 'vitest'
import { type SmallPack, smallPolicy } from '../../language/src/testing/small-pack.ts'
import { readDossier } from './dossier/read.ts'
import { evaluate } from './evaluate.ts'
import type { Award, Outcome } from './outcome.ts'

// Short made-up policies (合成数据), one for each thing that other districts' policies say. No package changes to encode them.

const at = () => ({ source: { file: '', text: '' }, start: -1, end: -1 })

function judge(policy: Policy, data: Readonly<Record<string, unknown>>, date = '2023-12-31', readings = {}): Outcome {
  const { dossier, diagnostics } = readDossier({ name: '合成企业', synthetic: true, data: { 类型: '企业', ...data }, at }, policy.vocabulary)
  expect(diagnostics).toEqual([])
  const [outcome] = evaluate(policy, dossier, date, readings, [measuresOf(policy)[0]?.id ?? '']).outcomes
  if (!outcome) throw new Error('no outcome')
  return outcome
}

const yuan = (amount: bigint): Award => ({ kind: 'exact', fen: amount * 100n })

const rule = (body: string, words: string, rest: Partial<SmallPack> = {}): Policy =>
  smallPolicy({
    words,
    rules: `- 措施: 奖\n  编号: '1.1'\n  原文: 全文\n  类型: 奖励\n  对象: 企业\n  出资: 区财政\n${body}`,
    facts: '营收: { 键: revenue, 类型: 金额, 期间: 年度 }\n税收: { 键: tax, 类型: 金额, 期间: 年度 }',
    ...rest,
  })

describe('what policies of this kind say', () => {
  it('whole steps of a number that is still open are whole at both ends', () => {
    const policy = rule('  按: 年度\n  条件: [营收@本年 >= 0元]\n  金额: 10元 * 整步(税收@本年 - 营收@本年, 30元)\n', '奖')
    expect(judge(policy, { 税收: { 2023: '100元' } }).award).toEqual({ kind: 'interval', lowFen: 0n, highFen: 3_000n })
  })

  it('payment shares between levels of government: 市县 1:1 承担, an odd fen goes nowhere', () => {
    const policy = rule('  按: 年度\n  条件: [税收@上年 >= 0元]\n  金额: 1% * 营收@上年\n  分担: { 市级: 50%, 县级: 50% }', '按营收1%奖励，市县1:1承担。', { names: ['1:1'] })
    const outcome = judge(policy, { 营收: { 2022: '100.03元' }, 税收: { 2022: '1元' } })
    expect(outcome.award).toEqual({ kind: 'exact', fen: 100n })
    const odd = judge(policy, { 营收: { 2022: '101元' }, 税收: { 2022: '1元' } })
    expect(odd.payers.map((one) => one.award)).toEqual([
      { kind: 'exact', fen: 51n },
      { kind: 'exact', fen: 50n },
    ])
  })

  it('half on condition, half later', () => {
    const policy = rule(
      '  按: 年度\n  条件: [税收@上年 >= 0元]\n  金额: 0.03元\n  分期:\n    - { 名称: 先, 比例: 50%, 条件: [营收@上年 >= 100元] }\n    - { 名称: 后, 比例: 50%, 条件: [营收@本年 >= 200元] }',
      '营收达到100元给50%，达到200元再给50%，共0.03元。',
    )
    const facts = { 税收: { 2022: '1元' } }
    expect(judge(policy, { ...facts, 营收: { 2022: '100元', 2023: '199元' } }).award).toEqual({ kind: 'exact', fen: 2n })
    expect(judge(policy, { ...facts, 营收: { 2022: '100元', 2023: '200元' } }).award).toEqual({ kind: 'exact', fen: 3n })
    expect(judge(policy, { ...facts, 营收: { 2022: '99元', 2023: '199元' } }).verdict).toBe('not-due')
    expect(judge(policy, { ...facts, 营收: { 2022: '100元' } })).toMatchObject({ verdict: 'due', award: { kind: 'interval', lowFen: 2n, highFen: 3n }, missing: [{ key: 'revenue', year: 2023 }] })
  })

  it('a matched top-up to a higher level’s award', () => {
    const policy = rule('  按: 上级奖励\n  条件: [级别 = 省级]\n  金额: 100% * 奖金, 最高 20万元', '对省级奖励按100%配套，最高20万元。', {
      facts: '',
      events: '上级奖励: { 键: prize, 说明: 上级奖励, 字段: { 级别: { 键: level, 类型: 分类, 选项: [省级, 市级] }, 奖金: { 键: money, 类型: 金额 } } }',
    })
    expect(
      judge(policy, {
        上级奖励: [
          { 级别: '省级', 奖金: '15万元' },
          { 级别: '省级', 奖金: '30万元' },
          { 级别: '市级', 奖金: '5万元' },
        ],
      }).award,
    ).toEqual(yuan(350_000n))
    expect(judge(policy, { 上级奖励: '无' })).toMatchObject({ verdict: 'not-due', award: yuan(0n) })
  })

  describe('“first time over 1000万 / 2000万 / 5000万” ladders', () => {
    const ladder = (mode: string): Policy =>
      rule(
        `  按: 年度\n  条件: [税收@上年 >= 0元]\n  阶梯:\n    依据: 营收@本年\n    此前最高: 最大值(营收@前3年)\n    方式: ${mode}\n    台阶: { 1000万元: 10万元, 2000万元: 20万元, 5000万元: 50万元 }`,
        '营收首次突破1000万元、2000万元、5000万元的，分别奖励10万元、20万元、50万元。三年内。',
        { names: ['三年内'] },
      )
    const facts = (now: string, before: string): Record<string, unknown> => ({ 税收: { 2022: '1元' }, 营收: { 2023: now, 2022: before, 2021: '0元', 2020: '0元' } })
    it.each([
      ['就高', '2500万元', '900万元', 200_000n],
      ['逐级', '2500万元', '900万元', 300_000n],
      ['就高', '2000万元', '1000万元', 200_000n],
      ['就高', '6000万元', '0元', 500_000n],
      ['逐级', '6000万元', '2000万元', 500_000n],
    ])('%s: %s after %s', (mode, now, before, expected) => {
      expect(judge(ladder(mode), facts(now, before)).award).toEqual(yuan(expected))
    })
    it('nothing new: not due', () => expect(judge(ladder('就高'), facts('1500万元', '1000万元')).verdict).toBe('not-due'))
    it('an unknown past is an interval', () => {
      expect(judge(ladder('就高'), { 税收: { 2022: '1元' }, 营收: { 2023: '2500万元', 2022: '900万元', 2021: '0元' } })).toMatchObject({
        verdict: 'unknown',
        award: { kind: 'interval', lowFen: 0n, highFen: 20_000_000n },
        missing: [{ key: 'revenue', year: 2020 }],
      })
    })
  })

  it('totals over N years', () => {
    const policy = rule('  按: 年度\n  条件: [合计(税收@近3年) >= 300万元]\n  金额: 5% * 平均值(税收@近3年)', '三年纳税合计300万元以上的，按平均数5%奖励。', {
      facts: '税收: { 键: tax, 类型: 金额, 期间: 年度 }',
    })
    expect(judge(policy, { 税收: { 2023: '100万元', 2022: '100万元', 2021: '100万元' } }).award).toEqual(yuan(50_000n))
    expect(judge(policy, { 税收: { 2023: '100万元', 2022: '100万元', 2021: '999999.99元' } })).toMatchObject({
      verdict: 'not-due',
      nearMisses: [{ distance: rational(1n), needed: rational(100_000_001n) }],
    })
  })

  it('a cap over a span of years counts what was had before', () => {
    const policy = rule('  按: 年度\n  条件: [税收@上年 >= 0元]\n  金额: 10% * 营收@上年\n  上限: [{ 范围: 每户3年, 金额: 100万元 }]', '按10%奖励，三年合计最高100万元。', { names: ['三年'] })
    const past = [
      { 措施: '1.1', 年度: '2021', 金额: '70万元' },
      { 措施: '1.1', 年度: '2019', 金额: '100万元' },
    ]
    expect(judge(policy, { 营收: { 2022: '500万元' }, 税收: { 2022: '0元' }, 已获奖补: past }).award).toEqual(yuan(300_000n))
  })

  it('counting and summing events of a list', () => {
    const policy = rule('  按: 年度\n  条件: ["计数(专利, 年份(授权) = 本年) >= 2"]\n  金额: 1万元 * 计数(专利, 年份(授权) = 本年), 最高 3万元', '授权专利2项以上，每项1万元，最高3万元。', {
      facts: '',
      events: '专利: { 键: patent, 说明: 专利, 字段: { 授权: { 键: granted, 类型: 日期 } } }',
    })
    const granted = (...days: string[]): Record<string, unknown> => ({ 专利: days.map((day) => ({ 授权: day })) })
    expect(judge(policy, granted('2023-01-01', '2023-05-05', '2022-01-01')).award).toEqual(yuan(20_000n))
    expect(judge(policy, granted('2023-01-01', '2022-01-01')).verdict).toBe('not-due')
    expect(judge(policy, granted('2023-01-01', '2023-05-05', '2023-06-06', '2023-07-07')).award).toEqual(yuan(30_000n))
    expect(judge(policy, { 专利: [{ 授权: '2023-01-01' }, {}] })).toMatchObject({ verdict: 'unknown' })
  })

  it('awards that exclude each other: the best set, and why', () => {
    const policy = smallPolicy({
      words: '甲奖3万元。乙奖5万元。丙奖4万元。',
      facts: '营收: { 键: revenue, 类型: 金额, 期间: 年度 }',
      rules: ['甲', '乙', '丙']
        .map(
          (name, index) =>
            `- 措施: ${name}\n  编号: '1.${index + 1}'\n  原文: ${['甲奖3万元。', '乙奖5万元。', '丙奖4万元。'][index]}\n  类型: 奖励\n  对象: 企业\n  按: 年度\n  条件: [营收@上年 >= 0元]\n  金额: ${[3, 5, 4][index]}万元\n  出资: 区财政\n${index === 1 ? "  互斥: [{ 措施: ['1.1', '1.3'] }]" : ''}`,
        )
        .join('\n'),
    })
    const { dossier } = readDossier({ name: '合成企业', synthetic: true, data: { 类型: '企业', 营收: { 2022: '1元' } }, at }, policy.vocabulary)
    expect(evaluate(policy, dossier, '2023-12-31').bundle).toMatchObject({ measures: ['1.1', '1.3'], lowFen: 7_000_000n, highFen: 7_000_000n, givenUp: [{ measure: '1.2' }] })
  })

  it('nothing is due before the policy is in force', () => {
    const policy = rule('  按: 年度\n  条件: [税收@上年 >= 0元, 营收@上年 >= 0元]\n  金额: 1元', '奖励1元。')
    const facts = { 税收: { 2022: '1元' }, 营收: { 2022: '1元' } }
    expect(judge(policy, facts, '2022-12-31').verdict).toBe('not-due')
    expect(judge(policy, facts, '2023-01-01').verdict).toBe('due')
  })
})
