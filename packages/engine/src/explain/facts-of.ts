import type { Expr, FactDefinition } from '@zhida/language/ir'
import { yearKey } from '../dossier/dossier.ts'
import { type Scope, yearOf } from '../interpret/scope.ts'
import type { FactUse } from '../outcome.ts'

/** A fact as an expression asks for it in one scope: its year is settled. */
export interface FactReference {
  readonly kind: 'fact' | 'field' | 'event'
  readonly key: string
  readonly year?: number
}

type Leaf = Extract<Expr, { kind: 'fact' | 'field' | 'over' }>
type Nested = Extract<Expr, { kind: 'derived' | 'reading' }>

/** What an expression names itself, in order: facts, and what stands for other expressions. */
interface Named {
  readonly leaves: Leaf[]
  readonly nested: Nested[]
}

const known = new WeakMap<Expr, Named>()

function namedIn(expr: Expr): Named {
  const before = known.get(expr)
  if (before) return before
  const named: Named = { leaves: [], nested: [] }
  collect(expr, named)
  known.set(expr, named)
  return named
}

function collect(expr: Expr, named: Named): void {
  switch (expr.kind) {
    case 'fact':
    case 'field':
    case 'over':
      named.leaves.push(expr)
      return
    case 'derived':
    case 'reading':
      named.nested.push(expr)
      return
    case 'arithmetic':
    case 'compare':
      collect(expr.left, named)
      collect(expr.right, named)
      return
    case 'all':
    case 'any':
    case 'fold':
      for (const item of expr.items) collect(item, named)
      return
    case 'not':
    case 'member':
    case 'floor':
    case 'year-of':
      collect(expr.item, named)
      return
    case 'if':
      collect(expr.test, named)
      collect(expr.yes, named)
      collect(expr.no, named)
      return
    case 'growth':
      collect(expr.now, named)
      collect(expr.before, named)
      return
    case 'number':
    case 'truth':
    case 'text':
    case 'date':
    case 'year':
      return
  }
}

/** The facts an expression asks for; derived facts and readings are followed to the facts beneath. */
export function expand(expr: Expr, scope: Scope): readonly FactReference[] {
  const { leaves, nested } = namedIn(expr)
  const own = leaves.map((leaf): FactReference => {
    if (leaf.kind === 'over') return { kind: 'event', key: leaf.event }
    return leaf.kind === 'fact' && leaf.period ? { kind: 'fact', key: leaf.key, year: yearOf(scope, leaf.period) } : { kind: leaf.kind, key: leaf.key }
  })
  return nested.length === 0 ? own : [...own, ...nested.flatMap((one) => expandNested(one, scope))]
}

function expandNested(one: Nested, scope: Scope): readonly FactReference[] {
  if (one.kind === 'derived') {
    const definition = scope.index.derived.get(one.key)
    if (!definition) return []
    return expand(definition.expr, one.period ? { ...scope, year: yearOf(scope, one.period) } : scope)
  }
  const reading = scope.readings.get(one.name)
  const option = reading?.options.find(({ name }) => name === (scope.chosen[one.name] ?? reading.adopted))
  return option?.expr ? expand(option.expr, scope) : []
}

/** The facts behind an expression with their values and sources, each once. */
export function factUses(expr: Expr, scope: Scope): readonly FactUse[] {
  const uses: FactUse[] = []
  for (const reference of expand(expr, scope)) {
    const use = factUse(reference, scope)
    if (use && !uses.some((one) => one.key === use.key && one.year === use.year && one.index === use.index)) uses.push(use)
  }
  return uses
}

function factUse(reference: FactReference, scope: Scope): FactUse | undefined {
  if (reference.kind === 'event') {
    const event = scope.index.vocabulary.events.find((one) => one.key === reference.key)
    return event && { key: event.key, name: event.name, dimension: '' }
  }
  if (reference.kind === 'field') {
    const { event } = scope
    const definition = event && scope.index.fields.get(event.key)?.get(reference.key)
    const fact = event?.record[reference.key]
    return (
      event &&
      definition && {
        key: reference.key,
        name: definition.name,
        dimension: dimensionOf(definition),
        ...(event.index >= 0 && { index: event.index }),
        ...(fact && { value: fact.value, source: fact.source }),
      }
    )
  }
  const definition = scope.index.facts.get(reference.key)
  if (!definition) return undefined
  const { year } = reference
  const fact = scope.dossier.facts[year === undefined ? reference.key : yearKey(reference.key, year)]
  return { key: reference.key, name: definition.name, dimension: dimensionOf(definition), ...(year !== undefined && { year }), ...(fact && { value: fact.value, source: fact.source }) }
}

function dimensionOf(definition: FactDefinition): string {
  return definition.type.kind === 'number' ? definition.type.dimension : ''
}
