import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { asActor, SYSTEM } from '@zhida/database'
import { AWARDS, type Cell, columnName, type Dossier, KNOWN, NONE, type Row, SUBJECTS, yearKey } from '@zhida/engine'
import { divide, type FactDefinition, findUnit, type Policy, type Rational, rational } from '@zhida/language/ir'
import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import { dossierOf, factsBetween } from '../dossier/facts.ts'
import type { World } from '../world.ts'

const CHUNK = 1_000
/** A text column holds this many decimals of its unit. */
const DECIMALS = 1_000_000n

/**
 * Writes all dossiers as the relations that runs read (docs/using/population.md): a CSV of subjects, one for each event, one of past
 * awards. Subjects go by their number here alone: neither names nor codes leave the database. A number finer than a millionth of its
 * unit is left out, as not known.
 */
export async function writeDossiers(world: World, folder: string, progress: (done: number, total: number) => Promise<void>): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { policy } = world
  const files = new Map<string, { readonly columns: readonly string[]; readonly stream: WriteStream }>()
  const put = async (relation: string, columns: readonly string[], rows: readonly Row[]): Promise<void> => {
    const known = files.get(relation) ?? { columns, stream: createWriteStream(join(folder, `${relation}.csv`)) }
    if (!files.has(relation)) known.stream.write(stringify([columns]))
    files.set(relation, known)
    if (rows.length === 0) return
    const text = stringify(rows.map((row) => columns.map((name) => cellText(row[name] ?? null))))
    if (!known.stream.write(text)) await once(known.stream, 'drain')
  }
  const { total, broken } = await asActor(world.db, SYSTEM, async (tx) => {
    const { rows: counted } = await sql<{ n: bigint }>`SELECT count(*) AS n FROM subject`.execute(tx)
    const { rows } = await sql<{ key: string }>`SELECT DISTINCT key FROM fact WHERE kind = 'number' AND value LIKE '%/%'`.execute(tx)
    return { total: Number(counted[0]?.n ?? 0n), broken: new Set(rows.map((one) => one.key)) }
  })
  const layout = new Layout(policy, broken)
  let done = 0
  for (let after = 0n; ; ) {
    const people = await asActor(world.db, SYSTEM, async (tx) => {
      const { rows } = await sql<{
        id: bigint
        creditCode: string
        synthetic: boolean
        street: string | null
      }>`SELECT s.id, s.credit_code, s.synthetic, i.street FROM subject AS s LEFT JOIN subject_index AS i ON i.subject = s.id
        WHERE s.id > ${after} ORDER BY s.id LIMIT ${CHUNK}`.execute(tx)
      const last = rows.at(-1)
      const facts = last && (await factsBetween(tx, after, last.id))
      return rows.map((one) => ({ ...one, dossier: dossierOf(one, facts?.get(one.id) ?? []) }))
    })
    await put(
      SUBJECTS,
      layout.subjectColumns(),
      people.map((one) => layout.subjectRow(one)),
    )
    for (const event of policy.vocabulary.events)
      await put(
        event.key,
        ['subject', 'index', ...event.fields.flatMap((field) => layout.headersOf(field))],
        people.flatMap(({ id, dossier }) => (dossier.events[event.key] ?? []).map((record, index): Row => ({ subject: String(id), index: BigInt(index), ...layout.recordRow(event.fields, record) }))),
      )
    await put(
      AWARDS,
      ['subject', 'measure', 'year', 'fen'],
      people.flatMap(({ id, dossier }) => (dossier.awards ?? []).map((one): Row => ({ subject: String(id), measure: one.measure, year: BigInt(one.year), fen: one.amountFen }))),
    )
    const last = people.at(-1)
    if (!last) break
    after = last.id
    done += people.length
    await progress(done, total)
  }
  await Promise.all([...files.values()].map(({ stream }) => new Promise<void>((resolve, reject) => stream.once('error', reject).end(resolve))))
}

const NOTES = ['subject', 'note', 'street'] as const

type Value = Dossier['facts'][string]['value'] | undefined

/** The columns of the relations, and the cells of a dossier under them. */
class Layout {
  private readonly years: readonly number[]

  constructor(
    private readonly policy: Policy,
    /** Keys of facts of which some value is no whole number of base units. */
    private readonly broken: ReadonlySet<string>,
  ) {
    this.years = [-2, -1, 0].map((offset) => policy.year + offset)
  }

  subjectColumns(): readonly string[] {
    const { facts, events } = this.policy.vocabulary
    return [
      ...NOTES,
      ...facts.flatMap((fact) => (fact.yearly ? this.years.flatMap((year) => this.headersOf(fact, year)) : this.headersOf(fact))),
      ...events.map(({ key }) => `${key}${KNOWN}`),
      `${AWARDS}${KNOWN}`,
    ]
  }

  subjectRow({ id, street, dossier }: { readonly id: bigint; readonly street: string | null; readonly dossier: Dossier }): Row {
    const { facts, events } = this.policy.vocabulary
    const row: Record<string, Cell> = { subject: String(id), note: dossier.synthetic ? '合成数据' : '', street }
    for (const fact of facts) {
      if (!fact.yearly) Object.assign(row, this.cells(fact, undefined, dossier.facts[fact.key]?.value))
      else for (const year of this.years) Object.assign(row, this.cells(fact, year, dossier.facts[yearKey(fact.key, year)]?.value))
    }
    for (const { key } of events) row[`${key}${KNOWN}`] = dossier.events[key] !== undefined
    row[`${AWARDS}${KNOWN}`] = dossier.awards !== undefined
    return row
  }

  recordRow(fields: readonly FactDefinition[], record: Dossier['events'][string][number]): Row {
    return Object.assign({}, ...fields.map((field) => this.cells(field, undefined, record[field.key]?.value)))
  }

  /** A fact's columns: its value, with its unit where it is not whole, and whether it is said not to exist. */
  headersOf(fact: FactDefinition, year?: number): readonly [string, string] {
    const name = columnName(fact.key, year)
    const { unit } = this.scaleOf(fact)
    return [unit === '' ? name : `${name}[${unit}]`, `${name}${NONE}`]
  }

  private cells(fact: FactDefinition, year: number | undefined, value: Value): Row {
    const [name, none] = this.headersOf(fact, year)
    return { [name]: value === undefined || value.kind === 'none' ? null : value.kind === 'number' ? decimal(value.value, this.scaleOf(fact).scale) : value.value, [none]: value?.kind === 'none' }
  }

  /** Whole base units (money: fen) where every value is; else a decimal of the unit that people use. */
  private scaleOf({ key, type, unit }: FactDefinition): { readonly unit: string; readonly scale: Rational } {
    if (type.kind !== 'number' || !this.broken.has(key)) return { unit: '', scale: rational(1n) }
    const name = type.dimension === '' ? '%' : unit
    return { unit: name, scale: findUnit(name, new Set([name]))?.scale ?? rational(1n) }
  }
}

/** Exactly, or not at all. */
function decimal(value: Rational, scale: Rational): string | null {
  const { n, d } = divide(value, scale)
  if ((n * DECIMALS) % d !== 0n) return null
  const scaled = (n * DECIMALS) / d
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(7, '0')
  const tail = digits.slice(-6).replace(/0+$/, '')
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -6)}${tail === '' ? '' : `.${tail}`}`
}

function cellText(cell: Cell): string {
  return cell === null ? '' : typeof cell === 'boolean' ? (cell ? '是' : '否') : String(cell)
}
