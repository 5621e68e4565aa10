import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { isPaid, type Measure } from '@zhida/language/ir'
import { Button, Input, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { api, ask } from '../api/client.ts'
import { FaultNote } from '../frame/state.tsx'
import { toast } from '../frame/toast.tsx'
import { measures, policy } from '../policy/policy.ts'
import { PolicyText, TextFaults } from '../text/text-page.tsx'
import { change } from '../words/amounts.ts'
import { articleName, measureName } from '../words/names.ts'
import { ruleWords, term } from '../words/terms.ts'
import { cliffsOf, overlapsOf, type Parameter, parametersOf, readParameter } from './numbers.ts'

const route = getRouteApi('/drafting')
const paying = measures.filter((one) => isPaid(one.benefit))

/** What would it cost? Change numbers and readings of the policy and run both over a population; and what the text itself gives to think about. */
export function DraftingPage(): ReactNode {
  const { measure: id, tab = 'change' } = route.useSearch()
  const go = route.useNavigate()
  const tabs = [
    ['change', t`改一改，算一算`],
    ['text', t`原文`],
    ['lints', t`原文的问题`],
  ] as const
  return (
    <>
      <h1>
        <Trans>起草</Trans>
      </h1>
      <div className="toolbar tabs no-print" role="group" aria-label={t`起草`}>
        {tabs.map(([key, name]) => (
          <Button
            key={key}
            type={tab === key ? 'primary' : 'default'}
            aria-pressed={tab === key}
            onClick={() => void go({ search: (now) => ({ ...now, tab: key === 'change' ? undefined : key }), replace: true })}
          >
            {name}
          </Button>
        ))}
      </div>
      {tab === 'text' ? <PolicyText /> : tab === 'lints' ? <Lints /> : <Change id={id} onMeasure={(next) => void go({ search: (now) => ({ ...now, measure: next }), replace: true })} />}
    </>
  )
}

/** Changed numbers by `measure/number`, as they were typed. */
type Typed = Readonly<Record<string, string>>

function Change({ id, onMeasure }: { readonly id: string | undefined; readonly onMeasure: (id: string | undefined) => void }): ReactNode {
  const [typed, setTyped] = useState<Typed>({})
  const [readings, setReadings] = useState<Readonly<Record<string, string>>>({})
  const [population, setPopulation] = useState<'dossiers' | 'synthetic'>('dossiers')
  const [size, setSize] = useState(100_000)
  const navigate = useNavigate()
  const cache = useQueryClient()
  const measure = paying.find((one) => one.id === id)
  const changes = Object.entries(typed).flatMap(([key, text]) => {
    const [of = '', name = ''] = split(key)
    const parameter = parametersOf(paying.find((one) => one.id === of) ?? NONE).find((one) => one.text === name)
    const given = parameter && readParameter(text, parameter)
    return given && parameter ? [{ key, of, name, text: `${of}/${chineseOf(parameter)}=${given}`, shown: `${measureName(of)} ${name} → ${given}` }] : []
  })
  const others = Object.entries(readings).filter(([key, option]) => option !== adoptedOf(key))
  const wrong = Object.entries(typed).some(([key, text]) => text.trim() !== '' && !changes.some((one) => one.key === key))
  const start = useMutation({
    mutationFn: (everyReading: boolean) =>
      ask(api.POST('/api/jobs/simulation', { body: { changes: changes.map((one) => one.text), readings: Object.fromEntries(others), everyReading, population, size } })),
    onSuccess: async (job) => {
      toast.info(t`正在推演，可以关掉页面，做完会告诉你。`)
      await cache.invalidateQueries({ queryKey: ['jobs'] })
      await navigate({ to: '/drafting/simulation', search: { job: job.id } })
    },
  })
  return (
    <>
      <section className="card" aria-label={t`改什么`}>
        <h2>
          <Trans>改什么</Trans>
        </h2>
        <Select
          aria-label={t`措施`}
          placeholder={t`先选一项措施`}
          showSearch
          allowClear
          optionFilterProp="label"
          style={{ width: '100%', maxWidth: 520 }}
          value={id ?? null}
          onChange={(next: string | null) => onMeasure(next ?? undefined)}
          options={paying.map((one) => ({ value: one.id, label: `${one.id} ${measureName(one.id)}` }))}
        />
        {measure && (
          <>
            {measure.quotes.map((one) => (
              <blockquote className="article" key={one.start} lang="zh-CN">
                {one.text}
              </blockquote>
            ))}
            <Numbers measure={measure} typed={typed} onTyped={setTyped} />
            <ReadingChoices measure={measure} readings={readings} onReadings={setReadings} />
          </>
        )}
      </section>
      <section className="card" aria-label={t`对谁算`}>
        <h2>
          <Trans>对谁算</Trans>
        </h2>
        <Radio.Group
          value={population}
          onChange={(event) => setPopulation(event.target.value as typeof population)}
          options={[
            { value: 'dossiers', label: t`现有的全部档案` },
            { value: 'synthetic', label: t`造出的人口（合成数据）` },
          ]}
        />
        {population === 'synthetic' && (
          <Select
            aria-label={t`多少主体`}
            value={size}
            onChange={(next: number) => setSize(next)}
            options={[10_000, 100_000, 1_000_000].map((one) => ({ value: one, label: t`${one / 10_000} 万个` }))}
          />
        )}
      </section>
      <section className="card" aria-label={t`推演`}>
        {changes.length + others.length === 0 ? (
          <p className="nothing">
            <Trans>还没有改动。选一项措施，改一个数或换一个口径。可以改几项，一起算。</Trans>
          </p>
        ) : (
          <ul>
            {changes.map((one) => (
              <li key={one.key}>
                {one.shown}{' '}
                <button type="button" className="plain" onClick={() => setTyped(without(typed, one.key))}>
                  <Trans>去掉</Trans>
                </button>
              </li>
            ))}
            {others.map(([key, option]) => (
              <li key={key}>
                {key} → {term(option)}{' '}
                <button type="button" className="plain" onClick={() => setReadings(without(readings, key))}>
                  <Trans>去掉</Trans>
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="toolbar">
          <Button type="primary" size="large" disabled={changes.length + others.length === 0 || wrong} loading={start.isPending} onClick={() => start.mutate(false)}>
            <Trans>推演</Trans>
          </Button>
          <Button disabled={start.isPending} onClick={() => start.mutate(true)}>
            <Trans>每一口径都算一遍</Trans>
          </Button>
        </div>
        {start.error && <FaultNote fault={start.error} />}
      </section>
    </>
  )
}

const NONE = { conditions: [], bonuses: [], caps: [], readings: [] } as unknown as Measure
const keyOf = (measure: Measure, parameter: Parameter): string => `${measure.id}\u0000${parameter.text}`
const split = (key: string): readonly string[] => key.split('\u0000')
const without = <T,>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(record).filter(([one]) => one !== key))

function adoptedOf(key: string): string | undefined {
  const [id, name] = key.split('/')
  return measures.find((one) => one.id === id)?.readings.find((one) => one.name === name)?.adopted
}

/** The engine names a number as the rule does, whatever language is spoken here. */
function chineseOf({ value, dimension }: Parameter): string {
  const { n, d } = value
  if (dimension === '分') return `${n / (100n * d)}${n % (100n * d) === 0n ? '' : `.${String(((n * 100n) / (100n * d)) % 100n).padStart(2, '0')}`}元`
  if (dimension === '') {
    const hundredths = (n * 10_000n) / d
    return `${hundredths / 100n}${hundredths % 100n === 0n ? '' : `.${String(hundredths % 100n).padStart(2, '0')}`}%`
  }
  return `${n / d}${dimension}`
}

function Numbers({ measure, typed, onTyped }: { readonly measure: Measure; readonly typed: Typed; readonly onTyped: (typed: Typed) => void }): ReactNode {
  const parameters = parametersOf(measure)
  if (parameters.length === 0)
    return (
      <p className="nothing">
        <Trans>这一项里没有可以改的数。</Trans>
      </p>
    )
  return (
    <fieldset className="choice">
      <legend>
        <Trans>数</Trans>
      </legend>
      <div className="numbers">
        {parameters.map((one) => {
          const key = keyOf(measure, one)
          const text = typed[key] ?? ''
          const wrong = text.trim() !== '' && readParameter(text, one) === undefined
          return (
            <div className="field" key={one.text}>
              <label htmlFor={key}>
                <Trans>原文 {one.text}，改成</Trans>
              </label>
              <Input
                id={key}
                value={text}
                placeholder={one.text}
                status={wrong ? 'error' : ''}
                aria-invalid={wrong}
                onChange={(event) => onTyped(event.target.value === '' ? without(typed, key) : { ...typed, [key]: event.target.value })}
              />
              {wrong && (
                <div className="undecided">
                  <Trans>请写成同样单位的数，例如 {one.text}</Trans>
                </div>
              )}
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}

function ReadingChoices({
  measure,
  readings,
  onReadings,
}: {
  readonly measure: Measure
  readonly readings: Readonly<Record<string, string>>
  readonly onReadings: (readings: Readonly<Record<string, string>>) => void
}): ReactNode {
  return measure.readings.map((reading) => (
    <fieldset className="choice column" key={reading.name}>
      <legend>
        <Trans>口径“{term(reading.name)}”</Trans>
      </legend>
      <Radio.Group
        value={readings[`${measure.id}/${reading.name}`] ?? reading.adopted}
        onChange={(event) => onReadings({ ...readings, [`${measure.id}/${reading.name}`]: String(event.target.value) })}
        options={reading.options.map((one) => ({
          value: one.name,
          label: `${term(one.name)}${one.text === one.name ? '' : ` — ${ruleWords(one.text)}`}${one.name === reading.adopted ? t`（采用）` : ''}`,
        }))}
      />
    </fieldset>
  ))
}

/** What the text itself gives to think about: sums, words that bind nobody, overlaps, cliffs, amounts that it leaves open. */
function Lints(): ReactNode {
  const open = paying.filter((one) => one.amount?.kind === 'unspecified')
  const narrative = policy.instruments.filter((one) => one.kind === 'narrative')
  const to = (one: Measure): ReactNode => (
    <Link to="/measures/$id" params={{ id: one.id }}>
      {measureName(one.id)}
    </Link>
  )
  return (
    <>
      <TextFaults />
      <section className="card" aria-label={t`断崖`}>
        <h2>
          <Trans>断崖：过了这个数就多一截</Trans>
        </h2>
        <ul className="rows">
          {cliffsOf(paying).map((one) => (
            <li key={`${one.measure.id}/${one.at}`}>
              {to(one.measure)} <span className="grow">{ruleWords(one.at)}</span> <span className="amount">{change(one.jumpFen)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-label={t`重叠`}>
        <h2>
          <Trans>重叠：同一条里按同一个数给两次，又没有写“不重复享受”</Trans>
        </h2>
        <ul className="rows">
          {overlapsOf(paying).map(({ a, b, on }) => (
            <li key={`${a.id}/${b.id}`}>
              {to(a)} {to(b)} <span className="help grow">{term(policy.vocabulary.facts.find((one) => one.key === on)?.name ?? on)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-label={t`没有写金额`}>
        <h2>
          <Trans>没有写金额（“一定的”“相应的”）</Trans> <span className="count">{open.length}</span>
        </h2>
        <ul className="rows">
          {open.map((one) => (
            <li key={one.id}>{to(one)}</li>
          ))}
        </ul>
      </section>
      <section className="card" aria-label={t`不约束任何人的话`}>
        <h2>{plural(narrative.length, { one: '不约束任何人的话 # 段', other: '不约束任何人的话 # 段' })}</h2>
        <ul className="rows">
          {narrative.map((one) => (
            <li key={one.id}>
              <Link to="/text" hash={`a${one.article}`}>
                {articleName(one.article)}
              </Link>
              <span className="grow" lang="zh-CN">
                {one.quotes[0]?.text.slice(0, 80)}
                {(one.quotes[0]?.text.length ?? 0) > 80 && '…'}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
