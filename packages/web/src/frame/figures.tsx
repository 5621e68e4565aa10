import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'

export interface FigureRow {
  readonly key: string
  readonly name: ReactNode
  readonly cells: readonly ReactNode[]
  readonly className?: string
}

/** A heading; one that the eye does not need is for a screen reader alone. */
type Heading = string | { readonly unseen: string }

interface FiguresProps {
  readonly label: string
  /** The heading of the names, then one a cell. */
  readonly head: readonly Heading[]
  readonly rows: readonly FigureRow[]
  readonly total?: FigureRow
}

/** Figures beside their names: a table, which a phone gets as a card a row with the headings beside the figures. */
export function Figures({ label, head, rows, total }: FiguresProps): ReactNode {
  const labelOf = (one: Heading | undefined): string | undefined => (typeof one === 'string' ? one : undefined)
  const row = (one: FigureRow): ReactNode => (
    <tr key={one.key} className={one.className}>
      <th scope="row">{one.name}</th>
      {one.cells.map((cell, index) => (
        <td key={index} data-label={labelOf(head[index + 1])}>
          {cell}
        </td>
      ))}
    </tr>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard.
    <section className="scroll" aria-label={t`表：${label}`} tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            {head.map((one, index) => (
              <th scope="col" key={index}>
                {typeof one === 'string' ? one : <span className="visually-hidden">{one.unseen}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.map(row)}</tbody>
        {total && <tfoot>{row(total)}</tfoot>}
      </table>
    </section>
  )
}
