import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FactUse, givenFactsOf, type Missing, type Outcome, type Reason } from '@zhida/engine'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { faultOf } from '../answers/dossier.ts'
import { type Answers, setAnswer, setYear, yearAnswer } from '../answers/session.ts'
import { api, ask, type Claim, isStale, type StoredFact } from '../api/client.ts'
import { outcomeOf, useMove } from '../claim/use-claim.ts'
import { FaultNote, Loaded } from '../frame/state.tsx'
import { policy } from '../policy/policy.ts'
import { EventList } from '../questions/event-list.tsx'
import { FactField } from '../questions/field.tsx'
import { missingName } from '../results/missing.ts'
import { showFact } from '../words/amounts.ts'
import { ruleWords, term } from '../words/terms.ts'

interface Known {
  readonly outcome: Outcome | undefined
  readonly facts: readonly StoredFact[]
  readonly draft: { readonly answers: Readonly<Record<string, string>>; readonly version: number }
}

/** The form of a claim: what is known stands there already and is confirmed or put right, only what is missing is asked. */
export function FillForm({ claim }: { readonly claim: Claim }): ReactNode {
  const path = { params: { path: { id: claim.subject } } } as const
  const cache = useQueryClient()
  const query = useQuery({
    queryKey: ['fill', claim.id, claim.version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Known> => {
      const [outcome, facts, draft] = await Promise.all([
        // The page shows the reasons beside the form: one question to the server for both.
        cache.fetchQuery(outcomeOf(claim.subject, claim.measure, claim.version)),
        ask(api.GET('/api/subjects/{id}/facts', path)),
        ask(api.GET('/api/claims/{id}/draft', { params: { path: { id: claim.id } } })),
      ])
      return { outcome: outcome ?? undefined, facts: facts.items, draft }
    },
  })
  return <Loaded query={query}>{(known) => <Form key={known.draft.version} claim={claim} known={known} />}</Loaded>
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
    <section aria-label={t`填报`} className="card fill">
      <h2>{missing.length === 0 ? t`核对后提交` : plural(missing.length, { one: '还要补 # 项', other: '还要补 # 项' })}</h2>
      {missing.map((one) => (
        <MissingField key={`${one.kind}/${one.event ?? ''}/${one.index ?? ''}/${one.key}/${one.year ?? ''}`} missing={one} answers={answers} onAnswers={setAnswers} />
      ))}
      {known.outcome && <Prefilled outcome={known.outcome} answers={answers} onAnswers={setAnswers} />}
      {wrong && (
        <p className="undecided" role="alert">
          {wrong}
        </p>
      )}
      <div className="toolbar">
        <Button type="primary" size="large" loading={busy} disabled={wrong !== undefined || busy} onClick={() => void submit()}>
          <Trans>提交</Trans>
        </Button>
        <span className="help" role="status">
          {saved}
        </span>
      </div>
      {fault !== undefined && !isStale(fault) && <FaultNote fault={fault} />}
    </section>
  )
}

