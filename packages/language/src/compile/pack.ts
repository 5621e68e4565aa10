import { createHash } from 'node:crypto'
import { type BoundLiteral, bindNumbers, type Coverage, coverCharacters } from '../coverage/coverage.ts'
import { type Diagnostic, diagnose, didYouMean, position, type Source } from '../diagnostics/diagnostic.ts'
import { add, compare, type Rational, rational, ZERO } from '../exact/rational.ts'
import { formatFen, parseQuantity } from '../exact/units.ts'
import { namesOf } from '../ir/names.ts'
import type { Fund, Instrument, Measure, Policy, TextFault } from '../ir/policy.ts'
import { isDate } from '../read/date.ts'
import { checkShape, type Path, readYaml, type YamlFile } from '../read/yaml.ts'
import { type AreaYaml, areaShape, englishShape, INSTRUMENTS, type PolicyYaml, policyShape, vocabularyShape } from '../schema/pack.ts'
import type { Sink } from './expression.ts'
import { type Base, compileMeasure } from './measure.ts'
import { findQuotes, mapText, type Stretch, type TextMap } from './text.ts'
import { type CompiledVocabulary, compileVocabulary } from './vocabulary.ts'

/** A pack's files by name: policy.yaml, source.txt, vocabulary.yaml and `N-name.yaml` for each area. */
export type PackFiles = ReadonlyMap<string, string>

export interface CompiledPack {
  /** Present when there is no error; warnings do not prevent it. */
  readonly policy?: Policy
  readonly coverage?: Coverage
  /** What its names are called in English, from english.yaml; empty where the pack has none. */
  readonly english?: Readonly<Record<string, string>>
  readonly diagnostics: readonly Diagnostic[]
}

/** Compiles and checks a whole pack. Reports every fault it can find in one run; throws on none. */
export function compilePack(id: string, files: PackFiles, prefix = ''): CompiledPack {
  const diagnostics: Diagnostic[] = []
  const sink: Sink = { diagnostics, literals: [], usedFacts: new Set(), usedReadings: new Set() }
  const sourceOf = (name: string): Source => ({ file: `${prefix}${name}`, text: files.get(name) ?? '' })
  const areaNames = [...files.keys()].filter((name) => /^[1-9]\d*-.*\.yaml$/.test(name)).sort((a, b) => parseArea(a) - parseArea(b))
  for (const name of ['policy.yaml', 'source.txt', 'vocabulary.yaml']) {
    if (!files.has(name)) diagnostics.push(diagnose('ZD-101', sourceOf(name), -1, -1, { name: `${prefix}${name}` }))
  }
  if (areaNames.length === 0) diagnostics.push(diagnose('ZD-101', sourceOf('1-….yaml'), -1, -1, { name: `${prefix}1-….yaml` }))

  const read = <T>(name: string, shape: Parameters<typeof checkShape<T>>[3]): { file: YamlFile; yaml: T } | undefined => {
    if (!files.has(name)) return undefined
    const { file, diagnostics: faults } = readYaml(sourceOf(name))
    diagnostics.push(...faults)
    if (!file) return undefined
    const checked = checkShape(file, [], file.value, shape)
    diagnostics.push(...checked.diagnostics)
    return checked.value === undefined ? undefined : { file, yaml: checked.value }
  }
  const header = read<PolicyYaml>('policy.yaml', policyShape)
  const words = read('vocabulary.yaml', vocabularyShape)
  const areas = areaNames.flatMap((name) => read<AreaYaml>(name, areaShape) ?? [])
  const vocabulary = words && compileVocabulary(words.file, words.yaml, sink)
  // A file that cannot be read makes everything after it noise: its faults come first.
  if (!header || !vocabulary || !words || !files.has('source.txt') || areas.length < areaNames.length) return { diagnostics }

  const text = files.get('source.txt') ?? ''
  const sha256 = createHash('sha256').update(text).digest('hex')
  checkHeader(header.file, header.yaml, sha256, diagnostics)
  const map = mapText(text, header, areas, sink)
  const compiler = new PackCompiler(map, vocabulary, sink, header.yaml)
  compiler.list(header.file, ['序言'], header.yaml.序言, map.preamble, 0, header.yaml.牵头部门)
  for (const [index, { file, yaml }] of areas.entries()) {
    const number = index + 1
    const opening = map.openings[index]
    if (opening) compiler.list(file, ['开篇'], yaml.开篇, opening, number, yaml.牵头部门)
    for (const [place, article] of yaml.条款.entries()) {
      const stretch = map.articles.get(+article.条款)
      if (stretch) compiler.list(file, ['条款', place, '内容'], article.内容, stretch, number, yaml.牵头部门)
    }
  }
  compiler.list(header.file, ['结尾'], header.yaml.结尾, map.closing, 9, header.yaml.牵头部门)
  compiler.checkReferences()
  for (const fact of [...vocabulary.vocabulary.facts, ...vocabulary.vocabulary.events]) {
    if (sink.usedFacts.has(fact.key) || [...vocabulary.subjects.values()].some((one) => one.includes(fact.name))) continue
    const at = words.file.locateKey([fact.name in words.yaml.数据 ? '数据' : '事件'], fact.name)
    diagnostics.push(diagnose('ZD-502', words.file.source, at.start, at.end, { name: fact.name }))
  }

  const source = sourceOf('source.txt')
  const instruments = compiler.instruments.map(({ instrument }) => instrument)
  const characters = coverCharacters(map, instruments)
  for (const gap of characters.gaps) {
    diagnostics.push(diagnose('ZD-403', source, gap.start, gap.end, { count: gap.text.length.toString(), words: gap.text.slice(0, 40) }))
  }
  const numbers = bindNumbers(map, instruments, compiler.literals, header.yaml.名称中的数字, +header.yaml.年度)
  for (const free of numbers.free) {
    const context = text.slice(free.start < 8 ? 0 : free.start - 8, free.end + 8).replace(/\s+/g, ' ')
    diagnostics.push(diagnose('ZD-404', source, free.start, free.end, { number: free.text, context }))
  }
  const coverage: Coverage = { characters, numbers }
  if (diagnostics.some((one) => one.severity === 'error')) return { coverage, diagnostics }
  const { yaml } = header
  const policy: Policy = {
    id,
    number: yaml.编号,
    title: yaml.标题,
    issuer: yaml.发布,
    issued: yaml.发布日期,
    from: yaml.生效,
    until: yaml.失效,
    year: +yaml.年度,
    rank: yaml.效力,
    streets: yaml.街道 ?? [],
    text,
    textSha256: sha256,
    areas: map.areas,
    instruments,
    vocabulary: vocabulary.vocabulary,
    faults: compiler.faults,
    numbers: numbers.bound,
  }
  const english = files.has('english.yaml') ? read<Readonly<Record<string, string>>>('english.yaml', englishShape) : undefined
  if (english) checkEnglish(english.file, english.yaml, policy, diagnostics)
  return { policy, coverage, english: english?.yaml ?? {}, diagnostics }
}

