import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Answers, toFragment } from '../answers/session.ts'
import { api, ask, type StoredFact } from '../api/client.ts'
import { EvidenceBox } from '../claim/evidence.tsx'
import { refresh } from '../frame/fresh.ts'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { useSession } from '../people/session.ts'
import { policy } from '../policy/policy.ts'
import { FactField } from '../questions/fields.tsx'
import { sourceName } from '../words/names.ts'
import { timeWords } from '../words/time.ts'
import { definitionOf, factName, givenWords } from './fact-name.ts'

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
      {held.length > 12 && (
        <Input className="no-print" aria-label={t`在档案里找`} placeholder={t`在档案里找`} allowClear style={{ maxWidth: 260 }} value={words} onChange={(event) => setWords(event.target.value)} />
      )}
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
      {correcting && <Correction key={correcting.id} subject={subject} fact={correcting} onClose={() => setCorrecting(undefined)} />}
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

function Correction({ subject, fact, onClose }: { readonly subject: string; readonly fact: StoredFact; readonly onClose: () => void }): ReactNode {
  const definition = definitionOf(fact)
  const [value, setValue] = useState('')
  const cache = useQueryClient()
  const send = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/subjects/{id}/facts', {
          params: { path: { id: subject } },
          body: {
            source: 'declared',
            facts: [{ name: definition?.name ?? fact.key, value, ...(fact.year !== null && { year: fact.year }), ...(fact.event !== null && { event: fact.event, record: fact.record ?? '' }) }],
          },
        }),
      ),
    onSuccess: async () => {
      toast.success(t`已记入档案`)
      await refresh(cache)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t`更正：${factName(fact)}`}
      okText={t`记入`}
      cancelText={t`取消`}
      okButtonProps={{ disabled: value === '', loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="help">
        <Trans>
          现在是“{givenWords(fact)}”（{sourceName(fact.source)}）。
        </Trans>{' '}
        {fact.source === 'declared' ? <Trans>新的数据会取代它，旧的留在历史里。</Trans> : <Trans>你的说法会记入档案，经办人会看到两者不同；来源更可靠的仍先用。</Trans>}
      </p>
      {definition && <FactField fact={definition} {...eventOf(fact)} {...(fact.year !== null && { year: fact.year })} value={value} onChange={setValue} />}
      {send.error && <FaultNote fault={send.error} />}
    </Modal>
  )
}

function eventOf({ event }: StoredFact): { readonly event?: string } {
  const name = policy.vocabulary.events.find((one) => one.key === event)?.name
  return name === undefined ? {} : { event: name }
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
