/** A value as JSON carries it: whole numbers of any size and times as text. */
export type Wire<T> = T extends bigint | Date ? string : T extends readonly (infer U)[] ? readonly Wire<U>[] : T extends object ? { readonly [K in keyof T]: Wire<T[K]> } : T

export function wire<T>(value: T): Wire<T> {
  return JSON.parse(JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one))) as Wire<T>
}

/** A page of rows: there may be more where it is full, after the last one's key. */
export function page<T>(rows: readonly T[], limit: number, key: (one: T) => bigint): { items: Wire<T>[]; next: string | null } {
  const last = rows.at(-1)
  return { items: rows.map(wire), next: last !== undefined && rows.length === limit ? String(key(last)) : null }
}
