import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Outcome } from '@zhida/engine'
import { type Amount, compare, constantOf, divide, type Measure, MONEY, multiply, type Rational, rational, ZERO } from '@zhida/language/ir'
import type { ReactNode } from 'react'
import { axisFigure, brief, money } from '../words/amounts.ts'
import { spoken } from '../words/language.ts'
import { ruleWords, term } from '../words/terms.ts'

const WIDTH = 560
const HEIGHT = 200
const LEFT = 70
const BOTTOM = 40

interface Point {
  readonly x: Rational
  readonly y: Rational
}

/** A small picture of the rule: steps for tiers, bars for categories, a slope that meets its cap; a mark where the firm stands. */
export function RulePicture({ measure, outcome }: { readonly measure: Measure; readonly outcome: Outcome | undefined }): ReactNode {
  const { amount } = measure
  if (!amount) return null
  if (amount.kind === 'by-category') return <Bars amount={amount} />
  if (amount.kind === 'tiers') return <Steps amount={amount} mark={standsAt(outcome)} />
  if (amount.kind === 'exact') return <Slope measure={measure} amount={amount} mark={standsAt(outcome)} />
  return null
}

function standsAt(outcome: Outcome | undefined): { readonly x: Rational; readonly fen: bigint } | undefined {
  const steps = outcome?.reason.children[0]?.children ?? []
  const amount = steps.find((one) => one.role === 'amount')
  const fact = amount?.facts[0]
  if (fact?.value?.kind !== 'number' || amount?.award?.kind !== 'exact') return undefined
  return { x: fact.value.value, fen: amount.award.fen }
}

function Bars({ amount }: { readonly amount: Extract<Amount, { kind: 'by-category' }> }): ReactNode {
  const values = amount.options.map((one) => ({
    label: one.option,
    fen: one.amount.kind === 'exact' || one.amount.kind === 'at-most' ? constantOf(one.amount.kind === 'exact' ? one.amount.value : one.amount.cap) : undefined,
    text: one.amount.text,
  }))
  const top = values.reduce((all, one) => (one.fen && compare(one.fen, all) > 0n ? one.fen : all), ZERO)
  if (top.n === 0n) return null
  return (
    <table className="bars">
      <caption className="visually-hidden">
        <Trans>各类别的金额</Trans>
      </caption>
      <tbody>
        {values.map((one) => (
          <tr key={one.label}>
            <th scope="row">{term(one.label)}</th>
            <td>
              <span className="bar" style={{ width: `${one.fen ? percent(divide(one.fen, top)) * 0.6 : 0}%` }} />
              {ruleWords(one.text)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Steps({ amount, mark }: { readonly amount: Extract<Amount, { kind: 'tiers' }>; readonly mark: { readonly x: Rational; readonly fen: bigint } | undefined }): ReactNode {
  const ends = amount.tiers.flatMap((tier) => [tier.low?.value, tier.high?.value]).filter((one) => one !== undefined)
  const last = ends.reduce((all, one) => (compare(one, all) > 0n ? one : all), ZERO)
  const right = multiply(mark && compare(mark.x, last) > 0n ? mark.x : last, rational(13n, 10n))
  const steps = amount.tiers.flatMap((tier) => {
    const fen = tier.amount.kind === 'exact' ? constantOf(tier.amount.value) : undefined
    const low = tier.low?.value ?? ZERO
    const high = tier.high?.value ?? right
    return fen && compare(low, high) < 0n ? [{ low, high, fen }] : []
  })
  const points = steps.flatMap((step): Point[] => [
    { x: step.low, y: step.fen },
    { x: step.high, y: step.fen },
  ])
  return <Plot title={t`分档金额`} points={points} right={right} dimension={amount.dimension} xMarks={[...new Set(steps.map((one) => one.low))]} mark={mark} />
}

function Slope({
  measure,
  amount,
  mark,
}: {
  readonly measure: Measure
  readonly amount: Extract<Amount, { kind: 'exact' }>
  readonly mark: { readonly x: Rational; readonly fen: bigint } | undefined
}): ReactNode {
  const cap = amount.cap && constantOf(amount.cap)
  const rate = amount.value.kind === 'arithmetic' && amount.value.op === '*' ? constantOf(amount.value.left) : undefined
  if (!cap || !rate || rate.n <= 0n) return null
  const meets = divide(cap, rate)
  const right = multiply(mark && compare(mark.x, meets) > 0n ? mark.x : meets, rational(14n, 10n))
  const points: Point[] = [
    { x: ZERO, y: ZERO },
    { x: meets, y: cap },
    { x: right, y: cap },
  ]
  return <Plot title={t`${term(measure.name)}：按比例，到上限为止`} points={points} right={right} dimension="分" xMarks={[meets]} mark={mark} />
}

interface PlotProps {
  readonly title: string
  readonly points: readonly Point[]
  readonly right: Rational
  readonly dimension: string
  readonly xMarks: readonly Rational[]
  readonly mark: { readonly x: Rational; readonly fen: bigint } | undefined
}

function Plot({ title, points, right, dimension, xMarks, mark }: PlotProps): ReactNode {
  const top = multiply(
    points.reduce((all, one) => (compare(one.y, all) > 0n ? one.y : all), rational(1n)),
    rational(115n, 100n),
  )
  const x = (value: Rational): number => LEFT + (percent(divide(value, right)) / 100) * (WIDTH - LEFT - 10)
  const y = (value: Rational): number => HEIGHT - BOTTOM - (percent(divide(value, top)) / 100) * (HEIGHT - BOTTOM - 10)
  const path = points.map((one, index) => `${index === 0 ? 'M' : 'L'}${x(one.x)} ${y(one.y)}`).join(' ')
  const levels = points.map((one) => one.y).filter((one, index, all) => one.n > 0n && all.findIndex((other) => compare(other, one) === 0n) === index)
  return (
    <figure className="picture">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        <line x1={LEFT} y1={HEIGHT - BOTTOM} x2={WIDTH - 5} y2={HEIGHT - BOTTOM} className="axis" />
        <line x1={LEFT} y1={5} x2={LEFT} y2={HEIGHT - BOTTOM} className="axis" />
        {levels.map((one) => (
          <g key={one.n.toString()}>
            <line x1={LEFT} x2={WIDTH - 5} y1={y(one)} y2={y(one)} className="grid" />
            <text x={LEFT - 6} y={y(one) + 4} textAnchor="end">
              {brief(one.n / one.d)}
            </text>
          </g>
        ))}
        {xMarks.map((one, index) => (
          <text key={index} x={x(one)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
            {axisFigure(one, dimension)}
          </text>
        ))}
        <path d={path} className="curve" />
        {mark && (
          <g>
            <circle cx={x(mark.x)} cy={y(rational(mark.fen))} r="6" className="here" />
            <text x={x(mark.x)} y={y(rational(mark.fen)) - 12} textAnchor="middle" className="here-text">
              <Trans>你们：{money(mark.fen)}</Trans>
            </text>
          </g>
        )}
      </svg>
      <figcaption>
        {title}
        {spoken() === 'en' && dimension !== '' && dimension !== MONEY && ` (${term(dimension)})`}
      </figcaption>
    </figure>
  )
}

/** Only for places on a drawing: to four digits, 0 to 100. */
function percent(share: Rational): number {
  return Number((share.n * 10_000n) / share.d) / 100
}
