import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Answers, toFragment } from '../answers/answers.ts'
import { api, ask, type StoredFact } from '../api/client.ts'
import { SOURCE_NAMES } from '../api/names.ts'
import { EvidenceBox } from '../claim/evidence.tsx'
import { Empty, FaultNote, Loaded } from '../frame/state.tsx'
import { timeWords } from '../frame/words.ts'
import { useSession } from '../people/session.ts'
import { policy } from '../policy/policy.ts'
import { FactField } from '../questions/fields.tsx'
import { definitionOf, factName } from './fact-name.ts'

/** What the office knows of the firm, each fact with its source; a wrong one is put right by saying the right one. */
export function DossierPage(): ReactNode {
  const session = useSession()
  const subject = session?.subject ?? ''
  const query = useQuery({ enabled: subject !== '', queryKey: ['facts', subject], queryFn: () => ask(api.GET('/api/subjects/{id}/facts', { params: { path: { id: subject } } })) })
  const [correcting, setCorrecting] = useState<StoredFact>()
  return (
    <main className="page">
      <h1>企业档案</h1>
      <Loaded query={query}>
        {({ items }) => (
          <>
            <p>
              规则用的是每项里最可靠的来源：登记机关，其次部门、导入，最后自行填报。{' '}
              <a href={`/${toFragment({ name: session?.name ?? '', synthetic: true, answers: answersOf(items) })}`}>拿这些数据试算，不提交</a>
            </p>
            <section aria-label="数据">
              <h2>
                数据 <span className="count">{items.filter((one) => one.holds).length}</span>
              </h2>
              {items.length === 0 && <Empty>档案还是空的。申报时补上的数据会记在这里。</Empty>}
              <ul className="rows">
                {items
                  .filter((one) => one.holds)
                  .map((one) => (
                    <li key={one.id}>
                      <span className="grow">
                        {factName(one)}：<strong>{one.given || '无'}</strong>
                      </span>
                      <span className="help">
                        {SOURCE_NAMES[one.source]}，{timeWords(one.at)}
                      </span>
                      {definitionOf(one) && (
                        <Button size="small" onClick={() => setCorrecting(one)}>
                          更正<span className="visually-hidden">{factName(one)}</span>
                        </Button>
                      )}
                    </li>
                  ))}
              </ul>
            </section>
            {correcting && <Correction key={correcting.id} subject={subject} fact={correcting} onClose={() => setCorrecting(undefined)} />}
          </>
        )}
      </Loaded>
      {subject !== '' && <EvidenceBox subject={subject} mayAdd />}
    </main>
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
      await cache.invalidateQueries()
      onClose()
    },
  })
  return (
    <Modal open title={`更正：${factName(fact)}`} okText="记入" cancelText="取消" okButtonProps={{ disabled: value === '', loading: send.isPending }} onOk={() => send.mutate()} onCancel={onClose}>
      <p className="help">
        现在是“{fact.given}”（{SOURCE_NAMES[fact.source]}）。{fact.source === 'declared' ? '新的数据会取代它，旧的留在历史里。' : '你的说法会记入档案，经办人会看到两者不同；来源更可靠的仍先用。'}
      </p>
      {definition && <FactField fact={definition} {...(fact.year !== null && { year: fact.year })} value={value} onChange={setValue} />}
      {send.error && <FaultNote fault={send.error} />}
    </Modal>
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
