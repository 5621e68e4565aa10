import { t } from '@lingui/core/macro'
import type { Standing } from '../api/client.ts'

export const LIGHTS = ['red', 'amber', 'green', 'none'] as const

export const lightName = (light: Standing['light']): string => ({ green: t`正常`, amber: t`注意`, red: t`滞后`, none: t`没有数` })[light]