/** A translation covers every name of the policy and nothing else. */
function checkEnglish(file: YamlFile, english: Readonly<Record<string, string>>, policy: Policy, diagnostics: Diagnostic[]): void {
  const names = namesOf(policy)
  for (const name of names) if (!(name in english)) diagnostics.push(diagnose('ZD-504', file.source, -1, -1, { name }))
  for (const name of Object.keys(english)) {
    if (names.has(name)) continue
    const at = file.locateKey([], name)
    diagnostics.push(diagnose('ZD-505', file.source, at.start, at.end, { name, ...didYouMean(name, [...names]) }))
  }
}

function parseArea(name: string): number {
  return +(name.split('-')[0] ?? 0)
}

function checkHeader(file: YamlFile, yaml: PolicyYaml, sha256: string, diagnostics: Diagnostic[]): void {
  for (const key of ['发布日期', '生效', '失效'] as const) {
    if (isDate(yaml[key])) continue
    const at = file.locate([key])
    diagnostics.push(diagnose('ZD-219', file.source, at.start, at.end, { value: yaml[key] }))
  }
  if (yaml.校验和 === sha256) return
  const at = file.locate(['校验和'])
  diagnostics.push(diagnose('ZD-405', file.source, at.start, at.end, { wanted: yaml.校验和.slice(0, 12), found: sha256 }))
}

const LETTERS = { fund: 'f', quota: 'q', target: 't', task: 'k', narrative: 'n' } as const

class PackCompiler {
  readonly instruments: { readonly instrument: Instrument; readonly file: YamlFile; readonly path: Path }[] = []
  readonly literals: BoundLiteral[] = []
  readonly faults: TextFault[] = []
  private readonly counts = new Map<string, number>()

  constructor(
    private readonly map: TextMap,
    private readonly vocabulary: CompiledVocabulary,
    private readonly sink: Sink,
    private readonly header: PolicyYaml,
  ) {}

