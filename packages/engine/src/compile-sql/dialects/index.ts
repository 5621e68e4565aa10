import { duckdb } from './duckdb.ts'
import { postgres } from './postgres.ts'
import { spark } from './spark.ts'

export const DIALECTS = { duckdb, postgres, spark } as const
