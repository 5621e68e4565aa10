import { join } from 'node:path'
import { AWARDS, compile, fenTypeOf, isWideColumn, lowerMeasure, packed, readingsText, resultColumns, run, type Shape, type Stretch, SUBJECTS } from '@zhida/engine'
import { measuresOf, type Policy } from '@zhida/language/ir'
import { type DuckDb, openDuckDb } from '../database.ts'
import type { RunOptions } from '../job.ts'
import { filesIn, openSource, viewOf } from '../source.ts'

/** A stretch of subjects by their keys: above `after`, up to and with `upTo`. Undefined: no end. */
export interface Chunk {
  readonly place: number
  readonly after: string | undefined
  readonly upTo: string | undefined
}

export interface ChunkDone {
  readonly place: number
  /** How many cases each clause of each measure turned away. */
  readonly failed: readonly (readonly number[])[]
}

/** Whatever works through chunks: this thread, or another. */
export interface ChunkWorker {
  work(chunk: Chunk): Promise<ChunkDone>
  close(): Promise<void>
}

/** Opens the input and compiles the rules, once for all the chunks that are then worked through. Results go to `to` as a part a chunk. */
export async function openChunkWorker(policy: Policy, options: RunOptions, to: string): Promise<ChunkWorker> {
  const db = await openDuckDb({ threads: 1 })
  const source = await openSource(db, policy, filesIn(options.from), options.from)
  const { shape } = source
  if (!shape) throw new Error(`${options.from} has changed`)
  const plans = measuresOf(policy)
    .filter((one) => !options.only || options.only.includes(one.id))
    .map((one) => lowerMeasure(policy, one, shape, options.date, options.readings))
  const compiled = compile(plans, 'rows')
  const selects = await Promise.all(source.relations.map(async ({ name }) => [name, await selectOf(db, name, shape)] as const))
  const readings = plans.map(readingsText)
  const fen = fenTypeOf(plans, db.dialect)
  return {
    close: () => db.close(),
    work: async (chunk) => {
      const stretches: Record<string, Stretch> = {}
      for (const [name, select] of selects) {
        const columns = (await db.columns(`${select} ${within(chunk, db)} ORDER BY ${name === SUBJECTS || name === AWARDS ? 'subject' : 'subject, "index"'}`)) as Stretch['columns']
        stretches[name] = { rows: columns.subject?.length ?? 0, columns }
      }
      const columns = packed(policy, shape, stretches)
      const keyOf = (row: number): string => String(stretches[SUBJECTS]?.columns.subject?.[row])
      const failed = plans.map((plan) => plan.clauses.map(() => 0))
      const rows: Readonly<Record<'cases' | 'totals', (bigint | string | boolean | null)[][]>> = { cases: [], totals: [] }
      run(compiled, columns, {
        all: options.all,
        failed: (measure, clause) => {
          const counts = failed[measure]
          if (counts) counts[clause] = (counts[clause] ?? 0) + 1
        },
        case: (m, row, year, index, verdict, low, high, bounded, unspecified, held, fails, open, missing) =>
          rows.cases.push([
            keyOf(row),
            plans[m]?.measure.id ?? '',
            BigInt(year),
            index < 0 ? null : BigInt(index),
            BigInt(verdict),
            BigInt(low),
            bounded ? BigInt(high) : null,
            unspecified === 1,
            ...[held, fails, open, missing].map(BigInt),
            readings[m] ?? '',
          ]),
        total: (m, row, verdict, low, high, bounded, unspecified, missing) =>
          rows.totals.push([keyOf(row), plans[m]?.measure.id ?? '', BigInt(verdict), BigInt(low), bounded ? BigInt(high) : null, unspecified === 1, BigInt(missing), readings[m] ?? '']),
      })
      for (const kind of ['cases', 'totals'] as const) {
        await db.run(`CREATE TABLE part (${resultColumns(kind, db.dialect, fen)})`)
        await db.append('part', rows[kind])
        await db.run(`COPY part TO ${db.dialect.text(join(to, `${kind}-${chunk.place}.parquet`))} (FORMAT parquet)`)
        await db.run('DROP TABLE part')
      }
      return { place: chunk.place, failed }
    },
  }
}

/** Reads a relation as it is packed: integers that a double holds as doubles, dates as `20230101`. */
async function selectOf(db: DuckDb, relation: string, shape: Shape): Promise<string> {
  const view = db.dialect.quote(viewOf(relation))
  const shapes = relation === SUBJECTS ? shape.subjects : (shape.events[relation]?.columns ?? {})
  const columns = (await db.rows(`DESCRIBE ${view}`)).map(({ column_name: name, column_type: type }) => {
    const column = db.dialect.quote(String(name))
    const bounds = shapes[String(name)]
    if (type === 'DATE') return `CAST(year(${column}) * 10000 + month(${column}) * 100 + day(${column}) AS INTEGER) AS ${column}`
    return type === 'BIGINT' && !(bounds && isWideColumn(bounds)) ? `CAST(${column} AS DOUBLE) AS ${column}` : column
  })
  return `SELECT ${columns.join(', ')} FROM ${view}`
}

function within({ after, upTo }: Chunk, { dialect }: DuckDb): string {
  const ends = [...(after === undefined ? [] : [`subject > ${dialect.text(after)}`]), ...(upTo === undefined ? [] : [`subject <= ${dialect.text(upTo)}`])]
  return ends.length > 0 ? `WHERE ${ends.join(' AND ')}` : ''
}