  list(file: YamlFile, path: Path, list: readonly Readonly<Record<string, unknown>>[], stretch: Stretch, area: number, department: string): void {
    for (const [index, value] of list.entries()) {
      const here = [...path, index]
      const kind = (Object.keys(INSTRUMENTS) as (keyof typeof INSTRUMENTS)[]).find((key) => key in value)
      if (!kind) {
        const at = file.locate(here)
        this.sink.diagnostics.push(
          diagnose('ZD-110', file.source, at.start, at.end, {
            path: here.join('.'),
            detail_zh: '第一个键应是 措施、资金、指标、目标、任务 或 表述',
            detail_en: 'begin with 措施, 资金, 指标, 目标, 任务 or 表述',
          }),
        )
        continue
      }
      const checked = checkShape<unknown>(file, here, value, INSTRUMENTS[kind])
      this.sink.diagnostics.push(...checked.diagnostics)
      if (checked.value !== undefined) this.one(file, here, kind, value, stretch, area, department)
    }
  }

  private one(file: YamlFile, path: Path, kind: keyof typeof INSTRUMENTS, value: Readonly<Record<string, unknown>>, stretch: Stretch, area: number, department: string): void {
    const common = value as { readonly 原文: string | string[]; readonly 部门?: string; readonly 备注?: string; readonly 疑点?: string[]; readonly 编号?: string }
    const key = file.locateKey(path, kind)
    const literalsBefore = this.sink.literals.length
    const letter = kind === '措施' ? '' : LETTERS[({ 资金: 'fund', 指标: 'quota', 目标: 'target', 任务: 'task', 表述: 'narrative' } as const)[kind]]
    const placeName = stretch.article > 0 ? stretch.article.toString() : area === 0 ? '序言' : area === 9 ? '结尾' : `开篇${area}`
    const nth = (this.counts.get(`${placeName}.${letter}`) ?? 0) + 1
    this.counts.set(`${placeName}.${letter}`, nth)
    const id = `${placeName}.${letter}${nth}`
    const quotes = findQuotes(this.map, stretch, common.原文, file, [...path, '原文'], this.sink)
    const base: Base = {
      id,
      area,
      article: stretch.article,
      name: String(value[kind]),
      quotes,
      department: common.部门 ?? department,
      ...(common.备注 !== undefined && { note: common.备注 }),
      place: { file: file.source.file, line: position(file.source.text, key.start).line },
    }
    for (const words of common.疑点 ?? []) this.faults.push({ article: stretch.article, instrument: id, words })
    const instrument = this.compile(file, path, kind, value, base)
    this.instruments.push({ instrument, file, path })
    for (const literal of this.sink.literals.slice(literalsBefore)) {
      this.literals.push({ id, value: literal.value, dimension: literal.dimension, place: `${literal.source.file}:${position(literal.source.text, literal.offset).line}` })
    }
  }

  private compile(file: YamlFile, path: Path, kind: keyof typeof INSTRUMENTS, value: Readonly<Record<string, unknown>>, base: Base): Instrument {
    const number = (sub: Path, text: string | undefined): { value: Rational; dimension: string } | undefined => this.quantity(file, [...path, ...sub], text)
    const deadline = (text: string | undefined): string => this.deadline(file, path, text)
    switch (kind) {
      case '措施': {
        const yaml = INSTRUMENTS.措施.parse(value)
        if (yaml.编号 !== base.id) {
          const at = file.locate([...path, '编号'])
          const twice = this.instruments.some(({ instrument }) => instrument.id === yaml.编号)
          this.sink.diagnostics.push(diagnose(twice ? 'ZD-301' : 'ZD-302', file.source, at.start, at.end, { id: yaml.编号, wanted: base.id }))
        }
        return compileMeasure(file, path, yaml, base, this.vocabulary, this.sink)
      }
      case '资金': {
        const yaml = INSTRUMENTS.资金.parse(value)
        const amount = number(['金额'], yaml.金额)
        return {
          ...base,
          kind: 'fund',
          ...(amount && { amount: amount.value }),
          atLeast: yaml.下限 === '是',
          parts: (yaml.分项 ?? []).map((part, index) => {
            const figure = number(['分项', index, '金额'], part.金额)
            return { name: part.名称, ...(figure && { amount: figure.value }) }
          }),
          sumOf: yaml.组成 ?? [],
          payer: yaml.出资 ?? '区财政',
        }
      }
      case '指标': {
        const yaml = INSTRUMENTS.指标.parse(value)
        const amount = number(['数量'], yaml.数量)
        return { ...base, kind: 'quota', comparison: yaml.比较, ...(amount && { amount: amount.value }), dimension: amount?.dimension ?? yaml.单位 ?? '', deadline: deadline(yaml.期限) }
      }
      case '目标': {
        const yaml = INSTRUMENTS.目标.parse(value)
        const threshold = number(['阈值'], yaml.阈值)
        return {
          ...base,
          kind: 'target',
          comparison: yaml.比较,
          ...(threshold && { threshold: threshold.value }),
          dimension: threshold?.dimension ?? '',
          display: yaml.阈值 ?? '',
          deadline: deadline(yaml.期限),
        }
      }
      case '任务': {
        const yaml = INSTRUMENTS.任务.parse(value)
        const counts = Object.entries(yaml.数量 ?? {}).flatMap(([name, display]) => {
          const quantity = number(['数量', name], display)
          return quantity ? [{ name, display, ...quantity }] : []
        })
        return { ...base, kind: 'task', counts, items: yaml.清单 ?? [], ...(yaml.期限 !== undefined && { deadline: deadline(yaml.期限) }) }
      }
      case '表述':
        return { ...base, kind: 'narrative' }
    }
  }

