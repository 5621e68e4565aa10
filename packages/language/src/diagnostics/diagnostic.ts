import { CODES, type Code, type Severity } from './codes.ts'

export type Lang = 'zh' | 'en'

/** A file as it was read: what diagnostics need to show the place. */
export interface Source {
  readonly file: string
  readonly text: string
}

export interface Diagnostic {
  readonly code: Code
  readonly severity: Severity
  readonly file: string
  /** 1-based; 0 when the whole file is meant. */
  readonly line: number
  readonly column: number
  /** The line of the file, for the excerpt. */
  readonly excerpt: string
  readonly length: number
  readonly details: Readonly<Record<string, string>>
}

/** Makes a diagnostic at UTF-16 offsets `[start, end)` of `source`. */
export function diagnose(code: Code, source: Source, start: number, end: number, details: Readonly<Record<string, string>> = {}): Diagnostic {
  const severity = CODES[code].severity
  if (start < 0) return { code, severity, file: source.file, line: 0, column: 0, excerpt: '', length: 0, details }
  const { line, column, lineStart } = position(source.text, start)
  const stop = source.text.indexOf('\n', start)
  const lineEnd = stop < 0 ? source.text.length : stop
  const excerpt = source.text.slice(lineStart, lineEnd).replace(/\r$/, '')
  return { code, severity, file: source.file, line, column, excerpt, length: Math.max(1, Math.min(end, lineEnd) - start), details }
}

/** 1-based line and column of a UTF-16 offset. */
export function position(text: string, offset: number): { line: number; column: number; lineStart: number } {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  let line = 1
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1
  return { line, column: offset - lineStart + 1, lineStart }
}

export function message(one: Diagnostic, lang: Lang): { readonly title: string; readonly hint: string } {
  const entry = CODES[one.code]
  const fill = (template: string): string => template.replace(/\{(\w+)\}/g, (_all, key: string) => one.details[`${key}_${lang}`] ?? one.details[key] ?? '')
  return lang === 'zh' ? { title: fill(entry.zh), hint: fill(entry.hint) } : { title: fill(entry.en), hint: fill(entry.hintEn) }
}

/** Several lines for a terminal: code, place, excerpt with a caret, hint. */
export function formatDiagnostic(one: Diagnostic, lang: Lang): string {
  const { title, hint } = message(one, lang)
  const kind = lang === 'en' ? one.severity : one.severity === 'error' ? '错误' : '提醒'
  const at = one.line > 0 ? `${one.file}:${one.line}:${one.column}` : one.file
  const lines = [`${one.code} ${kind} ${at}`, `  ${title}`]
  if (one.excerpt !== '') {
    const from = Math.max(0, one.column - 1 - 60)
    const shown = one.excerpt.slice(from, from + 120)
    const gutter = `${one.line} | `
    const pad = ' '.repeat(width(gutter) + width(shown.slice(0, one.column - 1 - from)))
    const marked = shown.slice(one.column - 1 - from, one.column - 1 - from + one.length)
    lines.push(`  ${gutter}${shown}`, `  ${pad}${'^'.repeat(Math.max(1, width(marked)))}`)
  }
  if (hint !== '') lines.push(`  ${lang === 'zh' ? '怎么办' : 'hint'}: ${hint}`)
  return lines.join('\n')
}

/** Columns a terminal uses: CJK and full-width characters take two. */
export function width(text: string): number {
  let total = 0
  for (const char of text) total += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’…—]/.test(char) ? 2 : 1
  return total
}

/** The candidate nearest to `name` by edit distance and shared characters, if any is near. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: { readonly candidate: string; readonly distance: number } | undefined
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate)
    if (!best || distance < best.distance) best = { candidate, distance }
  }
  return best && best.distance <= Math.max(1, Math.ceil(Math.max(name.length, best.candidate.length) * 0.6)) ? best.candidate : undefined
}

/** The `hint` detail for an unknown name, in both languages. */
export function didYouMean(name: string, candidates: Iterable<string>): Record<string, string> {
  const near = nearest(name, candidates)
  return near === undefined ? { hint_zh: '核对名称，见 vocabulary.yaml', hint_en: 'check the name against vocabulary.yaml' } : { hint_zh: `是不是“${near}”？`, hint_en: `did you mean “${near}”?` }
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_unused, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
