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

export interface DuckDbOptions {
  readonly path?: string
  readonly threads?: number
  readonly memory?: string
}

/** DuckDB in this process. */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<Database> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(options.path ?? ':memory:', {
    ...(options.threads && { threads: String(options.threads) }),
    ...(options.memory && { memory_limit: options.memory }),
    preserve_insertion_order: 'false',
  })
  const session = async (closed: () => void): Promise<Database> => {
    const connection = await instance.connect()
    return {
      dialect: DIALECTS.duckdb,
      run: async (sql) => {
        await connection.run(sql)
      },
      rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(),
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
