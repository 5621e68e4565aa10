import type { FastifyError } from 'fastify'
import { inLanguage, PROBLEMS, type ProblemCode, Refusal } from '../refusal.ts'
import { refusalOf } from '../refused-by-database.ts'

/** A problem as RFC 9457 writes it: a stable code, what is wrong, what to do. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  readonly detail: string
  readonly items: readonly string[]
  readonly instance: string
}

const BY_STATUS: Readonly<Record<number, ProblemCode>> = { 404: 'ZP-201', 405: 'ZP-201', 413: 'ZP-203', 414: 'ZP-202', 415: 'ZP-204', 429: 'ZP-209' }

export type Lang = 'zh' | 'en'

/** The language that a request asks for; Chinese where it says nothing. */
export function langOf(acceptLanguage: string | undefined): Lang {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh'
}

/** Turns whatever was thrown into a problem, in a language. `fault` is true where it is a fault of ours: it is logged in full, and told in one line. */
export function problemOf(thrown: FastifyError | Error, instance: string, lang: Lang = 'zh'): { readonly problem: Problem; readonly fault: boolean } {
  const refusal = refusalOf(thrown) ?? requestFault(thrown as FastifyError)
  const code = refusal?.code ?? 'ZP-212'
  const { status, [lang]: title } = PROBLEMS[code]
  return {
    fault: refusal === undefined,
    problem: { type: `/problems/${code}`, title, status, code, detail: inLanguage(refusal?.detail ?? '', lang), items: (refusal?.items ?? []).map((one) => inLanguage(one, lang)), instance },
  }
}

/** How the multipart parser names what ends early or has no headers; it gives no code. */
const BROKEN_MULTIPART = /unexpected end of multipart data|^Multipart: |^Malformed part header|^The needle /i

function requestFault(thrown: FastifyError): Refusal | undefined {
  if (Array.isArray(thrown.validation))
    return new Refusal(
      'ZP-202',
      '',
      thrown.validation.map((one) => `${one.instancePath.replace(/^\//, '').replaceAll('/', '.') || (thrown.validationContext ?? '')}：${one.message ?? ''}`),
    )
  if (BROKEN_MULTIPART.test(thrown.message)) return new Refusal('ZP-202', { zh: '不是完整的 multipart/form-data', en: 'not a whole multipart/form-data' })
  const status = thrown.statusCode ?? 500
  if (status >= 500) return undefined
  return new Refusal(BY_STATUS[status] ?? 'ZP-202', thrown.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || thrown.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ? { zh: '不是 JSON', en: 'not JSON' } : '')
}
