import type { FactDefinition, Rational } from '@zhida/language/ir'
import type { Column } from './node.ts'

/** What is known of a column before any row is read: whether it may be unknown, and its smallest and largest stored integer. */
export interface ColumnShape {
  readonly nullable: boolean
  /** A companion column `…__none` says which values are known not to exist (无此项). */
  readonly none: boolean
  /** Base units (money: fen) for one stored integer. */
  readonly scale: Rational
  readonly min: bigint
  readonly max: bigint
}

export interface RelationShape {
  readonly columns: Readonly<Record<string, ColumnShape>>
  /** Whether a subject column `…__known` says if the list is complete. Where it is absent, the list is. */
  readonly partly: boolean
  /** The most rows of one subject. */
  readonly most: bigint
}

/**
 * The relations that a plan reads: `subjects` has a column for each fact (`rdExpense_2022` for a yearly one), each event has a
 * relation of its own, and `awards` holds what was had before. What is not here is unknown for everyone.
 */
export interface Shape {
  readonly subjects: Readonly<Record<string, ColumnShape>>
  readonly events: Readonly<Record<string, RelationShape>>
  readonly awards?: { readonly partly: boolean; readonly most: bigint }
}

export const NONE = '__none'
export const KNOWN = '__known'
export const SUBJECTS = 'subjects'
export const AWARDS = 'awards'

export function columnName(key: string, year: number | undefined): string {
  return year === undefined ? key : `${key}_${year}`
}

/** The nodes' columns for one fact: its value, and the flag that it does not exist. */
export function columnFor(relation: string, name: string, definition: FactDefinition, shape: ColumnShape): { readonly value: Column; readonly none: Column | undefined } {
  const kind = definition.type.kind
  const type = kind === 'number' ? 'int' : kind === 'truth' ? 'bool' : kind === 'date' ? 'date' : 'text'
  const value: Column = { relation, name, type, nullable: shape.nullable, min: type === 'int' ? shape.min : 0n, max: type === 'int' ? shape.max : 0n }
  return { value, none: shape.none && shape.nullable ? flag(relation, `${name}${NONE}`) : undefined }
}

/** A column of yes or no in which nothing counts as no. */
export function flag(relation: string, name: string): Column {
  return { relation, name, type: 'bool', nullable: true, min: 0n, max: 0n }
}
