import type { Migration } from '@zhida/database'
import history from './0001-history.sql?raw'
import ledger from './0002-ledger.sql?raw'

export const LEDGER_MIGRATIONS: readonly Migration[] = [
  { name: 'ledger/0001-history', text: history },
  { name: 'ledger/0002-ledger', text: ledger },
]
