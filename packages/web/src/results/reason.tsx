import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Reason } from '@zhida/engine'
import type { ReactNode } from 'react'
import { quantity, showAward, showFact } from '../words/amounts.ts'
import { ruleWords } from '../words/terms.ts'

const MARKS: Readonly<Record<Reason['state'], string>> = { holds: '✓', fails: '✗', unknown: '?', undecided: '!', given: '·' }

function stateWord(state: Reason['state']): string {
  return { holds: t`成立`, fails: t`不成立`, unknown: t`还不知道`, undecided: t`需要部门认定`, given: '' }[state]
}

/** The whole reason as a tree: each step with its state, the facts it looked at, and the article's words. */
export function ReasonTree({ reason }: { readonly reason: Reason }): ReactNode {
  return (
    <ul className="reason">
      {reason.children.map((child, index) => (
        <ReasonStep key={index} reason={child} />
      ))}
    </ul>
  )
}

function ReasonStep({ reason }: { readonly reason: Reason }): ReactNode {
  const word = stateWord(reason.state)
  const words = reason.children.length === 0 ? reason.undecided : []
  const text = ruleWords(reason.text)
  return (
    <li className={`state-${reason.state}`}>
      <span className="mark" aria-hidden="true">
        {MARKS[reason.state]}
      </span>
      <span>
        {reason.role === 'amount' ? <Trans>金额：{text}</Trans> : text}
        {word && (
          <span className="state-word">
            <Trans>（{word}）</Trans>
          </span>
        )}
        {reason.award && reason.award.kind !== 'none' && <strong> {showAward(reason.award).short}</strong>}
        {reason.computed && (
          <span className="computed">
            {' '}
            <Trans>算得 {quantity(reason.computed.value, reason.computed.dimension)}</Trans>
          </span>
        )}
      </span>
      {reason.facts.length > 0 && <div className="facts">{reason.facts.map((fact) => (fact.source ? t`${showFact(fact)}（${ruleWords(fact.source)}）` : showFact(fact))).join(t`；`)}</div>}
      {words.map((one) => (
        <div className="undecided" key={one}>
          {ruleWords(one)}
        </div>
      ))}
      {reason.quote && reason.role === 'condition' && <blockquote lang="zh-CN">{reason.quote}</blockquote>}
      {reason.children.length > 0 && <ReasonTree reason={reason} />}
    </li>
  )
}
