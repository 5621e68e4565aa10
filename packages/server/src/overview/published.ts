import { asActor, SYSTEM } from '@zhida/database'
import { measuresOf, type Policy } from '@zhida/language/ir'
import { sql } from 'kysely'
import type { Column } from '../http/table.ts'
import type { World } from '../world.ts'
import { yuanText } from '../yuan.ts'

interface PublicRow {
  readonly id: bigint
  readonly number: string
  readonly name: string
  readonly synthetic: boolean
  readonly measure: string
  readonly department: string
  readonly way: 'claim' | 'automatic'
  readonly amountFen: bigint
  readonly day: string
}
export type PublicClaim = PublicRow & { readonly article: number; readonly measureName: string }

/** What anyone may know of claims: whose, for which measure, how much. Neither facts nor accounts nor codes. */
export async function published(world: World, which: 'publicised' | 'paid', after: string, limit: number): Promise<readonly PublicClaim[]> {
  const part = {
    publicised: { day: sql`c.deadline`, from: sql``, where: sql`c.state IN ('publicised', 'objected')` },
    paid: { day: sql`m.at::date`, from: sql`JOIN claim_move AS m ON m.claim = c.id AND m.move = 'settle'`, where: sql`c.state IN ('paid', 'closed')` },
  }[which]
  const { rows } = await asActor(world.db, SYSTEM, (tx) =>
    sql<PublicRow>`SELECT c.id, c.number, s.name, s.synthetic, c.measure, c.department, c.way, c.amount_fen, ${part.day} AS day FROM claim AS c JOIN subject AS s ON s.id = c.subject ${part.from}
      WHERE ${part.where} AND c.id > ${after}::bigint ORDER BY c.id LIMIT ${limit}`.execute(tx),
  )
  return rows.map((one) => ({ ...one, ...measureWords(world.policy, one.measure) }))
}

/** What was given so far in one line for everyone: of the whole policy, of each department. */
export async function publicSums(world: World): Promise<{
  readonly paidFen: bigint
  readonly claims: bigint
  readonly subjects: bigint
  readonly automaticFen: bigint
  readonly departments: readonly { readonly name: string; readonly paidFen: bigint; readonly claims: bigint }[]
}> {
  return asActor(world.db, SYSTEM, async (tx) => {
    const { rows } = await sql<{
      name: string
      paidFen: bigint
      claims: bigint
    }>`SELECT department AS name, coalesce(sum(amount_fen), 0)::bigint AS paid_fen, count(*) AS claims FROM claim WHERE state IN ('paid', 'closed') GROUP BY department ORDER BY 2 DESC`.execute(tx)
    const { rows: whole } = await sql<{
      subjects: bigint
      automaticFen: bigint
    }>`SELECT count(DISTINCT subject) AS subjects, coalesce(sum(amount_fen) FILTER (WHERE way = 'automatic'), 0)::bigint AS automatic_fen FROM claim WHERE state IN ('paid', 'closed')`.execute(tx)
    return {
      paidFen: rows.reduce((all, one) => all + one.paidFen, 0n),
      claims: rows.reduce((all, one) => all + one.claims, 0n),
      subjects: whole[0]?.subjects ?? 0n,
      automaticFen: whole[0]?.automaticFen ?? 0n,
      departments: rows,
    }
  })
}

function measureWords(policy: Policy, id: string): { readonly article: number; readonly measureName: string } {
  const measure = measuresOf(policy).find((one) => one.id === id)
  return { article: measure?.article ?? 0, measureName: measure?.name ?? '' }
}

const GRANT_ID = (one: PublicClaim): string => `zhida-${one.number}`
const named = (one: PublicClaim): string => (one.synthetic ? `${one.name}（合成数据）` : one.name)

/** An open record of grants, headed as the 360Giving Data Standard heads them (https://standard.threesixtygiving.org), each with its Chinese name. */
export const OPEN_COLUMNS: readonly Column<PublicClaim>[] = [
  { heading: 'Identifier 编号', cell: GRANT_ID },
  { heading: 'Title 措施', cell: (one) => `第${one.article}条 ${one.measureName}` },
  { heading: 'Amount Awarded 金额（元）', cell: (one) => ({ fen: one.amountFen }) },
  { heading: 'Currency 币种', cell: () => 'CNY' },
  { heading: 'Award Date 到账日期', cell: (one) => one.day },
  { heading: 'Recipient Org:Name 获得者', cell: named },
  { heading: 'Funding Org:Name 部门', cell: (one) => one.department },
  { heading: 'Grant Programme:Code 措施编号', cell: (one) => one.measure },
  { heading: 'From An Open Call? 途径', cell: (one) => (one.way === 'claim' ? 'Yes 快申快享' : 'No 免申即享') },
]

/** The same as JSON in the standard's shape, whose amounts are numbers: fifteen digits hold ten billion yuan to the fen. */
export function grantsJson(policy: Policy, claims: readonly PublicClaim[]): object {
  return {
    license: 'https://creativecommons.org/licenses/by/4.0/',
    grants: claims.map((one) => ({
      id: GRANT_ID(one),
      title: `第${one.article}条 ${one.measureName}`,
      description: `${policy.number} ${policy.title}`,
      currency: 'CNY',
      amountAwarded: Number(yuanText(one.amountFen)),
      awardDate: one.day,
      recipientOrganization: [{ id: `zhida-recipient-${one.number}`, name: named(one) }],
      fundingOrganization: [{ id: `zhida-${policy.id}-${one.department}`, name: one.department }],
      grantProgramme: [{ code: one.measure, title: one.measureName }],
      synthetic: one.synthetic,
    })),
  }
}
