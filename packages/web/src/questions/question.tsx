import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Checkbox, Input, Select } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { faultOf } from '../answers/dossier.ts'
import { type Answers, setAnswer, setYear, yearAnswer } from '../answers/session.ts'
import { measures } from '../policy/policy.ts'
import { term } from '../words/terms.ts'
import { EventList } from './event-list.tsx'
import { FactField } from './fields.tsx'
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

/** Measures whose answer depends on what was had before. */
const LIMITED = measures.filter((one) => one.once !== 'no' || one.caps.length > 0)

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

/** A past award: which measure, which year, how much. */
function PastAwards({ onAdd }: { readonly onAdd: (award: Readonly<Record<string, string>>) => void }): ReactNode {
  const [award, setAward] = useState<Readonly<Record<string, string>>>({})
  const complete = award.措施 && /^\d{4}$/.test(award.年度 ?? '') && award.金额
  const fault = complete ? faultOf({ 已获奖补: [award] }) : undefined
  return (
    <details>
      <summary>
        <Trans>领过，填一下</Trans>
      </summary>
      <div className="field">
        <label htmlFor="past-measure">
          <Trans>哪一项</Trans>
        </label>
        <Select
          id="past-measure"
          value={award.措施 ?? null}
          placeholder={t`请选择`}
          style={{ width: '100%' }}
          onChange={(措施: string) => setAward({ ...award, 措施 })}
          options={LIMITED.map((one) => ({ value: one.id, label: `${one.id} ${term(one.name)}` }))}
        />
      </div>
      <div className="field">
        <label htmlFor="past-year">
          <Trans>哪一年</Trans>
        </label>
        <Input id="past-year" inputMode="numeric" value={award.年度 ?? ''} onChange={(event) => setAward({ ...award, 年度: event.target.value.normalize('NFKC').trim() })} />
      </div>
      <div className="field">
        <label htmlFor="past-amount">
          <Trans>多少钱（如 20万元）</Trans>
        </label>
        <Input id="past-amount" value={award.金额 ?? ''} onChange={(event) => setAward({ ...award, 金额: event.target.value.normalize('NFKC').replace(/\s/g, '') })} />
        <div className="help">{fault}</div>
      </div>
      <Button disabled={!complete || fault !== undefined} onClick={() => onAdd(award)}>
        <Trans>记下</Trans>
      </Button>
    </details>
  )
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
  const options = items.map(({ name, help }) => ({
    value: name,
    label: (
      <span>
        {term(name)}
        {help && <span className="help"> {term(help)}</span>}
      </span>
    ),
  }))
  return (
    <>
      <Checkbox.Group className="choices" value={[...ticked]} onChange={(values) => setTicked(values.map(String))} options={options} />
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
