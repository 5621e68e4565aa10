import { NO_OVERDRAFT } from '@zhida/ledger'
import { Refusal } from './refusal.ts'

interface DatabaseError {
  readonly code?: string
  readonly constraint?: string
  readonly message: string
}

/** What the database refused, in the words of the delivery. Its constraints have the last word, so their names are known here. */
export function refusalOf(thrown: unknown): Refusal | undefined {
  if (thrown instanceof Refusal) return thrown
  if (!(thrown instanceof Error)) return undefined
  const { code = '', constraint = '', message }: DatabaseError = thrown
  if (constraint === NO_OVERDRAFT) return new Refusal('ZP-501')
  if (constraint === 'within_bounds') return new Refusal('ZP-405')
  if (constraint === 'claim_once') return new Refusal('ZP-402')
  if (constraint === 'clerk_of_a_subject' || constraint === 'clerk_alone')
    return new Refusal('ZP-202', { zh: '企业办事员属于一个主体，不兼其他角色；其他人不属于主体', en: 'a clerk belongs to one subject and has no other role; nobody else belongs to one' })
  if (code === '23503') return new Refusal('ZP-201', { zh: '所指的部门、主体或文件不存在', en: 'the department, subject or file named does not exist' })
  if (code === 'ZL003' || constraint === 'claim_move_claim_version_key' || code === '40001' || code === '40P01') return new Refusal('ZP-206')
  if (code === '42501') return new Refusal('ZP-104')
  if (code === '22003' || code === '22007' || code === '22008' || code === '22P02' || code === '22021' || code === '22P05')
    return new Refusal('ZP-202', { zh: '数值、日期或字符超出范围', en: 'a number, date or character is out of range' })
  if (code === '53100' || code === 'ENOSPC' || /No space left/.test(message)) return new Refusal('ZP-211')
  if (/^(08|57P|53)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT)/.test(code) || /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(message)) return new Refusal('ZP-210')
  return undefined
}
