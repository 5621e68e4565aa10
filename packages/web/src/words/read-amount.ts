import { MONEY, parseQuantity } from '@zhida/language/ir'

/** `３０` or `30万元` or `88,800元` → fen; a bare number is 万元. Undefined for what is no amount of whole fen. */
export function readFen(text: string): bigint | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const read = parseQuantity(/^[\d,.]+$/.test(plain) ? `${plain}万元` : plain)
  return read && read.dimension === MONEY && read.value.d === 1n && read.value.n >= 0n ? read.value.n : undefined
}
