import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { type Diagnostic, diagnose, didYouMean, type Source } from '../diagnostics/diagnostic.ts'

export type Path = readonly (string | number)[]

/** A YAML file, every scalar as text, with the place of each part. */
export interface YamlFile {
  readonly source: Source
  readonly value: unknown
  /** UTF-16 offsets of the value at `path`, or of the nearest parent that exists. */
  readonly locate: (path: Path) => { readonly start: number; readonly end: number }
  /** Offsets of a map's key. */
  readonly locateKey: (path: Path, key: string) => { readonly start: number; readonly end: number }
}

/** Reads YAML. Faults in the writing come back as diagnostics, all of them; nothing throws. */
export function readYaml(given: Source): { readonly file?: YamlFile; readonly diagnostics: readonly Diagnostic[] } {
  const source = { file: given.file, text: given.text.replace(/^\uFEFF/, '') }
  const diagnostics: Diagnostic[] = []
  for (const tab of source.text.matchAll(/^ *\t+/gm)) diagnostics.push(diagnose('ZD-103', source, tab.index, tab.index + tab[0].length))
  for (const colon of source.text.matchAll(/^[ -]*[\u4e00-\u9fffA-Za-z0-9_@]+(：)/gm)) {
    const at = colon.index + colon[0].length - 1
    diagnostics.push(diagnose('ZD-104', source, at, at + 1, { found: '：', better: ': ' }))
  }
  if (diagnostics.length > 0) return { diagnostics }
  const document = parseDocument(source.text, { schema: 'failsafe', lineCounter: new LineCounter(), prettyErrors: false, uniqueKeys: true })
  for (const fault of document.errors) {
    const [start, end] = fault.pos
    if (fault.code === 'DUPLICATE_KEY') diagnostics.push(diagnose('ZD-107', source, start, end, { name: source.text.slice(start, end).split(':')[0] ?? '' }))
    else diagnostics.push(diagnose('ZD-102', source, start, end, { detail: fault.message.split('\n')[0] ?? '' }))
  }
  visit(document, {
    Alias: (_key, node) => {
      diagnostics.push(diagnose('ZD-105', source, node.range?.[0] ?? 0, node.range?.[1] ?? 1))
    },
  })
  if (diagnostics.length > 0) return { diagnostics }

  const locate = (path: Path): { start: number; end: number } => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && !isAlias(node) && node.range) {
        const quoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') ? 1 : 0
        return { start: node.range[0] + quoted, end: Math.max(node.range[0] + 1, node.range[1] - quoted) }
      }
    }
    return { start: 0, end: 1 }
  }
  const locateKey = (path: Path, key: string): { start: number; end: number } => {
    const node = document.getIn(path, true)
    if (isMap(node)) {
      for (const pair of node.items) {
        if (isScalar(pair.key) && pair.key.value === key && pair.key.range) return { start: pair.key.range[0], end: pair.key.range[1] }
      }
    }
    return locate(path)
  }
  return { file: { source, value: document.toJS({ maxAliasCount: 0 }) as unknown, locate, locateKey }, diagnostics: [] }
}

/** Checks a part of a file against its shape. `base` is the part's path in the file. */
export function checkShape<T>(file: YamlFile, base: Path, value: unknown, shape: z.ZodType<T>): { readonly value?: T; readonly diagnostics: readonly Diagnostic[] } {
  const result = shape.safeParse(value)
  if (result.success) return { value: result.data, diagnostics: [] }
  const diagnostics = result.error.issues.flatMap((issue): Diagnostic[] => {
    const path = [...base, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
    if (issue.code === 'unrecognized_keys') {
      const known = 'shape' in shape && typeof shape.shape === 'object' && shape.shape !== null ? Object.keys(shape.shape) : []
      return issue.keys.map((key) => {
        const at = file.locateKey(path, key)
        return diagnose('ZD-111', file.source, at.start, at.end, { name: key, ...didYouMean(key, known) })
      })
    }
    const at = file.locate(path)
    return [diagnose('ZD-110', file.source, at.start, at.end, { path: path.join('.'), detail_zh: issueInChinese(issue), detail_en: issue.message })]
  })
  return { diagnostics }
}

function issueInChinese(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `只能是 ${issue.values.join('、')}`
  if (issue.code === 'invalid_type') {
    const kinds: Readonly<Record<string, string>> = { string: '文字', array: '列表（每行以“- ”开头）', object: '键值（键: 值）', record: '键值（键: 值）' }
    return `缺少，或应为${kinds[issue.expected] ?? issue.expected}`
  }
  return issue.message
}
