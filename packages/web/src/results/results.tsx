import type { Outcome, Result } from '@zhida/engine'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { isNear, showAward, showNearMiss } from '../policy/format.ts'
import { measures, VERDICT_WORDS } from '../policy/policy.ts'
import { missingName } from './missing.ts'
import { ReasonTree } from './reason.tsx'

const names = new Map(measures.map((one) => [one.id, one]))

interface Group {
  readonly title: string
  readonly hint: string
  readonly kind: string
  readonly outcomes: readonly Outcome[]
}

/** Sure, by the department's decision, possible, nearly, not: in that order. */
export function Results({ result }: { readonly result: Result }): ReactNode {
  const of = (verdict: Outcome['verdict']): Outcome[] => result.outcomes.filter((one) => one.verdict === verdict)
  const groups: readonly Group[] = [
    { kind: 'due', title: '确定能得', hint: '条件都成立', outcomes: of('due') },
    { kind: 'discretionary', title: '由部门裁量', hint: '条件成立，金额或是否给由部门在原文范围内定', outcomes: of('discretionary') },
    { kind: 'near', title: '差一点', hint: '只差下面写明的', outcomes: result.outcomes.filter(isNear) },
    { kind: 'unknown', title: '可能', hint: '补上缺的内容就能定', outcomes: of('unknown') },
    { kind: 'not-due', title: '不符合', hint: '', outcomes: result.outcomes.filter((one) => one.verdict === 'not-due' && !isNear(one)) },
  ]
  return <div className="results">{groups.map((group) => (group.outcomes.length > 0 ? <GroupSection key={group.kind} group={group} result={result} /> : null))}</div>
}

function GroupSection({ group, result }: { readonly group: Group; readonly result: Result }): ReactNode {
  const list = (
    <ul className="outcomes">
      {group.outcomes.map((outcome) => (
        <OutcomeRow key={outcome.measure} outcome={outcome} near={group.kind === 'near'} givenUp={result.bundle.givenUp.find((one) => one.measure === outcome.measure)} />
      ))}
    </ul>
  )
  const folded = group.kind === 'not-due' || (group.kind === 'unknown' && group.outcomes.length > 12)
  return (
    <section className={`group group-${group.kind}`} aria-label={group.title}>
      {folded ? (
        <details>
          <summary>
            <h2>
              {group.title} <span className="count">{group.outcomes.length}</span>
            </h2>
          </summary>
          {list}
        </details>
      ) : (
        <>
          <h2>
            {group.title} <span className="count">{group.outcomes.length}</span> <span className="help">{group.hint}</span>
          </h2>
          {list}
        </>
      )}
    </section>
  )
}

interface RowProps {
  readonly outcome: Outcome
  readonly near: boolean
  readonly givenUp: Result['bundle']['givenUp'][number] | undefined
}

function OutcomeRow({ outcome, near, givenUp }: RowProps): ReactNode {
  const [open, setOpen] = useState(false)
  const measure = names.get(outcome.measure)
  const award = showAward(outcome.award)
  const others = outcome.readings.flatMap((reading) =>
    reading.alternatives.filter((other) => showAward(other.award).full !== award.full || other.verdict !== outcome.verdict).map((other) => ({ reading, other })),
  )
  return (
    <li className="outcome">
      <div className="outcome-head">
        <span className="id">第{measure?.article}条</span>
        <Link href={`/measures/${outcome.measure}`}>{measure?.name}</Link>
        {outcome.verdict !== 'not-due' && (
          <span className="amount" title={award.full}>
            {outcome.award.kind === 'none' ? measure?.benefit : award.short}
          </span>
        )}
      </div>
      {outcome.award.kind === 'none' && outcome.verdict !== 'not-due' && <div className="help">{measure?.gives}</div>}
      {outcome.missing.length > 0 && <div className="missing">还缺：{outcome.missing.map(missingName).join('、')}</div>}
      {(near || outcome.verdict !== 'not-due') &&
        outcome.nearMisses.map((one) => (
          <div className="near" key={one.condition}>
            {showNearMiss(one)}
          </div>
        ))}
      {givenUp && <div className="undecided">不重复享受：与 {givenUp.for} 只能得一项，另一项更多，本项不计入合计</div>}
      {outcome.verdict !== 'not-due' &&
        others.map(({ reading, other }) => (
          <div className="help" key={`${reading.name}/${other.option}`}>
            口径“{reading.name}”若按“{other.option}”：{other.award.kind === 'none' || other.verdict === 'not-due' ? VERDICT_WORDS[other.verdict] : showAward(other.award).short}
          </div>
        ))}
      <details className="why" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          为什么？<span className="visually-hidden">{measure?.name}</span>
        </summary>
        {open && (
          <>
            <blockquote className="article">{outcome.reason.quote}</blockquote>
            <ReasonTree reason={outcome.reason} />
            <p className="help">
              {outcome.award.kind !== 'none' && outcome.verdict !== 'not-due' && `全额：${award.full}；`}
              {outcome.fund && `资金：${outcome.fund}；`}出资：{outcome.payers.map((one) => one.payer).join('、')}；牵头：{measure?.department}
            </p>
          </>
        )}
      </details>
    </li>
  )
}
