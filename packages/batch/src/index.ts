export { type Database, openDuckDb, openPostgres } from './database.ts'
export { DEFAULT_POPULATION, makePopulation, type PopulationOptions } from './population.ts'
export { runSpark } from './spark.ts'
