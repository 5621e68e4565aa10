import { KIND_NAMES, KINDS, measuresOf, type Policy, piecesOf } from '@zhida/language'

/** One HTML page: the text as published, coloured by kind of instrument; each number says what it is bound to. */
export function coveragePage(policy: Policy): string {
  const html = piecesOf(policy)
    .map(({ text, instrument, number }) => {
      const words = escapeHtml(text)
      const inner = number
        ? `<b class="${number.to.kind}" title="${escapeHtml(number.to.kind === 'name' ? `名称或引用：${number.to.phrase}` : `绑定到 ${number.to.id}（${number.to.place}）`)}">${words}</b>`
        : words
      return instrument ? `<span class="${instrument.kind}" title="${escapeHtml(`${KIND_NAMES[instrument.kind]} ${instrument.id} ${instrument.name}`)}">${inner}</span>` : inner
    })
    .join('')
  const counts = KINDS.map((kind) => `<span class="${kind}">${KIND_NAMES[kind]} ${policy.instruments.filter((one) => one.kind === kind).length}</span>`).reverse()
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(policy.number)} 覆盖</title>
<style>
body{font:16px/1.9 system-ui,"Noto Sans CJK SC",sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1c1c1e;background:#fff}
pre{white-space:pre-wrap;font:inherit}
.measure{background:#d7f0dc}.fund{background:#fdeac4}.quota{background:#e5dcfa}.target{background:#d6e8fb}.task{background:#f1f1d3}.narrative{background:#f0f0f0}
b{border-bottom:2px solid #0a5}b.name{border-bottom:2px dotted #999;font-weight:normal}
p span{padding:.2em .5em;margin-right:.5em;border-radius:.3em}
</style>
<h1>${escapeHtml(policy.title)}</h1><p>${counts.join(' ')}</p>
<p>${measuresOf(policy).length} 项措施；${policy.numbers.length} 个数字，实线为绑定到规则，点线为名称或引用中的数字。把指针放在文字上看它属于哪一项。</p>
<pre>${html}</pre></html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char)
}
