import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AWARDS, columnName, SUBJECTS } from '@zhida/engine'
import { type FactDefinition, measuresOf, type Policy } from '@zhida/language/ir'
import { openDuckDb } from './database.ts'

export interface PopulationOptions {
  readonly size: number
  /** The same seed, size and policy give the same rows. */
  readonly seed: number
  /** Of ten thousand numbers, how many lie exactly on a threshold of the policy. */
  readonly onThreshold: number
  /** Of ten thousand facts, how many nobody has told. */
  readonly missing: number
}

export const DEFAULT_POPULATION: PopulationOptions = { size: 100_000, seed: 1, onThreshold: 50, missing: 20 }

/** Of a hundred subjects, how many are of a kind; the first takes what is left. */
const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  subjectType: { 个体工商户: 58, 企业: 34, 个人: 3, 农民合作社: 1, 家庭农场: 1, 村集体: 1, 高校院所: 1, 社会组织: 1, 其他机构: 1 },
  industry: { 商贸: 47, 制造业: 24, 其他: 13, 道路运输: 4, 科技服务: 3, 软件和信息服务: 2, 农业: 2, 文化旅游: 2, 水路运输: 1, 工业设计: 1, 人力资源服务: 1 },
}

/** How many in ten thousand say yes, where it is not one in a hundred and fifty. */
const YES: Readonly<Record<string, number>> = { aboveScale: 300, isSmallOrRural: 1500, insuredUnemployment: 800, stableJobs: 700, reportedOnline: 2500, residentEnterprise: 9900, isHighTech: 150 }

/**
 * Writes a made-up population as parquet: subjects with their facts by year, a relation for each event, past awards. Sizes are
 * heavy-tailed, growth is drawn about five percent, recognitions are rare. Every file and row says 合成数据.
 */
export async function makePopulation(policy: Policy, folder: string, options: PopulationOptions): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const db = await openDuckDb()
  try {
    const maker = new Maker(policy, options)
    const write = (name: string, query: string): Promise<void> =>
      db.run(`COPY (${query}) TO '${join(folder, `${name}.parquet`).replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880, KV_METADATA {note: '合成数据'})`)
    await db.run('SET preserve_insertion_order = true')
    await write(SUBJECTS, maker.subjects())
    for (const event of policy.vocabulary.events) await write(event.key, maker.event(event))
    await write(AWARDS, maker.awards())
  } finally {
    await db.close()
  }
}

class Maker {
  private readonly thresholds: readonly bigint[]

  constructor(
    private readonly policy: Policy,
    private readonly options: PopulationOptions,
  ) {
    const found = new Set<bigint>()
    JSON.stringify(
      measuresOf(policy).map((one) => [one.conditions, one.amount, one.bonuses]),
      (_key, value: unknown) => {
        const { kind, value: number, dimension } = (value ?? {}) as { kind?: string; value?: { n: bigint; d: bigint }; dimension?: string }
        if (kind === 'number' && number?.d === 1n && dimension !== '年' && number.n >= 1_000_000n) found.add(number.n)
        return typeof value === 'bigint' ? String(value) : value
      },
    )
    this.thresholds = [...found].sort((a, b) => (a < b ? -1 : 1))
  }

  /** A whole number below `below`, the same for the same row, tag and seed. */
  private dice(tag: string, below: number): string {
    return `CAST(hash(i, '${tag}', ${this.options.seed}) % ${below} AS BIGINT)`
  }

  private chance(tag: string, inTenThousand: number): string {
    return `${this.dice(tag, 10_000)} < ${inTenThousand}`
  }

  private maybe(tag: string, value: string): string {
    return this.options.missing === 0 ? value : `CASE WHEN ${this.chance(`?${tag}`, this.options.missing)} THEN NULL ELSE ${value} END`
  }

  private category(fact: FactDefinition, tag: string): string {
    const options = fact.type.kind === 'category' ? fact.type.options : []
    const weights = WEIGHTS[fact.key]
    const listed = weights ? Object.entries(weights).filter(([option]) => options.includes(option)) : []
    const parts = listed.length > 0 ? listed.flatMap(([option, weight]) => Array<string>(weight).fill(option)) : options
    return `(${`[${parts.map((one) => `'${one}'`).join(', ')}]`})[1 + ${this.dice(tag, parts.length)}]`
  }

  /** Heavy-tailed money: most are small, one in a thousand is two hundred times the median. Whole hundreds of yuan. */
  private size(tag: string, medianFen: number): string {
    return `CAST(${medianFen / 10_000} * POWER(0.5 / (1 - (${this.dice(tag, 1_000_000)} / 1000001.0)), 0.85) AS BIGINT) * 10000`
  }

  private number(fact: FactDefinition, tag: string): string {
    const { dimension } = fact.type.kind === 'number' ? fact.type : { dimension: '' }
    if (dimension === '') return `CAST(${this.dice(tag, 101)} AS DECIMAL(9,4)) / 100`
    const money = dimension === '分'
    const on = `(${`[${this.thresholds.map(String).join(', ')}]`})[1 + ${this.dice(`on${tag}`, this.thresholds.length)}]`
    const drawn = money ? this.size(tag, 30_000_000) : `${this.dice(tag, 6_000_000_000)}`
    return this.thresholds.length === 0 ? drawn : `CASE WHEN ${this.chance(`edge${tag}`, this.options.onThreshold)} THEN ${on} ELSE ${drawn} END`
  }

