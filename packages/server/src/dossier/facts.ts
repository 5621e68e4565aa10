import type { Tx } from '@zhida/database'
import { AWARDS_EVENT, type Dossier, type EventRecord, type Fact, type FactValue, type GivenFact, type PastAward, readDossier, yearKey } from '@zhida/engine'
import { type Diagnostic, diagnose, type EventDefinition, encode, message, type Vocabulary } from '@zhida/language/ir'
import { sql } from 'kysely'
import { grouped } from '../grouped.ts'
import { readRatio } from '../ratio.ts'
import type { Told } from '../refusal.ts'

/** Who said it, the best first: what two sources contradict each other in, the first one settles. */
export const SOURCES = { registry: '登记机关', department: '部门', import: '导入', declared: '自行填报' } as const
export type SourceName = keyof typeof SOURCES
const ORDER = Object.keys(SOURCES) as readonly SourceName[]

/** A row of the table `fact`. */
export interface FactRow {
  readonly id: bigint
  readonly subject: bigint
  readonly key: string
  readonly year: number | null
  readonly event: string | null
  readonly record: string | null
  readonly kind: FactValue['kind'] | 'withdrawn'
  readonly value: string
  readonly given: string
  readonly source: SourceName
  readonly at: Date
}

export type NewFact = Pick<FactRow, 'key' | 'year' | 'event' | 'record' | 'kind' | 'value' | 'given'>

const NOWHERE = { source: { file: '', text: '' }, start: -1, end: -1 }

/** Reads one given fact by the vocabulary. What is wrong with it is in words, never an exception. */
export function readFact(vocabulary: Vocabulary, given: GivenFact): { readonly fact: NewFact } | { readonly wrong: Told } {
  const { name, year, event, record, value } = given
  if (event === AWARDS_EVENT) return readPast(given)
  if (event === undefined) {
    const definition = vocabulary.facts.find((one) => one.name === name || one.key === name)
    if (definition && value.trim() === '') return { fact: { key: definition.key, year: year ?? null, event: null, record: null, kind: 'withdrawn', value: '', given: '' } }
    if (definition?.yearly === false && year !== undefined) return { wrong: { zh: `“${definition.name}”不分年度`, en: `“${definition.name}” has no years` } }
    const { dossier, diagnostics } = readDossier(raw({ [name]: definition?.yearly ? { [String(year ?? '')]: value } : value }), vocabulary)
    const [read] = Object.values(dossier.facts)
    return read && definition ? { fact: { key: definition.key, year: year ?? null, event: null, record: null, given: value, ...stored(read.value) } } : { wrong: words(diagnostics, name) }
  }
  const definition = vocabulary.events.find((one) => one.name === event || one.key === event)
  if (!definition) return { wrong: words(readDossier(raw({ [event]: '无' }), vocabulary).diagnostics, event) }
  if (value === '无' && name === '') return { fact: { key: '', year: null, event: definition.key, record: '', kind: 'none', value: '', given: '无' } }
  return readField(vocabulary, definition, name, record ?? '', value)
}

function readField(vocabulary: Vocabulary, event: EventDefinition, name: string, record: string, value: string): { readonly fact: NewFact } | { readonly wrong: Told } {
  if (record === '')
    return {
      wrong: { zh: `“${event.name}”的每一项都要有编号（文号、合同号等），以便更正`, en: `every entry of “${event.name}” needs a number (of a document, a contract), so that it can be corrected` },
    }
  const field = event.fields.find((one) => one.name === name || one.key === name)
  const place = { key: field?.key ?? '', year: null, event: event.key, record }
  if (field && value.trim() === '') return { fact: { ...place, kind: 'withdrawn', value: '', given: '' } }
  const { dossier, diagnostics } = readDossier(raw({ [event.name]: [{ [name]: value }] }), vocabulary)
  const read = field && dossier.events[event.key]?.[0]?.[field.key]
  return read ? { fact: { ...place, given: value, ...stored(read.value) } } : { wrong: words(diagnostics, name) }
}

function readPast({ name, record, value }: GivenFact): { readonly fact: NewFact } | { readonly wrong: Told } {
  if (value === '无' && name === '') return { fact: { key: '', year: null, event: AWARDS_EVENT, record: '', kind: 'none', value: '', given: '无' } }
  const [measure, year] = (record ?? '').split('@')
  if (!measure || !/^\d{4}$/.test(year ?? ''))
    return { wrong: { zh: `“${AWARDS_EVENT}”的编号写作 措施@年度，例如 12.1@2022`, en: `an entry of “${AWARDS_EVENT}” is numbered measure@year, such as 12.1@2022` } }
  const { dossier, diagnostics } = readDossier(raw({ [AWARDS_EVENT]: [{ 措施: measure, 年度: year, 金额: value }] }), { facts: [], events: [], derived: [], units: [] })
  const [award] = dossier.awards ?? []
  return award
    ? { fact: { key: 'amount', year: null, event: AWARDS_EVENT, record: `${measure}@${year}`, kind: 'number', value: String(award.amountFen), given: value } }
    : { wrong: words(diagnostics, AWARDS_EVENT) }
}

function raw(data: Readonly<Record<string, unknown>>): Parameters<typeof readDossier>[0] {
  return { name: '', synthetic: false, data, at: () => NOWHERE }
}

