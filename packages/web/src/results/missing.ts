import { t } from '@lingui/core/macro'
import type { Missing } from '@zhida/engine'
import { policy } from '../policy/policy.ts'
import { term } from '../words/terms.ts'

/** A missing fact as a person would call it. */
export function missingName(missing: Missing): string {
  const { facts, events } = policy.vocabulary
  switch (missing.kind) {
    case 'awards':
      return t`以前领过的一次性奖补`
    case 'events':
      return term(events.find((one) => one.key === missing.key)?.name ?? missing.key)
    case 'field': {
      const event = events.find((one) => one.key === missing.event)
      const field = term(event?.fields.find((one) => one.key === missing.key)?.name ?? missing.key)
      return t`${term(event?.name ?? '')}${(missing.index ?? 0) + 1}的${field}`
    }
    case 'fact': {
      const name = term(facts.find((one) => one.key === missing.key)?.name ?? missing.key)
      return missing.year === undefined ? name : t`${name}（${missing.year}年）`
    }
  }
}

/** Names in a row, as the language puts them. */
export const listed = (names: readonly string[]): string => names.join(t`、`)
