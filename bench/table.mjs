// Writes the measured figures into docs/reference/bench.md and, in short, into both READMEs. Run by the benchmarks themselves.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/ready.mjs'

const read = (name) => {
  const file = join(root, 'bench/results', `${name}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}
const whole = (n) => n.toLocaleString('en')
const orNone = (n) => (n === null || n === undefined ? '—' : whole(n))

/** The delivery's figures on PostgreSQL, each beside its peer or limit. */
function delivery(found) {
  if (!found.ledger) return ''
  const { ledger, reading, automatic, importing, soak } = found
  const two = (n) => n.toFixed(2)
  return `
## From due to paid

On PostgreSQL with fsync, ${found.clients} clients, ${found.machine}, by \`npm run bench ledger\`. A reservation and its posting are two commits, TPC-B's transaction is one; both ways of counting are shown.

| | measured | beside it | ratio | goal |
| --- | ---: | ---: | ---: | ---: |
| reserve and post, transactions/s | ${whole(Math.round(ledger.transactionsPerSecond))} | pgbench TPC-B-like ${whole(Math.round(ledger.tpcbTps))} | ${two(ledger.transactionsRatio)} | ≥ 0.5 |
| reserve and post, pairs/s | ${whole(Math.round(ledger.pairsPerSecond))} | the same | ${two(ledger.pairsRatio)} | |
| the same on one hot fund, pairs/s | ${whole(Math.round(ledger.oneHotFundPairsPerSecond))} | separate funds | ${two(ledger.hotRatio)} | |
| read one claim by the API, requests/s | ${whole(Math.round(reading.apiPerSecond))} | bare Fastify and pg ${whole(Math.round(reading.barePerSecond))} | ${two(reading.ratio)} | ≥ 0.5 |
| 免申即享 over ${whole(automatic.dossiers)} dossiers to ${whole(automatic.claims)} reviewed claims, s | ${two(automatic.seconds)} | | | ≤ ${automatic.limitSeconds} |
| import of ${whole(importing.rows)} rows, ${whole(importing.facts)} facts, s | ${two(importing.seconds)} | grew by ${Math.round(importing.grewMiB)} MiB | | ≤ ${importing.limitSeconds} |
${soak ? `| memory of the server after ${soak.seconds} s and ${whole(soak.requests)} requests, MiB | ${Math.round(soak.lateMiB)} | early ${Math.round(soak.earlyMiB)} | ${two(soak.ratio)} | flat |\n` : ''}`
}

/** What a page costs a person, each figure beside its limit. */
function portal(found) {
  if (!found.pages) return ''
  const { pages, typing, list, limits, slower } = found
  const within = (ms, limit) => `${whole(Math.round(ms))} | ${(ms / limit).toFixed(2)}`
  return `
## The portal

Chromium ${found.browser.split('.')[0]} slowed ${slower} times, a server and PostgreSQL with fsync on the same computer (${found.machine}), by \`npm run bench portal\`. A first visit with nothing stored; interactive: the content stands and
the thread is free. The ratio is to the limit; below 1 is within.

| first visit | kB, of ${limits.kilobytes} | ratio | interactive, ms, of ${whole(limits.interactiveMs)} | ratio | requests |
| --- | ---: | ---: | ---: | ---: | ---: |
${pages.map((one) => `| ${one.name} | ${within(one.kilobytes, limits.kilobytes)} | ${within(one.interactiveMs, limits.interactiveMs)} | ${one.requests} |`).join('\n')}

| typing, ${slower} times slower | the longest that a key keeps the page, ms, of ${limits.keyMs} | ratio |
| --- | ---: | ---: |
${typing.map((one) => `| ${one.name} | ${within(one.longestMs, limits.keyMs)} |`).join('\n')}

| a desk with ${whole(list.claims)} claims | at the server, ms, median, of ${limits.filterMs} | ratio | slowest of 20 |
| --- | ---: | ---: | ---: |
${list.filters.map((one) => `| ${one.name} | ${within(one.medianMs, limits.filterMs)} | ${whole(Math.round(one.slowestMs))} |`).join('\n')}

Scrolled for ten seconds at 6,000 pixels a second: ${whole(list.scroll.frames)} frames, ${list.scroll.frameWithBlank} with a row not yet there, ${list.scroll.uncovered} with no row in the middle.
The whole list as a table: ${list.exports.map((one) => `.${one.form} in ${one.seconds.toFixed(1)} s, ${one.megabytes.toFixed(1)} MB, the first byte after ${Math.round(one.firstMs)} ms, another’s list meanwhile in ${Math.round(one.besideMs)} ms at most`).join('; ')}.
`
}

export function writeTables() {
  const rules = read('rules')
  const pack = read('pack')
  const rate = (engine) => rules.find((one) => one.engine === engine)?.firmsPerSecond ?? 0
  const general = Math.max(...['zen', 'json-rules-engine', 'feelin', 'publicodes'].map(rate))
  const ratio = (one) => {
    const slower = general === 0 ? 0 : one.firmsPerSecond / general
    return slower >= 10 ? `${whole(Math.round(slower))}×` : `${slower.toFixed(2)}×`
  }
  const full = rules.map(
    (one) => `| ${one.engine} | ${one.version} | ${whole(one.firmsPerSecond)} | ${ratio(one)} | ${orNone(one.peakMemoryMiB)} | ${whole(one.wrongAnswers)} of ${whole(one.firms * 5)} |`,
  )
  const runs = pack.map((one) => `| ${one.engine} | ${whole(one.subjects)} | ${one.seconds} | ${orNone(one.peakMemoryMiB)} | ${whole(one.rows)} | ${orNone(one.rowsThatDifferFromDuckDb)} |`)
  const beside = [
    ['JavaScript', 1.5],
    ['DuckDB', 1.2],
    ['PostgreSQL', 1.2],
  ].map(([name, goal]) => `| ${name} | ${(rate(`hand-written ${name}`) / rate(`Zhida ${name}`)).toFixed(2)}× | ${goal}× |`)
  const large = pack.filter((one) => one.engine === 'duckdb')
  const slope = large.length > 1 ? (large.at(-1).seconds / large[0].seconds).toFixed(1) : '—'
  const text = `# Measured

Made by \`npm run bench rules\`, \`npm run bench pack\`, \`npm run bench ledger\` and \`npm run bench portal\`; nothing here is written by hand. Firms are 合成数据.

## Five rules, the same firms

12.1, 12.2, the contract award of 26, the 3 % award of 27, and 28. The ratio is to the fastest general rule engine. Wrong: answers that differ from the exact ones, by a fen or more. Slow engines get fewer firms.

| engine | version | firms/s | ratio | peak MiB | wrong |
| --- | --- | ---: | ---: | ---: | ---: |
${full.join('\n')}

![Firms a second, each step ten times the one before](../pictures/bench-rules.svg)

Compiled rules beside the same rules written by hand, in time, with the goal:

| | compiled ÷ hand-written | goal: at most |
| --- | ---: | ---: |
${beside.join('\n')}

## The whole pack, parquet to parquet

Every measure over everyone, with reading, checking, counting and summing up, from the start of the command to its end. Ten times the subjects took DuckDB ${slope} times as long. The last column compares every
column of every row of \`cases\` and \`totals\` with DuckDB's.

| engine | subjects | seconds | peak MiB | rows | rows that differ from DuckDB's |
| --- | ---: | ---: | ---: | ---: | ---: |
${runs.join('\n')}
${delivery(read('ledger'))}${portal(read('portal'))}`
  writeFileSync(join(root, 'docs/reference/bench.md'), text)
  writeFileSync(join(root, 'docs/pictures/bench-rules.svg'), chart(rules))
  const short = ['hand-written JavaScript', 'Zhida JavaScript', 'hand-written DuckDB', 'Zhida DuckDB', 'OpenFisca (vectorised)', 'json-rules-engine', 'zen', 'publicodes'].flatMap((engine) =>
    rules.filter((one) => one.engine === engine),
  )
  for (const [file, head] of [
    ['README.md', '| five rules of the policy | firms/s | wrong answers |'],
    ['README.zh-CN.md', '| 本政策的五条规则 | 每秒企业数 | 算错 |'],
  ]) {
    const most = large.at(-1)
    const zh = file.includes('zh')
    const told = most
      ? zh
        ? `全部措施、${whole(most.subjects / 10_000)}万个主体，parquet 进、parquet 出：${most.seconds} 秒，内存峰值 ${whole(most.peakMemoryMiB)} MiB（两核）。`
        : `Every measure over ${whole(most.subjects)} subjects, parquet to parquet: ${most.seconds} s, ${whole(most.peakMemoryMiB)} MiB at the peak, on two cores.`
      : ''
    const lines = short.map((one) => `| ${one.engine} | ${whole(one.firmsPerSecond)} | ${one.wrongAnswers === 0 ? '0' : `${whole(one.wrongAnswers)} / ${whole(one.firms * 5)}`} |`)
    const path = join(root, file)
    const before = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      before.replace(/<!-- bench -->[\s\S]*<!-- \/bench -->/, () => `<!-- bench -->\n\n${[head, '| --- | ---: | ---: |', ...lines].join('\n')}\n\n${told}\n\n<!-- /bench -->`),
    )
  }
  execFileSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', 'docs/reference/bench.md', 'README.md', 'README.zh-CN.md'], { cwd: root, stdio: 'ignore' })
}

/** Bars on a logarithmic scale: one step is a factor of ten. */
function chart(rules) {
  const rows = [...rules].sort((a, b) => b.firmsPerSecond - a.firmsPerSecond)
  const bars = rows.map((one, at) => {
    const width = Math.round((Math.log10(Math.max(one.firmsPerSecond, 1)) / 8) * 520)
    const y = 12 + at * 26
    const colour = one.engine.startsWith('Zhida') ? '#1677ff' : one.engine.startsWith('hand') ? '#8c8c8c' : '#d9a441'
    return `<text x="190" y="${y + 13}" text-anchor="end">${one.engine}</text><rect x="200" y="${y}" width="${width}" height="18" fill="${colour}"/><text x="${206 + width}" y="${y + 13}">${whole(one.firmsPerSecond)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="820" height="${rows.length * 26 + 24}" font-family="sans-serif" font-size="13"><title>Firms a second</title><rect width="100%" height="100%" fill="#fff"/>${bars.join('')}</svg>\n`
}
