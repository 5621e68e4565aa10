import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { api, ask, type Claim, type Found } from '../api/client.ts'
import { useSession } from '../people/session.ts'
import { measureName, stateName } from '../words/names.ts'
import { say } from '../words/say.ts'
import { PLACES } from './places.ts'
import { FaultNote } from './state.tsx'

interface Hit {
  readonly key: string
  readonly group: string
  readonly words: ReactNode
  readonly go: () => void
}

/** One box for everything: firms, claims, measures and pages, by characters, pinyin, initials or number. */
export function Search({ onClose }: { readonly onClose: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const asked = useDeferredValue(words.trim())
  const id = useId()
  const query = useQuery({ enabled: asked !== '', queryKey: ['search', asked], placeholderData: keepPreviousData, queryFn: () => ask(api.GET('/api/search', { params: { query: { q: asked } } })) })
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const hits = useHits(asked === '' ? undefined : query.data, asked)
  const place = Math.min(at, Math.max(0, hits.length - 1))
  const open = (hit: Hit | undefined): void => {
    if (!hit) return
    onClose()
    hit.go()
  }
  const keys = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(hits.length - 1, place + step)))
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      open(hits[place])
    }
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the box closes it; the keyboard has Escape.
    <dialog ref={dialog} className="search" aria-label={t`搜索`} onClose={onClose} onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}>
      <input
        autoFocus
        type="search"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={hits[place] ? `${id}-${place}` : undefined}
        aria-label={t`企业、申报件、措施：汉字、拼音、首字母、编号都可以`}
        placeholder={t`企业、申报件、措施：汉字、拼音、首字母、编号都可以`}
        value={words}
        onKeyDown={keys}
        onChange={(event) => {
          setWords(event.target.value)
          setAt(0)
        }}
      />
      {query.error && asked !== '' && <FaultNote fault={query.error} />}
      <div id={`${id}-list`} role="listbox" aria-label={t`结果`} className="hits">
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input's arrows and Enter choose it.
          <div key={hit.key} id={`${id}-${index}`} role="option" aria-selected={index === place} className="hit" onClick={() => open(hit)} onMouseMove={() => setAt(index)}>
            {hits[index - 1]?.group !== hit.group && <div className="hit-group">{hit.group}</div>}
            {hit.words}
          </div>
        ))}
      </div>
      {asked !== '' && query.isSuccess && !query.isFetching && hits.length === 0 && (
        <p className="nothing" role="status">
          <Trans>没有找到“{asked}”。可以只打名称的几个字，或每个字拼音的首字母。</Trans>
        </p>
      )}
    </dialog>
  )
}

function useHits(found: Found | undefined, words: string): readonly Hit[] {
  const navigate = useNavigate()
  const session = useSession()
  const places = PLACES.filter((one) => (!one.roles || one.roles.some((role) => session?.roles.includes(role))) && (words === '' || say(one.name).includes(words)))
  const clerk = session?.roles.includes('clerk') === true
  return [
    ...(found?.claims ?? []).map(
      (one): Hit => ({
        key: `claim${one.id}`,
        group: t`申报件`,
        words: (
          <>
            <strong>{one.number}</strong> {one.name} · {measureName(one.measure)} · {stateName(one.state as Claim['state'])}
          </>
        ),
        go: () => void navigate({ to: '/claims/$id', params: { id: one.id } }),
      }),
    ),
    ...(found?.subjects ?? []).map(
      (one): Hit => ({
        key: `subject${one.id}`,
        group: t`主体`,
        words: (
          <>
            {one.name} <span className="help">{one.creditCode}</span>
          </>
        ),
        go: () => void (clerk ? navigate({ to: '/dossier' }) : navigate({ to: '/subjects/$id', params: { id: one.id } })),
      }),
    ),
    ...(found?.measures ?? []).map((one): Hit => ({ key: `measure${one.id}`, group: t`措施`, words: measureName(one.id), go: () => void navigate({ to: '/measures/$id', params: { id: one.id } }) })),
    ...places.map((one): Hit => ({ key: one.to, group: t`页面`, words: say(one.name), go: () => void navigate({ to: one.to }) })),
  ]
}
