import type { Db } from '@zhida/database'
import type { Measure, Policy } from '@zhida/language/ir'
import type { Simulate } from './simulation/simulate.ts'

/** What every feature works with: the database, the policy in force with the hash of its pack, and the clock. */
export interface World {
  readonly db: Db
  readonly policy: Policy
  /** SHA-256 of the encoded rules: what decisions name. */
  readonly pack: string
  readonly now: () => Date
  /** Runs changed rules over a population; a server without the batch engine has none. */
  readonly simulate?: Simulate
}

/** The calendar day in China. */
export function today(world: World): string {
  return new Date(world.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** The day on which a measure is judged: today, but a policy that has ended is read as on its last day; a series of years (art. 23) goes on. */
export function judgedOn(world: World, measure: Measure): string {
  return measure.basis.kind === 'series' ? today(world) : lastDay(world)
}

/** Today, or the last day of a policy that has ended. */
export function lastDay(world: World): string {
  const day = today(world)
  return day.localeCompare(world.policy.until) < 0 ? day : world.policy.until
}
