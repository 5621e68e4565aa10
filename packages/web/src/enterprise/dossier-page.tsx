import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { type Answers, toFragment } from '../answers/session.ts'
import { api, ask, type StoredFact } from '../api/client.ts'
import { EvidenceBox } from '../claim/evidence.tsx'
import { Empty, Loaded } from '../frame/state.tsx'
import { useSession } from '../people/session.ts'
import { policy } from '../policy/policy.ts'
import { sourceName } from '../words/names.ts'
import { timeWords } from '../words/time.ts'
import { definitionOf, factName, givenWords } from './fact-name.ts'

const Correction = lazy(async () => ({ default: (await import('./correction.tsx')).Correction }))

/** What the office knows of the firm, each fact with its source; a wrong one is put right by saying the right one. */
export function DossierPage(): ReactNode {
  const session = useSession()
  const subject = session?.subject ?? ''
  const firm = useQuery({ enabled: subject !== '', queryKey: ['subject', subject], queryFn: () => ask(api.GET('/api/subjects/{id}', { params: { path: { id: subject } } })) })
  const query = useQuery({ enabled: session !== undefined, queryKey: ['facts', subject], queryFn: () => ask(api.GET('/api/subjects/{id}/facts', { params: { path: { id: subject || '1' } } })) })
  return (
    <>
      <h1>
        <Trans>企业档案</Trans>
      </h1>
      <Loaded query={query}>
        {({ items }) => (
          <>
            <p>
              <Trans>规则用的是每项里最可靠的来源：登记机关，其次部门、导入，最后自行填报。</Trans>
            </p>
            <div className="toolbar no-print">
              <Link className="button" to="/" hash={toFragment({ name: firm.data?.name ?? '', synthetic: firm.data?.synthetic ?? false, answers: answersOf(items) }).slice(1)}>
                <Trans>拿这些数据试算，不提交</Trans>
              </Link>
              <a className="button" href={`/api/subjects/${subject}/table`}>
                <Trans>全部资料存成 Excel</Trans>
              </a>
              <Button onClick={() => window.print()}>
                <Trans>打印</Trans>
              </Button>
            </div>
            <Facts subject={subject} items={items} />
          </>
        )}
      </Loaded>
      {subject !== '' && <EvidenceBox subject={subject} mayAdd />}
    </>
  )
}

function Facts({ subject, items }: { readonly subject: string; readonly items: readonly StoredFact[] }): ReactNode {
  const [correcting, setCorrecting] = useState<StoredFact>()
  const [words, setWords] = useState('')
  const held = items.filter((one) => one.holds)
  const shown = held.filter((one) => words === '' || factName(one).includes(words.trim()) || one.given.includes(words.trim()))
  return (
    <section className="card" aria-label={t`数据`}>
      <h2>
        <Trans>数据</Trans> <span className="count">{held.length}</span>
      </h2>
      {held.length > 12 && <input type="search" className="native no-print" aria-label={t`在档案里找`} placeholder={t`在档案里找`} value={words} onChange={(event) => setWords(event.target.value)} />}
      {held.length === 0 && (
        <Empty>
          <Trans>档案还是空的。申报时补上的数据会记在这里。</Trans>
        </Empty>
      )}
      <ul className="rows">
        {shown.map((one) => (
          <li key={one.id}>
            <span className="grow">
              {factName(one)} <strong>{givenWords(one)}</strong>
            </span>
            <span className="help">
              {sourceName(one.source)} {timeWords(one.at)}
            </span>
            <History items={items} fact={one} />
            {definitionOf(one) && (
              <Button size="small" className="no-print" onClick={() => setCorrecting(one)}>
                <Trans>更正</Trans>
                <span className="visually-hidden">{factName(one)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {correcting && (
        <Suspense fallback={null}>
          <Correction key={correcting.id} subject={subject} fact={correcting} onClose={() => setCorrecting(undefined)} />
        </Suspense>
      )}
    </section>
  )
}

/** What was said of a fact before, or elsewhere: nothing is overwritten. */
function History({ items, fact }: { readonly items: readonly StoredFact[]; readonly fact: StoredFact }): ReactNode {
  const others = items.filter((one) => one.id !== fact.id && one.key === fact.key && one.year === fact.year && one.event === fact.event && one.record === fact.record)
  if (others.length === 0) return null
  return (
    <details className="history">
      <summary>{plural(others.length, { one: '另有 # 条说法', other: '另有 # 条说法' })}</summary>
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            {sourceName(one.source)} {timeWords(one.at)}：{one.kind === 'withdrawn' ? t`已收回` : givenWords(one)}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The dossier as answers of the calculator. */
function answersOf(items: readonly StoredFact[]): Answers {
  const answers: Record<string, string | Record<string, string> | Record<string, string>[]> = {}
  const records = new Map<string, Record<string, string>>()
  for (const one of items.filter((each) => each.holds && each.kind !== 'withdrawn')) {
    const event = policy.vocabulary.events.find((each) => each.key === one.event)
    const name = definitionOf(one)?.name
    if (event) {
      const list = Array.isArray(answers[event.name]) ? (answers[event.name] as Record<string, string>[]) : []
      if (!one.record) answers[event.name] = list.length > 0 ? list : '无'
      else {
        const key = `${event.key}/${one.record}`
        const record = records.get(key) ?? {}
        if (!records.has(key)) list.push(record)
        records.set(key, record)
        if (name) record[name] = one.given
        answers[event.name] = list
      }
    } else if (name && one.event === null) {
      if (one.year === null) answers[name] = one.given
      else answers[name] = { ...(typeof answers[name] === 'object' ? (answers[name] as Record<string, string>) : {}), [one.year]: one.given }
    }
  }
  return answers
}
