const DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check digit of a unified social credit code's first seventeen characters (GB 32100—2015, mod 31-3); undefined if one is not of its alphabet. */
export function checkDigit(first17: string): string | undefined {
  let sum = 0
  for (const [index, weight] of WEIGHTS.entries()) {
    const value = DIGITS.indexOf(first17[index] ?? ' ')
    if (value < 0) return undefined
    sum += value * weight
  }
  return DIGITS[(31 - (sum % 31)) % 31]
}

/** Whether a text is a unified social credit code: eighteen characters, the last of which checks the others. */
export function isCreditCode(text: string): boolean {
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text) && checkDigit(text.slice(0, 17)) === text[17]
}

/** A code as people type it: spaces, lower case, full-width digits. */
export function readCreditCode(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
}
