/** A value as JSON carries it: whole numbers of any size and times as text. */
export type Wire<T> = T extends bigint | Date ? string : T extends readonly (infer U)[] ? readonly Wire<U>[] : T extends object ? { readonly [K in keyof T]: Wire<T[K]> } : T

export function wire<T>(value: T): Wire<T> {
  return JSON.parse(JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one))) as Wire<T>
}
