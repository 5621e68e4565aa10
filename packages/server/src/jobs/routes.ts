import { sql } from 'kysely'
import { z } from 'zod'
import { readName } from '../dossier/names.ts'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Day, Id, Time } from '../http/shapes.ts'
import { TABLE_TYPES } from '../http/table.ts'
import { wire } from '../http/wire.ts'
import { Refusal } from '../refusal.ts'
import { today } from '../world.ts'
import { JOB_KINDS, startJob } from './jobs.ts'

const MEBIBYTE = 1024 * 1024
const JobShape = z.object({
  id: Id,
  kind: z.enum(JOB_KINDS),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  done: z.string(),
  total: z.string(),
  request: z.string().describe('JSON'),
  result: z.string().nullable().describe('JSON，做完才有'),
  fault: z.string().nullable().describe('JSON：code、title、detail、items，en 里是英文的 title、detail、items'),
  files: z.array(z.object({ form: z.string(), name: z.string() })),
  startedAt: Time.nullable(),
  endedAt: Time.nullable(),
  at: Time,
})
const Started = z.object({ id: Id })

interface Row {
  readonly id: bigint
  readonly kind: (typeof JOB_KINDS)[number]
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly done: bigint
  readonly total: bigint
  readonly request: string
  readonly result: string | null
  readonly fault: string | null
  readonly files: { form: string; name: string }[]
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly at: Date
}

const COLUMNS = sql`j.id, j.kind, j.title, j.state, j.done, j.total, j.request, j.fault, j.started AS started_at, j.ended AS ended_at, j.at,
  coalesce((SELECT json_agg(json_build_object('form', f.form, 'name', f.name) ORDER BY f.form) FROM job_file AS f WHERE f.job = j.id), '[]'::json) AS files`