function words(diagnostics: readonly Diagnostic[], name: string): Told {
  const [first = diagnose('ZD-601', NOWHERE.source, -1, -1, { name })] = diagnostics
  const said = (lang: 'zh' | 'en'): string => `${first.code} ${message(first, lang).title}`
  return { zh: said('zh'), en: said('en') }
}

function stored(value: FactValue): { readonly kind: FactValue['kind']; readonly value: string } {
  switch (value.kind) {
    case 'number':
      return { kind: 'number', value: value.value.d === 1n ? String(value.value.n) : `${value.value.n}/${value.value.d}` }
    case 'truth':
      return { kind: 'truth', value: String(value.value) }
    case 'none':
      return { kind: 'none', value: '' }
    default:
      return value
  }
}

function loaded(row: Pick<FactRow, 'kind' | 'value'>): FactValue {
  switch (row.kind) {
    case 'number':
      return { kind: 'number', value: readRatio(row.value) }
    case 'truth':
      return { kind: 'truth', value: row.value === 'true' }
    case 'none':
    case 'withdrawn':
      return { kind: 'none' }
    default:
      return { kind: row.kind, value: row.value }
  }
}

/** Writes facts of one subject: new rows always, nothing is overwritten. */
export async function writeFacts(tx: Tx, facts: readonly (NewFact & { readonly subject: bigint; readonly source: SourceName; readonly evidence?: bigint })[]): Promise<void> {
  for (let from = 0; from < facts.length; from += 2_000) {
    const rows = facts.slice(from, from + 2_000)
    const column = <T>(of: (one: (typeof rows)[number]) => T): T[] => rows.map(of)
    await sql`INSERT INTO fact (subject, key, year, event, record, kind, value, given, source, evidence)
      SELECT * FROM unnest(${column((one) => String(one.subject))}::bigint[], ${column((one) => one.key)}::text[], ${column((one) => one.year)}::smallint[], ${column((one) => one.event)}::text[], ${column((one) => one.record)}::text[],
        ${column((one) => one.kind)}::text[], ${column((one) => one.value)}::text[], ${column((one) => one.given)}::text[], ${column((one) => one.source)}::text[], ${column((one) => (one.evidence === undefined ? null : String(one.evidence)))}::bigint[])`.execute(
      tx,
    )
  }
}

/** All facts of some subjects, the older first. */
export async function factsOf(tx: Tx, subjects: readonly bigint[]): Promise<readonly FactRow[]> {
  const { rows } =
    await sql<FactRow>`SELECT id, subject, key, year, event, record, kind, value, given, source, at FROM fact WHERE subject = ANY(${subjects.map(String)}::bigint[]) ORDER BY subject, id`.execute(tx)
  return rows
}

/** All facts of the subjects in (after, upto], by subject. */
export async function factsBetween(tx: Tx, after: bigint, upto: bigint): Promise<ReadonlyMap<bigint, readonly FactRow[]>> {
  const { rows } = await sql<FactRow>`SELECT id, subject, key, year, event, record, kind, value, given, source FROM fact WHERE subject > ${after} AND subject <= ${upto} ORDER BY subject, id`.execute(
    tx,
  )
  return grouped(rows, (one) => one.subject)
}

/** Of each fact the one that holds: the best source's latest word. A source that withdrew its word says nothing. */
export function bestFacts(rows: readonly FactRow[]): readonly FactRow[] {
  const latest = new Map<string, Map<SourceName, FactRow>>()
  for (const row of rows) {
    const slot = `${row.event ?? ''}\u0000${row.record ?? ''}\u0000${row.key}\u0000${row.year ?? ''}`
    const said = latest.get(slot) ?? new Map<SourceName, FactRow>()
    latest.set(slot, said.set(row.source, row))
  }
  return [...latest.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, said]) => {
      for (const source of ORDER) {
        const row = said.get(source)
        if (row && row.kind !== 'withdrawn') return [row]
      }
      return []
    })
}

/** What the rules see of a subject: plain data, the same for the same rows, so that its hash names it. */
export function dossierOf(subject: { readonly creditCode: string; readonly synthetic: boolean }, rows: readonly FactRow[]): Dossier {
  const facts: Record<string, Fact> = {}
  const records = new Map<string, Map<string, Record<string, Fact>>>()
  let awards: PastAward[] | undefined
  for (const row of bestFacts(rows)) {
    const fact = { value: loaded(row), source: SOURCES[row.source] }
    if (row.event === null) facts[row.year === null ? row.key : yearKey(row.key, row.year)] = fact
    else if (row.event === AWARDS_EVENT) {
      awards ??= []
      const [measure = '', year = ''] = (row.record ?? '').split('@')
      if (measure !== '' && fact.value.kind === 'number') awards.push({ measure, year: +year, amountFen: fact.value.value.n })
    } else {
      const event = records.get(row.event) ?? new Map<string, Record<string, Fact>>()
      records.set(row.event, event)
      if (row.record === null || row.record === '') continue
      const record = event.get(row.record) ?? {}
      event.set(row.record, record)
      record[row.key] = fact
    }
  }
  const events: Record<string, readonly EventRecord[]> = Object.fromEntries([...records].map(([event, list]) => [event, [...list.values()]]))
  return { subject: subject.creditCode, synthetic: subject.synthetic, facts, events, ...(awards && { awards }) }
}

/** A dossier as text, byte for byte the same for the same dossier: what is hashed and kept. */
export function dossierText(dossier: Dossier): string {
  return encode(dossier)
}
