import type { Tx } from '@zhida/database'

/** Work that is done later, once, even if this process dies: written in the transaction that asks for it. */
export interface Queue {
  deliver(tx: Tx, list: bigint): Promise<void>
}
