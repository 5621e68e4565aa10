import { type Instrument, KIND_NAMES, KINDS, type Piece, piecesOf } from '@zhida/language/ir'
import { Fragment, type ReactNode, useEffect, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { policy } from '../policy/policy.ts'

type Kind = Instrument['kind']

/** The policy as published, coloured by kind of instrument; each number leads to its rule. */
export function TextPage(): ReactNode {
  const all = useMemo(() => piecesOf(policy), [])
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
        {[...KINDS].reverse().map((kind) => (
          <button type="button" key={kind} className={`kind kind-${kind}`} aria-pressed={only === kind} onClick={() => setOnly(only === kind ? undefined : kind)}>
            {KIND_NAMES[kind]} {policy.instruments.filter((one) => one.kind === kind).length}
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
  const title = number?.to.kind === 'name' ? `名称或引用：${number.to.phrase}` : instrument && `${KIND_NAMES[instrument.kind]}：${instrument.name}`
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
        {KIND_NAMES[instrument.kind]} {instrument.id}：{instrument.name}
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
