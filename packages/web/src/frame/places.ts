import { msg } from '@lingui/core/macro'
import type { LinkProps } from '@tanstack/react-router'
import type { Role } from '../people/session.ts'

export interface Place {
  readonly to: NonNullable<LinkProps['to']>
  readonly name: ReturnType<typeof msg>
  /** Who has business there; everybody without it. */
  readonly roles?: readonly Role[]
}

/** The pages that one goes to by themselves, in the order of the work. */
export const PLACES: readonly Place[] = [
  { to: '/firm', name: msg`我的企业`, roles: ['clerk'] },
  { to: '/dossier', name: msg`企业档案`, roles: ['clerk'] },
  { to: '/worklist', name: msg`待办`, roles: ['officer', 'reviewer', 'finance'] },
  { to: '/lists', name: msg`免申即享`, roles: ['officer', 'reviewer'] },
  { to: '/subjects', name: msg`主体档案`, roles: ['officer', 'reviewer', 'auditor'] },
  { to: '/overview', name: msg`总览`, roles: ['leader', 'finance', 'auditor'] },
  { to: '/claims', name: msg`申报件`, roles: ['officer', 'reviewer', 'finance', 'leader', 'auditor'] },
  { to: '/funds', name: msg`资金`, roles: ['finance', 'leader', 'auditor', 'officer', 'reviewer'] },
  { to: '/payments', name: msg`兑付`, roles: ['finance'] },
  { to: '/targets', name: msg`目标与任务`, roles: ['leader', 'officer', 'auditor'] },
  { to: '/drafting', name: msg`起草`, roles: ['drafter', 'leader'] },
  { to: '/audit', name: msg`审计`, roles: ['auditor'] },
  { to: '/rulings', name: msg`裁定`, roles: ['reviewer', 'officer', 'auditor', 'drafter'] },
  { to: '/accounts', name: msg`账户`, roles: ['administrator'] },
  { to: '/publicity', name: msg`公示` },
  { to: '/text', name: msg`政策原文` },
]
