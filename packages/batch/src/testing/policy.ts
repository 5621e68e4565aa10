import { resolve } from 'node:path'
import { chosenOf, type Dossier, lowerMeasure, type MeasurePlan, type Readings, type Shape, shapeOf, type Tables, tablesOf } from '@zhida/engine'
import { measuresOf, type Policy } from '@zhida/language'
import { expect } from 'vitest'
import { loadPack } from '../../../cli/src/pack/load.ts'
import { differences, interpreted, type Lines } from './differential.ts'
import { type Dice, DossierMaker, scaleOf } from './dossiers.ts'
import { widest } from './shapes.ts'

/** The real policy, whole. */
export function realPolicy(): Policy {
  const { policy } = loadPack(resolve(import.meta.dirname, '../../../../policies/jiaojiang-2023-6'))
  if (!policy) throw new Error('the pack has errors')
  return policy
}

/** Dossiers drawn around a policy's thresholds (合成数据), as relations, with what is compiled for them and what the interpreter says. */
export interface Batch {
  readonly policy: Policy
  readonly dossiers: readonly Dossier[]
  readonly tables: Tables
  readonly shape: Shape
  readonly plans: readonly MeasurePlan[]
  readonly expected: Lines
}

export interface Draw {
  readonly count: number
  readonly huge: bigint
  readonly date: string
  readonly readings: Readings
}

export function draw(policy: Policy, dice: Dice, { count, huge, date, readings }: Draw): Batch {
  const maker = new DossierMaker(policy, dice, huge)
  const dossiers = Array.from({ length: count }, (_unused, place) => maker.dossier(place))
  const tables = tablesOf(policy, widest(policy, scaleOf), dossiers)
  const shape = shapeOf(policy, tables, scaleOf)
  const plans = measuresOf(policy).map((measure) => lowerMeasure(policy, measure, shape, date, readings))
  return { policy, dossiers, tables, shape, plans, expected: interpreted(policy, plans, dossiers, date, readings) }
}

/** For each reading of a policy one of its options. */
export function someReadings(policy: Policy, dice: Dice): Readings {
  return Object.fromEntries(
    measuresOf(policy).flatMap((measure) =>
      Object.keys(chosenOf(measure, {})).map((name) => [`${measure.id}/${name}`, dice.pick((measure.readings.find((one) => one.name === name)?.options ?? []).map((one) => one.name))]),
    ),
  )
}

export function expectSame({ expected }: Pick<Batch, 'expected'>, actual: Lines, of = ''): void {
  expect(differences(expected.totals, actual.totals), of).toEqual([])
  expect(differences(expected.cases, actual.cases), of).toEqual([])
}
