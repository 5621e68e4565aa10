import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { fullYuan, money, range } from '../words/amounts.ts'

/** An amount as people say it; the whole figure on demand. Null: not decided yet. */
export function Money({ fen }: { readonly fen: string | bigint | null }): ReactNode {
  if (fen === null)
    return (
      <span className="help">
        <Trans>未定</Trans>
      </span>
    )
  return (
    <span className="money" title={fullYuan(BigInt(fen))}>
      {money(BigInt(fen))}
    </span>
  )
}

/** A range, or the one amount where both ends are the same. */
export function Range({ low, high }: { readonly low: string | null; readonly high: string | null }): ReactNode {
  if (low === null && high === null)
    return (
      <span className="help">
        <Trans>原文未写金额</Trans>
      </span>
    )
  if (low === high) return <Money fen={low} />
  const [lowFen, highFen] = [BigInt(low ?? '0'), high === null ? null : BigInt(high)]
  return (
    <span className="money" title={highFen === null ? fullYuan(lowFen) : `${fullYuan(lowFen)} – ${fullYuan(highFen)}`}>
      {range(lowFen, highFen)}
    </span>
  )
}
