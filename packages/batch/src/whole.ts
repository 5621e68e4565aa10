/** An integer as a database gives it, exactly; nothing counts as 0. */
export function whole(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  return value === null || value === undefined ? 0n : BigInt(String(value).replace(/\.0*$/, ''))
}
