import { DIALECTS, type Dialect } from '@zhida/engine'

/** A connection that runs compiled queries. Every integer of a row comes back as a `bigint`. */
export interface Database {
  readonly dialect: Dialect
  run(sql: string): Promise<void>
  rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Another session, for work beside this one's: it sees the same tables, but not this one's temporary ones. */
  another(): Promise<Database>
  close(): Promise<void>
}

/** DuckDB gives and takes whole columns too. */
export interface DuckDb extends Database {
  columns(sql: string): Promise<Readonly<Record<string, readonly unknown[]>>>
  /** Appends rows to a table; a row's values in the order of its columns, integers as `bigint`. */
  append(table: string, rows: readonly (readonly (bigint | string | boolean | null)[])[]): Promise<void>
}

export interface DuckDbOptions {
  readonly path?: string
  readonly threads?: number
  readonly memory?: string
}

/** Rows of one of DuckDB's chunks. */
const CHUNK_ROWS = 2048

/** DuckDB in this process. */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<DuckDb> {
  const { DuckDBDataChunk, DuckDBDecimalValue, DuckDBInstance, DuckDBTypeId } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(options.path ?? ':memory:', {
    ...(options.threads && { threads: String(options.threads) }),
    ...(options.memory && { memory_limit: options.memory }),
    preserve_insertion_order: 'false',
  })
  const session = async (closed: () => void): Promise<DuckDb> => {
    const connection = await instance.connect()
    return {
      dialect: DIALECTS.duckdb,
      run: async (sql) => {
        await connection.run(sql)
      },
      rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(),
      columns: async (sql) => (await connection.runAndReadAll(sql)).getColumnsObject(),
      append: async (table, rows) => {
        const appender = await connection.createAppender(table)
        const types = Array.from({ length: appender.columnCount }, (_unused, column) => appender.columnType(column))
        const decimal = types.map((type) => type.typeId === DuckDBTypeId.DECIMAL)
        for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
          const chunk = DuckDBDataChunk.create(types)
          chunk.setRows(rows.slice(at, at + CHUNK_ROWS).map((row) => row.map((value, column) => (typeof value === 'bigint' && decimal[column] ? new DuckDBDecimalValue(value, 38, 0) : value))))
          appender.appendDataChunk(chunk)
        }
        appender.closeSync()
      },
      another: () => session(() => undefined),
      close: async () => {
        connection.closeSync()
        closed()
      },
    }
  }
  return session(() => instance.closeSync())
}

/** How PostgreSQL's texts are read, by type: bigint and numeric as whole numbers, a date as it is written. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = { 20: BigInt, 1700: BigInt, 1082: (text) => text }

/** PostgreSQL at a URL, in one session: temporary tables live as long as it does. */
export async function openPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({
    connectionString: url,
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => (PARSERS[oid] ?? pg.types.getTypeParser(oid, format)) as never },
  })
  await client.connect()
  return {
    dialect: DIALECTS.postgres,
    run: async (sql) => {
      await client.query(sql)
    },
    rows: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    another: () => openPostgres(url),
    close: () => client.end(),
  }
}

/** The database that reads an input: PostgreSQL for its URL, DuckDB for a folder of files. */
export function openInput(from: string, options: DuckDbOptions = {}): Promise<Database> {
  return /^postgres(ql)?:\/\//.test(from) ? openPostgres(from) : openDuckDb(options)
}
