import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Outcome } from '@zhida/engine'
import type { Measure } from '@zhida/language/ir'
import { type ReactNode, use } from 'react'
import { isStarted, useCalculator, useCalculatorLink } from '../answers/calculator.tsx'
import { useResult } from '../answers/dossier.ts'
import { measures, policy } from '../policy/policy.ts'
import { listed, missingName } from '../results/missing.ts'
import { ReasonTree } from '../results/reason.tsx'
import { showAward, showNearMiss, verdictWord } from '../words/amounts.ts'
import { articleName } from '../words/names.ts'
import { ruleWords, term } from '../words/terms.ts'
import { RulePicture } from './picture.tsx'

const route = getRouteApi('/measures/$id')
const casesLoaded = import('../policy/cases.ts').then(({ cases }) => cases)

/** One measure: the article's words, who, conditions, how much, a picture, the readings, worked cases, and where the firm stands. */
export function MeasurePage(): ReactNode {
  const { id } = route.useParams()
  const { session } = useCalculator()
  const { result } = useResult()
  const back = useCalculatorLink()
  const place = measures.findIndex((one) => one.id === id)
  const measure = measures[place]
  if (!measure) {
    return (
      <>
        <h1>
          <Trans>没有编号为 {id} 的措施</Trans>
        </h1>
        <p>
          <Trans>
            <Link to="/">回到首页</Link>，或在<Link to="/text">政策原文</Link>里点一句话。
          </Trans>
        </p>
      </>
    )
  }
  const asked = isStarted(session)
  const outcome = result.outcomes.find((one) => one.measure === id)
  const faults = policy.faults.filter((one) => one.instrument === id)
  const [before, after] = [measures[place - 1], measures[place + 1]]
  return (
    <>
      <p className="crumbs">
        <Link to="/" {...back}>
          <Trans>试算</Trans>
        </Link>{' '}
        /{' '}
        <Link to="/text" hash={`a${measure.article}`}>
          {articleName(measure.article)}
        </Link>
      </p>
      <h1>
        {term(measure.name)} <span className="tag">{term(measure.benefit)}</span>
      </h1>
      {measure.quotes.map((quote) => (
        <blockquote className="article" key={quote.start} lang="zh-CN">
          {quote.text}
        </blockquote>
      ))}
      <Rule measure={measure} outcome={asked ? outcome : undefined} />
      {asked && outcome && <Yours outcome={outcome} />}
      {measure.readings.length > 0 && <Readings measure={measure} outcome={asked ? outcome : undefined} />}
      {faults.length > 0 && (
        <section className="card" aria-label={t`原文的疑点`}>
          <h2>
            <Trans>原文的疑点</Trans>
          </h2>
          <ul lang="zh-CN">
            {faults.map((one) => (
              <li key={one.words}>{one.words}</li>
            ))}
          </ul>
        </section>
      )}
      <Cases id={id} />
      <p className="help">
        <Trans>
          规则写在 {measure.place.file} 第 {measure.place.line} 行
        </Trans>
      </p>
      <nav className="pager" aria-label={t`前后措施`}>
        {before && (
          <Link to="/measures/$id" params={{ id: before.id }}>
            ← {term(before.name)}
          </Link>
        )}
        {after && (
          <Link to="/measures/$id" params={{ id: after.id }}>
            {term(after.name)} →
          </Link>
        )}
      </nav>
    </>
  )
}

function Rule({ measure, outcome }: { readonly measure: Measure; readonly outcome: Outcome | undefined }): ReactNode {
  return (
    <dl className="rule card">
      <dt>
        <Trans>给谁</Trans>
      </dt>
      <dd>{term(measure.subject.name)}</dd>
      <dt>
        <Trans>条件</Trans>
      </dt>
      <dd>
        {measure.conditions.length === 0 && t`原文没有写条件`}
        <ul>
          {measure.conditions.map((one) => (
            <li key={one.text}>{ruleWords(one.text)}</li>
          ))}
          {measure.basis.kind === 'series' && (
            <li>
              <Trans>自起算日起 {measure.basis.years} 年内，每年一次</Trans>
            </li>
          )}
          {measure.once === 'award' && (
            <li>
              <Trans>一次性：以前没有领过</Trans>
            </li>
          )}
          {measure.once === 'base' && (
            <li>
              <Trans>基础部分一次性：以前领过的不再给，另加部分照给</Trans>
            </li>
          )}
        </ul>
      </dd>
      <dt>
        <Trans>给多少</Trans>
      </dt>
      <dd>
        <AmountWords measure={measure} />
        <RulePicture measure={measure} outcome={outcome} />
      </dd>
      <dt>
        <Trans>谁来办</Trans>
      </dt>
      <dd>
        <Trans>
          牵头：{term(measure.department)}；出资：{listed(measure.payers.map((one) => term(one.payer)))}
        </Trans>
        {measure.fund && <Trans>；资金：{term(measure.fund)}</Trans>}
      </dd>
      {measure.note && (
        <>
          <dt>
            <Trans>说明</Trans>
          </dt>
          <dd lang="zh-CN">{measure.note}</dd>
        </>
      )}
    </dl>
  )
}

