import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { brief, fullYuan, money, range } from '../words/amounts.ts'

interface MoneyProps {
  readonly fen: string | bigint | null
  /** A sum in an overview: rounded where it is long, and said so. */
  readonly short?: boolean
}

/** An amount as people say it; the whole figure on demand. Null: not decided yet. */
export function Money({ fen, short }: MoneyProps): ReactNode {
  if (fen === null)
    return (
      <span className="help">
        <Trans>未定</Trans>
      </span>
    )
  return (
    <span className="money" title={fullYuan(BigInt(fen))}>
      {short ? brief(BigInt(fen)) : money(BigInt(fen))}
    </span>
  )
}

/** A range, or the one amount where both ends are the same. */
export function Range({ low, high, short }: { readonly low: string | null; readonly high: string | null; readonly short?: boolean }): ReactNode {
  if (low === null && high === null)
    return (
      <span className="help">
        <Trans>原文未写金额</Trans>
      </span>
    )
  const [lowFen, highFen] = [BigInt(low ?? '0'), high === null ? null : BigInt(high)]
  return (
    <span className="money range" title={highFen === null || highFen === lowFen ? fullYuan(lowFen) : `${fullYuan(lowFen)} – ${fullYuan(highFen)}`}>
      {range(lowFen, highFen, short ? brief : money)}
    </span>
  )
}
