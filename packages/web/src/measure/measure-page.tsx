import type { Result } from '@zhida/engine'
import type { Measure } from '@zhida/language/ir'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { showAward, showNearMiss } from '../policy/format.ts'
import { cases, measures, policy, VERDICT_WORDS } from '../policy/policy.ts'
import { missingName } from '../results/missing.ts'
import { ReasonTree } from '../results/reason.tsx'
import { RulePicture } from './picture.tsx'

/** One measure: the article's words, who, conditions, how much, a picture, the readings, worked cases, and where the firm stands. */
export function MeasurePage({ id, result, asked }: { readonly id: string; readonly result: Result; readonly asked: boolean }): ReactNode {
  const place = measures.findIndex((one) => one.id === id)
  const measure = measures[place]
  if (!measure) {
    return (
      <main className="page">
        <h1>没有编号为 {id} 的措施</h1>
        <p>
          <Link href="/">回到首页</Link>，或在<Link href="/text">政策原文</Link>里点一句话。
        </p>
      </main>
    )
  }
  const outcome = result.outcomes.find((one) => one.measure === id)
  const shown = cases.filter((one) => one.measure === id)
  const faults = policy.faults.filter((one) => one.instrument === id)
  return (
    <main className="page">
      <p className="crumbs">
        <Link href="/">我的企业</Link> / <Link href={`/text#a${measure.article}`}>第{measure.article}条</Link>
      </p>
      <h1>
        {measure.name} <span className="tag">{measure.benefit}</span>
      </h1>
      {measure.quotes.map((quote) => (
        <blockquote className="article" key={quote.start}>
          {quote.text}
        </blockquote>
      ))}
      <dl className="rule">
        <dt>给谁</dt>
        <dd>{measure.subject.name}</dd>
        <dt>条件</dt>
        <dd>
          {measure.conditions.length === 0 ? '原文没有写条件' : null}
          <ul>
            {measure.conditions.map((one) => (
              <li key={one.text}>{one.text}</li>
            ))}
            {measure.basis.kind === 'series' && <li>自起算日起 {measure.basis.years} 年内，每年一次</li>}
            {measure.once === 'award' && <li>一次性：以前没有领过</li>}
            {measure.once === 'base' && <li>基础部分一次性：以前领过的不再给，另加部分照给</li>}
          </ul>
        </dd>
        <dt>给多少</dt>
        <dd>
          <AmountWords measure={measure} />
          {outcome && <RulePicture measure={measure} outcome={asked ? outcome : undefined} />}
        </dd>
        <dt>谁来办</dt>
        <dd>
          牵头：{measure.department}；出资：{measure.payers.map((one) => one.payer).join('、')}
          {measure.fund && `；资金：${measure.fund}`}
        </dd>
        {measure.note && (
          <>
            <dt>说明</dt>
            <dd>{measure.note}</dd>
          </>
        )}
      </dl>
      {asked && outcome && (
        <section aria-label="你们的情况">
          <h2>
            你们：{VERDICT_WORDS[outcome.verdict]} {outcome.verdict !== 'not-due' && <span title={showAward(outcome.award).full}>{showAward(outcome.award).short}</span>}
          </h2>
          {outcome.missing.length > 0 && <p className="missing">还缺：{outcome.missing.map(missingName).join('、')}</p>}
          {outcome.nearMisses.map((one) => (
            <p className="near" key={one.condition}>
              {showNearMiss(one)}
            </p>
          ))}
          <ReasonTree reason={outcome.reason} />
        </section>
      )}
      {measure.readings.length > 0 && (
        <section aria-label="口径">
          <h2>口径：原文留有余地的地方</h2>
          {measure.readings.map((reading) => (
            <div key={reading.name} className="reading">
              <h3>{reading.name}</h3>
              <ul>
                {reading.options.map((option) => {
                  const other = outcome?.readings.find((one) => one.name === reading.name)?.alternatives.find((one) => one.option === option.name)
                  return (
                    <li key={option.name}>
                      {option.name === reading.adopted ? <span className="tag">采用</span> : null}
                      {option.name}
                      {option.text !== option.name && `：${option.text}`}
                      {asked && other && `（你们若按此：${other.verdict === 'not-due' ? '不符合' : showAward(other.award).short}）`}
                    </li>
                  )
                })}
              </ul>
              <p className="help">{reading.reason}</p>
            </div>
          ))}
        </section>
      )}
      {faults.length > 0 && (
        <section aria-label="原文的疑点">
          <h2>原文的疑点</h2>
          <ul>
            {faults.map((one) => (
              <li key={one.words}>{one.words}</li>
            ))}
          </ul>
        </section>
      )}
      {shown.length > 0 && (
        <section aria-label="算例">
          <h2>算例（合成数据）</h2>
          <ul className="cases">
            {shown.map((one) => (
              <li key={one.name}>
                <span>{one.name}</span>
                <strong>
                  {VERDICT_WORDS[one.verdict]} {one.amount === '无' ? '' : one.amount}
                </strong>
                <span className="help">{one.how}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="help">
        规则写在 {measure.place.file} 第 {measure.place.line} 行
      </p>
      <nav className="pager" aria-label="前后措施">
        {measures[place - 1] && <Link href={`/measures/${measures[place - 1]?.id}`}>← {measures[place - 1]?.name}</Link>}
        {measures[place + 1] && <Link href={`/measures/${measures[place + 1]?.id}`}>{measures[place + 1]?.name} →</Link>}
      </nav>
    </main>
  )
}

function AmountWords({ measure }: { readonly measure: Measure }): ReactNode {
  const { amount } = measure
  const lines = !amount
    ? [measure.gives]
    : amount.kind === 'tiers'
      ? amount.tiers.map((one) => `${one.text.replace('值', amount.text)}：${one.amount.text}`)
      : amount.kind === 'by-category'
        ? []
        : [amount.kind === 'unspecified' ? '金额原文未定（“一定的”“相应的”），由主管部门另定' : amount.text]
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {measure.bonuses.map((one) => (
        <li key={one.name}>
          另加（{one.name}）：{one.amount.kind === 'tiers' ? one.amount.tiers.map((tier) => `${tier.text}：${tier.amount.text}`).join('；') : one.amount.text}
        </li>
      ))}
      {measure.stages.map((one) => (
        <li key={one.name}>分期：{one.name}</li>
      ))}
      {measure.caps.map((one) => (
        <li key={one.text}>{one.text}</li>
      ))}
    </ul>
  )
}
