export { type Database, openDuckDb, openPostgres } from './database.ts'
export { DEFAULT_POPULATION, makePopulation, type PopulationOptions } from './population.ts'
export { type EngineName, plansOf, type Progress, type RunOptions, type RunResult, runPopulation } from './run.ts'
export type { FundRow, Summary, SummaryRow } from './summary.ts'
