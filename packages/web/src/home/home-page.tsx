import type { Result } from '@zhida/engine'
import { Button, Select, message as toast } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { EMPTY, readSession, type Session, toFile, toFragment } from '../answers/answers.ts'
import { SAMPLES } from '../answers/samples.ts'
import { measures, policy } from '../policy/policy.ts'
import { Answered } from '../questions/answered.tsx'
import { Question } from '../questions/question.tsx'
import { keysOfStep, nextStep } from '../questions/step.ts'
import { Results } from '../results/results.tsx'
import { Total } from '../results/total.tsx'

export interface HomeProps {
  readonly session: Session
  readonly result: Result
  readonly faults: readonly string[]
  readonly onSession: (session: Session) => void
}

/** What can my firm get? Questions on one side, the answer on the other, all of it worked out in this page. */
export function HomePage({ session, result, faults, onSession }: HomeProps): ReactNode {
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const step = nextStep(result.questions, skipped)
  const settles = step ? new Set(result.questions.filter((one) => keysOfStep(step).some((key) => key.includes(`/${one.missing.key}/`))).flatMap((one) => one.measures)).size : 0
  const started = Object.keys(session.answers).length > 0
  const settled = result.outcomes.filter((one) => one.verdict !== 'unknown').length
  const open = async (chosen: File | undefined): Promise<void> => {
    const read = chosen && chosen.size < 4 * 1024 * 1024 ? readSession(await chosen.text()) : undefined
    if (read) onSession(read)
    else if (chosen) toast.error('这个文件打不开：请选择从这里保存的 .json 文件。')
  }
  const save = (): void => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([toFile(session)], { type: 'application/json' }))
    link.download = `${session.name || '我的企业'}.json`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  const copy = async (): Promise<void> => {
    const link = `${window.location.origin}${window.location.pathname}${toFragment(session)}`
    try {
      await navigator.clipboard.writeText(link)
      toast.success('链接已复制。内容都在链接里，不经过服务器。')
    } catch {
      toast.info('浏览器不让复制，请直接复制地址栏。')
    }
  }
  return (
    <main className="page home">
      <header className="hero">
        <h1>我的企业能得到什么？</h1>
        <p>
          {policy.number}《{policy.title}》，{measures.length} 项措施。答几个问题，当场看到哪些能得、得多少、为什么。
        </p>
        <p className="privacy">你填的内容只在这个网页里计算，不会发送给任何人。</p>
        <div className="toolbar no-print">
          <Select
            aria-label="用示例企业试一试（合成数据）"
            placeholder="用示例企业试一试（合成数据）"
            value={null}
            style={{ minWidth: 240 }}
            onChange={(name: string) => {
              setSkipped(new Set())
              onSession(SAMPLES.find((one) => one.name === name) ?? EMPTY)
            }}
            options={SAMPLES.map((one) => ({ value: one.name, label: `${one.name}（合成数据）` }))}
          />
          <Button onClick={() => file.current?.click()}>打开文件</Button>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            aria-label="打开保存的文件"
            className="visually-hidden"
            tabIndex={-1}
            onChange={(event) => void open(event.target.files?.[0])}
          />
          {started && (
            <>
              <Button onClick={save}>保存</Button>
              <Button onClick={() => void copy()}>复制链接</Button>
              <Button onClick={() => window.print()}>打印</Button>
              <Button
                onClick={() => {
                  setSkipped(new Set())
                  onSession(EMPTY)
                }}
              >
                清空
              </Button>
            </>
          )}
        </div>
        {session.synthetic && <p className="synthetic">合成数据：{session.name}并不存在，只供试用。</p>}
      </header>
      {started && <Total bundle={result.bundle} due={result.outcomes.filter((one) => one.verdict === 'due').length} />}
      <div className="columns">
        <div className="ask no-print">
          {step ? (
            <Question
              key={keysOfStep(step).join()}
              step={step}
              settles={settles}
              follows={asked}
              answers={session.answers}
              onAnswer={(answers) => {
                setAsked(true)
                onSession({ ...session, answers })
              }}
              onSkip={() => {
                setAsked(true)
                setSkipped(new Set([...skipped, ...keysOfStep(step)]))
              }}
            />
          ) : (
            <section className="question" aria-label="问完了">
              <h2>问完了</h2>
              <p>{skipped.size > 0 ? '还有跳过的问题。' : '全部措施都有了结论。'}</p>
              {skipped.size > 0 && <Button onClick={() => setSkipped(new Set())}>回答跳过的问题</Button>}
            </section>
          )}
          <progress value={settled} max={result.outcomes.length} aria-label="已有结论的措施" />
          <p className="help">
            {result.outcomes.length} 项措施中 {settled} 项已有结论
          </p>
          {faults.map((fault) => (
            <p className="undecided" key={fault}>
              {fault}
            </p>
          ))}
          <Answered answers={session.answers} onAnswer={(answers) => onSession({ ...session, answers })} />
        </div>
        <div className="answer">
          {started ? (
            <Results result={result} />
          ) : (
            <section className="empty" aria-label="还没有答案">
              <h2>还没有答案</h2>
              <p>从左边的第一个问题开始，或者选一家示例企业看看结果是什么样。</p>
              <p>每一个金额都可以问“为什么”，答案里有政策原文。</p>
            </section>
          )}
        </div>
      </div>
    </main>
  )
}
