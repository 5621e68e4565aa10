export { type Actor, asActor, SYSTEM, type Tx } from './actor.ts'
export { backup, restore } from './backup.ts'
export { type Migration, migrate } from './migrate.ts'
export { type Database, type Db, openDatabase } from './open.ts'
