export { type Actor, asActor, SYSTEM, type Tx } from './actor.ts'
export { FolderInUse } from './lock.ts'
export { type Migration, MigrationChanged, migrate } from './migrate.ts'
export { type Database, type Db, openDatabase, type Place } from './open.ts'
