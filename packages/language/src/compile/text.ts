import { diagnose } from '../diagnostics/diagnostic.ts'
import type { Area, Article, Quote } from '../ir/policy.ts'
import type { Path, YamlFile } from '../read/yaml.ts'
import type { AreaYaml, PolicyYaml } from '../schema/pack.ts'
import type { Sink } from './expression.ts'

/** A stretch of the text that quotes are looked up in. */
export interface Stretch {
  readonly article: number
  readonly start: number
  readonly end: number
}

/** Where each part of the policy stands in the text. */
export interface TextMap {
  readonly text: string
  readonly areas: readonly Area[]
  readonly preamble: Stretch
  readonly openings: readonly Stretch[]
  readonly articles: ReadonlyMap<number, Stretch>
  readonly closing: Stretch
  /** Headings, numbers and lead departments: covered by the areas and articles themselves. */
  readonly headings: readonly { readonly start: number; readonly end: number; readonly id: string }[]
}

/** Lays the areas and articles of the pack over the text. Articles begin a line with `12.`. */
export function mapText(text: string, policy: { readonly file: YamlFile; readonly yaml: PolicyYaml }, areas: readonly { readonly file: YamlFile; readonly yaml: AreaYaml }[], sink: Sink): TextMap {
  const headings: { start: number; end: number; id: string }[] = []
  const starts: number[] = []
  const missing = (file: YamlFile, path: Path, article: number): void => {
    const at = file.locate(path)
    sink.diagnostics.push(diagnose('ZD-310', file.source, at.start, at.end, { article: article.toString() }))
  }
  let cursor = 0
  const seek = (words: string): number => {
    const at = text.indexOf(words, cursor)
    if (at < 0 || (at > 0 && text[at - 1] !== '\n')) return -1
    cursor = at + words.length
    starts.push(at)
    return at
  }
  const placed = areas.map(({ file, yaml }, index) => {
    const number = index + 1
    const at = seek(yaml.标题)
    if (at < 0) missing(file, ['标题'], 0)
    else headings.push({ start: at, end: at + yaml.标题.length, id: `领域${number}` })
    const articles = yaml.条款.map((article, place) => {
      const heading = `${article.条款}.${article.标题}`
      const start = seek(heading)
      if (start < 0) missing(file, ['条款', place, '标题'], +article.条款)
      else headings.push({ start, end: start + heading.length, id: article.条款 })
      return { number: +article.条款, title: article.标题, start, end: start }
    })
    return { number, title: yaml.标题, department: yaml.牵头部门, at, articles }
  })
  const closingAt = text.indexOf(policy.yaml.结尾起, cursor)
  if (closingAt < 0) missing(policy.file, ['结尾起'], 0)
  starts.push(closingAt < 0 ? text.length : closingAt)
  const endOf = (start: number): number => starts.find((other) => other > start) ?? text.length
  const articles = new Map<number, Stretch>()
  const finished = placed.map((area): Area => {
    const inside = area.articles.map((article): Article => ({ ...article, end: endOf(article.start) }))
    for (const article of inside) articles.set(article.number, { article: article.number, start: article.start, end: article.end })
    return { number: area.number, title: area.title, department: area.department, articles: inside }
  })
  return {
    text,
    areas: finished,
    preamble: { article: 0, start: 0, end: starts[0] ?? 0 },
    openings: placed.map((area) => ({ article: 0, start: area.at, end: endOf(area.at) })),
    articles,
    closing: { article: 0, start: starts.at(-1) ?? text.length, end: text.length },
    headings,
  }
}

/** Finds verbatim words inside a stretch of the text: exactly once, or it is a diagnostic. */
export function findQuotes(map: TextMap, stretch: Stretch, words: string | readonly string[], file: YamlFile, path: Path, sink: Sink): readonly Quote[] {
  const list = typeof words === 'string' ? [words] : words
  return list.flatMap((quote, index) => {
    const at = file.locate(typeof words === 'string' ? path : [...path, index])
    const article = stretch.article.toString()
    const inside = map.text.slice(stretch.start, stretch.end)
    const found = inside.indexOf(quote)
    if (found < 0 || quote === '') {
      sink.diagnostics.push(diagnose('ZD-401', file.source, at.start, at.end, { article }))
      return []
    }
    const count = inside.split(quote).length - 1
    if (count > 1) {
      sink.diagnostics.push(diagnose('ZD-402', file.source, at.start, at.end, { article, count: count.toString() }))
      return []
    }
    const start = stretch.start + found
    return [{ text: quote, start, end: start + quote.length }]
  })
}
