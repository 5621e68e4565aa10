import { resolve } from 'node:path'
import { lowerMeasure, shapeOf, tablesOf } from '@zhida/engine'
import { measuresOf, type Policy } from '@zhida/language'
import { beforeAll, expect, it } from 'vitest'
import { loadPack } from '../../cli/src/pack/load.ts'
import { openDuckDb } from './database.ts'
import { differences, interpreted } from './testing/differential.ts'
import { Dice, DossierMaker, scaleOf } from './testing/dossiers.ts'
import { compiledJs } from './testing/js.ts'
import { PackMaker } from './testing/packs.ts'
import { widest } from './testing/shapes.ts'
import { load, queried } from './testing/sql.ts'

// The language itself, and not only this policy: measures that nobody wrote, over dossiers that nobody has (合成数据).

const DATE = '2024-06-30'
let policy: Policy
beforeAll(() => {
  const compiled = loadPack(resolve(import.meta.dirname, '../../../policies/jiaojiang-2023-6'))
  if (!compiled.policy) throw new Error('the pack has errors')
  policy = compiled.policy
})

it('random packs: JavaScript and DuckDB agree with the interpreter', async () => {
  const db = await openDuckDb()
  for (let seed = 1; seed <= 8; seed += 1) {
    const made = new PackMaker(policy, new Dice(seed * 101)).pack(40)
    const maker = new DossierMaker(made, new Dice(seed), 10n ** 11n)
    const dossiers = Array.from({ length: 150 }, (_unused, place) => maker.dossier(place))
    const tables = tablesOf(made, widest(made, scaleOf), dossiers)
    const shape = shapeOf(made, tables, scaleOf)
    const plans = measuresOf(made).map((measure) => lowerMeasure(made, measure, shape, DATE, {}))
    const expected = interpreted(made, plans, dossiers, DATE)
    const js = compiledJs(made, plans, shape, tables)
    expect(differences(expected.totals, js.totals), `seed ${seed}`).toEqual([])
    expect(differences(expected.cases, js.cases), `seed ${seed}`).toEqual([])
    await load(db, made, tables)
    const duck = await queried(db, plans)
    expect(differences(expected.totals, duck.totals), `seed ${seed}`).toEqual([])
    expect(differences(expected.cases, duck.cases), `seed ${seed}`).toEqual([])
  }
  await db.close()
}, 300_000)
