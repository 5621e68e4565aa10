import type { MeasurePlan, Readings } from '@zhida/engine'
import type { Policy } from '@zhida/language/ir'
import type { Source } from './source.ts'

export type EngineName = 'js' | 'duckdb' | 'postgres' | 'spark'

export interface RunOptions {
  readonly on: EngineName
  /** A folder of parquet or CSV files, or the URL of a PostgreSQL database. */
  readonly from: string
  /** A folder; for PostgreSQL the schema in which the tables `cases`, `totals`, `counts` are made. */
  readonly to: string
  readonly date: string
  readonly readings: Readings
  readonly all: boolean
  readonly only?: readonly string[]
  /** Writes the results also as CSV, one file each. */
  readonly csv?: boolean
  readonly master?: string
  readonly threads?: number
  readonly memory?: string
}

/** Everything a target needs to carry a run out. */
export interface Job {
  readonly policy: Policy
  readonly plans: readonly MeasurePlan[]
  readonly source: Source
  readonly options: RunOptions
  /** Measures that an earlier run of the same job has finished. */
  readonly finished: ReadonlySet<string>
  readonly done: (measure: string) => void
}
