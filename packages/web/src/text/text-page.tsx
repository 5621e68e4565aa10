import type { Instrument, NumberBinding } from '@zhida/language/ir'
import { Fragment, type ReactNode, useEffect, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { policy } from '../policy/policy.ts'

const KINDS = { measure: '措施', fund: '资金', quota: '指标', target: '目标', task: '任务', narrative: '表述' } as const
type Kind = Instrument['kind']
const ORDER: readonly Kind[] = ['narrative', 'task', 'target', 'quota', 'fund', 'measure']

interface Piece {
  readonly start: number
  readonly text: string
  readonly instrument: Instrument | undefined
  readonly number: NumberBinding | undefined
  readonly article: number | undefined
}

/** Cuts the text where the instrument changes, a number begins or ends, or an article starts. */
function pieces(): readonly Piece[] {
  const { text } = policy
  const owner = new Array<Instrument | undefined>(text.length)
  for (const kind of ORDER) for (const one of policy.instruments) if (one.kind === kind) for (const quote of one.quotes) owner.fill(one, quote.start, quote.end)
  const numbers = new Map(policy.numbers.map((one) => [one.start, one]))
  const articles = new Map(policy.areas.flatMap((area) => area.articles.map((one) => [one.start, one.number] as const)))
  const list: Piece[] = []
  for (let at = 0; at < text.length; ) {
    const number = numbers.get(at)
    let end = number?.end ?? at + 1
    if (!number) while (end < text.length && owner[end] === owner[at] && !numbers.has(end) && !articles.has(end)) end += 1
    list.push({ start: at, text: text.slice(at, end), instrument: owner[at], number, article: articles.get(at) })
    at = end
  }
  return list
}

/** The policy as published, coloured by kind of instrument; each number leads to its rule. */
export function TextPage(): ReactNode {
  const all = useMemo(pieces, [])
  const [only, setOnly] = useState<Kind>()
  const [chosen, setChosen] = useState<Instrument>()
  useEffect(() => {
    const id = window.location.hash.slice(1)
    if (/^a\d+$/.test(id)) document.getElementById(id)?.scrollIntoView()
  }, [])
  return (
    <main className="page">
      <h1>{policy.title}</h1>
      <p>
        {policy.number}，{policy.issuer}，{policy.issued}。原文一字未改；{policy.numbers.length} 个数字都标明了去处。
      </p>
      <div className="legend" role="group" aria-label="按种类突出显示">
        {[...ORDER].reverse().map((kind) => (
          <button type="button" key={kind} className={`kind kind-${kind}`} aria-pressed={only === kind} onClick={() => setOnly(only === kind ? undefined : kind)}>
            {KINDS[kind]} {policy.instruments.filter((one) => one.kind === kind).length}
          </button>
        ))}
      </div>
      <div className={`policy-text${only ? ` only only-${only}` : ''}`}>
        {all.map((piece) => (
          <PieceView key={piece.start} piece={piece} onChoose={setChosen} />
        ))}
      </div>
      {chosen && <About instrument={chosen} onClose={() => setChosen(undefined)} />}
      <section aria-label="原文自身的问题">
        <h2>原文自身的问题（照录，不改）</h2>
        <ul>
          {policy.faults.map((one) => (
            <li key={one.words}>
              {one.article > 0 ? `第${one.article}条：` : ''}
              {one.words}
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}

function PieceView({ piece, onChoose }: { readonly piece: Piece; readonly onChoose: (one: Instrument) => void }): ReactNode {
  const { instrument, number, text, article } = piece
  const anchor = article === undefined ? null : <span id={`a${article}`} className="anchor" />
  const kind = instrument ? `kind-${instrument.kind}` : ''
  if (number?.to.kind === 'instrument' && instrument && !/^领域|^\d+$/.test(number.to.id)) {
    const title = `${number.text} → ${number.to.id} ${instrument.name}（${number.to.place}）`
    return (
      <Fragment>
        {anchor}
        {instrument.kind === 'measure' ? (
          <Link className={`number ${kind}`} href={`/measures/${instrument.id}`} title={title}>
            {text}
          </Link>
        ) : (
          <button type="button" className={`number ${kind}`} title={title} onClick={() => onChoose(instrument)}>
            {text}
          </button>
        )}
      </Fragment>
    )
  }
  const title = number?.to.kind === 'name' ? `名称或引用：${number.to.phrase}` : instrument && `${KINDS[instrument.kind]}：${instrument.name}`
  const className = `${kind}${number ? ' number-name' : ''}`
  return (
    <Fragment>
      {anchor}
      {instrument?.kind === 'measure' ? (
        <Link className={`words ${className}`} href={`/measures/${instrument.id}`} title={title} tabIndex={-1}>
          {text}
        </Link>
      ) : (
        <span className={className} title={title}>
          {text}
        </span>
      )}
    </Fragment>
  )
}

function About({ instrument, onClose }: { readonly instrument: Instrument; readonly onClose: () => void }): ReactNode {
  return (
    <aside className="about" aria-label="这句话是什么">
      <strong>
        {KINDS[instrument.kind]} {instrument.id}：{instrument.name}
      </strong>
      <p>牵头：{instrument.department}</p>
      {instrument.kind === 'target' && (
        <p>
          指标：{instrument.comparison} {instrument.display || '（原文没有写出数字）'}，期限 {instrument.deadline}
        </p>
      )}
      {instrument.kind === 'fund' && instrument.parts.length > 0 && <p>分项：{instrument.parts.map((one) => one.name).join('、')}</p>}
      {instrument.kind === 'measure' && <Link href={`/measures/${instrument.id}`}>看这一项措施</Link>}
      <button type="button" onClick={onClose}>
        关闭
      </button>
    </aside>
  )
}
