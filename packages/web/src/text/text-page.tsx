import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { type Instrument, KINDS, type Piece, piecesOf } from '@zhida/language/ir'
import { Fragment, type ReactNode, useEffect, useMemo, useState } from 'react'
import { policy } from '../policy/policy.ts'
import { whole } from '../policy/text.ts'
import { listed } from '../results/missing.ts'
import { term } from '../words/terms.ts'

type Kind = Instrument['kind']

export const kindName = (kind: Kind): string => ({ measure: t`措施`, fund: t`资金`, quota: t`指标`, target: t`目标`, task: t`任务`, narrative: t`表述` })[kind]

/** The policy as published, coloured by kind of instrument; each number leads to its rule. */
export function TextPage(): ReactNode {
  return (
    <>
      <h1 lang="zh-CN">{policy.title}</h1>
      <p>
        <Trans>
          {policy.number}，{policy.issuer}，{policy.issued}。原文一字未改；{whole.numbers.length} 个数字都标明了去处。
        </Trans>
      </p>
      <PolicyText />
      <TextFaults />
    </>
  )
}

/** The text itself: every stretch belongs to an instrument, every number to a rule or a name. */
export function PolicyText(): ReactNode {
  const all = useMemo(() => piecesOf(whole), [])
  const [only, setOnly] = useState<Kind>()
  const [chosen, setChosen] = useState<Instrument>()
  useEffect(() => {
    const id = window.location.hash.slice(1)
    if (/^a\d+$/.test(id)) document.getElementById(id)?.scrollIntoView()
  }, [])
  return (
    <>
      <div className="legend" role="group" aria-label={t`按种类突出显示`}>
        {[...KINDS].reverse().map((kind) => (
          <button type="button" key={kind} className={`kind kind-${kind}`} aria-pressed={only === kind} onClick={() => setOnly(only === kind ? undefined : kind)}>
            {kindName(kind)} {policy.instruments.filter((one) => one.kind === kind).length}
          </button>
        ))}
      </div>
      <div className={`policy-text${only ? ` only only-${only}` : ''}`} lang="zh-CN">
        {all.map((piece) => (
          <PieceView key={piece.start} piece={piece} onChoose={setChosen} />
        ))}
      </div>
      {chosen && <About instrument={chosen} onClose={() => setChosen(undefined)} />}
    </>
  )
}

/** Where the text contradicts itself or says nothing that can be checked: told, never mended. */
export function TextFaults(): ReactNode {
  return (
    <section className="card" aria-label={t`原文自身的问题`}>
      <h2>
        <Trans>原文自身的问题（照录，不改）</Trans>
      </h2>
      <ul lang="zh-CN">
        {policy.faults.map((one) => (
          <li key={one.words}>
            {one.article > 0 ? `第${one.article}条：` : ''}
            {one.words}
          </li>
        ))}
      </ul>
    </section>
  )
}

function PieceView({ piece, onChoose }: { readonly piece: Piece; readonly onChoose: (one: Instrument) => void }): ReactNode {
  const { instrument, number, text, article } = piece
  const anchor = article === undefined ? null : <span id={`a${article}`} className="anchor" />
  const kind = instrument ? `kind-${instrument.kind}` : ''
  if (number?.to.kind === 'instrument' && instrument && !/^领域|^\d+$/.test(number.to.id)) {
    const title = `${number.text} → ${number.to.id} ${term(instrument.name)}（${number.to.place}）`
    return (
      <Fragment>
        {anchor}
        {instrument.kind === 'measure' ? (
          <Link className={`number ${kind}`} to="/measures/$id" params={{ id: instrument.id }} title={title}>
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
  const title = number?.to.kind === 'name' ? t`名称或引用：${number.to.phrase}` : instrument && t`${kindName(instrument.kind)}：${term(instrument.name)}`
  const className = `${kind}${number ? ' number-name' : ''}`
  return (
    <Fragment>
      {anchor}
      {instrument?.kind === 'measure' ? (
        <Link className={`words ${className}`} to="/measures/$id" params={{ id: instrument.id }} title={title} tabIndex={-1}>
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
    <aside className="about" aria-label={t`这句话是什么`}>
      <strong>
        {kindName(instrument.kind)} {instrument.id} {term(instrument.name)}
      </strong>
      <p>
        <Trans>牵头：{term(instrument.department)}</Trans>
      </p>
      {instrument.kind === 'target' && (
        <p>
          <Trans>
            指标：{instrument.comparison} {instrument.display || t`（原文没有写出数字）`}，期限 {instrument.deadline}
          </Trans>
        </p>
      )}
      {instrument.kind === 'fund' && instrument.parts.length > 0 && (
        <p>
          <Trans>分项：{listed(instrument.parts.map((one) => term(one.name)))}</Trans>
        </p>
      )}
      {instrument.kind === 'measure' && (
        <Link to="/measures/$id" params={{ id: instrument.id }}>
          <Trans>看这一项措施</Trans>
        </Link>
      )}
      <button type="button" className="plain" onClick={onClose}>
        <Trans>关闭</Trans>
      </button>
    </aside>
  )
}
