import { type Dialect, fenTypeOf, type MeasurePlan, type MeasureQueries, queriesOf, type SqlOptions, type Survivors, survivorsOf } from '@zhida/engine'
import type { Job } from '../job.ts'
import { listsOf, OWNERS, viewOf } from '../source.ts'

/** Measures that are run together, from subjects set apart for them. */
export interface Group {
  /** Made before the queries, dropped after them. */
  readonly table: { readonly name: string; readonly query: string } | undefined
  readonly survivors: Survivors | undefined
  readonly plans: readonly MeasurePlan[]
  readonly options: SqlOptions
  /** Prints them: a thing to do while the table is being made. */
  readonly queries: () => readonly MeasureQueries[]
}

export interface Grouping {
  readonly all: boolean
  readonly relation: (name: string) => string
  /** What is set apart of the subjects that have events: see `setOwnersApart`. */
  readonly owners: string | undefined
}

/**
 * Measures by what they read: those of the subject alone by how their gates begin, those of events from the few subjects that
 * have any. With `all` nobody is set apart, for everyone is asked for.
 */
export function groupsOf(plans: readonly MeasurePlan[], dialect: Dialect, { all, relation, owners }: Grouping): readonly Group[] {
  const fen = fenTypeOf(plans, dialect)
  const group = (list: readonly MeasurePlan[], table: Group['table'], survivors: Survivors | undefined): Group => {
    const subjects: SqlOptions['subjects'] = (source) => (source === 'event' ? owners : table?.name)
    const options: SqlOptions = { all, fen, relation, subjects }
    return { table, survivors, plans: list, options, queries: () => list.map((plan) => queriesOf(plan, plans.indexOf(plan), dialect, options)) }
  }
  if (all) return plans.map((plan) => group([plan], undefined, undefined))
  const alone = plans.filter((plan) => plan.cases.length > 0 && plan.cases.every((one) => one.source !== 'event'))
  const groups = survivorsOf(alone, dialect, relation).map((one) =>
    group(
      alone.filter((plan) => one.measures.includes(plan.measure.id)),
      { name: one.name, query: one.query },
      one,
    ),
  )
  const others = plans.filter((plan) => !alone.includes(plan))
  return others.length > 0 ? [group(others, undefined, undefined), ...groups] : groups
}

/** The groups of a job, over the relations as they were opened. */
export function groupsOfJob({ plans, options: { all }, source }: Job, dialect: Dialect): readonly Group[] {
  return groupsOf(plans, dialect, {
    all,
    relation: (name) => dialect.quote(viewOf(name)),
    owners: listsOf(source).length > 0 ? OWNERS : undefined,
  })
}
