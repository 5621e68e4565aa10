import { type FactDefinition, measuresOf, type Rational, type Rules, rational } from '@zhida/language/ir'
import { type Dossier, type FactValue, yearKey } from '../dossier/dossier.ts'
import { chosenOf, evaluateMeasure, type Readings } from '../interpret/measure.ts'
import type { Column } from '../lower/node.ts'
import { VERDICTS } from '../lower/outputs.ts'
import { isComputed, lowerMeasure, type MeasurePlan, readBy } from '../lower/plan.ts'
import { AWARDS, type ColumnShape, columnName, flag, KNOWN, NONE, type Shape, SUBJECTS } from '../lower/shape.ts'
import type { Award, Verdict } from '../outcome.ts'
import type { Columns } from './columns.ts'
import { compile, run } from './run.ts'

/** A measure's answer without its reasons. */
export interface FirmAnswer {
  readonly measure: string
  readonly verdict: Verdict
  readonly award: Award
}

/** The largest number, in base units or ten-thousandths, that the compiled form takes: a thousand times it is still a double's. Past it the interpreter answers. */
const MOST = 2n ** 53n / 1000n
const MOST_EVENTS = 1000n

type Judge = (dossier: Dossier) => readonly FirmAnswer[]

const judges = new WeakMap<Rules, Map<string, Judge>>()

/**
 * Judges every measure for one firm with compiled code: what `evaluateMeasure` says, without reasons. Compiled
 * once for a policy, a day and readings, and kept. Where a content policy forbids code made at run time, and for a dossier that holds
 * what columns cannot (a number past 2⁵³, a finer fraction than ten-thousandths), the interpreter answers.
 */
export function judgeFirm(policy: Rules, dossier: Dossier, date: string, readings: Readings = {}): readonly FirmAnswer[] {
  const kept = judges.get(policy) ?? new Map<string, Judge>()
  judges.set(policy, kept)
  const key = JSON.stringify([date, ...measuresOf(policy).map((one) => chosenOf(one, readings))])
  const judge = kept.get(key) ?? compiledJudge(policy, date, readings)
  kept.set(key, judge)
  return judge(dossier)
}

function compiledJudge(policy: Rules, date: string, readings: Readings): Judge {
  const measures = measuresOf(policy)
  const interpreted: Judge = (dossier) =>
    measures.map((measure) => {
      const { verdict, award } = evaluateMeasure(policy, measure, dossier, date, readings)
      return { measure: measure.id, verdict, award }
    })
  const shape = anyShape(policy)
  const plans = measures.map((measure) => lowerMeasure(policy, measure, shape, date, readings))
  let compiled: ReturnType<typeof compile>
  try {
    compiled = compile(plans, 'rows')
  } catch (fault) {
    if (fault instanceof EvalError) return interpreted
    throw fault
  }
  const paying = measures.map((one) => one.amount !== undefined || one.bonuses.length > 0)
  const packer = new FirmPacker(policy, plans)
  return (dossier) => {
    const columns = packer.pack(dossier)
    if (!columns) return interpreted(dossier)
    const answers = measures.map((measure, at): FirmAnswer => ({ measure: measure.id, verdict: 'not-due', award: paying[at] ? { kind: 'exact', fen: 0n } : { kind: 'none' } }))
    run(compiled, columns, {
      all: false,
      failed: () => undefined,
      case: () => undefined,
      total: (at, _row, verdict, low, high, bounded, unspecified) => {
        const [lowFen, highFen] = [BigInt(low), bounded === 1 ? BigInt(high) : null]
        const told: Award = unspecified === 1 ? { kind: 'unspecified' } : lowFen === highFen ? { kind: 'exact', fen: lowFen } : { kind: 'interval', lowFen, highFen }
        answers[at] = { measure: measures[at]?.id ?? '', verdict: VERDICTS[verdict] ?? 'not-due', award: paying[at] ? told : { kind: 'none' } }
      },
    })
    return answers
  }
}

/** A layout for anything a dossier may say of a policy's year, the two before and the two after. */
function anyShape(policy: Rules): Shape {
  const { facts, events } = policy.vocabulary
  const years = [-2, -1, 0, 1, 2].map((offset) => policy.year + offset)
  const any = ({ type }: (typeof facts)[number]): ColumnShape => ({
    nullable: true,
    none: true,
    scale: isRatio(type) ? FINEST : rational(1n),
    min: type.kind === 'number' ? -MOST : 0n,
    max: type.kind === 'number' ? MOST : 0n,
  })
  return {
    subjects: Object.fromEntries(facts.flatMap((fact) => (fact.yearly ? years : [undefined]).map((year) => [columnName(fact.key, year), any(fact)]))),
    events: Object.fromEntries(events.map((event) => [event.key, { columns: Object.fromEntries(event.fields.map((field) => [field.key, any(field)])), partly: true, most: MOST_EVENTS }])),
    [AWARDS]: { partly: true, most: MOST_EVENTS },
  }
}

const FINEST = rational(1n, 10_000n)

/** Lays one dossier out as the columns that plans read, and no others. */
class FirmPacker {
  private readonly wanted: ReadonlyMap<string, readonly Column[]>
  private readonly facts: ReadonlyMap<string, FactDefinition>

