import { isPaid, type Measure, measuresOf } from '@zhida/language/ir'
import { sql } from 'kysely'
import { z } from 'zod'
import { missingName } from '../dossier/missing.ts'
import { accountsOf } from '../funds/accounts.ts'
import { type AnyCall as Call, type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Day, Fen, Id, Time, Words } from '../http/shapes.ts'
import { type Column, sendTable, TABLE_TYPES, TableForms } from '../http/table.ts'
import { wire } from '../http/wire.ts'
import { measureOf } from '../policy/pack.ts'
import { Refusal } from '../refusal.ts'
import { refusalOf } from '../refused-by-database.ts'
import { today } from '../world.ts'
import { judge } from './bounds.ts'
import { moveClaim, openClaim, standingOf } from './claim.ts'
import { readDraft, saveDraft } from './draft.ts'
import { MOVES, type Move, movesFrom, STATE_NAMES, type State } from './life.ts'
import { type Claim, type ClaimFilter, claimById, claimsPage, countsByState, type NamedClaim, ORDERS, STAGES, type Stage } from './row.ts'
import { awaitedOf, awaiting } from './worklist.ts'

const States = z.enum(Object.keys(STATE_NAMES) as [State, ...State[]])
const Moves = z.enum(Object.keys(MOVES) as [Move, ...Move[]])
const ClaimShape = z.object({
  id: Id,
  number: z.string(),
  subject: Id,
  measure: z.string(),
  occasion: z.string(),
  way: z.enum(['claim', 'automatic']).describe('快申快享或免申即享'),
  department: z.string(),
  list: Id.nullable(),
  state: States,
  version: z.number(),
  lowFen: Fen.nullable(),
  highFen: Fen.nullable(),
  amountFen: Fen.nullable(),
  reviewedBy: z.string().nullable(),
  deadline: Day.nullable(),
  awaits: z.enum(['clerk', 'officer', 'reviewer', 'finance']).nullable().describe('等谁办'),
})
const Listed = ClaimShape.extend({ name: z.string().describe('主体名称'), creditCode: z.string(), synthetic: z.boolean().describe('合成数据') })
const Timeline = z.object({
  version: z.number(),
  move: z.string(),
  before: States.nullable(),
  after: States,
  reason: z.string(),
  amountFen: Fen.nullable(),
  deadline: Day.nullable(),
  account: z.string(),
  who: z.string().describe('办理人；企业看到的是部门'),
  at: Time,
  outcome: z.string().nullable(),
})
const MoveBody = z.object({ reason: Words.optional(), amountFen: Fen.optional(), document: z.string().max(200).optional() })

const Filter = {
  state: States.optional(),
  stage: z
    .enum(Object.keys(STAGES) as [Stage, ...Stage[]])
    .optional()
    .describe('一段状态：在办、未审定、已审定未到账、已兑付'),
  measure: z.string().max(20).optional(),
  fund: z.string().max(300).optional().describe('资金的代码：从它支出的措施'),
  area: z.coerce.number().int().min(1).max(99).optional().describe('领域的序号'),
  department: z.string().max(120).optional(),
  street: z.string().max(60).optional(),
  way: z.enum(['claim', 'automatic']).optional(),
  subject: Id.optional(),
  list: Id.optional(),
  overdue: z.enum(['true', 'false']).optional(),
  search: z.string().max(60).optional().describe('编号、主体名称、统一社会信用代码里的字，或名称的拼音'),
  mine: z.enum(['true', 'false']).default('false').describe('只看等我办的'),
}
const Filtered = z.object(Filter)

/** A request's filter as the tables take it. */
function filterOf({ world, actor }: Pick<Call, 'world' | 'actor'>, { mine, fund, area, ...rest }: z.output<typeof Filtered>): ClaimFilter {
  const asked = fund !== undefined || area !== undefined
  const within = (one: Measure): boolean => (fund === undefined || accountsOf(world.policy, one).some(({ code }) => code === fund)) && (area === undefined || one.area === area)
  const drawing = asked
    ? measuresOf(world.policy)
        .filter(within)
        .map((one) => one.id)
    : undefined
  return { ...rest, today: today(world), ...(drawing && { measures: drawing }), ...(mine === 'true' && { mine: awaiting(actor) }) }
}

const columnsOf = (measures: ReadonlyMap<string, string>): readonly Column<NamedClaim>[] => [
  { heading: '编号', cell: (one) => one.number },
  { heading: '主体', cell: (one) => (one.synthetic ? `${one.name}（合成数据）` : one.name) },
  { heading: '统一社会信用代码', cell: (one) => one.creditCode },
  { heading: '措施', cell: (one) => one.measure },
  { heading: '措施名称', cell: (one) => measures.get(one.measure) ?? '' },
  { heading: '部门', cell: (one) => one.department },
  { heading: '途径', cell: (one) => (one.way === 'claim' ? '快申快享' : '免申即享') },
  { heading: '状态', cell: (one) => STATE_NAMES[one.state] },
  { heading: '金额（元）', cell: (one) => ({ fen: one.amountFen }) },
  { heading: '上限（元）', cell: (one) => ({ fen: one.highFen }) },
  { heading: '时限', cell: (one) => one.deadline ?? '' },
]

