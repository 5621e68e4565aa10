import type { Kysely } from 'kysely'

/** Statements name their own columns, so the tables need no types here; rows come with camelCase names, `bigint` for int8, text for dates. */
export type Db = Kysely<unknown>
