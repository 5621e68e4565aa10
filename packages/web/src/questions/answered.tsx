import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Answers, setAnswer, setYear, yearAnswer } from '../answers/answers.ts'
import { policy } from '../policy/policy.ts'
import { EventList } from './event-list.tsx'
import { FactField } from './fields.tsx'

/** Everything answered so far; each answer can be changed or taken back. */
export function Answered({ answers, onAnswer }: { readonly answers: Answers; readonly onAnswer: (answers: Answers) => void }): ReactNode {
  const [open, setOpen] = useState<string>()
  const names = Object.keys(answers)
  if (names.length === 0) return null
  const yes = names.filter((name) => answers[name] !== '否' && answers[name] !== '无')
  const no = names.filter((name) => !yes.includes(name))
  return (
    <section className="answered" aria-label="已填的内容">
      <h2>已填 {names.length} 项</h2>
      <ul>
        {yes.map((name) => (
          <li key={name}>
            <span>
              {name}：{summary(answers, name)}
            </span>
            <span className="row-actions">
              <Button size="small" type="text" aria-expanded={open === name} onClick={() => setOpen(open === name ? undefined : name)}>
                修改<span className="visually-hidden">{name}</span>
              </Button>
              <Button size="small" type="text" onClick={() => onAnswer(setAnswer(answers, name, undefined))}>
                删除<span className="visually-hidden">{name}</span>
              </Button>
            </span>
            {open === name && <Editor name={name} answers={answers} onAnswer={onAnswer} />}
          </li>
        ))}
      </ul>
      {no.length > 0 && (
        <details>
          <summary>答“否”或“无”的 {no.length} 项</summary>
          <ul>
            {no.map((name) => (
              <li key={name}>
                <span>
                  {name}：{summary(answers, name)}
                </span>
                <Button size="small" type="text" onClick={() => onAnswer(setAnswer(answers, name, undefined))}>
                  重新回答<span className="visually-hidden">{name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Editor({ name, answers, onAnswer }: { readonly name: string; readonly answers: Answers; readonly onAnswer: (answers: Answers) => void }): ReactNode {
  const { facts, events } = policy.vocabulary
  const event = events.find((one) => one.name === name)
  if (event) return <EventList event={event} value={answers[name]} onChange={(value) => onAnswer(setAnswer(answers, name, value))} />
  const fact = facts.find((one) => one.name === name)
  if (!fact) return null
  if (!fact.yearly) return <FactField fact={fact} value={String(answers[name] ?? '')} onChange={(text) => onAnswer(setAnswer(answers, name, text || undefined))} />
  const years = Object.keys((answers[name] ?? {}) as Readonly<Record<string, string>>)
  return years.map((year) => <FactField key={year} fact={fact} year={+year} value={yearAnswer(answers, name, +year)} onChange={(text) => onAnswer(setYear(answers, name, +year, text))} />)
}

function summary(answers: Answers, name: string): string {
  const value = answers[name]
  if (typeof value === 'string' || value === undefined) return value ?? ''
  if (Array.isArray(value)) return `${value.length} 项`
  return Object.entries(value as Readonly<Record<string, string>>)
    .filter(([, text]) => text !== '')
    .map(([year, text]) => `${year}年 ${text}`)
    .join('，')
}