export const JOBS: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/jobs',
    summary: '我交办的后台工作，最近的在前：做到哪里、做完没有（结果另取）',
    tag: '后台工作',
    access: 'signed-in',
    response: z.object({ items: z.array(JobShape) }),
    handle: async ({ tx, actor }) => {
      const { rows } = await sql<Row>`SELECT ${COLUMNS}, NULL AS result FROM job AS j WHERE j.account = ${actor.account} ORDER BY j.id DESC LIMIT 50`.execute(tx)
      return { items: rows.map((one) => ({ ...wire(one), files: [...one.files] })) }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/jobs/:id',
    summary: '一件后台工作，连同结果',
    tag: '后台工作',
    access: 'signed-in',
    params: ById,
    response: JobShape,
    handle: async ({ tx, params }) => {
      const { rows } = await sql<Row>`SELECT ${COLUMNS}, j.result FROM job AS j WHERE j.id = ${params.id}::bigint`.execute(tx)
      const [one] = rows
      if (!one) throw new Refusal('ZP-201', { zh: `后台工作 ${params.id}`, en: `job ${params.id}` })
      return { ...wire(one), files: [...one.files] }
    },
  }),
  endpoint({
    method: 'GET',
    url: '/jobs/:id/files/:form',
    summary: '后台工作做出的文件',
    tag: '后台工作',
    access: 'signed-in',
    params: z.object({ id: Id, form: z.string().regex(/^[a-z]{1,10}$/) }),
    produces: [...Object.values(TABLE_TYPES), 'text/html; charset=utf-8'],
    response: z.any(),
    handle: async ({ tx, params, reply }) => {
      const { rows } = await sql<{ name: string; type: string; bytes: Uint8Array }>`SELECT name, type, bytes FROM job_file WHERE job = ${params.id}::bigint AND form = ${params.form}`.execute(tx)
      const [file] = rows
      if (!file) throw new Refusal('ZP-201', { zh: `文件 ${params.form}`, en: `file ${params.form}` })
      reply
        .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('Cache-Control', 'private, no-store')
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .type(file.type)
      return Buffer.from(file.bytes)
    },
  }),
  endpoint({
    method: 'POST',
    url: '/uploads',
    summary: '先传上来、再交办的文件（multipart，至多 50 MB，留七天）',
    tag: '后台工作',
    access: ['officer'],
    response: z.object({ id: Id, name: z.string(), size: z.number() }),
    upload: 50 * MEBIBYTE,
    handle: async ({ tx, upload }) => {
      const file = await upload()
      const name = readName(file.filename.split(/[\\/]/).at(-1) ?? '').slice(0, 200)
      if (!/\.(xlsx|csv)$/i.test(name)) throw new Refusal('ZP-304', { zh: `${name}：可以用 xlsx、csv`, en: `${name}: use xlsx or csv` })
      const bytes = await file.toBuffer()
      const { rows } = await sql<{ id: bigint }>`INSERT INTO upload (name, bytes) VALUES (${name}, ${bytes}) RETURNING id`.execute(tx)
      return { ...wire({ id: rows[0]?.id ?? 0n }), name, size: bytes.length }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/jobs/import',
    summary: '交办导入：dryRun 为 true 只核对不写入',
    tag: '后台工作',
    access: ['officer'],
    body: z.object({ upload: Id, dryRun: z.boolean(), synthetic: z.boolean().default(false), mapping: z.record(z.string().max(200), z.string().max(200)).default({}) }),
    response: Started,
    handle: async ({ tx, actor, body }) => {
      const { upload, ...request } = body
      const { rows } = await sql<{ name: string }>`SELECT name FROM upload WHERE id = ${upload}::bigint`.execute(tx)
      if (!rows[0]) throw new Refusal('ZP-201', { zh: `文件 ${upload}`, en: `file ${upload}` })
      return wire({ id: await startJob(tx, actor, { kind: 'import', title: `${request.dryRun ? '核对' : '导入'} ${rows[0].name}`, request, upload: BigInt(upload) }) })
    },
  }),
  endpoint({
    method: 'POST',
    url: '/jobs/estimate',
    summary: '交办应兑测算：按现有档案，每项措施该兑付多少、还有多少没有人申报',
    tag: '后台工作',
    access: ['finance', 'leader'],
    response: Started,
    handle: async ({ tx, world, actor }) => wire({ id: await startJob(tx, actor, { kind: 'estimate', title: `应兑测算 ${today(world)}`, request: {} }) }),
  }),
  endpoint({
    method: 'POST',
    url: '/jobs/simulation',
    summary: '交办沙盘推演：改几个数或口径，谁多得、谁少得、多花多少',
    tag: '后台工作',
    access: ['drafter', 'leader'],
    body: z.object({
      changes: z.array(z.string().max(100)).max(20).describe('例如 12.1/10%=15%'),
      readings: z.record(z.string().max(100), z.string().max(60)).default({}).describe('例如 {"12.1/基数": "增量"}'),
      everyReading: z.boolean().default(false).describe('同时列出每一口径每一选项的代价'),
      population: z.enum(['dossiers', 'synthetic']).describe('现有档案，或造出的人口（合成数据）'),
      size: z.number().int().min(100).max(1_000_000).default(100_000).describe('造出的人口有多少主体'),
      on: Day.optional(),
    }),
    response: Started,
    handle: async ({ tx, world, actor, body }) => {
      if (!world.simulate) throw new Refusal('ZP-213')
      if (body.changes.length === 0 && Object.keys(body.readings).length === 0 && !body.everyReading) throw new Refusal('ZP-202', { zh: '没有改动', en: 'nothing is changed' })
      const title = [...body.changes, ...Object.entries(body.readings).map(([reading, option]) => `${reading}=${option}`), ...(body.everyReading ? ['每一口径的代价'] : [])].join('，')
      return wire({ id: await startJob(tx, actor, { kind: 'simulation', title: title.slice(0, 200), request: body }) })
    },
  }),
]
