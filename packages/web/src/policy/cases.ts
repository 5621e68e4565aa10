import { exported } from 'virtual:cases'
import type { WorkedCase } from '@zhida/engine'
import { decode } from '@zhida/language/ir'

export const cases = decode<readonly WorkedCase[]>(exported)
