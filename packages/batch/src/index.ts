export type { EngineName, RunOptions } from './job.ts'
export { DEFAULT_POPULATION, makePopulation } from './population.ts'
export { type Progress, runPopulation } from './run.ts'
export type { Summary } from './summary.ts'
