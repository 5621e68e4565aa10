import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { encode, KIND_NAMES, measuresOf } from '@zhida/language'
import { readCases, readSamples, runCases } from '../pack/cases.ts'
import { coveragePage } from '../pack/coverage-page.ts'
import { loadPack } from '../pack/load.ts'
import { pad } from '../show/text.ts'
import { type Context, EXIT, report, repositoryRoot, requirePolicy, Stop, usage } from './context.ts'

/** `zhida check`: every error of the pack, in one run. */
export function check(context: Context): number {
  const { policy, diagnostics } = loadPack(context.packFolder)
  const errors = diagnostics.filter((one) => one.severity === 'error')
  report(context, errors)
  if (!policy) {
    context.err(`${errors.length} ${context.say('errors')}`)
    return EXIT.findings
  }
  const articles = policy.areas.reduce((all, area) => all + area.articles.length, 0)
  const { say, out } = context
  out(`${say('checked')}: ${policy.number} ${articles} ${say('articles')}, ${policy.instruments.length} ${say('instruments')}, ${measuresOf(policy).length} ${say('measures')}`)
  return EXIT.ok
}

/** `zhida lint`: what is not wrong but deserves a look, and the faults of the text itself. */
export function lint(context: Context): number {
  const { policy, diagnostics } = loadPack(context.packFolder)
  report(context, diagnostics)
  if (!policy) throw new Stop(EXIT.findings)
  context.out(`${context.say('faults')}: ${policy.faults.length}`)
  for (const fault of policy.faults) context.out(`  ${fault.instrument.padEnd(8)} ${fault.words}`)
  const warnings = diagnostics.filter((one) => one.severity === 'warning').length
  context.out(`${warnings} ${context.say('warnings')}`)
  return warnings > 0 ? EXIT.findings : EXIT.ok
}

/** `zhida coverage`: what share of the text the rules account for, and the page that shows it. */
export function coverage(context: Context, options: { readonly html?: string }): number {
  const { policy, coverage: found, diagnostics } = loadPack(context.packFolder)
  report(
    context,
    diagnostics.filter((one) => one.severity === 'error'),
  )
  if (!found) throw new Stop(EXIT.findings)
  const { characters, numbers } = found
  const { say, out } = context
  const all = numbers.bound.length + numbers.free.length
  const named = numbers.bound.filter((one) => one.to.kind === 'name').length
  out(`${say('characters')} ${characters.total}: ${characters.covered} ${say('covered')} (${percent(characters.covered, characters.total)})`)
  out(
    `${say('numbers')} ${all}: ${numbers.bound.length} ${say('bound')} (${percent(numbers.bound.length, all)})，${context.lang === 'zh' ? `其中 ${named} 个在名称或引用里` : `${named} of them inside names or references`}`,
  )
  if (policy) {
    const path = options.html ?? join('coverage-out', `${policy.id}.html`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, coveragePage(policy))
    out(path)
  }
  return characters.gaps.length > 0 || numbers.free.length > 0 ? EXIT.findings : EXIT.ok
}

/** Cut, never rounded up: 100 % means all of it. */
function percent(part: number, whole: number): string {
  return whole === 0 ? '100%' : `${Math.floor((part * 1000) / whole) / 10}%`
}

/** `zhida test`: the worked cases. */
export function test(context: Context): number {
  const policy = requirePolicy(context)
  const { passed, failed, diagnostics } = runCases(context.packFolder, policy)
  report(context, diagnostics)
  context.out(`${passed} ${context.say('passed')}, ${failed} ${context.say('failed')}`)
  return failed > 0 ? EXIT.findings : EXIT.ok
}

/** `zhida list`: every measure, or every instrument with `--all`. */
export function list(context: Context, options: { readonly all?: boolean; readonly json?: boolean }): number {
  const policy = requirePolicy(context)
  const chosen = options.all ? policy.instruments : measuresOf(policy)
  if (options.json) {
    context.out(
      JSON.stringify(
        chosen.map(({ id, kind, name, article, department }) => ({ id, kind, name, article, department })),
        null,
        2,
      ),
    )
    return EXIT.ok
  }
  for (const one of chosen) {
    const kind = one.kind === 'measure' ? one.benefit : KIND_NAMES[one.kind]
    context.out(`${pad(one.id, 10)}${pad(kind, 10)}${pad(one.name, 44)}${one.department}`)
  }
  return EXIT.ok
}

export interface ExportOptions {
  readonly out?: string
}

/** `zhida export calculator`: the pack, the engine and the page in one HTML file, which opens from a disk and asks nobody. */
export function exportCalculator(context: Context, options: ExportOptions): number {
  const parts = exported(context)
  const { text, numbers, ...rules } = parts.policy
  const path = resolve(options.out ?? `${rules.id}.html`)
  const elements = {
    'zhida-policy': { policy: rules, samples: parts.samples },
    'zhida-text': { text, numbers },
    'zhida-cases': parts.cases,
    'zhida-english': parts.english,
  }
  let page = calculatorPage()
  for (const [id, part] of Object.entries(elements)) {
    const hole = `<script type="application/json" id="${id}"></script>`
    if (page.split(hole).length !== 2) throw new Error(`the page has no place for ${id}`)
    // In a script element nothing but `<` can end it.
    page = page.replace(hole, () => hole.replace('><', `>${encode(part).replaceAll('<', '\\u003c')}<`))
  }
  try {
    writeFileSync(path, page)
  } catch (fault) {
    throw usage('ZD-705', { name: path, detail: (fault as Error).message })
  }
  context.out(path)
  return EXIT.ok
}

/** The page as it was built; built now where a source is newer. */
function calculatorPage(): string {
  const builder = join(repositoryRoot(), 'scripts', 'build-calculator.mjs')
  try {
    return readFileSync(execFileSync(process.execPath, [builder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim(), 'utf8')
  } catch (fault) {
    throw usage('ZD-706', { detail: (fault as Error).message })
  }
}

/** `zhida export`: the IR, its English names, the worked cases and the sample firms, what a page or a program needs to run the policy without the pack. */
export function exportPolicy(context: Context): number {
  context.out(encode(exported(context)))
  return EXIT.ok
}

function exported(context: Context) {
  const { policy, english, diagnostics } = loadPack(context.packFolder)
  if (!policy) throw new Stop(EXIT.input, diagnostics)
  const { cases } = readCases(context.packFolder, policy)
  const shown = cases.map(({ measure, name, how, verdict, amount, data, date }) => ({ measure, name, how, verdict, amount, data, date }))
  return { policy, english: english ?? {}, cases: shown, samples: readSamples(context.packFolder) }
}
