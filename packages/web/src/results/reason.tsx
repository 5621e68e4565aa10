import type { Reason } from '@zhida/engine'
import { formatQuantity } from '@zhida/language/ir'
import type { ReactNode } from 'react'
import { showAward, showFact } from '../policy/format.ts'

const MARKS: Readonly<Record<Reason['state'], { readonly mark: string; readonly word: string }>> = {
  holds: { mark: '✓', word: '成立' },
  fails: { mark: '✗', word: '不成立' },
  unknown: { mark: '?', word: '还不知道' },
  undecided: { mark: '!', word: '需要部门认定' },
  given: { mark: '·', word: '' },
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
  const { mark, word } = MARKS[reason.state]
  const words = reason.children.length === 0 ? reason.undecided : []
  return (
    <li className={`state-${reason.state}`}>
      <span className="mark" aria-hidden="true">
        {mark}
      </span>
      <span>
        {reason.role === 'amount' ? `金额：${reason.text}` : reason.text}
        {word && <span className="state-word">（{word}）</span>}
        {reason.award && reason.award.kind !== 'none' && <strong> {showAward(reason.award).short}</strong>}
        {reason.computed && <span className="computed"> 算得 {formatQuantity(reason.computed.value, reason.computed.dimension)}</span>}
      </span>
      {reason.facts.length > 0 && <div className="facts">{reason.facts.map((fact) => `${showFact(fact)}${fact.source ? `（${fact.source}）` : ''}`).join('；')}</div>}
      {words.map((one) => (
        <div className="undecided" key={one}>
          {one}
        </div>
      ))}
      {reason.quote && reason.role === 'condition' && <blockquote>{reason.quote}</blockquote>}
      {reason.children.length > 0 && <ReasonTree reason={reason} />}
    </li>
  )
}
