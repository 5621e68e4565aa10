import { asActor, SYSTEM, type Tx } from '@zhida/database'
import { type RawBuilder, sql } from 'kysely'
import { containing } from '../containing.ts'
import type { World } from '../world.ts'
import { soundOf, spelled } from './sound.ts'

interface Indexed {
  readonly id: bigint
  readonly name: string
  /** Where the source told it; else what was known stays. */
  readonly street?: string | undefined
}

/** Enters subjects by how their names sound, and their streets. */
export async function indexSubjects(tx: Tx, subjects: readonly Indexed[]): Promise<void> {
  if (subjects.length === 0) return
  const sounds = subjects.map((one) => soundOf(one.name))
  await sql`INSERT INTO subject_index (subject, sound, initials, street)
    SELECT * FROM unnest(${subjects.map((one) => String(one.id))}::bigint[], ${sounds.map((one) => one.sound)}::text[], ${sounds.map((one) => one.initials)}::text[], ${subjects.map((one) => one.street ?? null)}::text[])
    ON CONFLICT (subject) DO UPDATE SET sound = EXCLUDED.sound, initials = EXCLUDED.initials, street = coalesce(EXCLUDED.street, subject_index.street)`.execute(tx)
}

/** Enters those that nobody has entered yet, however they came: a thousand at a time. */
export async function indexNewcomers(world: World): Promise<void> {
  for (;;) {
    const count = await asActor(world.db, SYSTEM, async (tx) => {
      const { rows } = await sql<Indexed>`SELECT s.id, s.name FROM subject AS s WHERE NOT EXISTS (SELECT FROM subject_index AS i WHERE i.subject = s.id) ORDER BY s.id LIMIT 1000`.execute(tx)
      await indexSubjects(tx, rows)
      return rows.length
    })
    if (count < 1000) return
  }
}

/** Whether the subject `s` of a query is meant by some words: by its name, its credit code, or how the name sounds. */
export function subjectMeant(words: string): RawBuilder<unknown> {
  const like = containing(words)
  const sound = spelled(words)
  return sql`(s.name LIKE ${like} OR s.credit_code LIKE upper(${like})${
    sound ? sql` OR EXISTS (SELECT FROM subject_index AS i WHERE i.subject = s.id AND (i.initials LIKE ${containing(sound)} OR i.sound LIKE ${containing(sound)}))` : sql``
  })`
}
