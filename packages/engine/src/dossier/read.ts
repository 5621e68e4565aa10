import { type Diagnostic, diagnose, didYouMean, type EventDefinition, type FactDefinition, findUnit, isDate, MONEY, multiply, parseDecimal, type Source, type Vocabulary } from '@zhida/language/ir'
import type { Dossier, EventRecord, Fact, FactValue, PastAward } from './dossier.ts'
import { yearKey } from './dossier.ts'

/** One subject as it comes from a file: every scalar is text. */
export interface RawSubject {
  readonly name: string
  readonly synthetic: boolean
  readonly data: Readonly<Record<string, unknown>>
  /** Where a value stands in its file. */
  readonly at: (path: readonly (string | number)[]) => { readonly source: Source; readonly start: number; readonly end: number }
}

const PAST_AWARDS = '已获奖补'

/** Reads typed facts by their Chinese names or keys. Everything wrong is reported at its place; what is right is kept. */
export function readDossier(raw: RawSubject, vocabulary: Vocabulary, source = '自行填报'): { readonly dossier: Dossier; readonly diagnostics: readonly Diagnostic[] } {
  const reader = new Reader(raw, vocabulary, source)
  reader.read()
  const { facts, events, awards, diagnostics } = reader
  return { dossier: { subject: raw.name, synthetic: raw.synthetic, facts, events, ...(awards && { awards }) }, diagnostics }
}

type Path = readonly (string | number)[]

class Reader {
  readonly facts: Record<string, Fact> = {}
  readonly events: Record<string, readonly EventRecord[]> = {}
  awards: PastAward[] | undefined
  readonly diagnostics: Diagnostic[] = []

  constructor(
    private readonly raw: RawSubject,
    private readonly vocabulary: Vocabulary,
    private readonly source: string,
  ) {}

  read(): void {
    const { facts, events } = this.vocabulary
    for (const [name, value] of Object.entries(this.raw.data)) {
      const path = [name]
      const fact = facts.find((one) => one.name === name || one.key === name)
      const event = events.find((one) => one.name === name || one.key === name)
      if (fact) this.fact(fact, value, path)
      else if (event) this.event(event, value, path)
      else if (name === PAST_AWARDS || name === 'awards') this.past(value, path)
      else
        this.report('ZD-601', path, {
          name,
          ...didYouMean(
            name,
            [...facts, ...events].map((one) => one.name),
          ),
        })
    }
  }

  private report(code: Parameters<typeof diagnose>[0], path: Path, details: Record<string, string>): undefined {
    const { source, start, end } = this.raw.at(path)
    this.diagnostics.push(diagnose(code, source, start, end, details))
    return undefined
  }

  private fact(definition: FactDefinition, value: unknown, path: Path): void {
    if (!definition.yearly) {
      this.put(definition.key, definition, value, path)
      return
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.report('ZD-602', path, { name: definition.name, value: String(value), wanted: '按年份填写，例如 2022: 1200万元' })
      return
    }
    for (const [year, one] of Object.entries(value)) {
      if (/^\d{4}年?$/.test(year)) this.put(yearKey(definition.key, +year.slice(0, 4)), definition, one, [...path, year])
      else this.report('ZD-602', [...path, year], { name: definition.name, value: year, wanted: '四位年份，例如 2022' })
    }
  }

  private put(slot: string, definition: FactDefinition, value: unknown, path: Path): void {
    if (value === '' || value === '未知' || value === '?' || value === null) return
    if (slot in this.facts) {
      this.report('ZD-605', path, { name: definition.name })
      return
    }
    const read = this.value(definition, value, path)
    if (read) this.facts[slot] = { value: read, source: this.source }
  }

  private event(definition: EventDefinition, value: unknown, path: Path): void {
    if (value === '无') {
      this.events[definition.key] = []
      return
    }
    if (definition.key in this.events) {
      this.report('ZD-605', path, { name: definition.name })
      return
    }
    if (!Array.isArray(value)) {
      this.report('ZD-602', path, { name: definition.name, value: String(value), wanted: '一个列表，每项以“- ”开头；没有就写“无”' })
      return
    }
    this.events[definition.key] = value.map((item: unknown, index): EventRecord => {
      const record: Record<string, Fact> = {}
      if (typeof item !== 'object' || item === null) {
        this.report('ZD-602', [...path, index], { name: definition.name, value: String(item), wanted: definition.fields.map((field) => field.name).join('、') })
        return record
      }
      for (const [name, one] of Object.entries(item)) {
        const field = definition.fields.find((candidate) => candidate.name === name || candidate.key === name)
        const place = [...path, index, name]
        if (!field)
          this.report('ZD-601', place, {
            name,
            ...didYouMean(
              name,
              definition.fields.map((candidate) => candidate.name),
            ),
          })
        else if (one !== '' && one !== '未知' && one !== '?') {
          const read = this.value(field, one, place)
          if (read) record[field.key] = { value: read, source: this.source }
        }
      }
      return record
    })
  }

