import { sql } from 'kysely'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Done, Id } from '../http/shapes.ts'
import { wire } from '../http/wire.ts'

const View = z.object({ id: Id, name: z.string(), address: z.string().describe('页面的地址，以 / 开头') })

export const VIEWS: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/views',
    summary: '我存下的筛选',
    tag: '人员',
    access: 'signed-in',
    response: z.object({ items: z.array(View) }),
    handle: async ({ tx }) => {
      const { rows } = await sql<{ id: bigint; name: string; address: string }>`SELECT id, name, address FROM saved_view ORDER BY name, id`.execute(tx)
      return { items: [...wire(rows)] }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/views',
    summary: '存下一个筛选；同名的换成新的',
    tag: '人员',
    access: 'signed-in',
    body: z.object({
      name: z.string().trim().min(1).max(60),
      address: z
        .string()
        .max(500)
        .regex(/^\/[^/]/),
    }),
    response: View,
    handle: async ({ tx, body }) => {
      const { rows } = await sql<{
        id: bigint
      }>`INSERT INTO saved_view (name, address) VALUES (${body.name}, ${body.address}) ON CONFLICT (account, name) DO UPDATE SET address = EXCLUDED.address RETURNING id`.execute(tx)
      return { ...wire({ id: rows[0]?.id ?? 0n }), ...body }
    },
  }),
  endpoint({
    method: 'POST',
    url: '/views/:id/remove',
    summary: '删去一个筛选',
    tag: '人员',
    access: 'signed-in',
    params: ById,
    response: Done,
    handle: async ({ tx, params }) => {
      const { numAffectedRows } = await sql`DELETE FROM saved_view WHERE id = ${params.id}::bigint`.execute(tx)
      return { done: (numAffectedRows ?? 0n) > 0n }
    },
  }),
]
