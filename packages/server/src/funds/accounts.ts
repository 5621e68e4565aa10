import type { Tx } from '@zhida/database'
import { type Fund, type Measure, MONEY, type Policy, type Quota } from '@zhida/language/ir'
import { type Account, openAccounts } from '@zhida/ledger'

/** A ledger account of the policy, with what the text says of it beside what documents appropriated. */
export interface PolicyFund {
  readonly code: string
  readonly name: string
  readonly instrument: string
  readonly part: string | null
  readonly unit: string
  readonly payer: string
  /** The text's figure in fen or the quota's unit; null where it names a part without one. */
  readonly stated: bigint | null
  /** 以上: the text's figure is a floor. */
  readonly floor: boolean
}

/** Where disbursed money of an account stands. */
export const disbursedCode = (code: string): string => `${code}/已拨付`
/** Where an account's money comes from. */
export const sourceCode = (payer: string, unit: string): string => `来源/${payer}/${unit}`

/** Every fund, part and quota of a policy; and, for measures whose fund the text does not name, an account of each payer. Sums of other funds have none. */
export function fundsOf(policy: Policy): readonly PolicyFund[] {
  const funds = policy.instruments.filter((one): one is Fund => one.kind === 'fund' && one.sumOf.length === 0)
  const quotas = policy.instruments.filter((one): one is Quota => one.kind === 'quota')
  const payers = new Set(
    policy.instruments.flatMap((one) =>
      one.kind === 'measure' && one.fund === undefined ? one.payers.map(({ payer }) => payer) : one.kind === 'measure' ? one.payers.slice(1).map(({ payer }) => payer) : [],
    ),
  )
  return [
    ...funds.flatMap((fund) => {
      const base = { instrument: fund.id, unit: '分', payer: fund.payer, floor: fund.atLeast }
      const whole: PolicyFund = { ...base, code: `${policy.id}/${fund.name}`, name: fund.name, part: null, stated: fund.amount?.n ?? null }
      return [whole, ...fund.parts.map((part): PolicyFund => ({ ...base, code: `${whole.code}/${part.name}`, name: part.name, part: part.name, stated: part.amount?.n ?? null }))]
    }),
    ...quotas.map(
      (quota): PolicyFund => ({
        code: `${policy.id}/${quota.name}`,
        name: quota.name,
        instrument: quota.id,
        part: null,
        unit: quota.dimension === MONEY ? '分' : quota.dimension,
        payer: quota.department,
        stated: quota.amount?.n ?? null,
        floor: quota.comparison === '>=',
      }),
    ),
    ...[...payers].map((payer): PolicyFund => ({ code: payerCode(policy, payer), name: `未指明资金（${payer}）`, instrument: '', part: null, unit: '分', payer, stated: null, floor: false })),
  ]
}

function payerCode(policy: Policy, payer: string): string {
  return `${policy.id}/未指明/${payer}`
}

/** The accounts a measure is paid from, with each payer's share. The first payer pays from the measure's fund, the others from accounts of their own. */
export function accountsOf(policy: Policy, measure: Measure): readonly { readonly code: string; readonly share: Measure['payers'][number]['share'] }[] {
  const fund = fundsOf(policy).find((one) => one.name === measure.fund)
  return measure.payers.map(({ payer, share }, index) => ({ code: index === 0 && fund ? fund.code : payerCode(policy, payer), share }))
}

/** Opens the policy's accounts in the ledger: each with where it comes from and where it goes to. */
export async function openFunds(tx: Tx, policy: Policy): Promise<void> {
  const accounts = new Map<string, Account>()
  for (const { code, name, unit, payer } of fundsOf(policy)) {
    const source = sourceCode(payer, unit)
    accounts.set(source, { code: source, name: payer, kind: 'source', unit, payer })
    accounts.set(code, { code, name, kind: 'fund', unit, payer })
    accounts.set(disbursedCode(code), { code: disbursedCode(code), name: `${name}（已拨付）`, kind: 'disbursed', unit, payer })
  }
  await openAccounts(tx, [...accounts.values()])
}
