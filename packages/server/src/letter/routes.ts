import { asActor, SYSTEM } from '@zhida/database'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../http/endpoint.ts'
import { ById, Day, Fen } from '../http/shapes.ts'
import { letterOf, verified } from './letter.ts'
import { letterPdf } from './pdf.ts'

export const LETTERS: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    url: '/claims/:id/letter',
    summary: '通知书（PDF）：决定了什么、原文、怎样得出，带核验用的编号和二维码',
    tag: '申报',
    access: ['clerk', 'officer', 'reviewer', 'finance', 'auditor'],
    params: ById,
    produces: ['application/pdf'],
    response: z.any(),
    handle: async ({ tx, world, params, request, reply }) => {
      const letter = await letterOf(tx, world, BigInt(params.id))
      const pdf = await letterPdf(world.policy, letter, `${request.protocol}://${request.host}/verify/${letter.code}`)
      reply
        .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`通知书-${letter.number}.pdf`)}`)
        .header('Cache-Control', 'private, no-store')
        .type('application/pdf')
      return pdf
    },
  }),
  endpoint({
    method: 'GET',
    url: '/verify/:code',
    summary: '核对一份通知书：编号对得上，才说是什么；对不上的一律没有找到',
    tag: '总览',
    access: 'public',
    bare: true,
    params: z.object({ code: z.string().regex(/^S\d{9,18}-[0-9a-f]{16}$/) }),
    response: z.object({
      found: z.boolean(),
      letter: z
        .object({
          kind: z.enum(['granted', 'refused']),
          standing: z.enum(['valid', 'voided', 'clawback']).describe('有效，已作废，追回'),
          number: z.string(),
          name: z.string(),
          synthetic: z.boolean(),
          measure: z.string(),
          department: z.string(),
          amountFen: Fen,
          day: Day,
        })
        .nullable(),
    }),
    handle: async ({ world, params }) => {
      const found = await asActor(world.db, SYSTEM, (tx) => verified(tx, world, params.code))
      if (!found) return { found: false, letter: null }
      const { letter, standing } = found
      const { kind, number, subject, measure, department, amountFen, day } = letter
      return { found: true, letter: { kind, standing, number, name: subject.name, synthetic: subject.synthetic, measure: measure.id, department, amountFen: String(amountFen), day } }
    },
  }),
]
