// npm run bench: how fast the policy runs, on this machine. Each figure stands beside its limit; nothing here is a test.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, requireChromium } from '../scripts/chromium.mjs'
import { root } from '../scripts/ready.mjs'

const zhida = join(root, 'packages/cli/bin/zhida.mjs')
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
const timed = (work) => {
  const started = performance.now()
  work()
  return performance.now() - started
}

// The engine alone, as an embedding program would load it.
const bundle = join(tmpdir(), 'zhida-bench-engine.mjs')
await build({
  stdin: { contents: "export { evaluate, readDossier } from '@zhida/engine'\nexport { decode, measuresOf } from '@zhida/language/ir'", resolveDir: join(root, 'packages/cli') },
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: bundle,
  logLevel: 'warning',
})
const { decode, evaluate, measuresOf, readDossier } = await import(pathToFileURL(bundle).href)

const start = median(Array.from({ length: 7 }, () => timed(() => execFileSync(process.execPath, ['-e', '0']))))
const check = median(Array.from({ length: 7 }, () => timed(() => execFileSync(process.execPath, [zhida, 'check'], { stdio: 'ignore', cwd: root }))))

const { policy, cases } = decode(execFileSync(process.execPath, [zhida, 'export'], { encoding: 'utf8', maxBuffer: 1e9 }))
const at = () => ({ source: { file: '', text: '' }, start: -1, end: -1 })
const dossiers = cases.map((one) => readDossier({ name: one.name, synthetic: true, data: one.data, at }, policy.vocabulary).dossier)
const count = measuresOf(policy).length
for (let round = 0; round < 3; round += 1) for (const dossier of dossiers) evaluate(policy, dossier, policy.until)
const rounds = Array.from({ length: 7 }, () =>
  timed(() => {
    for (const dossier of dossiers) evaluate(policy, dossier, policy.until)
  }),
)
const perFirm = median(rounds) / dossiers.length

const server = spawn(process.execPath, [zhida, 'serve', '--page-only', '--port', '0'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
const line = await new Promise((done) => server.stdout.once('data', (chunk) => done(chunk.toString())))
const address = /http:\S+/.exec(line)[0]
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS })
const loads = []
let keystroke = 0
try {
  for (let round = 0; round < 5; round += 1) {
    const page = await browser.newPage()
    const started = performance.now()
    await page.goto(address)
    await page.getByRole('button', { name: '企业', exact: true }).waitFor()
    loads.push(performance.now() - started)
    if (round === 4) {
      await page.getByRole('combobox').click()
      await page.locator('.ant-select-item-option').filter({ hasText: '乙' }).click()
      await page.getByRole('button', { name: /修改.*水路货物周转量/ }).click()
      const field = page.getByLabel('水路货物周转量（2023年）')
      await field.focus()
      const strokes = []
      for (let stroke = 0; stroke < 9; stroke += 1) {
        await page.evaluate(() => {
          window.stroke = new Promise((done) => {
            document.activeElement.addEventListener(
              'input',
              () => {
                const begun = performance.now()
                requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)))
              },
              { once: true },
            )
          })
        })
        await page.keyboard.press('End')
        await page.keyboard.type(String((stroke % 8) + 1))
        strokes.push(await page.evaluate(() => window.stroke))
        await page.keyboard.press('Backspace')
      }
      keystroke = median(strokes)
    }
    await page.close()
  }
} finally {
  await browser.close()
  server.kill()
}
const assets = join(root, 'packages/web/dist/assets')
const script = readdirSync(assets)
  .filter((name) => name.endsWith('.js'))
  .reduce((all, name) => all + gzipSync(readFileSync(join(assets, name))).length, 0)

const figures = [
  { figure: 'check of the whole pack, with start (ms)', value: Math.round(check), limit: 1000, beside: `an empty node: ${Math.round(start)} ms` },
  { figure: `calc of one firm over ${count} measures, warm (ms)`, value: Number(perFirm.toFixed(2)), limit: 2, beside: `${dossiers.length} synthetic firms` },
  { figure: 'interpreter, firm-measures a second', value: Math.round((count * 1000) / perFirm), limit: -20_000, beside: '' },
  { figure: 'page interactive on localhost (ms)', value: Math.round(median(loads)), limit: 2000, beside: 'median of 5 loads, empty cache' },
  { figure: 'JavaScript on first load, gzipped (kB)', value: Math.round(script / 1000), limit: 500, beside: '' },
  { figure: 'keystroke to new answer painted (ms)', value: Number(keystroke.toFixed(1)), limit: 50, beside: '' },
]
mkdirSync(join(root, 'bench/results'), { recursive: true })
const machine = `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}, Node ${process.versions.node}`
writeFileSync(join(root, 'bench/results/policy-runs.json'), `${JSON.stringify({ machine, figures }, null, 2)}\n`)
console.log(machine)
for (const one of figures) {
  const kept = one.limit < 0 ? one.value >= -one.limit : one.value <= one.limit
  console.log(`${kept ? '✓' : '✗'} ${one.figure}: ${one.value} (${one.limit < 0 ? '≥' : '≤'} ${Math.abs(one.limit)}) ${one.beside}`)
}
