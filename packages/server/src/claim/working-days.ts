import chineseDays from 'chinese-days'

const { findWorkday, isWorkday } = chineseDays

/** The day `days` working days after one, by the State Council's calendar of holidays and adjusted workdays. @param day `YYYY-MM-DD` */
export function workingDaysAfter(day: string, days: number): string {
  return days === 0 && isWorkday(day) ? day : findWorkday(days, day)
}