const shown = <T extends Claim>(claim: T) => ({ ...wire(claim), awaits: awaitedOf(claim) })

const tagged = (claim: Claim, reply: { header: (name: string, value: string) => unknown }): z.input<typeof ClaimShape> => {
  reply.header('ETag', `"v${claim.version}"`)
  return shown(claim)
}

const READERS = ['clerk', 'officer', 'reviewer', 'finance', 'leader', 'auditor'] as const

export const CLAIMS: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/claims',
    summary: '申报件：企业看自己的，部门看本部门的；mine=true 是待办，最急的在前',
    tag: '申报',
    access: READERS,
    query: Filtered.extend({
      order: z.enum(ORDERS).default('newest'),
      offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: z.object({ items: z.array(Listed), total: z.string() }),
    handle: async (call) => {
      const { order, offset, limit, ...filter } = call.query
      const { items, total } = await claimsPage(call.tx, { ...filterOf(call, filter), order, offset, limit })
      return { items: items.map(shown), total: String(total) }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/claims/counts',
    summary: '各状态有几件，条件同列表',
    tag: '申报',
    access: READERS,
    query: Filtered,
    response: z.object({ items: z.array(z.object({ state: States, count: z.string() })) }),
    handle: async (call) => ({ items: (await countsByState(call.tx, filterOf(call, call.query))).map(wire) }),
  }),
  endpoint({
    method: 'GET',
    url: '/claims/reasons',
    summary: '我办这一步写过的理由，常写的在前：只有自己的，别人写的可能说到别的企业',
    tag: '申报',
    access: ['officer', 'reviewer', 'finance'],
    query: z.object({ move: Moves }),
    response: z.object({ items: z.array(z.string()) }),
    handle: async ({ tx, actor, query }) => {
      const { rows } = await sql<{
        reason: string
      }>`SELECT reason FROM (SELECT id, reason FROM claim_move WHERE account = ${actor.account} AND move = ${query.move} AND reason <> '' ORDER BY id DESC LIMIT 200) AS latest
        GROUP BY reason ORDER BY count(*) DESC, max(id) DESC LIMIT 5`.execute(tx)
      return { items: rows.map((one) => one.reason) }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/claims/table',
    summary: '申报件导出为 .xlsx 或 .csv（至多五万件），条件同列表；文本不会成为公式',
    tag: '申报',
    access: READERS,
    query: Filtered.extend({ form: TableForms.default('xlsx') }),
    produces: Object.values(TABLE_TYPES),
    response: z.any(),
    handle: async (call) => {
      const { form, ...filter } = call.query
      const names = new Map(measuresOf(call.world.policy).map((one) => [one.id, one.name]))
      const { items } = await claimsPage(call.tx, { ...filterOf(call, filter), offset: 0, limit: 50_000 })
      return sendTable(call.reply, form, { name: 'claims', title: '申报件' }, columnsOf(names), items)
    },
  }),
  endpoint({
    method: 'POST',
    url: '/claims',
    summary: '快申快享：开一份草稿，已知的数据不必再填，只问缺的',
    tag: '申报',
    access: ['clerk'],
    body: z.object({ measure: z.string().max(20) }),
    response: ClaimShape,
    handle: async ({ tx, world, actor, body, reply }) => tagged(await openClaim(tx, world, actor.subject ?? 0n, body.measure), reply),
  }),
  endpoint({
    method: 'GET',
    url: '/claims/:id',
    summary: '一件申报',
    tag: '申报',
    access: ['clerk', 'officer', 'reviewer', 'finance', 'leader', 'auditor'],
    params: ById,
    response: ClaimShape,
    handle: async ({ tx, params, reply }) => tagged(await claimById(tx, BigInt(params.id)), reply),
  }),
  endpoint({
    method: 'GET',
    url: '/claims/:id/form',
    summary: '现在怎么样：结论、上下限、还缺的数据、可以办理什么',
    tag: '申报',
    access: ['clerk', 'officer', 'reviewer', 'auditor'],
    params: ById,
    response: z.object({
      verdict: z.string(),
      lowFen: Fen.nullable(),
      highFen: Fen.nullable(),
      beforeFen: Fen,
      missing: z.array(z.string()),
      pays: z.boolean(),
      moves: z.array(z.object({ move: Moves, name: z.string(), who: z.array(z.string()), reasonNeeded: z.boolean() })),
    }),
    handle: async ({ tx, world, params }) => {
      const claim = await claimById(tx, BigInt(params.id))
      const measure = measureOf(world.policy, claim.measure)
      const { outcome, bounds, beforeFen } = await judge(tx, world, claim.subject, measure)
      return {
        verdict: outcome.verdict,
        ...wire({ lowFen: bounds?.lowFen ?? null, highFen: bounds?.highFen ?? null, beforeFen }),
        missing: outcome.missing.map((one) => missingName(world.policy.vocabulary, one)),
        pays: isPaid(measure.benefit),
        moves: movesFrom(claim.state, standingOf(world, claim, measure)).map((move) => ({ move, name: MOVES[move].name, who: [...MOVES[move].who], reasonNeeded: MOVES[move].reasonNeeded })),
      }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/claims/:id/timeline',
    summary: '办理经过：谁、何时、为什么、当时规则怎么说',
    tag: '申报',
    access: ['clerk', 'officer', 'reviewer', 'finance', 'leader', 'auditor'],
    params: ById,
    response: z.object({ items: z.array(Timeline) }),
    handle: async ({ tx, params, actor }) => {
      await claimById(tx, BigInt(params.id))
      const staff = !actor.roles.includes('clerk')
      const { rows } = await sql<{
        version: number
        move: string
        before: State | null
        after: State
        reason: string
        amountFen: bigint | null
        deadline: string | null
        account: bigint
        who: string
        at: Date
        outcome: string | null
      }>`
        SELECT version, move, before, after, reason, amount_fen, deadline, account, ${staff ? sql`account_name(account)` : sql`account_office(account)`} AS who, at, outcome FROM claim_move WHERE claim = ${params.id}::bigint ORDER BY version`.execute(
        tx,
      )
      const whole = actor.roles.some((role) => role === 'officer' || role === 'reviewer' || role === 'auditor' || role === 'clerk')
      return { items: rows.map((one) => ({ ...wire(one), outcome: whole ? one.outcome : null })) }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/claims/:id/draft',
    summary: '草稿里填了什么',
    tag: '申报',
    access: ['clerk'],
    params: ById,
    response: z.object({ answers: z.record(z.string(), z.string()), version: z.number() }),
    handle: async ({ tx, params, reply }) => {
      const draft = await readDraft(tx, BigInt(params.id))
      reply.header('ETag', `"v${draft.version}"`)
      return draft
    },
  }),
  endpoint({
    method: 'PUT',
    url: '/claims/:id/draft',
    summary: '存草稿：关了窗口也还在',
    tag: '申报',
    access: ['clerk'],
    params: ById,
    body: z.object({ answers: z.record(z.string().max(200), Words) }),
    response: z.object({ version: z.number() }),
    versioned: true,
    handle: async ({ tx, params, body, version }) => ({ version: await saveDraft(tx, BigInt(params.id), body.answers, version) }),
  }),
  endpoint({
    method: 'POST',
    url: '/claims/:id/moves/:move',
    summary: '办理一步：提交、受理、退回、审核、复核、公示、异议、答复、审定、不予兑付、撤回、办结、追回……',
    tag: '申报',
    access: ['clerk', 'officer', 'reviewer', 'finance'],
    params: z.object({ id: Id, move: Moves.exclude(['pay', 'settle', 'fail']) }),
    body: MoveBody,
    response: ClaimShape,
    versioned: true,
    handle: async ({ tx, world, actor, params, body, version, reply }) =>
      tagged(
        await moveClaim(tx, world, actor, BigInt(params.id), {
          move: params.move,
          version,
          ...(body.reason !== undefined && { reason: body.reason }),
          ...(body.amountFen !== undefined && { amountFen: BigInt(body.amountFen) }),
          ...(body.document !== undefined && { document: body.document }),
        }),
        reply,
      ),
  }),
  endpoint({
    method: 'POST',
    url: '/claims/moves/:move',
    summary: '一次办理许多件：一件不成，其余照办，逐件说明',
    tag: '申报',
    access: ['officer', 'reviewer', 'finance'],
    params: z.object({ move: Moves.exclude(['pay', 'settle', 'fail', 'submit', 'withdraw']) }),
    body: z.object({
      claims: z
        .array(z.object({ id: Id, version: z.number().int() }))
        .min(1)
        .max(500),
      reason: Words,
    }),
    response: z.object({ items: z.array(z.object({ id: Id, done: z.boolean(), code: z.string().nullable(), detail: z.string() })) }),
    handle: async ({ tx, world, actor, params, body }) => {
      const items: { id: string; done: boolean; code: string | null; detail: string }[] = []
      for (const { id, version } of body.claims) {
        await sql`SAVEPOINT one`.execute(tx)
        try {
          await moveClaim(tx, world, actor, BigInt(id), { move: params.move, version, reason: body.reason })
          await sql`RELEASE SAVEPOINT one`.execute(tx)
          items.push({ id, done: true, code: null, detail: '' })
        } catch (fault) {
          await sql`ROLLBACK TO SAVEPOINT one`.execute(tx)
          // What the rules or a constraint refuse concerns this one claim; a deadlock or a lost connection concerns them all.
          const refusal = fault instanceof Refusal || (fault as { constraint?: string }).constraint !== undefined ? refusalOf(fault) : undefined
          if (!refusal) throw fault
          items.push({ id, done: false, code: refusal.code, detail: refusal.message })
        }
      }
      return { items }
    },
  }),
]
