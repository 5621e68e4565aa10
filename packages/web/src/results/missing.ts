import type { Missing } from '@zhida/engine'
import { policy } from '../policy/policy.ts'

/** A missing fact as a person would call it. */
export function missingName(missing: Missing): string {
  const { facts, events } = policy.vocabulary
  switch (missing.kind) {
    case 'awards':
      return '以前领过的一次性奖补'
    case 'events':
      return events.find((one) => one.key === missing.key)?.name ?? missing.key
    case 'field': {
      const event = events.find((one) => one.key === missing.event)
      return `${event?.name ?? ''}${(missing.index ?? 0) + 1}的${event?.fields.find((one) => one.key === missing.key)?.name ?? missing.key}`
    }
    case 'fact':
      return `${facts.find((one) => one.key === missing.key)?.name ?? missing.key}${missing.year === undefined ? '' : `（${missing.year}年）`}`
  }
}
