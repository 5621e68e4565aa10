import type { Comparison } from '@zhida/batch'
import type { Policy } from '@zhida/language'
import { comparisonRows } from './comparison-table.ts'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** One file that opens anywhere: tables, and the distribution as a drawing. Nothing is fetched. */
export async function comparisonHtml(policy: Policy, comparison: Comparison, title: string): Promise<string> {
  const echarts = await import('echarts')
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 320 })
  chart.setOption({
    animation: false,
    title: { text: '每户增减', left: 'center' },
    xAxis: { type: 'category', data: comparison.distribution.map((one) => one.step), axisLabel: { rotate: 30 } },
    yAxis: { type: 'value', name: '户' },
    series: [{ type: 'bar', data: comparison.distribution.map((one) => ({ value: String(one.subjects), itemStyle: { color: one.step.startsWith('−') ? '#c0392b' : '#1a7f4b' } })) }],
  })
  const drawing = comparison.distribution.length === 0 ? '<p>没有一户增减。</p>' : chart.renderToSVGString()
  chart.dispose()
  const tables = comparisonRows(policy, comparison).map(
    ({ heading, rows: [head = [], ...rows] }) =>
      `<h2>${escaped(heading)}</h2>${rows.length === 0 ? '<p>没有变化。</p>' : `<div class="wide"><table><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell, at) => (at === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`)).join('')}</tr>`).join('')}</tbody></table></div>`}`,
  )
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>
<style>body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1f1f1f}table{border-collapse:collapse}th,td{padding:.3rem .7rem;border-bottom:1px solid #ddd;text-align:right;white-space:nowrap}th:first-child{text-align:left;font-weight:normal}thead th{color:#595959}.wide{overflow-x:auto}svg{max-width:100%;height:auto}</style></head>
<body><h1>${escaped(title)}</h1><p>${escaped(policy.number)} · ${String(comparison.subjects)} 个主体${comparison.synthetic ? '（合成数据）' : ''}。金额只计确定应兑的部分。</p>
<div class="wide">${drawing}</div>
${tables.join('\n')}
</body></html>
`
}
