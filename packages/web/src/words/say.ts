import { i18n, type MessageDescriptor } from '@lingui/core'

/** A message that was written down before it is known in which language it will be said. */
export const say = (message: MessageDescriptor): string => i18n._(message)

/** Short remarks beside one another: 等经办人 · 还有3天 */
export const remarks = (...all: readonly (string | false | null | undefined)[]): string => all.filter((one) => one).join(' · ')

/** Sentences one after the other, those that are said at all. */
export const sentences = (...all: readonly (string | false | undefined)[]): string => all.filter((one) => one).join(i18n.locale === 'en' ? ' ' : '')
