import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { asActor, SYSTEM } from '@zhida/database'
import { AWARDS, type Cell, columnName, type Dossier, KNOWN, NONE, type Row, SUBJECTS } from '@zhida/engine'
import { divide, type FactDefinition, findUnit, MONEY, type Policy, type Rational, rational } from '@zhida/language/ir'
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
  const shapes = relationsOf(policy)
  const total = await asActor(world.db, SYSTEM, async (tx) => Number((await sql<{ n: bigint }>`SELECT count(*) AS n FROM subject`.execute(tx)).rows[0]?.n ?? 0n))
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
    await put(SUBJECTS, shapes.subjects, people.map(subjectRow(policy)))
    for (const event of policy.vocabulary.events)
      await put(
        event.key,
        ['subject', 'index', ...event.fields.flatMap((field) => headersOf(field))],
        people.flatMap(({ id, dossier }) =>
          (dossier.events[event.key] ?? []).map((record, index): Row => ({ subject: String(id), index: BigInt(index), ...fieldsOf(event.fields, (key) => record[key]?.value) })),
        ),
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

function relationsOf(policy: Policy): { readonly subjects: readonly string[] } {
  const { facts, events } = policy.vocabulary
  const years = [-2, -1, 0].map((offset) => policy.year + offset)
  return {
    subjects: [
      ...NOTES,
      ...facts.flatMap((fact) => (fact.yearly ? years.flatMap((year) => headersOf(fact, year)) : headersOf(fact))),
      ...events.map(({ key }) => `${key}${KNOWN}`),
      `${AWARDS}${KNOWN}`,
    ],
  }
}

/** A fact's columns: its value, with its unit where it is not money in fen, and whether it is said not to exist. */
function headersOf(fact: FactDefinition, year?: number): string[] {
  const name = columnName(fact.key, year)
  const { unit } = scaleOf(fact)
  return [unit === '' ? name : `${name}[${unit}]`, `${name}${NONE}`]
}

const subjectRow =
  (policy: Policy) =>
  ({ id, street, dossier }: { readonly id: bigint; readonly street: string | null; readonly dossier: Dossier }): Row => {
    const { facts, events } = policy.vocabulary
    const years = [-2, -1, 0].map((offset) => policy.year + offset)
    const row: Record<string, Cell> = { subject: String(id), note: dossier.synthetic ? '合成数据' : '', street }
    for (const fact of facts) {
      if (!fact.yearly) Object.assign(row, cells(fact, undefined, dossier.facts[fact.key]?.value))
      else for (const year of years) Object.assign(row, cells(fact, year, dossier.facts[`${fact.key}@${year}`]?.value))
    }
    for (const { key } of events) row[`${key}${KNOWN}`] = dossier.events[key] !== undefined
    row[`${AWARDS}${KNOWN}`] = dossier.awards !== undefined
    return row
  }

type Value = Dossier['facts'][string]['value'] | undefined

const fieldsOf = (fields: readonly FactDefinition[], told: (key: string) => Value): Row => Object.assign({}, ...fields.map((field) => cells(field, undefined, told(field.key))))

function cells(fact: FactDefinition, year: number | undefined, value: Value): Row {
  const [name = '', none = ''] = headersOf(fact, year)
  return { [name]: value === undefined || value.kind === 'none' ? null : value.kind === 'number' ? decimal(value.value, scaleOf(fact).scale) : value.value, [none]: value?.kind === 'none' }
}

/** Money is stored as whole fen; anything else as a decimal of the unit that people use. */
function scaleOf({ type, unit }: FactDefinition): { readonly unit: string; readonly scale: Rational } {
  if (type.kind !== 'number' || type.dimension === MONEY) return { unit: '', scale: rational(1n) }
  const name = type.dimension === '' ? '%' : unit
  return { unit: name, scale: findUnit(name, new Set([name]))?.scale ?? rational(1n) }
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
