import { asActor, SYSTEM, type Tx } from '@zhida/database'
import { sql } from 'kysely'
import { inLanguage, PROBLEMS, Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Bank } from './outbox.ts'
import { receive, setAside } from './receive.ts'

/**
 * Takes in what waits at the bank, one answer a transaction, and in it the place up to which its list is read: a process that dies
 * goes on where it was, and an answer that the database had no time for comes again. One that can never be taken in is set aside for
 * a person, so that those behind it are not kept waiting. @returns how many were taken in or set aside
 */
export async function collectAnswers(world: World, bank: Bank): Promise<number> {
  const place = await asActor(world.db, SYSTEM, async (tx) => (await sql<{ place: string }>`SELECT place FROM bank_reading`.execute(tx)).rows[0]?.place ?? '')
  const answers = await bank.collect(place)
  for (const { body, next } of answers) {
    const step = (take: (tx: Tx) => Promise<unknown>): Promise<void> =>
      asActor(world.db, SYSTEM, async (tx) => {
        await take(tx)
        await sql`UPDATE bank_reading SET place = ${next}`.execute(tx)
      })
    try {
      await step((tx) => receive(tx, world, body))
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      const said = (lang: 'zh' | 'en'): string => [PROBLEMS[fault.code][lang], inLanguage(fault.detail, lang)].filter((one) => one !== '').join(lang === 'zh' ? '，' : ', ')
      await step((tx) => setAside(tx, body, { zh: `收不进（${fault.code}）：${said('zh')}`, en: `could not be taken in (${fault.code}): ${said('en')}` }))
    }
  }
  return answers.length
}
