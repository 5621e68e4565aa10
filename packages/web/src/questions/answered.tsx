import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Answers, setAnswer, setYear, yearAnswer } from '../answers/session.ts'
import { policy } from '../policy/policy.ts'
import { listed } from '../results/missing.ts'
import { term } from '../words/terms.ts'
import { EventList } from './event-list.tsx'
import { FactField } from './field.tsx'

/** Everything answered so far; each answer can be changed or taken back. */
export function Answered({ answers, onAnswer }: { readonly answers: Answers; readonly onAnswer: (answers: Answers) => void }): ReactNode {
  const [open, setOpen] = useState<string>()
  const names = Object.keys(answers)
  if (names.length === 0) return null
  const yes = names.filter((name) => answers[name] !== '否' && answers[name] !== '无')
  const no = names.filter((name) => !yes.includes(name))
  return (
    <section className="card answered" aria-label={t`已填的内容`}>
      <h2>{plural(names.length, { one: '已填 # 项', other: '已填 # 项' })}</h2>
      <ul>
        {yes.map((name) => (
          <li key={name}>
            <span>
              <Trans>
                {term(name)}：{summary(answers, name)}
              </Trans>
            </span>
            <span className="row-actions">
              <Button size="small" type="text" aria-expanded={open === name} onClick={() => setOpen(open === name ? undefined : name)}>
                <Trans>修改</Trans>
                <span className="visually-hidden">{term(name)}</span>
              </Button>
              <Button size="small" type="text" onClick={() => onAnswer(setAnswer(answers, name, undefined))}>
                <Trans>删除</Trans>
                <span className="visually-hidden">{term(name)}</span>
              </Button>
            </span>
            {open === name && <Editor name={name} answers={answers} onAnswer={onAnswer} />}
          </li>
        ))}
      </ul>
      {no.length > 0 && (
        <details>
          <summary>{plural(no.length, { one: '答“否”或“无”的 # 项', other: '答“否”或“无”的 # 项' })}</summary>
          <ul>
            {no.map((name) => (
              <li key={name}>
                <span>
                  <Trans>
                    {term(name)}：{summary(answers, name)}
                  </Trans>
                </span>
                <Button size="small" type="text" onClick={() => onAnswer(setAnswer(answers, name, undefined))}>
                  <Trans>重新回答</Trans>
                  <span className="visually-hidden">{term(name)}</span>
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
  if (typeof value === 'string' || value === undefined) return value === '是' ? t`是` : value === '否' ? t`否` : value === '无' ? t`无` : term(value ?? '')
  if (Array.isArray(value)) return plural(value.length, { one: '# 项', other: '# 项' })
  return listed(
    Object.entries(value as Readonly<Record<string, string>>)
      .filter(([, text]) => text !== '')
      .map(([year, text]) => t`${year}年 ${text}`),
  )
}
