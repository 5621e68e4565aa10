import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Outcome } from '@zhida/engine'
import { decode, type FactDefinition } from '@zhida/language/ir'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask } from '../api/client.ts'
import { EvidenceBox } from '../claim/evidence.tsx'
import { refresh } from '../frame/fresh.ts'
import { Empty, FaultNote, Loaded, Synthetic } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { useHas } from '../people/session.ts'
import { policy } from '../policy/policy.ts'
import { FactField } from '../questions/field.tsx'
import { Why } from '../results/results.tsx'
import { showAward, verdictWord } from '../words/amounts.ts'
import { measureName } from '../words/names.ts'
import { term } from '../words/terms.ts'
import { FactsTable } from './facts-table.tsx'
import { OtherClaims } from './other-claims.tsx'

const route = getRouteApi('/subjects/$id')

/** A dossier as the office sees it: facts with sources, what the rules make of them, claims, files. */
export function SubjectPage(): ReactNode {
  const { id } = route.useParams()
  const officer = useHas('officer')
  const subject = useQuery({ queryKey: ['subject', id], queryFn: () => ask(api.GET('/api/subjects/{id}', { params: { path: { id } } })) })
  return (
    <>
      <p className="crumbs no-print">
        <Link to="/subjects">
          <Trans>主体档案</Trans>
        </Link>
      </p>
      <Loaded query={subject} title={t`主体`}>
        {(found) => (
          <>
            <h1>
              {found.name} {found.synthetic && <Synthetic />}
            </h1>
            <p className="help">
              <Trans>统一社会信用代码 {found.creditCode}</Trans> · {found.bankAccount ? t`收款账号尾号 ${found.bankAccount.slice(-4)}` : t`收款账号未登记`}
            </p>
            <div className="toolbar no-print">
              <a className="export" href={`/api/subjects/${id}/table`}>
                <Trans>全部资料存成 Excel</Trans>
              </a>
            </div>
            <div className="two">
              <div>
                <FactsTable subject={id} />
                {officer && <Record subject={id} />}
                <Outcomes subject={id} />
              </div>
              <div>
                <OtherClaims subject={id} />
                <EvidenceBox subject={id} mayAdd={officer} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </>
  )
}

/** A department's own word on a fact. */
function Record({ subject }: { readonly subject: string }): ReactNode {
  const [key, setKey] = useState<string>()
  const [value, setValue] = useState('')
  const [year, setYear] = useState(policy.year - 1)
  const cache = useQueryClient()
  const fact = policy.vocabulary.facts.find((one): one is FactDefinition => one.key === key)
  const send = useMutation({
    mutationFn: () =>
      ask(api.POST('/api/subjects/{id}/facts', { params: { path: { id: subject } }, body: { source: 'department', facts: [{ name: fact?.name ?? '', value, ...(fact?.yearly && { year }) }] } })),
    onSuccess: async () => {
      toast.success(t`已记入档案`)
      setValue('')
      setKey(undefined)
      await refresh(cache)
    },
  })
  return (
    <section className="card no-print" aria-label={t`记入数据`}>
      <h2>
        <Trans>记入本部门掌握的数据</Trans>
      </h2>
      <div className="toolbar">
        <Select
          aria-label={t`数据项`}
          placeholder={t`数据项`}
          showSearch
          optionFilterProp="label"
          style={{ minWidth: 240 }}
          value={key ?? null}
          onChange={(next: string) => {
            setKey(next)
            setValue('')
          }}
          options={policy.vocabulary.facts.map((one) => ({ value: one.key, label: term(one.name) }))}
        />
        {fact?.yearly && (
          <Select
            aria-label={t`年度`}
            value={year}
            onChange={(next: number) => setYear(next)}
            options={[0, -1, -2].map((offset) => ({ value: policy.year + offset, label: t`${policy.year + offset}年` }))}
          />
        )}
      </div>
      {fact && <FactField key={`${fact.key}/${year}`} fact={fact} {...(fact.yearly && { year })} value={value} onChange={setValue} />}
      {fact && (
        <Button type="primary" disabled={value === ''} loading={send.isPending} onClick={() => send.mutate()}>
          <Trans>记入</Trans>
        </Button>
      )}
      {send.error && <FaultNote fault={send.error} />}
    </section>
  )
}

function Outcomes({ subject }: { readonly subject: string }): ReactNode {
  const query = useQuery({
    queryKey: ['result', subject],
    queryFn: async () => {
      const { outcomes } = await ask(api.GET('/api/subjects/{id}/result', { params: { path: { id: subject } } }))
      return outcomes.map((one) => decode<Outcome>(one.outcome)).filter((one) => one.verdict === 'due' || one.verdict === 'discretionary')
    },
  })
  return (
    <section className="card" aria-label={t`按现有数据应得的`}>
      <h2>
        <Trans>按现有数据应得的</Trans>
      </h2>
      <Loaded query={query}>
        {(outcomes) =>
          outcomes.length === 0 ? (
            <Empty>
              <Trans>没有。</Trans>
            </Empty>
          ) : (
            <ul className="rows">
              {outcomes.map((one) => (
                <li key={one.measure}>
                  <Link to="/measures/$id" params={{ id: one.measure }}>
                    {measureName(one.measure)}
                  </Link>
                  <span className="grow">{one.verdict === 'discretionary' && verdictWord(one.verdict)}</span>
                  <span className="amount" title={showAward(one.award).full}>
                    {showAward(one.award).short}
                  </span>
                  <Why outcome={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
