import { evaluate, type GivenFact } from '@zhida/engine'
import { encode } from '@zhida/language/ir'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Fen, Id, Name, Page, pageOf, Time, Words } from '../http/shapes.ts'
import { sendBook, TABLE_TYPES } from '../http/table.ts'
import { page, wire } from '../http/wire.ts'
import { readingsInForce } from '../policy/pack.ts'
import { inLanguage, Refusal } from '../refusal.ts'
import { subjectMeant } from '../search/subject-index.ts'
import { lastDay } from '../world.ts'
import { sheetsOf } from './everything.ts'
import { EVIDENCE_TYPES, evidenceBytes, evidenceOf, keepEvidence } from './evidence.ts'
import { bestFacts, factsOf, type NewFact, readFact, SOURCES, type SourceName, writeFacts } from './facts.ts'
import { importTable } from './import.ts'
import { dossierById, openSubject, type Subject, subjectById } from './subjects.ts'

const MEBIBYTE = 1024 * 1024
const Subjects = z.object({ id: Id, creditCode: z.string(), name: z.string(), synthetic: z.boolean().describe('合成数据'), bankAccount: z.string().nullable(), bankName: z.string().nullable() })
const Source = z.enum(Object.keys(SOURCES) as [SourceName, ...SourceName[]]).describe('来源，从先到后：登记机关、部门、导入、自行填报')
const Given = z.object({ name: Words, year: z.number().int().min(1900).max(2200).optional(), event: z.string().max(100).optional(), record: z.string().max(100).optional(), value: Words })
const Fact = z.object({
  id: Id,
  key: z.string(),
  year: z.number().nullable(),
  event: z.string().nullable(),
  record: z.string().nullable(),
  kind: z.string(),
  value: z.string(),
  given: z.string(),
  source: Source,
  at: Time,
  holds: z.boolean().describe('规则采用的就是这一条'),
})
const File = z.object({ id: Id, hash: z.string(), name: z.string(), type: z.string(), size: z.string(), at: Time })
const Report = z.object({
  rows: z.number(),
  subjects: z.number(),
  facts: z.number(),
  opened: z.number(),
  refused: z.array(z.object({ row: z.number(), column: z.string(), why: z.string() })),
  unknown: z.array(z.string()).describe('认不出的列：不导入，除非 mapping 说它是什么'),
  dryRun: z.boolean(),
})

