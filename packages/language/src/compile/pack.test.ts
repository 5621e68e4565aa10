import { describe, expect, it } from 'vitest'
import { CODES } from '../diagnostics/codes.ts'
import { formatDiagnostic, message } from '../diagnostics/diagnostic.ts'
import { type SmallPack, smallFiles, smallPack } from '../testing/small-pack.ts'
import { compilePack } from './pack.ts'

const FACTS = `
营收: { 键: revenue, 类型: 金额, 期间: 年度 }
面积: { 键: area, 类型: 数量, 单位: 平方米 }
`
const RULE = (body: string, words = '对企业给予奖励。'): SmallPack => ({
  words,
  facts: FACTS,
  rules: `- 措施: 奖\n  编号: '1.1'\n  原文: 全文\n  类型: 奖励\n  对象: 企业\n  按: 年度\n  出资: 区财政\n  条件: [营收@上年 >= 0元, 面积 >= 0平方米]\n${body}`,
})

/** The codes of the errors a pack has, each once, sorted. */
function errors(pack: SmallPack): string[] {
  return [
    ...new Set(
      smallPack(pack)
        .diagnostics.filter((one) => one.severity === 'error')
        .map((one) => one.code),
    ),
  ].sort()
}

describe('a pack that is right', () => {
  it('compiles without a diagnostic', () => {
    expect(smallPack(RULE('  金额: 10% * 营收@上年, 最高 200万元', '对企业按10%给予最高200万元奖励。')).diagnostics).toEqual([])
  })
})