  constructor(
    private readonly policy: Rules,
    plans: readonly MeasurePlan[],
  ) {
    const { facts, events } = policy.vocabulary
    this.facts = new Map([...facts.map((one) => [one.key, one] as const), ...events.flatMap((event) => event.fields.map((field) => [`${event.key}.${field.key}`, field] as const))])
    const wanted = new Map<string, Map<string, Column>>()
    for (const plan of plans) {
      const told = plan.event === undefined ? [] : [flag(SUBJECTS, `${plan.event}${KNOWN}`)]
      for (const column of [...readBy(plan), ...told]) {
        if (isComputed(plan, column)) continue
        const list = wanted.get(column.relation) ?? new Map<string, Column>()
        list.set(column.name, column)
        wanted.set(column.relation, list)
      }
    }
    this.wanted = new Map([...wanted].map(([relation, list]) => [relation, [...list.values()]]))
  }

  /** @returns undefined where a value is none that a column holds */
  pack(dossier: Dossier): Columns | undefined {
    const { events } = this.policy.vocabulary
    const subjects = this.columns(SUBJECTS, [dossier.facts], (name) => (name === AWARDS ? dossier.awards !== undefined : dossier.events[name] !== undefined))
    const awards = dossier.awards ?? []
    if (!subjects || awards.length > MOST_EVENTS || awards.some(({ amountFen }) => amountFen > MOST)) return undefined
    const lists: Record<string, Columns['events'][string]> = {}
    for (const { key } of events) {
      const records = dossier.events[key] ?? []
      const columns = records.length > MOST_EVENTS ? undefined : this.columns(key, records, () => true)
      if (!columns) return undefined
      lists[key] = { offsets: Int32Array.of(0, records.length), columns }
    }
    const dictionary = ['', ...new Set(awards.map((one) => one.measure))]
    return {
      rows: 1,
      subjects,
      events: lists,
      awards: {
        offsets: Int32Array.of(0, awards.length),
        measure: Int32Array.from(awards, (one) => dictionary.indexOf(one.measure)),
        dictionary,
        year: Int32Array.from(awards, (one) => one.year),
        fen: Float64Array.from(awards, (one) => toDouble(one.amountFen)),
      },
    }
  }

  private columns(relation: string, records: readonly Dossier['facts'][], told: (list: string) => boolean): Columns['subjects'] | undefined {
    const columns: Record<string, Columns['subjects'][string]> = {}
    for (const { name, type } of this.wanted.get(relation) ?? []) {
      if (name.endsWith(KNOWN)) columns[name] = { values: Uint8Array.of(told(name.slice(0, -KNOWN.length)) ? 1 : 0) }
      else {
        const stem = name.endsWith(NONE) ? name.slice(0, -NONE.length) : name
        const [key, definition] = this.place(relation, stem)
        const values = records.map((record) => record[key]?.value)
        if (stem !== name) columns[name] = { values: Uint8Array.from(values, (value) => (value?.kind === 'none' ? 1 : 0)) }
        else {
          const column = packValues(values, type, definition)
          if (!column) return undefined
          columns[name] = column
        }
      }
    }
    return columns
  }

  /** A column's key in a dossier, and what it holds. */
  private place(relation: string, name: string): readonly [string, FactDefinition | undefined] {
    if (relation !== SUBJECTS) return [name, this.facts.get(`${relation}.${name}`)]
    const plain = this.facts.get(name)
    if (plain && !plain.yearly) return [name, plain]
    const stem = name.slice(0, -5)
    return [yearKey(stem, +name.slice(-4)), this.facts.get(stem)]
  }
}

function packValues(values: readonly (FactValue | undefined)[], type: Column['type'], definition: FactDefinition | undefined): Columns['subjects'][string] | undefined {
  switch (type) {
    case 'int': {
      const scale = definition && isRatio(definition.type) ? FINEST.d : 1n
      const whole = values.map((value) => (value?.kind === 'number' ? wholeIn(value.value, scale) : NaN))
      return whole.includes(undefined) ? undefined : { values: Float64Array.from(whole as number[]) }
    }
    case 'bool':
      return { values: Uint8Array.from(values, (value) => (value?.kind === 'truth' ? (value.value ? 1 : 0) : 2)) }
    case 'date':
      return { values: Int32Array.from(values, (value) => (value?.kind === 'date' ? +value.value.replaceAll('-', '') : 0)) }
    case 'text': {
      const dictionary = ['', ...new Set(values.flatMap((value) => (value?.kind === 'text' ? [value.value] : [])))]
      return { values: Int32Array.from(values, (value) => (value?.kind === 'text' ? dictionary.indexOf(value.value, 1) : 0)), dictionary }
    }
  }
}

function isRatio(type: FactDefinition['type']): boolean {
  return type.kind === 'number' && type.dimension === ''
}

/** How many of a column's steps a number is, as a double; undefined where it is no whole number of them, or too large. */
function wholeIn({ n, d }: Rational, scale: bigint): number | undefined {
  const steps = n * scale
  if (steps % d !== 0n) return undefined
  const whole = steps / d
  return whole <= MOST && whole >= -MOST ? toDouble(whole) : undefined
}

/** Exact below 2⁵³. */
function toDouble(whole: bigint): number {
  return +String(whole)
}
