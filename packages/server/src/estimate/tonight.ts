import { asActor, SYSTEM } from '@zhida/database'
import { sql } from 'kysely'
import { startJob } from '../jobs/jobs.ts'
import { today, type World } from '../world.ts'

/** Between two and five in the morning the estimate is made anew, once a night. */
export async function estimateTonight(world: World): Promise<void> {
  const hour = (world.now().getUTCHours() + 8) % 24
  if (hour < 2 || hour >= 5) return
  await asActor(world.db, SYSTEM, async (tx) => {
    // Of several processes one gives the work; the others see that it is given.
    await sql`SELECT pg_advisory_xact_lock(731003)`.execute(tx)
    const { rows } = await sql`SELECT 1 FROM estimate WHERE at > now() - interval '12 hours' UNION ALL SELECT 1 FROM job WHERE kind = 'estimate' AND state IN ('waiting', 'running') LIMIT 1`.execute(
      tx,
    )
    if (rows.length === 0) await startJob(tx, SYSTEM, { kind: 'estimate', title: `应兑测算 ${today(world)}`, request: {} })
  })
}
