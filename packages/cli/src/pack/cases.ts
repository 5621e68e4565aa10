import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Award, evaluate, readDossier, type Verdict, type WorkedCase } from '@zhida/engine'
import type { YamlFile } from '@zhida/language'
import { caseShape, type Diagnostic, diagnose, type Policy, parseQuantity, readYaml, type Source, samplesShape } from '@zhida/language'
import { missingName } from '../show/json.ts'
import { showAward, speaker } from '../show/words.ts'
import { readText } from './load.ts'

export interface CaseReport {
  readonly passed: number
  readonly failed: number
  readonly diagnostics: readonly Diagnostic[]
}

const VERDICTS: Readonly<Record<string, Verdict>> = { 应兑: 'due', 不予: 'not-due', 待补: 'unknown', 裁量: 'discretionary' }

/** A worked case with what it takes to judge it. */
interface JudgeableCase extends WorkedCase {
  readonly readings: Readonly<Record<string, string>>
  readonly missing: readonly string[]
  /** The measure that takes its place where both may not be had. */
  readonly givesWayTo: string | undefined
  readonly file: YamlFile
  readonly path: readonly (string | number)[]
}

/** Reads every cases/*.yaml of a pack. */
export function readCases(folder: string, policy: Policy): { readonly cases: readonly JudgeableCase[]; readonly diagnostics: readonly Diagnostic[] } {
  const cases: JudgeableCase[] = []
  const diagnostics: Diagnostic[] = []
  for (const name of readdirSync(join(folder, 'cases')).sort()) {
    if (!name.endsWith('.yaml')) continue
    const path = join(folder, 'cases', name)
    const read = readText(path)
    if ('fault' in read) {
      diagnostics.push(read.fault)
      continue
    }
    const { file, diagnostics: faults } = readYaml({ file: path, text: read.text })
    diagnostics.push(...faults)
    for (const [index, group] of (Array.isArray(file?.value) ? file.value : []).entries()) {
      const parsed = caseShape.safeParse(group)
      if (!file || !parsed.success) {
        const issue = parsed.error?.issues[0]
        const at = file?.locate([index, ...(issue?.path.map(String) ?? [])])
        diagnostics.push(diagnose('ZD-110', file?.source ?? { file: path, text: '' }, at?.start ?? -1, at?.end ?? -1, { path: issue?.path.join('.') ?? '', detail: issue?.message ?? '' }))
        continue
      }
      for (const [place, one] of parsed.data.算例.entries()) {
        cases.push({
          measure: parsed.data.措施,
          name: one.名称,
          how: one.算法,
          verdict: VERDICTS[one.结果] ?? 'unknown',
          amount: one.金额 ?? '',
          date: one.日期 ?? policy.until,
          readings: Object.fromEntries(Object.entries(one.口径 ?? {}).map(([key, option]) => [`${parsed.data.措施}/${key}`, option])),
          data: { ...parsed.data.共同, ...one.数据 },
          missing: one.缺 ?? [],
          givesWayTo: one.让位于,
          file,
          path: [index, '算例', place],
        })
      }
    }
  }
  return { cases, diagnostics }
}

/** A made-up firm to try with: 合成数据. */
export interface SampleFirm {
  readonly name: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Reads a pack's samples/firms.yaml; a pack may have none. */
export function readSamples(folder: string): readonly SampleFirm[] {
  const path = join(folder, 'samples', 'firms.yaml')
  const read = readText(path)
  const parsed = samplesShape.safeParse('fault' in read ? [] : readYaml({ file: path, text: read.text }).file?.value)
  return parsed.success ? parsed.data.map((one) => ({ name: one.名称, data: one.数据 })) : []
}

/** Runs the worked cases against the interpreter. A case that differs is ZD-704 with what was expected and what came out. */
export function runCases(folder: string, policy: Policy): CaseReport {
  const { cases, diagnostics: faults } = readCases(folder, policy)
  const diagnostics = [...faults]
  let passed = 0
  for (const one of cases) {
    const problem = judgeCase(policy, one, diagnostics)
    if (problem === undefined) passed += 1
    else {
      const at = one.file.locate(one.path)
      diagnostics.push(diagnose('ZD-704', one.file.source, at.start, Math.min(at.end, at.start + 20), { name: `${one.measure} ${one.name}`, detail: problem }))
    }
  }
  return { passed, failed: cases.length - passed + faults.length, diagnostics }
}

function judgeCase(policy: Policy, one: JudgeableCase, diagnostics: Diagnostic[]): string | undefined {
  const source: Source = one.file.source
  const { dossier, diagnostics: bad } = readDossier(
    { name: one.name, synthetic: true, data: one.data, at: (path) => ({ source, ...one.file.locate([...one.path, '数据', ...path]) }) },
    policy.vocabulary,
  )
  diagnostics.push(...bad)
  if (bad.length > 0) return '数据有误'
  const rivals = one.givesWayTo === undefined ? [] : [one.givesWayTo]
  const { outcomes, bundle } = evaluate(policy, dossier, one.date, one.readings, [one.measure, ...rivals])
  const outcome = outcomes.find((candidate) => candidate.measure === one.measure)
  if (!outcome) return '没有这项措施'
  const say = speaker('zh')
  const wanted = readAmount(one.amount, one.verdict)
  const words: string[] = []
  if (outcome.verdict !== one.verdict) words.push(`应为${say(one.verdict)}，算得${say(outcome.verdict)}`)
  if (wanted && !sameAward(wanted, outcome.award)) words.push(`金额应为 ${showAward(wanted, say)}，算得 ${showAward(outcome.award, say)}`)
  const missing = outcome.missing.map((fact) => missingName(policy, fact))
  for (const fact of one.missing) if (!missing.includes(fact)) words.push(`应缺“${fact}”，算得缺 ${missing.join('、') || '无'}`)
  const rival = bundle.givenUp.find((given) => given.measure === one.measure)?.for
  if (one.givesWayTo !== undefined && rival !== one.givesWayTo) words.push(`应让位于 ${one.givesWayTo}，算得${rival ?? '不让位'}`)
  return words.length > 0 ? words.join('；') : undefined
}

function readAmount(text: string, verdict: Verdict): Award | undefined {
  if (text === '') return verdict === 'not-due' ? undefined : { kind: 'none' }
  if (text === '未定') return { kind: 'unspecified' }
  if (text === '无') return { kind: 'none' }
  const [low, high] = text.split('~').map((part) => part.trim())
  const fen = (part: string | undefined): bigint => parseQuantity(part ?? '')?.value.n ?? -1n
  return high === undefined ? { kind: 'exact', fen: fen(low) } : { kind: 'interval', lowFen: fen(low), highFen: high === '不限' ? null : fen(high) }
}

function sameAward(a: Award, b: Award): boolean {
  if (a.kind === 'exact' && b.kind === 'exact') return a.fen === b.fen
  if (a.kind === 'interval' && b.kind === 'interval') return a.lowFen === b.lowFen && a.highFen === b.highFen
  return a.kind === b.kind
}
