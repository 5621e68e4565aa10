import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useDeferredValue, useRef, useState } from 'react'
import { isStarted, useCalculator } from '../answers/calculator.tsx'
import { useResult } from '../answers/dossier.ts'
import { type Answers, EMPTY, readSession, toFile, toFragment } from '../answers/session.ts'
import { toast } from '../frame/toast.tsx'
import { Tour } from '../help/tour.tsx'
import { measures, policy, samples } from '../policy/policy.ts'
import { Answered } from '../questions/answered.tsx'
import { Question } from '../questions/question.tsx'
import { keysOfStep, nextStep } from '../questions/step.ts'
import { Results } from '../results/results.tsx'
import { Total } from '../results/total.tsx'
import { term } from '../words/terms.ts'

/** What can my firm get? Questions on one side, the answer on the other, all of it worked out in this page. */
export function HomePage(): ReactNode {
  const { session, change } = useCalculator()
  const { result, faults, started, busy } = useResult()
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState(false)
  const passed = useDeferredValue(skipped)
  const step = nextStep(result.questions, passed)
  const settles = step ? new Set(result.questions.filter((one) => keysOfStep(step).some((key) => key.includes(`/${one.missing.key}/`))).flatMap((one) => one.measures)).size : 0
  const settled = result.outcomes.filter((one) => one.verdict !== 'unknown').length
  return (
    <>
      <header className="hero">
        <h1>
          <Trans>我的企业能得到什么？</Trans>
        </h1>
        <p>
          <Trans>
            {policy.number}《{term(policy.title)}》，{measures.length} 项措施。答几个问题，当场看到哪些能得、得多少、为什么。
          </Trans>
        </p>
        <p className="privacy">
          <Trans>你填的内容只在这个网页里计算，不会发送给任何人。</Trans>
        </p>
        <Tools onNew={() => setSkipped(new Set())} />
        {session.synthetic && (
          <p className="synthetic">
            <Trans>合成数据：{session.name}并不存在，只供试用。</Trans>
          </p>
        )}
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
                change({ ...session, answers })
              }}
              onSkip={() => {
                setAsked(true)
                setSkipped(new Set([...skipped, ...keysOfStep(step)]))
              }}
            />
          ) : (
            <section className="card question" aria-label={t`问完了`}>
              <h2>
                <Trans>问完了</Trans>
              </h2>
              <p>{skipped.size > 0 ? t`还有跳过的问题。` : t`全部措施都有了结论。`}</p>
              {skipped.size > 0 && (
                <Button onClick={() => setSkipped(new Set())}>
                  <Trans>回答跳过的问题</Trans>
                </Button>
              )}
            </section>
          )}
          <progress value={settled} max={result.outcomes.length} aria-label={t`已有结论的措施`} />
          <p className="help">
            <Trans>
              {result.outcomes.length} 项措施中 {settled} 项已有结论
            </Trans>
          </p>
          {faults.map((fault) => (
            <p className="undecided" key={fault}>
              {fault}
            </p>
          ))}
          <Answered answers={session.answers} onAnswer={(answers) => change({ ...session, answers })} />
        </div>
        <div className="answer" data-tour="answer" aria-busy={busy || passed !== skipped}>
          {started ? (
            <Results result={result} />
          ) : (
            <section className="card empty" aria-label={t`还没有答案`}>
              <h2>
                <Trans>还没有答案</Trans>
              </h2>
              <p>
                <Trans>从第一个问题开始，或者选一家示例企业看看结果是什么样。</Trans>
              </p>
              <p>
                <Trans>每一个金额都可以问“为什么”，答案里有政策原文。</Trans>
              </p>
            </section>
          )}
        </div>
      </div>
      <Tour />
    </>
  )
}

/** Try a sample, open, save, send, print, begin anew. */
function Tools({ onNew }: { readonly onNew: () => void }): ReactNode {
  const { session, change } = useCalculator()
  const router = useRouter()
  const file = useRef<HTMLInputElement>(null)
  const open = async (chosen: File | undefined): Promise<void> => {
    const read = chosen && chosen.size < 4 * 1024 * 1024 ? readSession(await chosen.text()) : undefined
    if (read) change(read)
    else if (chosen) toast.error(t`这个文件打不开：请选择从这里保存的 .json 文件。`)
  }
  const save = (): void => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([toFile(session)], { type: 'application/json' }))
    link.download = `${session.name || '我的企业'}.json`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  const copy = async (): Promise<void> => {
    const link = new URL(router.buildLocation({ to: '/', hash: toFragment(session).slice(1) }).href, window.location.href).href
    try {
      await navigator.clipboard.writeText(link)
      toast.success(t`链接已复制。内容都在链接里，不经过服务器。`)
    } catch {
      toast.info(t`浏览器不让复制，请直接复制地址栏。`)
    }
  }
  return (
    <div className="toolbar no-print">
      <select
        aria-label={t`用示例企业试一试（合成数据）`}
        className="native"
        data-tour="sample"
        value=""
        onChange={(event) => {
          onNew()
          const sample = samples.find((one) => one.name === event.target.value)
          change(sample ? { name: sample.name, synthetic: true, answers: sample.data as Answers } : EMPTY)
        }}
      >
        <option value="" disabled>
          {t`用示例企业试一试（合成数据）`}
        </option>
        {samples.map((one) => (
          <option key={one.name} value={one.name}>
            {t`${one.name}（合成数据）`}
          </option>
        ))}
      </select>
      <Button onClick={() => file.current?.click()}>
        <Trans>打开文件</Trans>
      </Button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        aria-label={t`打开保存的文件`}
        className="visually-hidden"
        tabIndex={-1}
        onChange={(event) => {
          void open(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {isStarted(session) && (
        <>
          <Button onClick={save}>
            <Trans>保存</Trans>
          </Button>
          <Button onClick={() => void copy()}>
            <Trans>复制链接</Trans>
          </Button>
          <Button onClick={() => window.print()}>
            <Trans>打印</Trans>
          </Button>
          <Button
            onClick={() => {
              onNew()
              change(EMPTY)
            }}
          >
            <Trans>清空</Trans>
          </Button>
          <span className="visually-hidden" role="status">
            {plural(Object.keys(session.answers).length, { one: '已填 # 项', other: '已填 # 项' })}
          </span>
        </>
      )}
    </div>
  )
}
