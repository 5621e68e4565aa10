import { expect, it } from 'vitest'
import { openDuckDb } from './database.ts'
import { Dice } from './testing/dossiers.ts'
import { compiledJs } from './testing/js.ts'
import { PackMaker } from './testing/packs.ts'
import { draw, expectSame, realPolicy } from './testing/policy.ts'
import { load, queried } from './testing/sql.ts'

// The language itself, and not only this policy: measures that nobody wrote, over dossiers that nobody has (合成数据).

it('random packs: JavaScript and DuckDB agree with the interpreter', async () => {
  const policy = realPolicy()
  const db = await openDuckDb()
  for (let seed = 1; seed <= 8; seed += 1) {
    const made = new PackMaker(policy, new Dice(seed * 101)).pack(40)
    const drawn = draw(made, new Dice(seed), { count: 150, huge: 10n ** 11n, date: '2024-06-30', readings: {} })
    expect(drawn.plans).toHaveLength(40)
    expectSame(drawn, compiledJs(made, drawn.plans, drawn.shape, drawn.tables), `JavaScript, seed ${seed}`)
    await load(db, made, drawn.tables)
    expectSame(drawn, await queried(db, drawn.plans, drawn.tables), `DuckDB, seed ${seed}`)
  }
  await db.close()
}, 300_000)
