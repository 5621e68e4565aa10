import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Outcome, Result } from '@zhida/engine'
import { memo, type ReactNode, useState } from 'react'
import { measures } from '../policy/policy.ts'
import { isNear, showAward, showNearMiss, verdictWord } from '../words/amounts.ts'
import { articleName } from '../words/names.ts'
import { ruleWords, term } from '../words/terms.ts'
import { listed, missingName } from './missing.ts'
import { ReasonTree } from './reason.tsx'

const names = new Map(measures.map((one) => [one.id, one]))

interface Group {
  readonly title: string
  readonly hint: string
  readonly kind: string
  readonly outcomes: readonly Outcome[]
}

/** Sure, by the department's decision, possible, nearly, not: in that order. */
export const Results = memo(({ result }: { readonly result: Result }): ReactNode => {
  const of = (verdict: Outcome['verdict']): Outcome[] => result.outcomes.filter((one) => one.verdict === verdict)
  const groups: readonly Group[] = [
    { kind: 'due', title: t`确定能得`, hint: t`条件都成立`, outcomes: of('due') },
    { kind: 'discretionary', title: t`由部门裁量`, hint: t`条件成立，金额或是否给由部门在原文范围内定`, outcomes: of('discretionary') },
    { kind: 'near', title: t`差一点`, hint: t`只差下面写明的`, outcomes: result.outcomes.filter(isNear) },
    { kind: 'unknown', title: t`可能`, hint: t`补上缺的内容就能定`, outcomes: of('unknown') },
    { kind: 'not-due', title: t`不符合`, hint: '', outcomes: result.outcomes.filter((one) => one.verdict === 'not-due' && !isNear(one)) },
  ]
  return <div className="results">{groups.map((group) => (group.outcomes.length > 0 ? <GroupSection key={group.kind} group={group} result={result} /> : null))}</div>
})

function GroupSection({ group, result }: { readonly group: Group; readonly result: Result }): ReactNode {
  const [open, setOpen] = useState(!(group.kind === 'not-due' || (group.kind === 'unknown' && group.outcomes.length > 12)))
  return (
    <section className={`card group group-${group.kind}`} aria-label={group.title}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2>
            {group.title} <span className="count">{group.outcomes.length}</span>
          </h2>{' '}
          <span className="help">{group.hint}</span>
        </summary>
        {open && (
          <ul className="outcomes">
            {group.outcomes.map((outcome) => (
              <OutcomeRow key={outcome.measure} outcome={outcome} near={group.kind === 'near'} givenUp={result.bundle.givenUp.find((one) => one.measure === outcome.measure)} />
            ))}
          </ul>
        )}
      </details>
    </section>
  )
}

interface RowProps {
  readonly outcome: Outcome
  readonly near: boolean
  readonly givenUp: Result['bundle']['givenUp'][number] | undefined
}

function OutcomeRow({ outcome, near, givenUp }: RowProps): ReactNode {
  const measure = names.get(outcome.measure)
  const award = showAward(outcome.award)
  return (
    <li className="outcome">
      <div className="outcome-head">
        <span className="id">{articleName(measure?.article ?? 0)}</span>
        <Link to="/measures/$id" params={{ id: outcome.measure }}>
          {term(measure?.name ?? '')}
        </Link>
        {outcome.verdict !== 'not-due' && (
          <span className="amount" title={award.full}>
            {outcome.award.kind === 'none' ? term(measure?.benefit ?? '') : award.short}
          </span>
        )}
      </div>
      {outcome.award.kind === 'none' && outcome.verdict !== 'not-due' && <div className="help">{term(measure?.gives ?? '')}</div>}
      {outcome.missing.length > 0 && (
        <div className="missing">
          <Trans>还缺：{listed(outcome.missing.map(missingName))}</Trans>
        </div>
      )}
      {(near || outcome.verdict !== 'not-due') &&
        outcome.nearMisses.map((one) => (
          <div className="near" key={one.condition}>
            {showNearMiss(one)}
          </div>
        ))}
      {givenUp && (
        <div className="undecided">
          <Trans>不重复享受：与 {givenUp.for} 只能得一项，另一项更多，本项不计入合计</Trans>
        </div>
      )}
      {outcome.verdict !== 'not-due' && <OtherReadings outcome={outcome} />}
      <Why outcome={outcome} />
    </li>
  )
}

/** What another reading of the text would give, where it gives something else. */
export function OtherReadings({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { full } = showAward(outcome.award)
  return outcome.readings
    .flatMap((reading) => reading.alternatives.filter((other) => showAward(other.award).full !== full || other.verdict !== outcome.verdict).map((other) => ({ reading, other })))
    .map(({ reading, other }) => (
      <div className="help" key={`${reading.name}/${other.option}`}>
        <Trans>
          口径“{term(reading.name)}”若按“{term(other.option)}”：{other.award.kind === 'none' || other.verdict === 'not-due' ? verdictWord(other.verdict) : showAward(other.award).short}
        </Trans>
      </div>
    ))
}

/** 为什么？ opens the whole reason of an outcome. */
export function Why({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const [open, setOpen] = useState(false)
  const measure = names.get(outcome.measure)
  return (
    <details className="why" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Trans>为什么？</Trans>
        <span className="visually-hidden">{term(measure?.name ?? '')}</span>
      </summary>
      {open && (
        <>
          <blockquote className="article" lang="zh-CN">
            {outcome.reason.quote}
          </blockquote>
          <ReasonTree reason={outcome.reason} />
          <p className="help">
            {outcome.award.kind !== 'none' && outcome.verdict !== 'not-due' && <Trans>全额：{showAward(outcome.award).full}；</Trans>}
            {outcome.fund && <Trans>资金：{term(outcome.fund)}；</Trans>}
            <Trans>
              出资：{listed(outcome.payers.map((one) => term(one.payer)))}；牵头：{ruleWords(measure?.department ?? '')}
            </Trans>
          </p>
        </>
      )}
    </details>
  )
}