describe('faults of expressions, each at its place', () => {
  const cases: readonly [string, string, string][] = [
    ['units that do not add', '  金额: 100万元 + 3年', 'ZD-204'],
    ['a rate where money is wanted', '  金额: 10%', 'ZD-205'],
    ['area compared with money', '  金额: 如果(面积 > 5万元, 1元, 2元)', 'ZD-204'],
    ['an unknown name', '  金额: 10% * 营业额@上年', 'ZD-202'],
    ['an unknown unit', '  金额: 30萬元', 'ZD-203'],
    ['a yearly fact without a year', '  金额: 10% * 营收', 'ZD-206'],
    ['a year on a fact that has none', '  金额: 1元 * (面积@上年 / 1平方米)', 'ZD-207'],
    ['an unknown period', '  金额: 10% * 营收@去年', 'ZD-208'],
    ['a function with wrong arguments', '  金额: 1元 * 增长率(面积)', 'ZD-209'],
    ['a syntax error', '  金额: 10% * (营收@上年', 'ZD-201'],
    ['full-width digits and signs', '  金额: １０％ * 营收@上年', 'ZD-104'],
    ['a division by zero', '  金额: 营收@上年 / 0', 'ZD-218'],
    ['a cap below a floor', '  金额: 不低于 60万元, 最高 50万元', 'ZD-216'],
    ['an amount above its cap', '  金额: 300万元, 最高 200万元', 'ZD-216'],
    ['overlapping tiers', '  分档:\n    依据: 营收@上年\n    1万元 <= 值 <= 2万元: 1元\n    值 >= 2万元: 2元', 'ZD-214'],
    ['a gap between tiers', '  分档:\n    依据: 营收@上年\n    1万元 <= 值 < 2万元: 1元\n    值 > 2万元: 2元', 'ZD-215'],
    ['a tier that is none', '  分档:\n    依据: 营收@上年\n    一档: 1元', 'ZD-213'],
    ['two kinds of amount', '  金额: 1元\n  分档:\n    依据: 营收@上年\n    值 >= 0元: 1元', 'ZD-308'],
    ['an unknown category', '  分类: { 依据: 类型, 公司: 1元 }', 'ZD-210'],
    ['a fund nobody named', '  金额: 1元\n  资金: 没有的资金', 'ZD-303'],
    ['an exclusion of no measure', "  金额: 1元\n  互斥: [{ 措施: ['9.9'] }]", 'ZD-304'],
    ['stages that do not add up', '  金额: 1元\n  分期: [{ 名称: 甲, 比例: 50% }, { 名称: 乙, 比例: 40% }]', 'ZD-309'],
    ['shares that do not add up', '  金额: 1元\n  分担: { 市: 50%, 县: 40% }', 'ZD-309'],
    ['a reading whose option does not exist', '  金额: 甲\n  口径: [{ 名称: 甲, 采用: 丙, 选项: { 乙: 1元, 丁: 2元 }, 理由: 无 }]', 'ZD-305'],
    ['a reading nobody uses', '  金额: 1元\n  口径: [{ 名称: 甲, 采用: 乙, 选项: [乙, 丙], 理由: 无 }]', 'ZD-306'],
    ['an unknown key', '  金额: 1元\n  最高额: 2元', 'ZD-111'],
    ['a wrong value', '  金额: 1元\n  一次性: 也许', 'ZD-110'],
    ['a date that does not exist', '  金额: 如果(2023-02-30 = 2023-02-28, 1元, 2元)', 'ZD-219'],
    ['a cap of no known scope', '  金额: 1元\n  上限: [{ 范围: 每月, 金额: 1元 }]', 'ZD-110'],
  ]
  it.each(cases)('%s', (_name, body, code) => {
    expect(errors(RULE(body))).toContain(code)
  })

  it('conditions that contradict each other', () => {
    const pack = RULE('  金额: 1元')
    expect(errors({ ...pack, rules: pack.rules.replace('[营收@上年 >= 0元, 面积 >= 0平方米]', '[营收@上年 >= 5元, 营收@上年 < 5元, 面积 > 0平方米]') })).toContain('ZD-217')
  })

  it('derived facts that go round', () => {
    expect(errors({ ...RULE('  金额: 1元'), derived: '甲: { 键: one, 公式: 乙 + 1 }\n乙: { 键: two, 公式: 甲 + 1 }' })).toContain('ZD-211')
  })

  it('two measures with one id, and an id out of place', () => {
    const one = RULE('  金额: 1元').rules
    expect(errors({ ...RULE(''), rules: `${one}\n${one}` })).toContain('ZD-301')
    expect(errors({ ...RULE(''), rules: one.replace("'1.1'", "'1.7'") })).toContain('ZD-302')
  })

  it('a name that is defined twice', () => {
    expect(errors({ ...RULE('  金额: 1元'), facts: `${FACTS}类型二: { 键: revenue, 类型: 文本 }` })).toContain('ZD-212')
  })

  it('reports all of them in one run, with line, column, excerpt, caret and hint', () => {
    const { diagnostics } = smallPack(RULE('  金额: 10% * 营业额@上年\n  上限: [{ 范围: 每户每年, 金额: 3年 }]\n  资金: 没有'))
    expect(diagnostics.filter((one) => one.severity === 'error').map((one) => one.code)).toEqual(expect.arrayContaining(['ZD-202', 'ZD-205', 'ZD-303']))
    const unknown = diagnostics.find((one) => one.code === 'ZD-202')
    expect(unknown).toMatchObject({ file: '1-area.yaml', line: 17, column: 19, length: 3 })
    expect(unknown && formatDiagnostic(unknown, 'zh')).toBe(
      ['ZD-202 错误 1-area.yaml:17:19', '  不认识的名称“营业额”', '  17 |         金额: 10% * 营业额@上年', '                           ^^^^^^', '  怎么办: 是不是“营收”？'].join('\n'),
    )
  })

  it('names the nearest one', () => {
    const [unknown] = smallPack(RULE('  金额: 10% * 营收入@上年')).diagnostics
    expect(unknown && message(unknown, 'zh').hint).toBe('是不是“营收”？')
    expect(unknown && message(unknown, 'en').hint).toBe('did you mean “营收”?')
  })
})

