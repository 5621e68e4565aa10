import { t } from '@lingui/core/macro'
import type { Job } from '../api/client.ts'
import { measureName } from '../words/names.ts'
import { term } from '../words/terms.ts'
import { dayWords } from '../words/time.ts'

/** What a long work is called where it is spoken of: `12.1/10%=15%` is 第12条 研发投入增长补助：10% → 15%. */
export function jobTitle({ kind, title }: Pick<Job, 'kind' | 'title'>): string {
  const [first = '', ...rest] = title.split(' ')
  if (kind === 'estimate') return t`应兑测算 ${dayWords(rest.join(' '))}`
  if (kind === 'import') return first === '核对' ? t`核对 ${rest.join(' ')}` : t`导入 ${rest.join(' ')}`
  return title.split('，').map(changeWords).join(t`；`)
}

function changeWords(change: string): string {
  const [, measure, what = '', to = ''] = /^([\d.]+)\/([^=]+)=(.+)$/.exec(change) ?? []
  if (measure === undefined) return change === '每一口径的代价' ? t`每一口径的代价` : change
  return t`${measureName(measure)}：${term(what)} → ${term(to)}`
}
