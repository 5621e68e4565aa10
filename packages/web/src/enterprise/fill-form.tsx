import { useQuery, useQueryClient } from '@tanstack/react-query'
import { givenFactsOf, type Missing, type Outcome } from '@zhida/engine'
import { decode } from '@zhida/language/ir'
import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type Answers, faultOf, setAnswer, setYear, yearAnswer } from '../answers/answers.ts'
import { api, ask, type Claim, isStale, type StoredFact } from '../api/client.ts'
import { useMove } from '../claim/use-claim.ts'
import { FaultNote, Loaded } from '../frame/state.tsx'
import { policy } from '../policy/policy.ts'
import { EventList } from '../questions/event-list.tsx'
import { FactField } from '../questions/fields.tsx'
import { missingName } from '../results/missing.ts'

interface Known {
  readonly outcome: Outcome | undefined
  readonly facts: readonly StoredFact[]
  readonly draft: { readonly answers: Readonly<Record<string, string>>; readonly version: number }
}

/** The form of a claim: what is known stands there already, only what is missing is asked. */
export function FillForm({ claim }: { readonly claim: Claim }): ReactNode {
  const path = { params: { path: { id: claim.subject } } } as const
  const query = useQuery({
    queryKey: ['fill', claim.id, claim.version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Known> => {
      const [result, facts, draft] = await Promise.all([
        ask(api.GET('/api/subjects/{id}/result', { params: { ...path.params, query: { measure: claim.measure } } })),
        ask(api.GET('/api/subjects/{id}/facts', path)),
        ask(api.GET('/api/claims/{id}/draft', { params: { path: { id: claim.id } } })),
      ])
      const [outcome] = result.outcomes
      return { outcome: outcome && decode<Outcome>(outcome.outcome), facts: facts.items, draft }
    },
  })
  return <Loaded query={query}>{(known) => <Form claim={claim} known={known} />}</Loaded>
}

const kept = (claim: Claim): string => `zhida/draft/${claim.id}`

/** What was typed: from this browser where a save did not reach the server, else from the server. */
function startingAnswers(claim: Claim, known: Known): Answers {
  try {
    return JSON.parse(localStorage.getItem(kept(claim)) ?? known.draft.answers.form ?? '{}') as Answers
  } catch {
    return {}
  }
}

function Form({ claim, known }: { readonly claim: Claim; readonly known: Known }): ReactNode {
  const [answers, setAnswers] = useState<Answers>(() => startingAnswers(claim, known))
  const saved = useSavedDraft(claim, answers, known.draft.version)
  const move = useMove(claim.id)
  const cache = useQueryClient()
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const missing = known.outcome?.missing ?? []
  const wrong = faultOf(withoutFields(answers))
  const submit = async (): Promise<void> => {
    setBusy(true)
    setFault(undefined)
    try {
      const facts = factsFrom(claim, answers, known.facts)
      if (facts.length > 0) await ask(api.POST('/api/subjects/{id}/facts', { params: { path: { id: claim.subject } }, body: { source: 'declared', facts } }))
      await move.mutateAsync({ move: 'submit', version: claim.version })
      localStorage.removeItem(kept(claim))
    } catch (problem) {
      setFault(problem)
      await cache.invalidateQueries({ queryKey: ['fill', claim.id] })
    }
    setBusy(false)
  }
  return (
    <section aria-label="填报" className="fill">
      <h2>{missing.length === 0 ? '核对后提交' : `还要补 ${missing.length} 项`}</h2>
      {known.outcome && known.outcome.missing.length === 0 && <p>需要的数据都已在档案里，核对下面的“为什么”，没有问题就提交。</p>}
      {missing.map((one) => (
        <MissingField key={`${one.kind}/${one.event ?? ''}/${one.index ?? ''}/${one.key}/${one.year ?? ''}`} missing={one} answers={answers} onAnswers={setAnswers} />
      ))}
      {wrong && <p className="undecided">{wrong}</p>}
      <div className="toolbar">
        <Button type="primary" size="large" loading={busy} disabled={wrong !== undefined} onClick={() => void submit()}>
          提交
        </Button>
        <span className="help" role="status">
          {saved}
        </span>
      </div>
      {fault !== undefined && !isStale(fault) && <FaultNote fault={fault} />}
    </section>
  )
}

/** Keeps what is typed: in this browser at once, on the server shortly after. */
function useSavedDraft(claim: Claim, answers: Answers, start: number): string {
  const [words, setWords] = useState('')
  const version = useRef(start)
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    const text = JSON.stringify(answers)
    localStorage.setItem(kept(claim), text)
    setWords('正在保存…')
    const timer = setTimeout(() => void save(), 600)
    const save = async (): Promise<void> => {
      try {
        const done = await ask(api.PUT('/api/claims/{id}/draft', { params: { path: { id: claim.id }, header: { 'if-match': `"v${version.current}"` } }, body: { answers: { form: text } } }))
        version.current = done.version
        localStorage.removeItem(kept(claim))
        setWords('已保存，关了窗口也还在')
      } catch (fault) {
        setWords(isStale(fault) ? '另一个窗口也在填这一件：请只留一个窗口' : '暂时存在本机，连上服务器后再存')
      }
    }
    return () => clearTimeout(timer)
  }, [answers, claim])
  return words
}

