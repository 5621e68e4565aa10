import { asActor, SYSTEM } from '@zhida/database'
import { sql } from 'kysely'
import { today, type World } from '../world.ts'
import { workingDaysAfter } from './working-days.ts'

/** Notes, once for each stage of a claim, that its deadline is near (a working day away) or past. @returns how many were new */
export async function remind(world: World): Promise<bigint> {
  const day = today(world)
  const soon = workingDaysAfter(day, 1)
  return asActor(world.db, SYSTEM, async (tx) => {
    const { numAffectedRows } = await sql`INSERT INTO reminder (claim, version, kind)
      SELECT id, version, CASE WHEN deadline < ${day}::date THEN 'overdue' ELSE 'soon' END FROM claim WHERE deadline <= ${soon}::date AND state <> 'publicised' ON CONFLICT DO NOTHING`.execute(tx)
    return numAffectedRows ?? 0n
  })
}
