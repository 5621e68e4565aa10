import { pinyin } from 'pinyin-pro'

/** How a Chinese text sounds: `重庆银行` → `chongqingyinhang`, `cqyh`. Letters and digits stay as they are, small. */
export function soundOf(text: string): { readonly sound: string; readonly initials: string } {
  const said = pinyin(text, { toneType: 'none', type: 'array' })
  const first = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' })
  const plain = (parts: readonly string[]): string =>
    parts
      .join('')
      .toLowerCase()
      .replaceAll(/[\s'（）()·]/g, '')
  return { sound: plain(said), initials: plain(first) }
}

/** Words that may be pinyin: letters and digits, with a letter among them. @returns them as {@link soundOf} writes; undefined for others */
export function spelled(words: string): string | undefined {
  const plain = words.normalize('NFKC').toLowerCase().replaceAll(/[\s']/g, '')
  return /^[a-z0-9]*[a-z][a-z0-9]*$/.test(plain) ? plain : undefined
}
