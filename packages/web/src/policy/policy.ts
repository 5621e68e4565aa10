import { exported } from 'virtual:policy'
import { decode, measuresOf, type Rules } from '@zhida/language/ir'

interface Built {
  readonly policy: Rules
  readonly samples: readonly { readonly name: string; readonly data: Readonly<Record<string, unknown>> }[]
}

/** The policy this page was built with, but for its text, and made-up firms to try it with. */
export const { policy, samples } = decode<Built>(exported)

export const measures = measuresOf(policy)
