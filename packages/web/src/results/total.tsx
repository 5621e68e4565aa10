import type { Bundle } from '@zhida/engine'
import type { ReactNode } from 'react'
import { fullYuan, showAward } from '../policy/format.ts'

/** The total over the best allowed bundle, honest about what is not settled. */
export function Total({ bundle, due }: { readonly bundle: Bundle; readonly due: number }): ReactNode {
  const sure = showAward({ kind: 'exact', fen: bundle.lowFen })
  const more = bundle.highFen === null || bundle.highFen > bundle.lowFen
  return (
    <section className="total" aria-label="合计" aria-live="polite">
      <div className="total-main">
        <span className="total-label">确定能得</span>
        <strong title={sure.full}>{sure.short}</strong>
        <span className="total-full">{fullYuan(bundle.lowFen)}</span>
      </div>
      <p>
        {due} 项确定。
        {more &&
          (bundle.highFen === null ? '还有未定的项目，其中有的没有金额上限或次数未填，合计上限暂时算不出。' : `补全并由部门定下后，最多 ${showAward({ kind: 'exact', fen: bundle.highFen }).short}。`)}
        {bundle.unspecified.length > 0 && `确定和可能的项目里有 ${bundle.unspecified.length} 项原文没有写金额，不计入。`}
        税收减免和创新券不计入合计。
      </p>
    </section>
  )
}
