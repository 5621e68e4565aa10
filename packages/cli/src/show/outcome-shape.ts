import { z } from 'zod'

const fen = z.int().describe('分（元的百分之一）')
const amount = z.union([fen, z.strictObject({ lowFen: fen, highFen: fen.nullable().describe('null：不限') }), z.null()]).describe('确定的金额；或区间；或 null：不是钱，或金额原文未定')
const verdict = z.enum(['due', 'not-due', 'unknown', 'discretionary'])
const exact = z.string().describe('精确的十进制数，或 n/d；基本单位，金额为分')

const reason = z.looseObject({
  state: z.enum(['holds', 'fails', 'unknown', 'undecided', 'given']),
  role: z.string(),
  text: z.string(),
  quote: z.string().describe('原文'),
  children: z.array(z.unknown()),
})

/** One line of `zhida calc --json`: one firm and one measure. The JSON Schema in docs/reference/schema is made from it. */
export const outcomeShape = z.strictObject({
  subject: z.string(),
  synthetic: z.boolean(),
  policy: z.string(),
  date: z.string(),
  measure: z.string(),
  verdict,
  amountFen: amount,
  fund: z.string().nullable(),
  payers: z.array(z.strictObject({ payer: z.string(), amountFen: amount })),
  cases: z.array(
    z.strictObject({
      year: z.int(),
      event: z.strictObject({ key: z.string(), index: z.int() }).nullable(),
      verdict,
      amountFen: amount,
      stages: z.array(z.strictObject({ name: z.string(), state: z.string(), amountFen: amount })),
    }),
  ),
  missing: z.array(z.string()).describe('还缺的数据项，先补哪个最能定下来，排在前面'),
  nearMisses: z.array(
    z.strictObject({
      condition: z.string(),
      fact: z.strictObject({ key: z.string(), name: z.string(), year: z.int().optional() }),
      actual: exact,
      needed: exact,
      distance: exact,
      dimension: z.string(),
      strict: z.boolean(),
      gains: z.enum(['award', 'tier', 'stage']),
    }),
  ),
  readings: z.array(z.strictObject({ name: z.string(), chosen: z.string(), alternatives: z.array(z.strictObject({ option: z.string(), verdict, amountFen: amount })) })),
  reason,
})

export const outcomeJsonSchema = (): unknown => z.toJSONSchema(z.array(outcomeShape))
