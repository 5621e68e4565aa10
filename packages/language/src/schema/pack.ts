import { z } from 'zod'

/**
 * The shape of a pack's YAML: the one definition that structure checks and the JSON Schema come from. Every scalar arrives as
 * text (YAML's failsafe schema), so no number of a rule ever passes through a float.
 */
const text = z.string()
const yes = z.enum(['是', '否'])
const words = z.union([text, z.array(text)]).describe('原文，逐字。可以是几段')
const expression = z.string().describe('表达式，例如 加计扣除研发费用@上年 >= 100万元')
const amount = z.string().describe('金额，例如 30万元；10% * 基数, 最高 200万元；最高 50万元；不低于 60% * 保费, 最高 80万元；未定')

const keyed = (description: string) => z.object({ 依据: expression }).catchall(amount).describe(description)

const amountForms = {
  金额: amount.optional(),
  分档: keyed('分档：键是范围，例如 10亿吨公里 <= 值 <= 30亿吨公里').optional(),
  分类: keyed('分类：键是类别，值是金额').optional(),
  阶梯: z
    .strictObject({
      依据: expression,
      此前最高: expression,
      方式: z.enum(['就高', '逐级']),
      台阶: z.record(text, amount),
    })
    .describe('首次达到各级台阶')
    .optional(),
}

const conditions = z.array(z.union([expression, z.strictObject({ 条件: expression, 原文: text })]))

const common = {
  原文: words,
  部门: text.optional(),
  备注: text.optional(),
  疑点: z.array(text).describe('原文自身的问题，写明而不改动').optional(),
}

const reading = z.strictObject({
  名称: text,
  采用: text,
  选项: z.union([z.array(text), z.record(text, expression)]),
  理由: text,
})

const measureShape = z.strictObject({
  措施: text,
  编号: text,
  ...common,
  类型: z.enum(['奖励', '补助', '补贴', '资助', '贴息', '税收优惠', '创新券', '优先', '许可', '服务', '费率优惠', '土地政策']),
  对象: text,
  按: text.describe('年度，或一种事件的名称'),
  连续: z.strictObject({ 起: expression, 年数: text }).describe('三年内、五年内：自哪天起，共几年').optional(),
  条件: conditions.optional(),
  ...amountForms,
  给予: text.describe('不是钱的，给什么').optional(),
  另加: z.array(z.strictObject({ 名称: text, 条件: conditions.optional(), ...amountForms })).optional(),
  分期: z.array(z.strictObject({ 名称: text, 比例: text, 条件: conditions.optional() })).optional(),
  上限: z.array(z.strictObject({ 范围: text.describe('每户每年、每户累计，或每户N年'), 金额: expression, 适用: expression.optional() })).optional(),
  一次性: z.enum(['是', '否', '仅基础']).describe('仅基础：基础部分只给一次，另加部分照给').optional(),
  择优: yes.optional(),
  互斥: z.array(z.strictObject({ 措施: z.array(text), 适用: expression.optional() })).optional(),
  口径: z.array(reading).optional(),
  资金: text.optional(),
  出资: text.optional(),
  分担: z.record(text, text).optional(),
})

const fundShape = z.strictObject({
  资金: text,
  ...common,
  金额: text.optional(),
  下限: yes.describe('原文写“以上”').optional(),
  分项: z.array(z.strictObject({ 名称: text, 金额: text.optional() })).optional(),
  组成: z.array(text).describe('它合计的是哪些资金').optional(),
  出资: text.optional(),
})

const comparison = z.enum(['>=', '>', '=', '<=', '<'])

const quotaShape = z.strictObject({ 指标: text, ...common, 比较: comparison, 数量: text.optional(), 单位: text.optional(), 期限: text.optional() })

const targetShape = z.strictObject({ 目标: text, ...common, 比较: comparison, 阈值: text.optional(), 期限: text.optional() })

const taskShape = z.strictObject({
  任务: text,
  ...common,
  数量: z.record(text, text).optional(),
  清单: z.array(text).optional(),
  期限: text.optional(),
})

const narrativeShape = z.strictObject({ 表述: text, ...common })

export const INSTRUMENTS = {
  措施: measureShape,
  资金: fundShape,
  指标: quotaShape,
  目标: targetShape,
  任务: taskShape,
  表述: narrativeShape,
} as const

export type MeasureYaml = z.infer<typeof measureShape>
export type ConditionYaml = NonNullable<MeasureYaml['条件']>[number]
export type AmountYaml = Pick<MeasureYaml, '金额' | '分档' | '分类' | '阶梯'>

