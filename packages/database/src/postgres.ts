import { CompiledQuery, type DatabaseConnection, type Driver, PostgresDialect, PostgresDriver } from 'kysely'
import pg from 'pg'
import { beginning } from './actor.ts'

const INT8 = 20
const DATE = 1082

/** A client that prepares each statement once a connection: their texts are few, and planning them is most of a short one's time. */
class PreparingClient extends pg.Client {
  private readonly names = new Map<string, string>()

  // pg's own signatures are many; this sees the one that Kysely uses, and hands every other on.
  override query(...args: readonly unknown[]): never {
    const [text, values] = args
    const handOn = super.query as (...args: unknown[]) => never
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || (this.names.size >= MOST_PREPARED && !this.names.has(text))) return handOn.apply(this, [...args])
    const name = this.names.get(text) ?? `z${this.names.size}`
    this.names.set(text, name)
    return handOn.call(this, { name, text, values }, ...args.slice(2))
  }
}

const MOST_PREPARED = 500

/** The pool and dialect of a PostgreSQL server. */
export function postgresDialect(url: string, connections: number): PostgresDialect {
  const getTypeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === INT8) return BigInt
    if (format !== 'binary' && oid === DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    // Queries of milliseconds: to compile one takes longer than to run it.
    options: '-c jit=off',
    types: { getTypeParser },
    Client: PreparingClient as unknown as typeof pg.Client,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 120_000,
  })
  // A connection that the server cuts, idle or at work, is replaced by the next one asked for, and the statement that it carried
  // fails by itself; without listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new ActorDialect({ pool })
}

class ActorDialect extends PostgresDialect {
  private readonly given: ConstructorParameters<typeof PostgresDialect>[0]

  constructor(given: ConstructorParameters<typeof PostgresDialect>[0]) {
    super(given)
    this.given = given
  }

  override createDriver(): Driver {
    return new ActorDriver(this.given)
  }
}

class ActorDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(beginning()))
  }
}
