import { plural, t } from '@lingui/core/macro'
import { spoken } from './language.ts'

const DAY = 86_400_000
/** Offices keep the time of Beijing, wherever the browser is. */
const ZONE = 'Asia/Shanghai'

/** Formats are made once: making one costs more than a row of a list. */
const DAY_HERE = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE })
const TIME_HERE = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: ZONE })
const DAY_WORDS = {
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }),
}

/** Today's date by the clock of the office: `2023-11-01`. */
export const todayHere = (now: Date = new Date()): string => DAY_HERE.format(now)

/** A deadline as people say it: 今天到期, 还有3天, 已超5天. */
export function untilWords(deadline: string | null): string {
  if (deadline === null) return ''
  const days = Math.round((Date.parse(`${deadline}T00:00:00Z`) - Date.parse(`${todayHere()}T00:00:00Z`)) / DAY)
  if (days === 0) return t`今天到期`
  return days > 0 ? plural(days, { one: '还有#天', other: '还有#天' }) : plural(-days, { one: '已超#天', other: '已超#天' })
}

/** `2023-11-01` → 2023年11月1日, 1 Nov 2023 */
export function dayWords(day: string | null): string {
  return day === null ? '' : DAY_WORDS[spoken() === 'en' ? 'en' : 'zh'].format(new Date(`${day}T00:00:00Z`))
}

/** `2023-11-01T02:00:00Z` → 2023-11-01 10:00, by the clock on the wall here. */
export function timeWords(at: string): string {
  return TIME_HERE.format(new Date(at))
}

/** How long something still takes: 约还要 8 秒. */
export function leftWords(seconds: number): string {
  if (seconds < 60) return plural(Math.max(1, Math.ceil(seconds)), { one: '约还要 # 秒', other: '约还要 # 秒' })
  return plural(Math.ceil(seconds / 60), { one: '约还要 # 分钟', other: '约还要 # 分钟' })
}
