import type { Claim } from '../api/client.ts'
import { measures } from '../policy/policy.ts'

export const AWAITED: Readonly<Record<NonNullable<Claim['awaits']>, string>> = { clerk: '等企业', officer: '等经办人', reviewer: '等审定人', finance: '等财政' }

const names = new Map(measures.map((one) => [one.id, one]))

/** `第12条 研发投入奖补` */
export function measureName(id: string): string {
  const measure = names.get(id)
  return measure ? `第${measure.article}条 ${measure.name}` : id
}

const DAY = 86_400_000

/** A deadline as people say it: 今天到期, 还有3天, 已超5天. */
export function untilWords(deadline: string | null, today: Date = new Date()): string {
  if (deadline === null) return ''
  const days = Math.round((Date.parse(`${deadline}T00:00:00Z`) - Date.parse(`${today.toISOString().slice(0, 10)}T00:00:00Z`)) / DAY)
  if (days === 0) return '今天到期'
  return days > 0 ? `还有${days}天` : `已超${-days}天`
}

/** `2023-11-01T02:00:00Z` → `2023-11-01 10:00`, by the clock on the wall here. */
export function timeWords(at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(new Date(at))
}
