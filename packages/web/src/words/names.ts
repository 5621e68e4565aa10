import { t } from '@lingui/core/macro'
import type { Claim, ClaimForm, Session, StoredFact } from '../api/client.ts'
import { MOVE_NAMES, ROLE_NAMES, SOURCE_NAMES, STATE_NAMES } from '../api/names.ts'
import { measures } from '../policy/policy.ts'
import { say } from './say.ts'
import { term } from './terms.ts'

export const stateName = (state: Claim['state']): string => say(STATE_NAMES[state])
export const moveName = (move: string): string => (move === 'open' ? t`开草稿` : move === 'list' ? t`列入免申即享` : say(MOVE_NAMES[move as ClaimForm['moves'][number]['move']]))
export const roleName = (role: Session['roles'][number]): string => say(ROLE_NAMES[role])
export const sourceName = (source: StoredFact['source']): string => say(SOURCE_NAMES[source])

/** Whose turn it is. */
export const awaitedName = (who: NonNullable<Claim['awaits']>): string => ({ clerk: t`等企业`, officer: t`等经办人`, reviewer: t`等审定人`, finance: t`等财政` })[who]
export const wayName = (way: Claim['way']): string => (way === 'automatic' ? t`免申即享` : t`快申快享`)

const known = new Map(measures.map((one) => [one.id, one]))

export const articleName = (article: number): string => (article === 0 ? t`总则` : t`第${article}条`)

/** `第12条 研发投入增长补助` */
export function measureName(id: string): string {
  const measure = known.get(id)
  return measure ? `${articleName(measure.article)} ${term(measure.name)}` : id
}

/** Departments that answer for a measure, in the order of the alphabet. */
export const departments = [...new Set(measures.map((one) => one.department).filter((one) => one !== ''))].sort((a, b) => a.localeCompare(b, 'zh'))
