/** The LIKE pattern of texts that contain some words, with nothing in them taken for a pattern. */
export function containing(words: string): string {
  return `%${words.trim().replaceAll(/[%_\\]/g, '\\$&')}%`
}
