import { i18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { loadEnglish } from './terms.ts'

export type Lang = 'zh-CN' | 'en'

// Chinese messages stand in the code as they are written, so they are compiled when they are first said.
i18n.setMessagesCompiler(compileMessage)
i18n.loadAndActivate({ locale: 'zh-CN', messages: {} })

/** Speaks a language from now on: the English catalogue comes when it is first wanted. */
export async function speak(lang: Lang): Promise<void> {
  document.documentElement.lang = lang
  if (i18n.locale === lang) return
  const [{ messages }] = lang === 'en' ? await Promise.all([import('./en.po'), loadEnglish()]) : [{ messages: {} }]
  i18n.loadAndActivate({ locale: lang, messages })
}

export const spoken = (): Lang => i18n.locale as Lang