const anyInstrument = z.record(text, z.unknown())

export const areaShape = z.strictObject({
  领域: text,
  标题: text.describe('领域标题，逐字'),
  牵头部门: text,
  开篇: z.array(anyInstrument),
  条款: z.array(z.strictObject({ 条款: text, 标题: text, 内容: z.array(anyInstrument) })),
})
export type AreaYaml = z.infer<typeof areaShape>

export const policyShape = z.strictObject({
  编号: text,
  标题: text,
  发布: text,
  发布日期: text,
  生效: text,
  失效: text,
  年度: text,
  效力: text,
  校验和: text,
  牵头部门: text,
  街道: z.array(text).describe('辖区的街道和镇，汇总时用；原文不必写到').optional(),
  结尾起: text.describe('结尾部分开头的几个字'),
  名称中的数字: z.array(text).describe('名称、引用、惯用语，其中的数字不是规则的数'),
  序言: z.array(anyInstrument),
  结尾: z.array(anyInstrument),
})
export type PolicyYaml = z.infer<typeof policyShape>

const factShape = z.strictObject({
  键: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  类型: z.enum(['金额', '比率', '数量', '日期', '是否', '分类', '文本']),
  单位: text.optional(),
  期间: z.enum(['年度']).optional(),
  选项: z.array(text).optional(),
  可为负: yes.optional(),
  持有: text.optional(),
  敏感: z.enum(['公开', '内部', '敏感']).optional(),
  说明: text.optional(),
})
export type FactYaml = z.infer<typeof factShape>

export const vocabularyShape = z.strictObject({
  单位: z.array(text).optional(),
  对象: z.record(text, expression),
  数据: z.record(text, factShape),
  事件: z.record(text, z.strictObject({ 键: text, 说明: text, 持有: text.optional(), 字段: z.record(text, factShape) })),
  推导: z.record(text, z.strictObject({ 键: text, 公式: expression, 期间: z.enum(['年度']).optional() })).optional(),
})
export type VocabularyYaml = z.infer<typeof vocabularyShape>

export const caseShape = z.strictObject({
  措施: text,
  共同: z.record(text, z.unknown()).describe('每个算例都有的数据').optional(),
  算例: z.array(
    z.strictObject({
      名称: text,
      日期: text.optional(),
      口径: z.record(text, text).optional(),
      数据: z.record(text, z.unknown()),
      结果: z.enum(['应兑', '不予', '待补', '裁量']),
      金额: text.describe('30万元；0元 ~ 200万元；60万元 ~ 不限；未定；无').optional(),
      缺: z.array(text).optional(),
      让位于: text.describe('不重复享受时，本项让位于哪一项').optional(),
      算法: text.describe('人怎样从原文得到这个数，一行'),
    }),
  ),
})

/** Firms to try with: 合成数据, each with the facts that a facts file has. */
export const samplesShape = z.array(z.strictObject({ 名称: text, 数据: z.record(text, z.unknown()) }))

/** english.yaml: what each name of the pack is called in English. */
export const englishShape = z.record(text, text)

/** JSON Schema (draft 2020-12) for each kind of pack file, for any editor that completes and checks YAML. */
export function packJsonSchemas(): Readonly<Record<string, unknown>> {
  const instrument = z.union([measureShape, fundShape, quotaShape, targetShape, taskShape, narrativeShape])
  const article = z.strictObject({ 条款: text, 标题: text, 内容: z.array(instrument) })
  return {
    policy: schemaOf(policyShape.extend({ 序言: z.array(instrument), 结尾: z.array(instrument) })),
    area: schemaOf(areaShape.extend({ 开篇: z.array(instrument), 条款: z.array(article) })),
    vocabulary: schemaOf(vocabularyShape),
    cases: schemaOf(z.array(caseShape)),
    samples: schemaOf(samplesShape),
    english: schemaOf(englishShape),
  }
}

/** A plain scalar of YAML may look like a number to an editor; to Zhida it is text. */
function schemaOf(shape: z.ZodType): unknown {
  return z.toJSONSchema(shape, {
    override: ({ jsonSchema }) => {
      if (jsonSchema.type === 'string' && jsonSchema.enum === undefined && jsonSchema.pattern === undefined) {
        Object.assign(jsonSchema, { type: ['string', 'number', 'boolean'] })
      }
    },
  })
}
