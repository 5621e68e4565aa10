import { formatFen, rational } from '@zhida/language/ir'
import type { ReactNode } from 'react'
import { fullYuan } from '../policy/format.ts'

/** A hundred yuan, 0.01万元: an amount that is no multiple of it is plainer in 元. */
const HUNDRED_YUAN = 10_000n

/** An amount in 万元 or 亿元 as people say it; the whole figure on demand. */
export function Money({ fen }: { readonly fen: string | null }): ReactNode {
  if (fen === null) return <span className="help">未定</span>
  return (
    <span className="money" title={fullYuan(BigInt(fen))}>
      {BigInt(fen) % HUNDRED_YUAN === 0n ? formatFen(rational(BigInt(fen))) : fullYuan(BigInt(fen))}
    </span>
  )
}

/** A range, or the one amount where both ends are the same. */
export function Range({ low, high }: { readonly low: string | null; readonly high: string | null }): ReactNode {
  if (low === null && high === null) return <span className="help">原文未写金额</span>
  if (low === high) return <Money fen={low} />
  return (
    <>
      <Money fen={low} /> 至 {high === null ? '不限' : <Money fen={high} />}
    </>
  )
}