describe('the text', () => {
  it('words that are not in the article', () => {
    const pack = RULE('  金额: 1元')
    expect(errors({ ...pack, rules: pack.rules.replace('原文: 全文', '原文: 没有这句话') })).toContain('ZD-401')
  })
  it('words that occur twice', () => {
    expect(errors({ ...RULE('  金额: 1元'), words: '奖励。奖励。', rules: RULE('  金额: 1元').rules.replace('原文: 全文', '原文: 奖励。') })).toContain('ZD-402')
  })
  it('characters that belong to nothing', () => {
    expect(errors({ ...RULE('  金额: 1元'), words: '奖励。还有一句。', names: ['一句'], rules: RULE('  金额: 1元').rules.replace('原文: 全文', '原文: 奖励。') })).toEqual(['ZD-403'])
  })
  it.each(['30万元', '15％', '三年', '1:1', '2/3', '减半', '十项', '两个'])('the number %s that no rule states', (number) => {
    expect(errors(RULE('  金额: 7元', `给予${number}奖励。`))).toEqual(['ZD-404'])
  })
  it('a fund whose parts do not add up, and says nothing of it', () => {
    const rules = '- 资金: 专项\n  原文: 全文\n  金额: 10万元\n  分项: [{ 名称: 甲, 金额: 6万元 }, { 名称: 乙, 金额: 5万元 }]'
    const words = '安排10万元，其中甲6万元、乙5万元。'
    expect(errors({ words, rules })).toEqual(['ZD-406'])
    expect(smallPack({ words, rules: `${rules}\n  疑点: [两数不等]` }).policy?.faults.map((one) => one.words)).toEqual([
      '两数不等',
      '“专项”：分项合计 11万元，原文总数 10万元，两者不等。两个数都保留，未作改动。',
    ])
  })
  it('a text that was changed', () => {
    const files = smallFiles(RULE('  金额: 1元'))
    files.set('source.txt', `${files.get('source.txt')} `)
    expect(compilePack('small', files).diagnostics.map((one) => one.code)).toContain('ZD-405')
  })
  it('a pack without a text', () => {
    const files = smallFiles(RULE('  金额: 1元'))
    files.delete('source.txt')
    expect(compilePack('small', files).diagnostics.map((one) => one.code)).toEqual(['ZD-101'])
  })
})

describe('lints', () => {
  it('an award that names no fund', () => {
    const pack = RULE('  金额: 1元')
    expect(smallPack({ ...pack, rules: pack.rules.replace('  出资: 区财政\n', '') }).diagnostics.map((one) => one.code)).toEqual(['ZD-501'])
  })
  it('a fact nobody asks for', () => {
    expect(smallPack({ ...RULE('  金额: 1元'), facts: `${FACTS}没用的: { 键: unused, 类型: 文本 }` }).diagnostics.map((one) => one.code)).toEqual(['ZD-502'])
  })
  it('a reading whose options are one', () => {
    expect(smallPack(RULE('  金额: 甲\n  口径: [{ 名称: 甲, 采用: 乙, 选项: { 乙: 1元, 丙: 1元 }, 理由: 无 }]')).diagnostics.map((one) => one.code)).toEqual(['ZD-503'])
  })
  it('an English name that is missing, and one of nothing', () => {
    const files = smallFiles(RULE('  金额: 1元'))
    files.set('english.yaml', '没有这个: Nothing\n')
    const codes = compilePack('small', files).diagnostics.map((one) => one.code)
    expect(new Set(codes)).toEqual(new Set(['ZD-504', 'ZD-505']))
    expect(codes.filter((code) => code === 'ZD-505')).toHaveLength(1)
    expect(compilePack('small', smallFiles(RULE('  金额: 1元'))).english).toEqual({})
  })
})

describe('broken files', () => {
  const broken = (change: (text: string) => string, file = '1-area.yaml'): string[] => {
    const files = smallFiles(RULE('  金额: 1元'))
    files.set(file, change(files.get(file) ?? ''))
    return compilePack('small', files).diagnostics.map((one) => one.code)
  }
  it('YAML that does not parse', () => expect(broken((text) => `${text}  - [`)).toContain('ZD-102'))
  it('tabs', () => expect(broken((text) => text.replace('牵头部门', '\t牵头部门'))).toEqual(['ZD-103']))
  it('a full-width colon', () => expect(broken((text) => text.replace('领域: 1', '领域：1'))).toEqual(['ZD-104']))
  it('a key twice', () => expect(broken((text) => text.replace('领域: 1', '领域: 1\n领域: 1'))).toContain('ZD-107'))
  it('BOM and CRLF are fine', () => expect(broken((text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual([]))
  it('a YAML bomb is refused before it grows', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(
      /./g,
      (name) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)
          .join(',')}]\n`,
    )}`
    expect(new Set(broken(() => bomb))).toEqual(new Set(['ZD-105']))
  })
  it('an empty pack', () => expect(new Set(compilePack('none', new Map()).diagnostics.map((one) => one.code))).toEqual(new Set(['ZD-101'])))
})

it('every diagnostic has a message and a hint in both languages', () => {
  for (const [code, entry] of Object.entries(CODES)) {
    expect(code).toMatch(/^ZD-\d{3}$/)
    for (const words of [entry.zh, entry.en, entry.hint, entry.hintEn]) expect(words).not.toBe('')
  }
})