  /** @param yes of ten thousand truths, how many hold, where nothing is said of that fact */
  private value(fact: FactDefinition, tag: string, yes = 65): string {
    switch (fact.type.kind) {
      case 'number':
        return fact.type.dimension === '' ? `CAST(${this.number(fact, tag)} AS DECIMAL(9,4))` : `CAST(${this.number(fact, tag)} AS BIGINT)`
      case 'truth':
        return this.chance(tag, YES[fact.key] ?? yes)
      case 'date':
        return `CASE WHEN ${this.chance(`y${tag}`, 7000)} THEN DATE '${this.policy.year}-01-01' + CAST(${this.dice(tag, 365)} AS INTEGER) ELSE DATE '${this.policy.year - 2}-01-01' + CAST(${this.dice(tag, 730)} AS INTEGER) END`
      case 'category':
        return this.category(fact, tag)
      case 'text':
        return `'合成'`
    }
  }

  /** A yearly number is last year's grown: by a few percent, or exactly by fifteen where it stands on the edge. */
  private yearly(fact: FactDefinition): readonly string[] {
    const years = [-2, -1, 0].map((offset) => this.policy.year + offset)
    // Every firm has a turnover; few have any other of the yearly figures.
    const has = `(subject_type = '企业' AND ${this.chance(`has${fact.key}`, fact.key === 'revenue' || fact.key === 'mainRevenue' ? 10_000 : 600)})`
    const first = `CASE WHEN ${has} THEN ${this.value(fact, fact.key)} ELSE 0 END`
    return years.map((year, step) => {
      const grown = step === 0 ? first : `(${first}) * (CASE WHEN ${this.chance(`g${fact.key}`, this.options.onThreshold * 4)} THEN 115 ELSE 85 + ${this.dice(`g${fact.key}${step}`, 45)} END) // 100`
      return `${this.maybe(`${fact.key}${year}`, `CAST(${grown} AS BIGINT)`)} AS ${columnName(fact.key, year)}`
    })
  }

  /** One of the policy's streets; a policy that names none leaves it open. */
  private street(): string {
    const { streets } = this.policy
    return streets.length === 0 ? 'CAST(NULL AS VARCHAR)' : `(${`[${streets.map((one) => `'${one}'`).join(', ')}]`})[1 + ${this.dice('street', streets.length)}]`
  }

  subjects(): string {
    const { facts } = this.policy.vocabulary
    const type = facts.find((one) => one.key === 'subjectType')
    const columns = facts.flatMap((fact) => {
      if (fact.yearly && fact.type.kind === 'number') return this.yearly(fact)
      if (fact === type) return [`subject_type AS ${fact.key}`]
      if (fact.type.kind === 'category' && fact.key !== 'industry')
        return [`CASE WHEN ${this.chance(`has${fact.key}`, 150)} THEN ${this.value(fact, fact.key)} ELSE '${fact.type.options.at(-1)}' END AS ${fact.key}`]
      if (fact.type.kind === 'number') return [`${this.maybe(fact.key, `CASE WHEN ${this.chance(`has${fact.key}`, 150)} THEN ${this.value(fact, fact.key)} ELSE 0 END`)} AS ${fact.key}`]
      if (fact.type.kind === 'date') return [`CASE WHEN ${this.chance(`has${fact.key}`, 150)} THEN ${this.value(fact, fact.key)} ELSE DATE '2015-06-30' END AS ${fact.key}`]
      return [`${this.maybe(fact.key, this.value(fact, fact.key))} AS ${fact.key}`]
    })
    const kind = type ? this.value(type, type.key) : "''"
    return `SELECT 'S' || lpad(CAST(i AS VARCHAR), 9, '0') AS subject, '合成数据' AS note, ${this.street()} AS street, ${columns.join(', ')} FROM (SELECT i, ${kind} AS subject_type FROM range(${this.options.size}) AS r(i)) AS base`
  }

  event(event: Policy['vocabulary']['events'][number]): string {
    const fields = event.fields.map((field) => `${this.maybe(`${event.key}.${field.key}`, this.value(field, `${event.key}.${field.key}`, 7000))} AS "${field.key}"`)
    const rate = event.key === 'recognition' ? 100 : 20
    return `SELECT 'S' || lpad(CAST(i AS VARCHAR), 9, '0') AS subject, CAST(0 AS BIGINT) AS "index", ${fields.join(', ')}, '合成数据' AS note FROM range(${this.options.size}) AS r(i) WHERE ${this.chance(`${event.key}!`, rate)}`
  }

  awards(): string {
    const ids = measuresOf(this.policy)
      .filter((one) => one.once !== 'no' || one.caps.length > 0)
      .map((one) => one.id)
    const list = ids.length > 0 ? ids : ['']
    return `SELECT 'S' || lpad(CAST(i AS VARCHAR), 9, '0') AS subject, (${`[${list.map((one) => `'${one}'`).join(', ')}]`})[1 + ${this.dice('award', list.length)}] AS measure, CAST(${this.policy.year} - ${this.dice('awardyear', 3)} AS BIGINT) AS "year", ${this.size('awardfen', 5_000_000)} AS fen, '合成数据' AS note FROM range(${this.options.size}) AS r(i) WHERE ${this.chance('award!', 10)}`
  }
}
