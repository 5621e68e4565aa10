import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Dossier, Fact, Outcome } from '@zhida/engine'
import { decode, type FactDefinition } from '@zhida/language/ir'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { api, ask } from '../api/client.ts'
import { Money } from '../frame/money.tsx'
import { FaultNote, Loaded, Named } from '../frame/state.tsx'
import { useHas } from '../people/session.ts'
import { policy } from '../policy/policy.ts'
import { ReasonTree } from '../results/reason.tsx'
import { quantity, verdictWord } from '../words/amounts.ts'
import { measureName } from '../words/names.ts'
import { ruleWords, term } from '../words/terms.ts'
import { timeWords } from '../words/time.ts'
import { Report } from './audit-page.tsx'

const route = getRouteApi('/audit/$number')

/** One decision in full: what was known, which rule, which reading, who, when; and the same computed again. */
export function DecisionPage(): ReactNode {
  const { number } = route.useParams()
  const auditor = useHas('auditor')
  const query = useQuery({ queryKey: ['decision', number], queryFn: () => ask(api.GET('/api/decisions/{number}', { params: { path: { number } } })) })
  return (
    <>
      <p className="crumbs no-print">
        <Link to="/audit">
          <Trans>审计</Trans>
        </Link>
      </p>
      <Loaded query={query} title={t`决定`}>
        {(one) => {
          const outcome = decode<Outcome>(one.outcome)
          return (
            <>
              <h1>
                <Trans>第 {one.number} 号决定</Trans> <Money fen={one.amountFen} />
              </h1>
              <dl className="rule card">
                <dt>
                  <Trans>给谁</Trans>
                </dt>
                <dd>
                  <Named name={one.name} synthetic={one.synthetic} />
                </dd>
                <dt>
                  <Trans>措施</Trans>
                </dt>
                <dd>
                  <Link to="/measures/$id" params={{ id: one.measure }}>
                    {measureName(one.measure)}
                  </Link>
                </dd>
                <dt>
                  <Trans>申报件</Trans>
                </dt>
                <dd>
                  <Link to="/claims/$id" params={{ id: one.claim }}>
                    {one.claimNumber}
                  </Link>{' '}
                  <a href={`/api/claims/${one.claim}/letter`}>
                    <Trans>通知书（PDF）</Trans>
                  </a>
                </dd>
                <dt>
                  <Trans>谁、什么时候</Trans>
                </dt>
                <dd>
                  {one.who} {timeWords(one.at)}
                </dd>
                <dt>
                  <Trans>金额</Trans>
                </dt>
                <dd>
                  <Money fen={one.amountFen} />{' '}
                  <Trans>
                    （规则允许 <Money fen={one.lowFen} /> 至 <Money fen={one.highFen} />
                    ，此前已得 <Money fen={one.beforeFen} />）
                  </Trans>
                </dd>
                <dt>
                  <Trans>理由</Trans>
                </dt>
                <dd>{one.reason}</dd>
                <dt>
                  <Trans>按哪一天</Trans>
                </dt>
                <dd>{one.day}</dd>
                <dt>
                  <Trans>口径</Trans>
                </dt>
                <dd>
                  {outcome.readings.length === 0 ? (
                    <Trans>这一项没有需要选择的口径</Trans>
                  ) : (
                    <ul>
                      {outcome.readings.map((reading) => (
                        <li key={reading.name}>
                          <Trans>
                            “{term(reading.name)}”按“{term(reading.chosen)}”
                          </Trans>{' '}
                          <span className="help" lang="zh-CN">
                            {term(reading.reason)}
                          </span>
                        </li>
                      ))}
                    </ul>
                  )}
                  {one.ruled && <Trans>裁定文件 {one.ruled}</Trans>}
                </dd>
                <dt>
                  <Trans>规则</Trans>
                </dt>
                <dd className="hash">{one.pack}</dd>
                <dt>
                  <Trans>数据</Trans>
                </dt>
                <dd className="hash">{one.facts}</dd>
                <dt>
                  <Trans>链</Trans>
                </dt>
                <dd className="hash">
                  {one.previous} → {one.hash}
                </dd>
              </dl>
              {auditor && <Replay number={number} />}
              <div className="two">
                <section className="card" aria-label={t`当时的结论`}>
                  <h2>
                    <Trans>当时的结论：{verdictWord(outcome.verdict)}</Trans>
                  </h2>
                  <blockquote className="article" lang="zh-CN">
                    {outcome.reason.quote}
                  </blockquote>
                  <ReasonTree reason={outcome.reason} />
                </section>
                <Known dossier={decode<Dossier>(one.dossier)} />
              </div>
            </>
          )
        }}
      </Loaded>
    </>
  )
}

function Replay({ number }: { readonly number: string }): ReactNode {
  const replay = useMutation({ mutationFn: () => ask(api.GET('/api/decisions/replay', { params: { query: { number } } })) })
  return (
    <>
      <div className="toolbar no-print">
        <Button type="primary" loading={replay.isPending} onClick={() => replay.mutate()}>
          <Trans>重算这一个</Trans>
        </Button>
        <Button onClick={() => window.print()}>
          <Trans>打印</Trans>
        </Button>
      </div>
      {replay.data && <Report faults={replay.data.faults} good={t`重算结果逐字节相同。`} />}
      {replay.error && <FaultNote fault={replay.error} />}
    </>
  )
}

/** All facts that the rules saw then, whatever the dossier says now. */
function Known({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const { facts, events } = policy.vocabulary
  const line = (definition: FactDefinition | undefined, key: string, year: string | undefined, fact: Fact): ReactNode => (
    <li key={`${key}/${year ?? ''}`}>
      <span className="grow">
        {term(definition?.name ?? key)}
        {year && t`（${year}年）`} <strong>{valueWords(fact, definition)}</strong>
      </span>
      <span className="help">{ruleWords(fact.source)}</span>
    </li>
  )
  return (
    <section className="card" aria-label={t`当时知道的`}>
      <h2>
        <Trans>当时知道的全部数据</Trans>
      </h2>
      <ul className="rows">
        {Object.entries(dossier.facts).map(([name, fact]) => {
          const [key = name, year] = name.split('@')
          return line(
            facts.find((one) => one.key === key),
            key,
            year,
            fact,
          )
        })}
      </ul>
      {Object.entries(dossier.events).map(([key, records]) => {
        const event = events.find((one) => one.key === key)
        return (
          <div key={key}>
            <h3>
              {term(event?.name ?? key)} <span className="count">{records.length}</span>
            </h3>
            {records.map((record, index) => (
              <ul className="rows" key={index}>
                {Object.entries(record).map(([field, fact]) =>
                  line(
                    event?.fields.find((one) => one.key === field),
                    field,
                    undefined,
                    fact,
                  ),
                )}
              </ul>
            ))}
          </div>
        )
      })}
    </section>
  )
}

function valueWords({ value }: Fact, definition: FactDefinition | undefined): string {
  switch (value.kind) {
    case 'number':
      return quantity(value.value, definition?.type.kind === 'number' ? definition.type.dimension : '')
    case 'truth':
      return value.value ? t`是` : t`否`
    case 'none':
      return t`无此项`
    default:
      return term(value.value)
  }
}