function Yours({ outcome }: { readonly outcome: Outcome }): ReactNode {
  return (
    <section className="card" aria-label={t`你们的情况`}>
      <h2>
        <Trans>你们：{verdictWord(outcome.verdict)}</Trans> {outcome.verdict !== 'not-due' && <span title={showAward(outcome.award).full}>{showAward(outcome.award).short}</span>}
      </h2>
      {outcome.missing.length > 0 && (
        <p className="missing">
          <Trans>还缺：{listed(outcome.missing.map(missingName))}</Trans>
        </p>
      )}
      {outcome.nearMisses.map((one) => (
        <p className="near" key={one.condition}>
          {showNearMiss(one)}
        </p>
      ))}
      <ReasonTree reason={outcome.reason} />
    </section>
  )
}

function Readings({ measure, outcome }: { readonly measure: Measure; readonly outcome: Outcome | undefined }): ReactNode {
  return (
    <section className="card" aria-label={t`口径`}>
      <h2>
        <Trans>口径：原文留有余地的地方</Trans>
      </h2>
      {measure.readings.map((reading) => (
        <div key={reading.name} className="reading">
          <h3>{term(reading.name)}</h3>
          <ul>
            {reading.options.map((option) => {
              const other = outcome?.readings.find((one) => one.name === reading.name)?.alternatives.find((one) => one.option === option.name)
              const would = other && (other.verdict === 'not-due' ? verdictWord('not-due') : showAward(other.award).short)
              return (
                <li key={option.name}>
                  {option.name === reading.adopted && (
                    <span className="tag">
                      <Trans>采用</Trans>
                    </span>
                  )}
                  {term(option.name)}
                  {option.text !== option.name && t`：${ruleWords(option.text)}`}
                  {would && t`（你们若按此：${would}）`}
                </li>
              )
            })}
          </ul>
          <p className="help">{term(reading.reason)}</p>
        </div>
      ))}
    </section>
  )
}

function Cases({ id }: { readonly id: string }): ReactNode {
  const shown = use(casesLoaded).filter((one) => one.measure === id)
  if (shown.length === 0) return null
  return (
    <section className="card" aria-label={t`算例`}>
      <h2>
        <Trans>算例（合成数据）</Trans>
      </h2>
      <ul className="cases" lang="zh-CN">
        {shown.map((one) => (
          <li key={one.name}>
            <span>{one.name}</span>
            <strong>
              {verdictWord(one.verdict)} {one.amount === '无' ? '' : one.amount}
            </strong>
            <span className="help">{one.how}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function AmountWords({ measure }: { readonly measure: Measure }): ReactNode {
  const { amount } = measure
  const lines = !amount
    ? [term(measure.gives)]
    : amount.kind === 'tiers'
      ? amount.tiers.map((one) => `${one.text.replace('值', amount.text)}：${one.amount.text}`)
      : amount.kind === 'by-category'
        ? []
        : [amount.kind === 'unspecified' ? t`金额原文未定（“一定的”“相应的”），由主管部门另定` : amount.text]
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{ruleWords(line)}</li>
      ))}
      {measure.bonuses.map((one) => (
        <li key={one.name}>
          <Trans>
            另加（{term(one.name)}）：{ruleWords(one.amount.kind === 'tiers' ? one.amount.tiers.map((tier) => `${tier.text}：${tier.amount.text}`).join('；') : one.amount.text)}
          </Trans>
        </li>
      ))}
      {measure.stages.map((one) => (
        <li key={one.name}>
          <Trans>分期：{term(one.name)}</Trans>
        </li>
      ))}
      {measure.caps.map((one) => (
        <li key={one.text}>{ruleWords(one.text)}</li>
      ))}
    </ul>
  )
}
