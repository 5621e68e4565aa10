export { type Account, NO_OVERDRAFT, openAccounts, type Standing, standings, type Transfer, transfer } from './ledger.ts'
export { LEDGER_MIGRATIONS } from './schema/index.ts'
export { type Fault, GENESIS, type SealReport, seal, verifySeal } from './seal.ts'
export { verifyLedger } from './verify.ts'