export const DOSSIERS: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/subjects',
    summary: '主体',
    tag: '一企一档',
    access: 'signed-in',
    query: Page.extend({ search: z.string().max(60).optional() }),
    response: pageOf(Subjects),
    handle: async ({ tx, query }) => {
      const { rows } = await sql<Subject>`SELECT id, credit_code, name, synthetic, bank_account, bank_name FROM subject AS s WHERE id > ${query.after ?? '0'}::bigint
        ${query.search ? sql`AND ${subjectMeant(query.search)}` : sql``} ORDER BY id LIMIT ${query.limit}`.execute(tx)
      return page(rows, query.limit, (one) => one.id)
    },
  }),
  endpoint({
    method: 'POST',
    url: '/subjects',
    summary: '建档',
    tag: '一企一档',
    access: ['officer', 'administrator'],
    body: z.object({
      creditCode: z.string().max(40),
      name: Name,
      synthetic: z.boolean().default(false),
      bankAccount: z.string().max(34).nullable().default(null),
      bankName: z.string().max(140).nullable().default(null),
    }),
    response: z.object({ id: Id }),
    handle: async ({ tx, body }) => wire({ id: await openSubject(tx, body) }),
  }),
  endpoint({
    method: 'GET',
    url: '/subjects/:id',
    summary: '一个主体',
    tag: '一企一档',
    access: 'signed-in',
    params: ById,
    response: Subjects,
    handle: async ({ tx, params }) => wire(await subjectById(tx, BigInt(params.id))),
  }),
  endpoint({
    method: 'GET',
    url: '/subjects/:id/facts',
    summary: '档案里的全部数据，连同来源与更正',
    tag: '一企一档',
    access: 'signed-in',
    params: ById,
    response: z.object({ items: z.array(Fact) }),
    handle: async ({ tx, params }) => {
      await subjectById(tx, BigInt(params.id))
      const rows = await factsOf(tx, [BigInt(params.id)])
      const best = new Set(bestFacts(rows).map((one) => one.id))
      return { items: rows.map(({ subject: _subject, ...one }) => ({ ...wire(one), holds: best.has(one.id) })) }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/subjects/:id/facts',
    summary: '记入数据：更正就是再记一条，空值是收回本来源的说法',
    tag: '一企一档',
    access: ['clerk', 'officer'],
    params: ById,
    body: z.object({ source: Source.default('declared'), evidence: Id.optional(), facts: z.array(Given).min(1).max(500) }),
    response: z.object({ recorded: z.number() }),
    handle: async ({ tx, world, actor, params, body }) => {
      const subject = BigInt(params.id)
      await subjectById(tx, subject)
      if (actor.roles.includes('clerk') && body.source !== 'declared') throw new Refusal('ZP-104', { zh: '企业只能自行填报', en: 'a firm can only declare' })
      const facts = readAll(world.policy.vocabulary, body.facts as readonly GivenFact[])
      await writeFacts(
        tx,
        facts.map((one) => ({ ...one, subject, source: body.source, ...(body.evidence !== undefined && { evidence: BigInt(body.evidence) }) })),
      )
      return { recorded: facts.length }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/subjects/:id/result',
    summary: '按现有数据，每项措施能不能得、得多少、为什么（引擎的完整结果，JSON 文本）',
    tag: '一企一档',
    access: ['clerk', 'officer', 'reviewer', 'auditor'],
    params: ById,
    query: z.object({ measure: z.string().max(20).optional() }),
    response: z.object({ lowFen: Fen, highFen: Fen.nullable(), outcomes: z.array(z.object({ measure: z.string(), verdict: z.string(), outcome: z.string() })) }),
    handle: async ({ tx, world, params, query }) => {
      const day = lastDay(world)
      const result = evaluate(world.policy, await dossierById(tx, BigInt(params.id)), day, await readingsInForce(tx, day), query.measure === undefined ? undefined : [query.measure])
      return {
        ...wire({ lowFen: result.bundle.lowFen, highFen: result.bundle.highFen }),
        outcomes: result.outcomes.map((one) => ({ measure: one.measure, verdict: one.verdict, outcome: encode(one) })),
      }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/subjects/:id/table',
    summary: '一个主体的全部：数据连同来源与更正、申报件与办理经过、文件目录（.xlsx，三张表）',
    tag: '一企一档',
    access: ['clerk', 'officer', 'reviewer', 'auditor'],
    params: ById,
    produces: [TABLE_TYPES.xlsx],
    response: z.any(),
    handle: async ({ tx, world, params, reply }) => {
      const subject = await subjectById(tx, BigInt(params.id))
      return sendBook(reply, `${subject.creditCode}-全部资料`, await sheetsOf(tx, world.policy, subject))
    },
  }),
  endpoint({
    method: 'POST',
    url: '/subjects/:id/evidence',
    summary: '上传证明文件（multipart，至多 20 MB）',
    tag: '一企一档',
    access: ['clerk', 'officer'],
    params: ById,
    response: File,
    upload: 20 * MEBIBYTE,
    handle: async ({ tx, params, upload }) => {
      await subjectById(tx, BigInt(params.id))
      const file = await upload()
      return wire(await keepEvidence(tx, BigInt(params.id), file.filename, await file.toBuffer()))
    },
  }),
  endpoint({
    method: 'GET',
    url: '/subjects/:id/evidence',
    summary: '档案里的证明文件',
    tag: '一企一档',
    access: ['clerk', 'officer', 'reviewer', 'auditor'],
    params: ById,
    response: z.object({ items: z.array(File) }),
    handle: async ({ tx, params }) => {
      await subjectById(tx, BigInt(params.id))
      return { items: (await evidenceOf(tx, BigInt(params.id))).map(wire) }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/evidence/:id',
    summary: '取证明文件：只作附件下载，从不在页面里打开',
    tag: '一企一档',
    access: ['clerk', 'officer', 'reviewer', 'auditor'],
    params: ById,
    produces: EVIDENCE_TYPES,
    response: z.any(),
    handle: async ({ tx, params, reply }) => {
      const { name, type, bytes } = await evidenceBytes(tx, BigInt(params.id))
      reply
        .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('Cache-Control', 'private, no-store')
        .header('Content-Security-Policy', "default-src 'none'; sandbox")
        .type(type)
      return Buffer.from(bytes)
    },
  }),
  endpoint({
    method: 'POST',
    url: '/import',
    summary: '批量导入（.xlsx 或 .csv，multipart）：dryRun=true 先试，逐行说明哪里不收、为什么',
    tag: '一企一档',
    access: ['officer'],
    query: z.object({
      dryRun: z.enum(['true', 'false']).default('true'),
      mapping: z.string().max(10_000).optional().describe('列名到数据项的对应，JSON 对象'),
      synthetic: z.enum(['true', 'false']).default('false'),
    }),
    response: Report,
    bare: true,
    upload: 200 * MEBIBYTE,
    handle: async ({ world, actor, query, upload }) => {
      const file = await upload()
      const report = await importTable(world, actor, file.filename, file.file, { dryRun: query.dryRun === 'true', synthetic: query.synthetic === 'true', mapping: mappingOf(query.mapping) })
      if (file.file.truncated) throw new Refusal('ZP-203', { zh: '至多 200 MB', en: 'at most 200 MB' })
      return { ...report, refused: [...report.refused], unknown: [...report.unknown] }
    },
  }),
]

function readAll(vocabulary: Parameters<typeof readFact>[0], given: readonly GivenFact[]): readonly NewFact[] {
  const read = given.map((one) => readFact(vocabulary, one))
  const wrong = read.flatMap((one, index) => ('wrong' in one ? [{ zh: `facts.${index}：${inLanguage(one.wrong, 'zh')}`, en: `facts.${index}: ${inLanguage(one.wrong, 'en')}` }] : []))
  if (wrong.length > 0) throw new Refusal('ZP-303', '', wrong)
  return read.flatMap((one) => ('fact' in one ? [one.fact] : []))
}

function mappingOf(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {}
  const parsed = z.record(z.string(), z.string()).safeParse(
    (() => {
      try {
        return JSON.parse(text)
      } catch {
        return undefined
      }
    })(),
  )
  if (!parsed.success) throw new Refusal('ZP-202', { zh: 'mapping 应为 {"列名": "数据项"}', en: 'mapping is {"column": "fact"}' })
  return parsed.data
}
