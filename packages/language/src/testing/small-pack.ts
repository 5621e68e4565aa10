import { createHash } from 'node:crypto'
import { type CompiledPack, compilePack } from '../compile/pack.ts'
import type { Policy } from '../ir/policy.ts'

export interface SmallPack {
  /** YAML of the article's 内容; `原文: 全文` stands for the article's whole text. */
  readonly rules: string
  /** The article's words behind its heading. */
  readonly words: string
  /** Facts, events and derived facts: YAML under 数据, 事件 and 推导. */
  readonly facts?: string
  readonly events?: string
  readonly derived?: string
  readonly names?: readonly string[]
}

const indent = (text: string, by: number): string =>
  text
    .replace(/^\n|\s+$/g, '')
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n')

/** A made-up policy of one area and one article, for tests of the language. */
export function smallPack(pack: SmallPack): CompiledPack {
  return compilePack('small', smallFiles(pack))
}

export function smallFiles({ rules, words, facts = '', events = '', derived = '', names = [] }: SmallPack): Map<string, string> {
  const text = `关于测试的通知\n一、测试领域（由测试局牵头）\n1.测试条款。${words}\n特此通知。\n`
  const sha = createHash('sha256').update(text).digest('hex')
  return new Map([
    ['source.txt', text],
    [
      'policy.yaml',
      `编号: 测试〔2023〕1号\n标题: 测试\n发布: 测试区\n发布日期: 2023-01-01\n生效: 2023-01-01\n失效: 2023-12-31\n年度: 2023\n效力: 无\n校验和: ${sha}\n牵头部门: 测试局\n结尾起: 特此通知。\n名称中的数字: [${names.map((one) => `“${one}”`.slice(1, -1)).join(', ')}]\n序言:\n  - 表述: 序\n    原文: 关于测试的通知\n结尾:\n  - 表述: 结\n    原文: 特此通知。\n`,
    ],
    [
      'vocabulary.yaml',
      `对象:\n  任何主体: 是\n  企业: 类型 = 企业\n数据:\n  类型: { 键: kind, 类型: 分类, 选项: [企业, 个人] }\n${indent(facts, 2)}\n事件:${events === '' ? ' {}' : `\n${indent(events, 2)}`}\n${derived === '' ? '' : `推导:\n${indent(derived, 2)}\n`}`,
    ],
    [
      '1-area.yaml',
      `领域: 1\n标题: 一、测试领域（由测试局牵头）\n牵头部门: 测试局\n开篇: []\n条款:\n  - 条款: 1\n    标题: 测试条款。\n    内容:\n${indent(rules.replaceAll('原文: 全文', `原文: '${words}'`), 6)}\n`,
    ],
  ])
}

/** The policy of a pack that must be without errors. */
export function smallPolicy(pack: SmallPack): Policy {
  const { policy, diagnostics } = smallPack(pack)
  if (!policy) throw new Error(diagnostics.map((one) => `${one.code} ${one.file}:${one.line}:${one.column} ${JSON.stringify(one.details)}`).join('\n'))
  return policy
}
