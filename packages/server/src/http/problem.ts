import type { FastifyError } from 'fastify'
import { PROBLEMS, type ProblemCode, Refusal } from '../refusal.ts'

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

interface DatabaseError {
  readonly code?: string
  readonly constraint?: string
  readonly message: string
}

/** What the database refused, in the words of the delivery. Its constraints have the last word, so their names are known here. */
function refusalOf(fault: DatabaseError): Refusal | undefined {
  const { code = '', constraint = '' } = fault
  if (constraint === 'no_overdraft') return new Refusal('ZP-501')
  if (constraint === 'within_bounds') return new Refusal('ZP-405')
  if (constraint === 'claim_once') return new Refusal('ZP-402')
  if (code === 'ZL003' || constraint === 'claim_move_claim_version_key' || code === '40001' || code === '40P01') return new Refusal('ZP-206')
  if (code === '42501') return new Refusal('ZP-104')
  if (code === '22003' || code === '22P02' || code === '22021' || code === '22P05') return new Refusal('ZP-202', '数值或字符超出范围')
  if (code === '53100' || code === 'ENOSPC' || /No space left/.test(fault.message)) return new Refusal('ZP-211')
  if (/^(08|57P|53)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT)/.test(code) || /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(fault.message))
    return new Refusal('ZP-210')
  return undefined
}

const BY_STATUS: Readonly<Record<number, ProblemCode>> = { 404: 'ZP-201', 405: 'ZP-201', 413: 'ZP-203', 414: 'ZP-202', 415: 'ZP-204', 429: 'ZP-209' }

/** Turns whatever was thrown into a problem. `fault` is true where it is a fault of ours: it is logged in full, and told in one line. */
export function problemOf(thrown: FastifyError | Error, instance: string): { readonly problem: Problem; readonly fault: boolean } {
  const refusal = thrown instanceof Refusal ? thrown : (refusalOf(thrown as unknown as DatabaseError) ?? requestFault(thrown as FastifyError))
  const code = refusal?.code ?? 'ZP-212'
  const { status, zh } = PROBLEMS[code]
  return { fault: refusal === undefined, problem: { type: `/problems/${code}`, title: zh, status, code, detail: refusal?.detail ?? '', items: refusal?.items ?? [], instance } }
}

function requestFault(thrown: FastifyError): Refusal | undefined {
  if (Array.isArray(thrown.validation))
    return new Refusal(
      'ZP-202',
      '',
      thrown.validation.map((one) => `${one.instancePath.replace(/^\//, '').replaceAll('/', '.') || (thrown.validationContext ?? '')}：${one.message ?? ''}`),
    )
  const status = thrown.statusCode ?? 500
  if (status >= 500) return undefined
  return new Refusal(BY_STATUS[status] ?? 'ZP-202', thrown.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || thrown.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ? '不是 JSON' : '')
}