  private past(value: unknown, path: Path): void {
    if (value === '' || value === '未知' || value === '?') return
    if (value === '无') {
      this.awards = []
      return
    }
    if (!Array.isArray(value)) {
      this.report('ZD-602', path, { name: PAST_AWARDS, value: String(value), wanted: '一个列表：措施、年度、金额；没有就写“无”' })
      return
    }
    this.awards = value.flatMap((item: unknown, index): PastAward[] => {
      const record = (typeof item === 'object' && item !== null ? item : {}) as Readonly<Record<string, unknown>>
      const year = /^\d{4}$/.exec(String(record.年度 ?? ''))
      const amount = this.number({ ...MONEY_FACT, name: PAST_AWARDS }, String(record.金额 ?? ''), [...path, index, '金额'])
      if (typeof record.措施 !== 'string' || !year) return this.report('ZD-602', [...path, index], { name: PAST_AWARDS, value: String(item), wanted: '措施（编号）、年度（四位）、金额' }) ?? []
      return amount?.kind === 'number' ? [{ measure: record.措施, year: +year[0], amountFen: amount.value.n }] : []
    })
  }

  private value(definition: FactDefinition, given: unknown, path: Path): FactValue | undefined {
    const wrong = (wanted: string): undefined => this.report('ZD-602', path, { name: definition.name, value: typeof given === 'object' ? JSON.stringify(given) : String(given), wanted })
    if (typeof given === 'object') return wrong('一个值')
    const text = String(given).trim()
    if (text === '无此项') return { kind: 'none' }
    const wide = /[\uff10-\uff19\uff05\uff0e\uff0d\uff0c]/.exec(text)
    if (wide && definition.type.kind !== 'text') return this.report('ZD-104', path, { found: text, better: text.normalize('NFKC') })
    switch (definition.type.kind) {
      case 'number':
        return this.number(definition, text, path)
      case 'truth':
        return text === '是' || text === 'true' ? { kind: 'truth', value: true } : text === '否' || text === 'false' ? { kind: 'truth', value: false } : wrong('“是”或“否”')
      case 'date':
        return isDate(text) ? { kind: 'date', value: text } : this.report('ZD-219', path, { value: text })
      case 'category':
        return definition.type.options.includes(text)
          ? { kind: 'text', value: text }
          : this.report('ZD-210', path, { value: text, name: definition.name, ...didYouMean(text, definition.type.options) })
      case 'text':
        return { kind: 'text', value: text }
    }
  }

  private number(definition: FactDefinition, text: string, path: Path): FactValue | undefined {
    const { type, name } = definition
    if (type.kind !== 'number') return undefined
    const wanted = `数字，单位 ${definition.unit || '无'}${definition.unit === '元' ? '（也可写 万元、亿元）' : ''}`
    const match = /^(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?[\d.]+)\s*(.*)$/.exec(text)
    const value = match && parseDecimal((match[1] ?? '').replaceAll(',', ''))
    if (!match || !value) return this.report('ZD-602', path, { name, value: text, wanted })
    const unit = findUnit(match[2] === '' ? definition.unit : (match[2] ?? ''), new Set(this.vocabulary.units))
    if (!unit || unit.dimension !== type.dimension) return this.report('ZD-603', path, { name, value: text, wanted })
    const scaled = multiply(value, unit.scale)
    if (scaled.n < 0n && !definition.negative) return this.report('ZD-604', path, { name, value: text })
    if (type.dimension === MONEY && scaled.d !== 1n) return this.report('ZD-606', path, { name, value: text })
    return { kind: 'number', value: scaled }
  }
}

const MONEY_FACT: FactDefinition = { key: 'amount', name: '金额', type: { kind: 'number', dimension: MONEY }, unit: '元', yearly: false, negative: false, holder: '', sensitivity: '内部', help: '' }
