import type { PGlite, Results } from '@electric-sql/pglite'
import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type QueryResult } from 'kysely'
import { beginning } from './actor.ts'

/** PostgreSQL within this process (PGlite): one connection, so transactions wait for one another in the order they came. */
export function pgliteDialect(open: () => Promise<PGlite>): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new OneConnection(open),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class OneConnection implements Driver {
  private connection: Connection | undefined
  private free: Promise<void> = Promise.resolve()
  private release: () => void = () => {}

  constructor(private readonly open: () => Promise<PGlite>) {}

  async init(): Promise<void> {
    this.connection = new Connection(await this.open())
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.free
    let release: () => void = () => {}
    this.free = new Promise((resolve) => {
      release = resolve
    })
    await before
    this.release = release
    if (!this.connection) throw new Error('the database is closed')
    return this.connection
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(beginning()))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('ROLLBACK'))
  }

  async releaseConnection(): Promise<void> {
    this.release()
  }

  async destroy(): Promise<void> {
    await this.free
    await this.connection?.db.close()
    this.connection = undefined
  }
}

class Connection implements DatabaseConnection {
  constructor(readonly db: PGlite) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Without parameters several statements may stand in one text, as with PostgreSQL's own client.
    const found = query.parameters.length === 0 ? ((await this.db.exec(query.sql)).at(-1) as Results<R> | undefined) : await this.db.query<R>(query.sql, [...query.parameters])
    return { rows: found?.rows ?? [], numAffectedRows: BigInt(found?.affectedRows ?? 0) }
  }

  // biome-ignore lint/correctness/useYield: a single connection has no cursor of its own; readers ask by pages instead.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the embedded database does not stream: read by pages')
  }
}
