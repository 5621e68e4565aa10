import type { Instrument, NumberBinding, Policy } from './policy.ts'

/** The kinds of instrument by the names readers know, the weightiest last: where words are shared, it shows. */
export const KIND_NAMES: Readonly<Record<Instrument['kind'], string>> = { narrative: '表述', task: '任务', target: '目标', quota: '指标', fund: '资金', measure: '措施' }

export const KINDS = Object.keys(KIND_NAMES) as readonly Instrument['kind'][]

/** A stretch of the text that shows alike: one instrument's words, or one number. */
export interface Piece {
  readonly start: number
  readonly text: string
  readonly instrument: Instrument | undefined
  readonly number: NumberBinding | undefined
  /** The article that begins here. */
  readonly article: number | undefined
}

/** Cuts the whole text where the instrument changes, a number begins or ends, or an article starts. Nothing is left out. */
export function piecesOf(policy: Policy): readonly Piece[] {
  const { text } = policy
  const owner = new Array<Instrument | undefined>(text.length)
  for (const kind of KINDS) for (const one of policy.instruments) if (one.kind === kind) for (const quote of one.quotes) owner.fill(one, quote.start, quote.end)
  const numbers = new Map(policy.numbers.map((one) => [one.start, one]))
  const articles = new Map(policy.areas.flatMap((area) => area.articles.map((one) => [one.start, one.number] as const)))
  const list: Piece[] = []
  for (let at = 0; at < text.length; ) {
    const number = numbers.get(at)
    let end = number?.end ?? at + 1
    if (!number) while (end < text.length && owner[end] === owner[at] && !numbers.has(end) && !articles.has(end)) end += 1
    list.push({ start: at, text: text.slice(at, end), instrument: owner[at], number, article: articles.get(at) })
    at = end
  }
  return list
}
