import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Outcome } from '@zhida/engine'
import type { ReactNode } from 'react'
import { Empty, Loaded } from '../frame/state.tsx'
import { ReasonTree } from '../results/reason.tsx'
import { OtherReadings } from '../results/results.tsx'
import { showAward, verdictWord } from '../words/amounts.ts'
import { outcomeOf } from './use-claim.ts'

/** Why this amount: what the rules say now of one measure for one subject, step by step, with the article's words. */
export function Reasons({ subject, measure, version }: { readonly subject: string; readonly measure: string; readonly version: number }): ReactNode {
  const query = useQuery(outcomeOf(subject, measure, version))
  return (
    <section className="card" aria-label={t`为什么`}>
      <h2>
        <Trans>为什么</Trans>
      </h2>
      <Loaded query={query}>
        {(outcome) =>
          outcome ? (
            <ReasonOf outcome={outcome} />
          ) : (
            <Empty>
              <Trans>没有结论。</Trans>
            </Empty>
          )
        }
      </Loaded>
    </section>
  )
}

/** An outcome in full: the verdict, the article, the tree, and what another reading would give. */
function ReasonOf({ outcome }: { readonly outcome: Outcome }): ReactNode {
  return (
    <>
      <p>
        <Trans>
          按现有数据：<strong>{verdictWord(outcome.verdict)}</strong>
        </Trans>
        {outcome.verdict !== 'not-due' && (
          <>
            {' '}
            <strong title={showAward(outcome.award).full}>{showAward(outcome.award).short}</strong>
          </>
        )}
      </p>
      <blockquote className="article" lang="zh-CN">
        {outcome.reason.quote}
      </blockquote>
      <ReasonTree reason={outcome.reason} />
      {outcome.verdict !== 'not-due' && <OtherReadings outcome={outcome} />}
    </>
  )
}
