import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, type ReactNode, useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from 'react'

export interface Column<T> {
  readonly key: string
  readonly title: string
  readonly cell: (row: T) => ReactNode
  /** A track of CSS grid: `minmax(8rem, 2fr)`. */
  readonly width: string
  readonly end?: boolean
  /** The server's name of this order, where it has one. */
  readonly order?: string
}

interface Selection<T> {
  readonly chosen: (row: T) => boolean
  readonly choose: (row: T, yes: boolean) => void
  readonly nameOf: (row: T) => string
}

interface GridProps<T> {
  readonly label: string
  /** The same array as long as it says the same: rows are drawn anew with it. */
  readonly columns: readonly Column<T>[]
  readonly total: number
  /** Undefined while it is on its way. */
  readonly rowAt: (index: number) => T | undefined
  /** What is on the screen, so that what comes next can be fetched. */
  readonly onRange: (from: number, to: number) => void
  readonly order?: string
  readonly onOrder?: (order: string) => void
  readonly selection?: Selection<T> | undefined
  readonly className?: (row: T) => string
}

const ROW = 45
const CARD = 150
const NARROW = '(max-width: 760px)'

/**
 * Rows of any number: only those on the screen are drawn (TanStack Virtual), a phone gets them as cards. Arrow keys walk from row to
 * row, Enter opens, Space chooses.
 */
export function Grid<T>({ label, columns, total, rowAt, onRange, order, onOrder, selection, className }: GridProps<T>): ReactNode {
  const body = useRef<HTMLDivElement>(null)
  const narrow = useNarrow()
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top ?? 0
    setMargin(top + window.scrollY)
  })
  const virtual = useWindowVirtualizer({ count: total, estimateSize: () => (narrow ? CARD : ROW), overscan: 15, scrollMargin: margin })
  const items = virtual.getVirtualItems()
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => onRange(from, to), [from, to, onRange])
  const tracks = `${selection ? 'auto ' : ''}${columns.map((one) => one.width).join(' ')}`
  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
    if (!row || (event.target instanceof HTMLInputElement && event.key === ' ')) return
    const index = Number(row.dataset.index)
    if (event.key === ' ' && selection) {
      const data = rowAt(index)
      if (!data) return
      event.preventDefault()
      selection.choose(data, !selection.chosen(data))
      return
    }
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: total - 1, PageDown: Math.min(total - 1, index + 15), PageUp: Math.max(0, index - 15) }[event.key]
    if (next === undefined || next < 0 || next >= total) return
    event.preventDefault()
    virtual.scrollToIndex(next)
    requestAnimationFrame(() => requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-index="${next}"] a, [data-index="${next}"] input`)?.focus({ preventScroll: true })))
  }
  return (
    <div role="table" aria-label={label} aria-rowcount={total + 1} className="grid card">
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className="grid-row grid-head" style={{ gridTemplateColumns: tracks }}>
          {selection && (
            <span role="columnheader" className="grid-check">
              <span className="visually-hidden">
                <Trans>选中</Trans>
              </span>
            </span>
          )}
          {columns.map((one) => (
            <span role="columnheader" key={one.key} className={one.end ? 'end' : ''} aria-sort={one.order !== undefined && one.order === order ? 'ascending' : undefined}>
              {one.order !== undefined && onOrder ? (
                <button type="button" className="plain" onClick={() => onOrder(one.order ?? '')}>
                  {one.title}
                  <span aria-hidden="true">{one.order === order ? ' ▾' : ''}</span>
                </button>
              ) : (
                one.title
              )}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className="grid-body" style={{ height: virtual.getTotalSize() }} onKeyDown={keys}>
        {items.map(({ index, start, key }) => {
          const row = rowAt(index)
          return (
            <div
              role="row"
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              className={`grid-row${row && className ? ` ${className(row)}` : ''}`}
              style={{ gridTemplateColumns: tracks, transform: `translateY(${start - margin}px)` }}
            >
              <Cells index={index} row={row} columns={columns} selection={selection} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface RowProps<T> {
  readonly index: number
  readonly row: T | undefined
  readonly columns: readonly Column<T>[]
  readonly selection: Selection<T> | undefined
}

/** What a row says follows as soon as no key waits for it. */
function Cells<T>({ index, row, columns, selection }: RowProps<T>): ReactNode {
  const shown = useDeferredValue(row) ?? row
  if (shown === undefined)
    return (
      <span role="cell" className="help grid-waiting">
        <Trans>第 {index + 1} 行，正在读取</Trans>
      </span>
    )
  return (
    <>
      {selection && (
        <span role="cell" className="grid-check">
          <input type="checkbox" aria-label={t`选中 ${selection.nameOf(shown)}`} checked={selection.chosen(shown)} onChange={(event) => selection.choose(shown, event.target.checked)} />
        </span>
      )}
      <Said row={shown} columns={columns} />
    </>
  )
}

const Said = memo(function Said<T>({ row, columns }: { readonly row: T; readonly columns: readonly Column<T>[] }): ReactNode {
  return columns.map((one) => (
    <span role="cell" key={one.key} className={`cell-${one.key}${one.end ? ' end' : ''}`}>
      {one.cell(row)}
    </span>
  ))
}) as <T>(props: { readonly row: T; readonly columns: readonly Column<T>[] }) => ReactNode

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia(NARROW).matches)
  useEffect(() => {
    const media = window.matchMedia(NARROW)
    const told = (): void => setNarrow(media.matches)
    media.addEventListener('change', told)
    return () => media.removeEventListener('change', told)
  }, [])
  return narrow
}
