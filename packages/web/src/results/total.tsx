import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Bundle } from '@zhida/engine'
import type { ReactNode } from 'react'
import { fullYuan, money } from '../words/amounts.ts'
import { sentences } from '../words/say.ts'

/** The total over the best allowed bundle, honest about what is not settled. */
export function Total({ bundle, due }: { readonly bundle: Bundle; readonly due: number }): ReactNode {
  const more = bundle.highFen === null || bundle.highFen > bundle.lowFen
  const unspecified = bundle.unspecified.length
  return (
    <section className="total" aria-label={t`合计`} aria-live="polite">
      <div className="total-main">
        <span className="total-label">
          <Trans>确定能得</Trans>
        </span>
        <strong title={fullYuan(bundle.lowFen)}>{money(bundle.lowFen)}</strong>
        <span className="total-full">{fullYuan(bundle.lowFen)}</span>
      </div>
      <p>
        {sentences(
          plural(due, { one: '# 项确定。', other: '# 项确定。' }),
          more && (bundle.highFen === null ? t`还有未定的项目，其中有的没有金额上限或次数未填，合计上限暂时算不出。` : t`补全并由部门定下后，最多 ${money(bundle.highFen)}。`),
          unspecified > 0 && plural(unspecified, { one: '确定和可能的项目里有 # 项原文没有写金额，不计入。', other: '确定和可能的项目里有 # 项原文没有写金额，不计入。' }),
          t`税收减免和创新券不计入合计。`,
        )}
      </p>
    </section>
  )
}
