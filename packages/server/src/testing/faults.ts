import { appendFileSync } from 'node:fs'

/** Tells `npm run test:faults` what a test did to the delivery, and by how many fen the sums differ afterwards. */
export function tell(what: string, times: number, lostFen: bigint): void {
  const log = process.env.ZHIDA_FAULTS
  if (log) appendFileSync(log, `${JSON.stringify({ what, times, lostFen: String(lostFen) })}\n`)
}
