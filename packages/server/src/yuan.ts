/** Fen as banks and spreadsheets write yuan: exactly two decimals. */
export function yuanText(fen: bigint): string {
  return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
}

/** The inverse of {@link yuanText}; undefined for anything but a plain amount with at most two decimals. */
export function fenOfYuan(text: string): bigint | undefined {
  const match = /^(\d{1,16})(?:\.(\d{1,2}))?$/.exec(text.trim())
  return match ? BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0')) : undefined
}
