import { exported } from 'virtual:policy-text'
import { decode, type Policy } from '@zhida/language/ir'
import { policy } from './policy.ts'

/** The whole policy, with its text and where each number of it is bound. */
export const whole: Policy = { ...policy, ...decode<Pick<Policy, 'text' | 'numbers'>>(exported) }
