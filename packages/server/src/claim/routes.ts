import { isPaid, measuresOf } from '@zhida/language/ir'
import { sql } from 'kysely'
import { z } from 'zod'
import { missingName } from '../dossier/missing.ts'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Day, Fen, Id, Page, pageOf, Time, Words } from '../http/shapes.ts'
import { type Column, sendTable, TABLE_TYPES, TableForms } from '../http/table.ts'
import { page, wire } from '../http/wire.ts'
import { measureOf } from '../policy/pack.ts'
import { Refusal } from '../refusal.ts'
import { refusalOf } from '../refused-by-database.ts'
import { today } from '../world.ts'
import { judge } from './bounds.ts'
import { moveClaim, openClaim, standingOf } from './claim.ts'
import { readDraft, saveDraft } from './draft.ts'
import { MOVES, type Move, movesFrom, STATE_NAMES, type State } from './life.ts'
import { type Claim, claimById, claimsWhere, type NamedClaim } from './row.ts'
import { awaitedOf, worklistOf } from './worklist.ts'

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
  at: Time,
  outcome: z.string().nullable(),
})
const MoveBody = z.object({ reason: Words.optional(), amountFen: Fen.optional(), document: z.string().max(200).optional() })

const Filter = {
  state: States.optional(),
  measure: z.string().max(20).optional(),
  subject: Id.optional(),
  list: Id.optional(),
  overdue: z.enum(['true', 'false']).optional(),
  search: z.string().max(60).optional().describe('编号、主体名称或统一社会信用代码里的字'),
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

export const CLAIMS: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/claims',
    summary: '申报件：企业看自己的，部门看本部门的',
    tag: '申报',
    access: ['clerk', 'officer', 'reviewer', 'finance', 'leader', 'auditor'],
    query: Page.extend(Filter),
    response: pageOf(Listed),
    handle: async ({ tx, world, query }) =>
      page(
        (await claimsWhere(tx, { ...query, today: today(world), limit: query.limit })).map((one) => ({ ...one, awaits: awaitedOf(one) })),
        query.limit,
        (one) => one.id,
      ),
  }),
  endpoint({
    method: 'GET',
    url: '/worklist',
    summary: '待办：等我办的，最急的在前；各状态有几件',
    tag: '申报',
    access: ['clerk', 'officer', 'reviewer', 'finance'],
    query: z.object({
      state: States.optional(),
      measure: z.string().max(20).optional(),
      search: z.string().max(60).optional(),
      after: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}\/[1-9]\d{0,17}$/)
        .optional()
        .describe('上一页的 next'),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: pageOf(Listed).extend({ counts: z.array(z.object({ state: States, count: z.string() })) }),
    handle: async ({ tx, actor, query }) => {
      const { items, counts, next } = await worklistOf(tx, actor, query)
      return { items: items.map(shown), counts: counts.map(wire), next }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/claims/table',
    summary: '申报件导出为 .xlsx 或 .csv（至多五万件），条件同列表；文本不会成为公式',
    tag: '申报',
    access: ['clerk', 'officer', 'reviewer', 'finance', 'leader', 'auditor'],
    query: z.object({ ...Filter, form: TableForms.default('xlsx') }),
    produces: Object.values(TABLE_TYPES),
    response: z.any(),
    handle: async ({ tx, world, query, reply }) => {
      const names = new Map(measuresOf(world.policy).map((one) => [one.id, one.name]))
      return sendTable(reply, query.form, { name: 'claims', title: '申报件' }, columnsOf(names), await claimsWhere(tx, { ...query, today: today(world), limit: 50_000 }))
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
      const { rows } = await sql<{
        version: number
        move: string
        before: State | null
        after: State
        reason: string
        amountFen: bigint | null
        deadline: string | null
        account: bigint
        at: Date
        outcome: string | null
      }>`
        SELECT version, move, before, after, reason, amount_fen, deadline, account, at, outcome FROM claim_move WHERE claim = ${params.id}::bigint ORDER BY version`.execute(tx)
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