interface FieldProps {
  readonly missing: Missing
  readonly answers: Answers
  readonly onAnswers: (answers: Answers) => void
}

/** `事项/序号/数据项`: a field of a record that is in the dossier already. */
const slotOf = (one: Missing): string => `#${one.event}/${one.index ?? 0}/${one.key}`
const isSlot = (name: string): boolean => name.startsWith('#')
const withoutFields = (answers: Answers): Answers => Object.fromEntries(Object.entries(answers).filter(([name]) => !isSlot(name)))

function MissingField({ missing, answers, onAnswers }: FieldProps): ReactNode {
  const { facts, events } = policy.vocabulary
  if (missing.kind === 'awards')
    return (
      <div className="field">
        <span className="label">以前领过这一项（或同类一次性奖补）吗？</span>
        <Button onClick={() => onAnswers(setAnswer(answers, '已获奖补', '无'))} type={answers.已获奖补 === '无' ? 'primary' : 'default'}>
          没有领过
        </Button>
        <p className="help">领过的，请联系经办部门记入档案。</p>
      </div>
    )
  if (missing.kind === 'events') {
    const event = events.find((one) => one.key === missing.key)
    return event ? (
      <>
        <EventList event={event} value={answers[event.name]} onChange={(value) => onAnswers(setAnswer(answers, event.name, value))} />
        {answers[event.name] === undefined && <Button onClick={() => onAnswers(setAnswer(answers, event.name, '无'))}>没有{event.name}</Button>}
        {answers[event.name] === '无' && <p className="help">已答：没有{event.name}</p>}
      </>
    ) : null
  }
  if (missing.kind === 'field') {
    const field = events.find((one) => one.key === missing.event)?.fields.find((one) => one.key === missing.key)
    const value = answers[slotOf(missing)]
    return field ? (
      <FactField
        fact={{ ...field, name: missingName(missing) }}
        value={typeof value === 'string' ? value : ''}
        onChange={(text) => onAnswers(setAnswer(answers, slotOf(missing), text || undefined))}
      />
    ) : null
  }
  const fact = facts.find((one) => one.key === missing.key)
  if (!fact) return <Input disabled value={missing.key} />
  const { year } = missing
  return year === undefined ? (
    <FactField fact={fact} value={typeof answers[fact.name] === 'string' ? String(answers[fact.name]) : ''} onChange={(text) => onAnswers(setAnswer(answers, fact.name, text || undefined))} />
  ) : (
    <FactField fact={fact} year={year} value={yearAnswer(answers, fact.name, year)} onChange={(text) => onAnswers(setYear(answers, fact.name, year, text))} />
  )
}

type Given = { readonly name: string; readonly value: string; readonly year?: number; readonly event?: string; readonly record?: string }

/** The answers as facts to record: a field of a known record goes to that record, a new record gets a name of this claim's. */
function factsFrom(claim: Claim, answers: Answers, stored: readonly StoredFact[]): Given[] {
  const given = givenFactsOf(withoutFields(answers), (index) => `${claim.number}-${index + 1}`).filter((one) => one.value !== '')
  const fields = Object.entries(answers).flatMap(([slot, value]): Given[] => {
    if (!isSlot(slot) || typeof value !== 'string') return []
    const [event = '', index = '0', name = ''] = slot.slice(1).split('/')
    const records = [...new Set(stored.filter((one) => one.event === event && one.record !== null && one.record !== '').map((one) => one.record ?? ''))].sort()
    const record = records[+index]
    return record === undefined ? [] : [{ event, record, name, value }]
  })
  return [...given, ...fields]
}
