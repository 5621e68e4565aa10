import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type Answers, setAnswer, setYear, yearAnswer } from '../answers/session.ts'
import { term } from '../words/terms.ts'
import { EventList } from './event-list.tsx'
import { FactField } from './field.tsx'
import { PastAwards } from './past-awards.tsx'
import type { Step } from './step.ts'

export interface QuestionProps {
  readonly step: Step
  readonly settles: number
  /** It follows on an answer: the heading takes the focus and comes into view. */
  readonly follows: boolean
  readonly answers: Answers
  readonly onAnswer: (answers: Answers) => void
  readonly onSkip: () => void
}

function titleOf(step: Step): string {
  switch (step.kind) {
    case 'choice':
      return t`${term(step.fact.name)}是？`
    case 'checklist':
      return t`下面哪些是你们的情况？`
    case 'events':
      return t`今年有没有下面这些事？`
    case 'fields':
      return t`几个数字`
    case 'event-fields':
      return t`再补几项`
    case 'awards':
      return t`以前领过“一次性”的奖补吗？`
  }
}

/** The one step that settles most now. What is left blank stays unknown and is not asked again until the end. */
export function Question({ step, follows, settles, answers, onAnswer, onSkip }: QuestionProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (follows) heading.current?.focus()
  }, [follows])
  return (
    <section className="card question" aria-label={t`下一个问题`} data-tour="question">
      <h2 ref={heading} tabIndex={-1}>
        {titleOf(step)}
      </h2>
      <p className="help">{plural(settles, { one: '回答它能定下 # 项措施', other: '回答它能定下 # 项措施' })}</p>
      <StepBody step={step} answers={answers} onAnswer={onAnswer} onSkip={onSkip} />
    </section>
  )
}

function StepBody({ step, answers, onAnswer, onSkip }: Omit<QuestionProps, 'settles' | 'follows'>): ReactNode {
  const [draft, setDraft] = useState<Answers>(answers)
  switch (step.kind) {
    case 'choice': {
      const options = step.fact.type.kind === 'category' ? step.fact.type.options : []
      return (
        <>
          <p className="help">{term(step.fact.help)}</p>
          <div className="options">
            {options.map((option) => (
              <Button key={option} onClick={() => onAnswer(setAnswer(answers, step.fact.name, option))}>
                {term(option)}
              </Button>
            ))}
          </div>
          <Actions onSkip={onSkip} />
        </>
      )
    }
    case 'checklist':
      return (
        <Checklist
          items={step.facts}
          none={t`都不是，下一步`}
          some={(count) => plural(count, { one: '就这 # 项，下一步', other: '就这 # 项，下一步' })}
          onSkip={onSkip}
          onNext={(ticked) => onAnswer(step.facts.reduce((all, fact) => setAnswer(all, fact.name, ticked.includes(fact.name) ? '是' : '否'), answers))}
        />
      )
    case 'events':
      return (
        <Checklist
          items={step.events}
          none={t`都没有，下一步`}
          some={(count) => plural(count, { one: '有这 # 类，下一步', other: '有这 # 类，下一步' })}
          onSkip={onSkip}
          onNext={(ticked) => onAnswer(step.events.reduce((all, event) => setAnswer(all, event.name, ticked.includes(event.name) ? [{}] : '无'), answers))}
        />
      )
    case 'fields':
      return (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            onAnswer(draft)
            onSkip()
          }}
        >
          {step.facts.map(({ fact, year }) => (
            <FactField
              key={`${fact.key}@${year}`}
              fact={fact}
              year={year}
              value={year === undefined ? String(draft[fact.name] ?? '') : yearAnswer(draft, fact.name, year)}
              onChange={(text) => setDraft(year === undefined ? setAnswer(draft, fact.name, text || undefined) : setYear(draft, fact.name, year, text))}
            />
          ))}
          <Actions onSkip={onSkip} next={t`下一步`} submit />
        </form>
      )
    case 'event-fields':
      return (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            onAnswer(draft)
            onSkip()
          }}
        >
          <EventList event={step.event} value={draft[step.event.name]} onChange={(value) => setDraft(setAnswer(draft, step.event.name, value))} />
          <Actions onSkip={onSkip} next={t`下一步`} submit />
        </form>
      )
    case 'awards':
      return (
        <>
          <div className="options">
            <Button onClick={() => onAnswer(setAnswer(answers, '已获奖补', '无'))}>
              <Trans>没有领过</Trans>
            </Button>
          </div>
          <PastAwards onAdd={(award) => onAnswer(setAnswer(answers, '已获奖补', [award]))} />
          <Actions onSkip={onSkip} />
        </>
      )
  }
}

interface ChecklistProps {
  readonly items: readonly { readonly name: string; readonly help: string }[]
  readonly none: string
  readonly some: (count: number) => string
  readonly onNext: (ticked: readonly string[]) => void
  readonly onSkip: () => void
}

/** Tick what is so and go on: what is left unticked is answered with no. */
function Checklist({ items, none, some, onNext, onSkip }: ChecklistProps): ReactNode {
  const [ticked, setTicked] = useState<readonly string[]>([])
  return (
    <>
      <div className="choices">
        {items.map(({ name, help }) => (
          <label key={name}>
            <input type="checkbox" checked={ticked.includes(name)} onChange={(event) => setTicked(event.target.checked ? [...ticked, name] : ticked.filter((one) => one !== name))} />
            <span>
              {term(name)}
              {help && <span className="help"> {term(help)}</span>}
            </span>
          </label>
        ))}
      </div>
      <Actions onSkip={onSkip} onNext={() => onNext(ticked)} next={ticked.length === 0 ? none : some(ticked.length)} />
    </>
  )
}

function Actions({ onSkip, onNext, next, submit }: { readonly onSkip: () => void; readonly onNext?: () => void; readonly next?: string; readonly submit?: boolean }): ReactNode {
  return (
    <div className="actions">
      {next && (
        <Button type="primary" htmlType={submit ? 'submit' : 'button'} onClick={onNext}>
          {next}
        </Button>
      )}
      <Button onClick={onSkip}>
        <Trans>暂时跳过</Trans>
      </Button>
    </div>
  )
}
