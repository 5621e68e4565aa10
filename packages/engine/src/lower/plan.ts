import type { Measure, Rules } from '@zhida/language/ir'
import { chosenOf, type Readings } from '../interpret/measure.ts'
import type { Missing } from '../interpret/scope.ts'
import { type CasePlan, lowerCase } from './case.ts'
import { type Clause, clausesOf } from './clauses.ts'
import type { Graph } from './graph.ts'
import { type Column, columnsOf, type Node } from './node.ts'
import type { TotalOutputs } from './outputs.ts'
import { type Aggregate, Lowering, type LowerScope, type Past } from './scope.ts'
import { flag, KNOWN, type Shape, SUBJECTS } from './shape.ts'
import { sumItems, summed } from './sums.ts'
import { lowerTotal, underYearCaps, unheardParts } from './total.ts'
import { Unsupported } from './value.ts'

export interface MeasurePlan {
  readonly measure: Measure
  readonly chosen: Readonly<Record<string, string>>
  readonly graph: Graph
  readonly basis: 'subject' | 'event'
  readonly event: string | undefined
  readonly clauses: readonly Clause[]
  readonly legend: readonly Missing[]
  readonly aggregates: readonly Aggregate[]
  readonly past: readonly Past[]
  readonly cases: readonly CasePlan[]
  /** Over the subject's columns; for events told of, over the sums of their cases too (`sums.ts`). */
  readonly totals: readonly TotalPlan[]
}

export interface TotalPlan {
  readonly source: CasePlan['source']
  readonly outputs: TotalOutputs
}

/**
 * Lowers one measure to nodes over columns: the whole meaning of `interpret/measure.ts` without its words.
 *
 * @param date the day on which it is judged, `YYYY-MM-DD`
 * @param readings the options in force, by `measure/reading`; those not named keep the adopted one
 * @throws Unsupported where the measure says what no table can answer exactly
 */
export function lowerMeasure(policy: Rules, measure: Measure, shape: Shape, date: string, readings: Readings): MeasurePlan {
  const lowering = new Lowering(policy, shape)
  const chosen = chosenOf(measure, readings)
  const { basis } = measure
  const event = basis.kind === 'event' ? basis.event : undefined
  const clauses = clausesOf(measure)
  if (clauses.length > 31) throw new Unsupported('一条措施的条件多于31个')
  const byName = new Map(measure.readings.map((one) => [one.name, one]))
  const scopeOf = (year: number, told?: boolean): LowerScope => ({ lowering, year, inside: false, readings: byName, chosen, ...(event && told !== undefined && { event: { key: event, told } }) })
  const lowered = sourcesOf(policy, measure, shape, date).map(({ source, year, told }) => {
    const scope = scopeOf(year, told)
    return { scope, one: lowerCase(measure, clauses, scope, source) }
  })
  const [first] = lowered
  const totals: TotalPlan[] = []
  if (!event && first) {
    const parts = lowered.map(({ scope, one }) => underYearCaps(measure, one.parts, scope))
    totals.push({ source: 'subject', outputs: lowerTotal(measure, parts, first.scope) })
  }
  if (event) {
    const best = measure.once === 'award'
    const most = best ? 1n : (shape.events[event]?.most ?? 1n)
    for (const { scope, one } of lowered) {
      const parts = one.source === 'event' ? summed(one.parts, lowering, most) : unheardParts(one.parts, lowering, best)
      totals.push({ source: one.source, outputs: lowerTotal(measure, [parts], scope) })
    }
  }
  return {
    measure,
    chosen,
    graph: lowering.graph,
    basis: event ? 'event' : 'subject',
    event,
    clauses: clauses.map(({ role, text }) => ({ role, text })),
    cases: lowered.map(({ one }) => one),
    totals,
    legend: lowering.legend,
    aggregates: lowering.aggregates,
    past: lowering.past,
  }
}

interface CaseSource {
  readonly source: CasePlan['source']
  readonly year: number
  readonly told?: boolean
}

/** The kinds of cases an award is counted by: the policy's year, each year of a series, the events told of and those not. */
function sourcesOf(policy: Rules, { basis }: Measure, shape: Shape, date: string): readonly CaseSource[] {
  const { year } = policy
  if (date < policy.from) return []
  if (basis.kind === 'year') return [{ source: 'subject', year }]
  if (basis.kind === 'series') return Array.from({ length: +date.slice(0, 4) - year + 1 }, (_unused, index) => ({ source: 'subject' as const, year: year + index }))
  const relation = shape.events[basis.event]
  return [...(relation ? [{ source: 'event' as const, year, told: true }] : []), ...(!relation || relation.partly ? [{ source: 'unheard' as const, year, told: false }] : [])]
}

/** The options in force, as results name them: `基数=增量;封顶范围=每年`. */
export function readingsText({ measure, chosen }: Pick<MeasurePlan, 'measure' | 'chosen'>): string {
  return measure.readings.map((one) => `${one.name}=${chosen[one.name] ?? one.adopted}`).join(';')
}

/** The subject's column that says its list of events is complete, where cases of a source are those it is not complete for. */
export function knownColumn(plan: MeasurePlan, source: CasePlan['source'] | 'sums'): Column | undefined {
  return source === 'unheard' && plan.cases.some((one) => one.source === 'event') ? flag(SUBJECTS, `${plan.event}${KNOWN}`) : undefined
}

/** Whether a column is computed beforehand, over events or past awards, and not stored. */
export function isComputed(plan: MeasurePlan, { relation, name }: Column): boolean {
  return relation === 'sums' || plan.aggregates.some((one) => one.name === name) || plan.past.some((one) => one.name === name)
}

/** Every column that a plan reads for its cases of a source, or for all of them. */
export function readBy(plan: MeasurePlan, source?: CasePlan['source']): readonly Column[] {
  const of = (one: { readonly source: CasePlan['source'] }): boolean => source === undefined || one.source === source
  const cases = plan.cases.filter(of).flatMap((one): Node[] => [...one.fails, ...Object.values(one.outputs), ...Object.values(sumItems(plan.graph, one.parts))])
  const totals = plan.totals.filter(of).flatMap((one): Node[] => Object.values(one.outputs))
  return columnsOf([...cases, ...totals, ...plan.aggregates.map((one) => one.item)])
}