/** What the rule looks at and the dossier already says: filled in, with its source; any of it can be said otherwise. */
function Prefilled({ outcome, answers, onAnswers }: { readonly outcome: Outcome; readonly answers: Answers; readonly onAnswers: (answers: Answers) => void }): ReactNode {
  const [open, setOpen] = useState<string>()
  const used = knownFacts(outcome.reason)
  if (used.length === 0) return null
  return (
    <fieldset className="prefilled">
      <legend>
        <Trans>已经填好的，请核对</Trans>
      </legend>
      <ul className="rows">
        {used.map((one) => {
          const key = keyOf(one)
          const fact = policy.vocabulary.facts.find((each) => each.key === one.key)
          const own = one.index === undefined && fact
          const value = !own ? '' : one.year === undefined ? answers[fact.name] : yearAnswer(answers, fact.name, one.year)
          return (
            <li key={key}>
              <span className="grow">{showFact(one)}</span>
              <span className="help">{one.source && ruleWords(one.source)}</span>
              {own && (
                <Button size="small" aria-expanded={open === key} onClick={() => setOpen(open === key ? undefined : key)}>
                  <Trans>不对</Trans>
                  <span className="visually-hidden">{term(one.name)}</span>
                </Button>
              )}
              {own && (open === key || (typeof value === 'string' && value !== '')) && (
                <FactField
                  fact={fact}
                  label={t`应为`}
                  {...(one.year !== undefined && { year: one.year })}
                  value={typeof value === 'string' ? value : ''}
                  onChange={(text) => onAnswers(one.year === undefined ? setAnswer(answers, fact.name, text || undefined) : setYear(answers, fact.name, one.year, text))}
                />
              )}
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}

const keyOf = (one: FactUse): string => `${one.key}/${one.year ?? ''}/${one.index ?? ''}/${one.name}`

/** Every fact of a reason that has a value, once, in the order of the rule. */
function knownFacts(reason: Reason): readonly FactUse[] {
  const all = (one: Reason): readonly FactUse[] => [...one.facts, ...one.children.flatMap(all)]
  return [...new Map(all(reason).map((one) => [keyOf(one), one])).values()].filter((one) => one.value !== undefined)
}

/** Keeps what is typed: in this browser at once, on the server shortly after. */
function useSavedDraft(claim: Claim, answers: Answers, start: number): string {
  const [words, setWords] = useState('')
  const version = useRef(start)
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return undefined
    }
    const text = JSON.stringify(answers)
    localStorage.setItem(kept(claim), text)
    setWords(t`正在保存…`)
    const save = async (): Promise<void> => {
      try {
        const done = await ask(api.PUT('/api/claims/{id}/draft', { params: { path: { id: claim.id }, header: { 'if-match': `"v${version.current}"` } }, body: { answers: { form: text } } }))
        version.current = done.version
        localStorage.removeItem(kept(claim))
        setWords(t`已保存，关了窗口也还在`)
      } catch (fault) {
        setWords(isStale(fault) ? t`另一个窗口也在填这一件：请只留一个窗口` : t`暂时存在本机，连上服务器后再存`)
      }
    }
    const timer = setTimeout(() => void save(), 600)
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
        <span className="label">
          <Trans>以前领过这一项（或同类一次性奖补）吗？</Trans>
        </span>
        <Button aria-pressed={answers.已获奖补 === '无'} onClick={() => onAnswers(setAnswer(answers, '已获奖补', '无'))} type={answers.已获奖补 === '无' ? 'primary' : 'default'}>
          <Trans>没有领过</Trans>
        </Button>
        <p className="help">
          <Trans>领过的，请联系经办部门记入档案。</Trans>
        </p>
      </div>
    )
  if (missing.kind === 'events') {
    const event = events.find((one) => one.key === missing.key)
    return event ? (
      <>
        <EventList event={event} value={answers[event.name]} onChange={(value) => onAnswers(setAnswer(answers, event.name, value))} />
        {answers[event.name] === undefined && (
          <Button onClick={() => onAnswers(setAnswer(answers, event.name, '无'))}>
            <Trans>没有{term(event.name)}</Trans>
          </Button>
        )}
        {answers[event.name] === '无' && (
          <p className="help">
            <Trans>已答：没有{term(event.name)}</Trans>
          </p>
        )}
      </>
    ) : null
  }
  if (missing.kind === 'field') {
    const event = events.find((one) => one.key === missing.event)
    const field = event?.fields.find((one) => one.key === missing.key)
    const value = answers[slotOf(missing)]
    return event && field ? (
      <FactField
        fact={field}
        event={event.name}
        label={missingName(missing)}
        value={typeof value === 'string' ? value : ''}
        onChange={(text) => onAnswers(setAnswer(answers, slotOf(missing), text || undefined))}
      />
    ) : null
  }
  const fact = facts.find((one) => one.key === missing.key)
  if (!fact) return null
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
