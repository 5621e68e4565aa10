import { t } from '@lingui/core/macro'
import type { Claim } from '../api/client.ts'

/** What comes next, in one sentence that whoever follows a claim understands. */
export function nextWords(state: Claim['state']): string {
  switch (state) {
    case 'draft':
      return t`补齐后提交；草稿一直留着。`
    case 'submitted':
      return t`下一步：受理，或退回补充。`
    case 'returned':
      return t`按“办理经过”里写的理由补充，再提交。`
    case 'accepted':
      return t`下一步：审核并确定金额。`
    case 'reviewed':
      return t`下一步：公示；金额大的先由第二人复核。`
    case 'seconded':
      return t`下一步：公示。`
    case 'publicised':
      return t`正在公示，任何人都可以提异议；期满后审定。`
    case 'objected':
      return t`有人提出异议，答复后继续公示。`
    case 'approved':
      return t`已经审定并占用资金。下一步：财政拨付。`
    case 'paying':
      return t`已交银行，等银行回执。`
    case 'failed':
      return t`银行没有付成，财政核对账户后再付。`
    case 'paid':
      return t`钱已到账。`
    case 'closed':
      return t`已经办完。`
    case 'rejected':
      return t`没有通过，理由在“办理经过”里。`
    case 'withdrawn':
      return t`已撤回，可以重新申报。`
    case 'voided':
      return t`决定已作废，占用的资金已释放。`
    case 'clawback':
      return t`需要退回已兑付的钱。`
    case 'repaid':
      return t`已退回。`
  }
}
