import { z } from 'zod'

/** The pieces that messages are made of. Amounts are whole fen as text: no number in JSON is trusted with money. */
export const Id = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, '编号')
  .describe('编号')
export const Fen = z
  .string()
  .regex(/^\d{1,18}$/, '整数分')
  .describe('金额，以分计的整数，写作文本')
export const Day = z.iso.date().describe('日期 YYYY-MM-DD')
export const Time = z.string().describe('时间 ISO 8601')
export const Words = z.string().max(2_000)
export const Name = z.string().min(1).max(120)
export const Page = z.object({ after: Id.optional().describe('上一页的 next'), limit: z.coerce.number().int().min(1).max(500).default(50) })
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable().describe('下一页的 after；没有了为 null') })
export const ById = z.object({ id: Id })
export const Done = z.object({ done: z.boolean() })
