import type { Expr, FactDefinition, Period } from '@zhida/language/ir'
import { yearKey } from '../dossier/dossier.ts'
import { type Scope, yearOf } from '../interpret/scope.ts'
import type { FactUse } from '../outcome.ts'

export interface FactReference {
  readonly kind: 'fact' | 'field' | 'event'
  readonly key: string
  readonly period?: Period
}

const known = new WeakMap<Expr, readonly FactReference[]>()

/** The facts an expression names itself, in order; those of derived facts and readings are found through the scope. */
function referencesOf(expr: Expr): readonly FactReference[] {
  const before = known.get(expr)
  if (before) return before
  const list: FactReference[] = []
  collect(expr, list)
  known.set(expr, list)
  return list
}

function collect(expr: Expr, list: FactReference[]): void {
  switch (expr.kind) {
    case 'fact':
      list.push({ kind: 'fact', key: expr.key, ...(expr.period && { period: expr.period }) })
      return
    case 'field':
      list.push({ kind: 'field', key: expr.key })
      return
    case 'over':
      list.push({ kind: 'event', key: expr.event })
      return
    case 'arithmetic':
    case 'compare':
      collect(expr.left, list)
      collect(expr.right, list)
      return
    case 'all':
    case 'any':
    case 'fold':
      for (const item of expr.items) collect(item, list)
      return
    case 'not':
    case 'member':
    case 'floor':
    case 'year-of':
      collect(expr.item, list)
      return
    case 'if':
      collect(expr.test, list)
      collect(expr.yes, list)
      collect(expr.no, list)
      return
    case 'growth':
      collect(expr.now, list)
      collect(expr.before, list)
      return
    case 'number':
    case 'truth':
    case 'text':
    case 'date':
    case 'year':
    case 'derived':
    case 'reading':
      return
  }
}

/** Follows derived facts and readings to the facts beneath. */
export function expand(expr: Expr, scope: Scope): readonly FactReference[] {
  const inner = nestedOf(expr).length === 0 ? [] : innerExpr(expr, scope)
  return inner.length === 0 ? referencesOf(expr) : [...referencesOf(expr), ...inner.flatMap((one) => expand(one, scope))]
}

const nested = new WeakMap<Expr, readonly Extract<Expr, { kind: 'derived' | 'reading' }>[]>()

function nestedOf(expr: Expr): readonly Extract<Expr, { kind: 'derived' | 'reading' }>[] {
  const before = nested.get(expr)
  if (before) return before
  const list: Extract<Expr, { kind: 'derived' | 'reading' }>[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('kind' in value && (value.kind === 'derived' || value.kind === 'reading')) list.push(value as Extract<Expr, { kind: 'derived' | 'reading' }>)
    else for (const part of Object.values(value)) walk(part)
  }
  walk(expr)
  nested.set(expr, list)
  return list
}

function innerExpr(expr: Expr, scope: Scope): Expr[] {
  const found = nestedOf(expr)
  return found.flatMap((one) => {
    if (one.kind === 'derived') {
      const definition = scope.index.derived.get(one.key)
      if (!definition) return []
      return [one.period?.kind === 'relative' && one.period.offset !== 0 ? shifted(definition.expr, one.period.offset) : definition.expr]
    }
    const reading = scope.readings.get(one.name)
    const option = reading?.options.find(({ name }) => name === (scope.chosen[one.name] ?? reading.adopted))
    return option?.expr ? [option.expr] : []
  })
}

const shifts = new WeakMap<Expr, Map<number, Expr>>()

/** A derived fact of another year is its formula with every relative year moved. */
function shifted(expr: Expr, offset: number): Expr {
  const cache = shifts.get(expr) ?? new Map<number, Expr>()
  const before = cache.get(offset)
  if (before) return before
  const move = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(move)
    if (typeof value !== 'object' || value === null) return value
    const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, move(part)]))
    return copy.kind === 'relative' && typeof copy.offset === 'number' ? { ...copy, offset: copy.offset + offset } : copy
  }
  const made = move(expr) as Expr
  cache.set(offset, made)
  shifts.set(expr, cache)
  return made
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
  const year = reference.period && yearOf(scope, reference.period)
  const fact = scope.dossier.facts[year === undefined ? reference.key : yearKey(reference.key, year)]
  return { key: reference.key, name: definition.name, dimension: dimensionOf(definition), ...(year !== undefined && { year }), ...(fact && { value: fact.value, source: fact.source }) }
}

function dimensionOf(definition: FactDefinition): string {
  return definition.type.kind === 'number' ? definition.type.dimension : ''
}