  private quantity(file: YamlFile, path: Path, text: string | undefined): { value: Rational; dimension: string } | undefined {
    if (text === undefined) return undefined
    const at = file.locate(path)
    const fraction = /^(\d+)\/(\d+)$/.exec(text)
    const quantity = fraction ? { value: rational(BigInt(fraction[1] ?? 0), BigInt(fraction[2] ?? 1)), dimension: '' } : parseQuantity(text, this.vocabulary.names.units)
    if (!quantity) {
      this.sink.diagnostics.push(
        diagnose('ZD-203', file.source, at.start, at.end, { name: text, hint_zh: '写成数字加单位，例如 3000亩、4.5万吨标准煤', hint_en: 'write a number with its unit, e.g. 3000亩' }),
      )
      return undefined
    }
    this.sink.literals.push({ ...quantity, offset: at.start, source: file.source })
    return quantity
  }

  private deadline(file: YamlFile, path: Path, text: string | undefined): string {
    const value = text ?? this.header.失效
    const at = file.locate([...path, '期限'])
    if (!isDate(value)) this.sink.diagnostics.push(diagnose('ZD-219', file.source, at.start, at.end, { value }))
    this.sink.literals.push({ value: rational(BigInt(value.slice(0, 4).replace(/\D/g, '') || '0')), dimension: '年', offset: at.start, source: file.source })
    return value
  }

  /** What only the whole pack knows: funds by name, measures by id, parts against totals. */
  checkReferences(): void {
    const funds = this.instruments.flatMap(({ instrument }) => (instrument.kind === 'fund' ? [instrument] : []))
    const fundNames = new Set(funds.flatMap((fund) => [fund.name, ...fund.parts.map((part) => part.name)]))
    const ids = new Set(this.instruments.map(({ instrument }) => instrument.id))
    for (const { instrument, file, path } of this.instruments) {
      if (instrument.kind === 'measure') this.checkMeasure(instrument, file, path, fundNames, ids)
      if (instrument.kind === 'fund') this.checkFund(instrument, file, path, funds)
    }
  }

  private checkMeasure(measure: Measure, file: YamlFile, path: Path, funds: ReadonlySet<string>, ids: ReadonlySet<string>): void {
    if (measure.fund !== undefined && !funds.has(measure.fund)) {
      const at = file.locate([...path, '资金'])
      this.sink.diagnostics.push(diagnose('ZD-303', file.source, at.start, at.end, { name: measure.fund, ...didYouMean(measure.fund, funds) }))
    }
    for (const [index, exclusion] of measure.exclusions.entries()) {
      for (const id of exclusion.measures) {
        if (ids.has(id)) continue
        const at = file.locate([...path, '互斥', index, '措施'])
        this.sink.diagnostics.push(diagnose('ZD-304', file.source, at.start, at.end, { id, ...didYouMean(id, ids) }))
      }
    }
  }

  private checkFund(fund: Fund, file: YamlFile, path: Path, funds: readonly Fund[]): void {
    const known = fund.parts.filter((part) => part.amount)
    const parts = fund.sumOf.length > 0 ? fund.sumOf.map((name) => funds.find((one) => one.name === name)?.amount) : fund.parts.map((part) => part.amount)
    if (!fund.amount || parts.length === 0 || (fund.sumOf.length === 0 && known.length < fund.parts.length)) return
    const sum = parts.reduce<Rational>((all, one) => add(all, one ?? ZERO), ZERO)
    if (compare(sum, fund.amount) === 0n) return
    const details = { name: fund.name, parts: formatFen(sum), total: formatFen(fund.amount) }
    if (this.faults.some((fault) => fault.instrument === fund.id)) {
      this.faults.push({ article: fund.article, instrument: fund.id, words: `“${fund.name}”：分项合计 ${details.parts}，原文总数 ${details.total}，两者不等。两个数都保留，未作改动。` })
      return
    }
    const at = file.locate([...path, '金额'])
    this.sink.diagnostics.push(diagnose('ZD-406', file.source, at.start, at.end, details))
  }
}
