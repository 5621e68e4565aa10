import { Refusal } from '../refusal.ts'

// Invisible characters, and those that change the direction in which a name is shown: two names must not look alike and differ.
const TRICKS = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u3164\uffa0]/u

/** A name as it is kept: one form of each character, single spaces. @throws Refusal ZP-306 */
export function readName(text: string): string {
  if (TRICKS.test(text)) throw new Refusal('ZP-306', text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�'))
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
}
