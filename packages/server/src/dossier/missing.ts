import type { Missing } from '@zhida/engine'
import type { Vocabulary } from '@zhida/language/ir'

/** A missing fact in words: its name, its year, the event it is of. */
export function missingName(vocabulary: Vocabulary, missing: Missing): string {
  const year = missing.year === undefined ? '' : `（${missing.year}年）`
  if (missing.kind === 'awards') return '已获奖补'
  if (missing.kind === 'events') return vocabulary.events.find((one) => one.key === missing.key)?.name ?? missing.key
  if (missing.kind === 'fact') return `${vocabulary.facts.find((one) => one.key === missing.key)?.name ?? missing.key}${year}`
  const event = vocabulary.events.find((one) => one.key === missing.event)
  const field = event?.fields.find((one) => one.key === missing.key)
  return `${event?.name ?? ''}·${field?.name ?? missing.key}${year}`
}
