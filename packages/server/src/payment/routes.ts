import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Done, Fen, Id, Time, Words } from '../http/shapes.ts'
import { wire } from '../http/wire.ts'
import { Refusal } from '../refusal.ts'
import { makeBatch } from './batch.ts'
import type { Debtor } from './pain001.ts'
import { receive } from './receive.ts'
import { reconcile } from './reconcile.ts'

const BatchShape = z.object({ id: Id, message: z.string(), payments: z.string(), totalFen: Fen })

export function paymentRoutes(debtor: Debtor): readonly Endpoint[] {
  return [
    endpoint({
      method: 'POST',
      url: '/payments/batches',
      summary: '把已审定的件组成一批，交银行',
      tag: '兑付',
      access: ['finance'],
      body: z.object({ claims: z.array(Id).min(1).max(1_000) }),
      response: BatchShape,
      handle: async ({ tx, world, actor, body }) => wire(await makeBatch(tx, world, actor, debtor, body.claims.map(BigInt))),
    }),
    xmlFile(
      '/payments/batches/:id/file',
      '一批的支付文件（ISO 20022 pain.001.001.09）',
      { zh: '批次', en: 'batch' },
      (id) => sql`SELECT message AS name, file AS body FROM payment_batch WHERE id = ${id}::bigint`,
    ),
    endpoint({
      method: 'POST',
      url: '/payments/answers',
      summary: '收进银行的回执（pain.002 或 camt.054）：同一份收几次都只算一次',
      tag: '兑付',
      access: ['finance'],
      body: z.object({ file: z.string().max(900_000) }),
      response: z.object({ message: Id, known: z.boolean(), paid: z.number(), failed: z.number(), repeated: z.number(), contradictions: z.number() }),
      handle: async ({ tx, world, body }) => wire(await receive(tx, world, body.file)),
    }),
    xmlFile('/payments/answers/:id/file', '银行的一份回执，原样', { zh: '回执', en: 'answer' }, (id) => sql`SELECT 'answer-' || id AS name, body FROM bank_message WHERE id = ${id}::bigint`),
    endpoint({
      method: 'GET',
      url: '/payments/reconciliation',
      summary: '对账：我方与银行，精确到分；银行自相矛盾的，列在这里等人处理',
      tag: '兑付',
      access: ['finance', 'leader', 'auditor'],
      query: z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(100).describe('最多几批、几处矛盾：未答的在前，其余从近到远') }),
      response: z.object({
        batches: z.array(
          z.object({
            id: Id,
            message: z.string(),
            payments: z.string(),
            totalFen: Fen,
            paidFen: Fen,
            failedFen: Fen,
            openFen: Fen,
            sentAt: Time.nullable(),
            attempts: z.number(),
            said: z.string().nullable(),
          }),
        ),
        batchCount: z.string(),
        contradictionCount: z.string(),
        postedFen: Fen,
        paidFen: Fen,
        openFen: Fen,
        agrees: z.boolean(),
        contradictions: z.array(z.object({ id: Id, message: Id, reference: z.string(), what: z.string(), whatEn: z.string().nullable(), at: Time, answer: z.string().nullable() })),
      }),
      handle: async ({ tx, query }) => {
        const found = await reconcile(tx, query.limit)
        return { ...wire(found), batches: [...wire(found.batches)], contradictions: [...wire(found.contradictions)], agrees: found.postedFen === found.paidFen }
      },
    }),
    endpoint({
      method: 'POST',
      url: '/payments/contradictions/:id/answer',
      summary: '写下一处矛盾是怎样处理的',
      tag: '兑付',
      access: ['finance'],
      params: ById,
      body: z.object({ answer: Words.min(1) }),
      response: Done,
      handle: async ({ tx, params, body }) => {
        const { rows } =
          await sql`INSERT INTO contradiction_answer (contradiction, answer) SELECT id, ${body.answer} FROM contradiction WHERE id = ${params.id}::bigint ON CONFLICT DO NOTHING RETURNING id`.execute(
            tx,
          )
        if (rows.length === 0) throw new Refusal('ZP-201', { zh: `矛盾 ${params.id}（或已处理）`, en: `contradiction ${params.id}, or it is dealt with` })
        return { done: true }
      },
    }),
  ]
}

/** What went to the bank or came from it, as it is. @param found the query for its name and body */
function xmlFile(url: string, summary: string, what: { readonly zh: string; readonly en: string }, found: (id: string) => RawBuilder<{ name: string; body: string }>): Endpoint {
  return endpoint({
    method: 'GET',
    url,
    summary,
    tag: '兑付',
    access: ['finance', 'auditor'],
    params: ById,
    produces: ['application/xml'],
    response: z.any(),
    handle: async ({ tx, params, reply }) => {
      const [file] = (await found(params.id).execute(tx)).rows
      if (!file) throw new Refusal('ZP-201', { zh: `${what.zh} ${params.id}`, en: `${what.en} ${params.id}` })
      reply.type('application/xml').header('Content-Disposition', `attachment; filename="${file.name}.xml"`)
      return Buffer.from(file.body)
    },
  })
}
