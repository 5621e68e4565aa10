import type { Comparison, Sweep } from '@zhida/engine'
import { formatRational, type Policy, type Rational, rational } from '@zhida/language'
import type { Block } from './comparison-table.ts'

/** A value for a drawing alone: 万元 for money. A picture needs no more than a double holds. */
function drawnNumber(value: Rational, unit: string): number {
  const { n, d } = unit === '元' ? rational(value.n, value.d * 1_000_000n) : value
  return Number(formatRational(rational((n * 10_000n) / d, 10_000n)))
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** One file that opens anywhere: tables, the distribution and the cliffs as drawings. Nothing is fetched. */
export async function comparisonHtml(policy: Policy, comparison: Comparison, blocks: readonly Block[], title: string): Promise<string> {
  const echarts = await import('echarts')
  const drawn = (option: object, height: number): string => {
    const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 760, height })
    chart.setOption({ animation: false, ...option })
    const svg = chart.renderToSVGString()
    chart.dispose()
    return svg
  }
  const drawing =
    comparison.distribution.length === 0
      ? '<p>没有一户增减。</p>'
      : drawn(
          {
            title: { text: '每户增减', left: 'center' },
            xAxis: { type: 'category', data: comparison.distribution.map((one) => one.step), axisLabel: { rotate: 30 } },
            yAxis: { type: 'value', name: '户' },
            series: [{ type: 'bar', data: comparison.distribution.map((one) => ({ value: String(one.subjects), itemStyle: { color: one.step.startsWith('−') ? '#c0392b' : '#1a7f4b' } })) }],
          },
          320,
        )
  const steep = comparison.sweeps.filter(({ before, after }) => [before, after].some((one) => (one?.cliffs.length ?? 0) > 0))
  const cliffs = steep.map(({ before, after }) => {
    const { measure = '', fact = '', unit = '' } = after ?? before ?? {}
    const line = (name: string, sweep: Sweep | undefined, color: string, dashed: boolean): object[] =>
      sweep
        ? [
            {
              name,
              type: 'line',
              showSymbol: false,
              data: sweep.curve.map(({ at, fen }) => [drawnNumber(at, unit), drawnNumber(rational(fen), '元')]),
              lineStyle: { color, width: 2, type: dashed ? 'dashed' : 'solid' },
              itemStyle: { color },
            },
          ]
        : []
    return drawn(
      {
        title: { text: `${measure} 应兑金额随“${fact}”变化（一户样本）`, left: 'center', textStyle: { fontSize: 14 } },
        legend: { top: 36 },
        grid: { left: 80, right: 60, bottom: 50, top: 84 },
        xAxis: { type: 'value', name: unit === '元' ? '万元' : unit, nameLocation: 'end' },
        yAxis: { type: 'value', name: '万元' },
        series: [...line('原来', before, '#8c8c8c', true), ...line('改后', after, '#1a7f4b', false)],
      },
      300,
    )
  })
  const tables = blocks.map(
    ({ heading, rows: [head = [], ...rows] }) =>
      `<h2>${escaped(heading)}</h2>${rows.length === 0 ? '<p>没有变化。</p>' : `<div class="wide"><table><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell, at) => (at === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`)).join('')}</tr>`).join('')}</tbody></table></div>`}${heading === '断崖' ? `<p>断崖：再多一步（一元、一个、万分之一），应兑金额就差100元以上。取每项措施应兑者中金额居中的一户，其他数据不变。</p>${cliffs.map((one) => `<div class="wide">${one}</div>`).join('')}` : ''}`,
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
