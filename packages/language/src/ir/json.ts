/** JSON with exact integers: a bigint is written as `{"$int":"123"}`, so IR and outcomes round-trip. */
export function encode(value: unknown, space?: number): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? { $int: one.toString() } : one), space)
}

/** The inverse of {@link encode}. The caller names the type that it stored. */
export function decode<T>(text: string): T {
  return JSON.parse(text, (_key, one: unknown) => {
    if (typeof one === 'object' && one !== null && '$int' in one && typeof one.$int === 'string') return BigInt(one.$int)
    return one
  }) as T
}
