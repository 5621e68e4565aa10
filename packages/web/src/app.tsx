import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type AnyRouter, RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, StrictMode, useEffect, useState } from 'react'
import { usePreferences } from './frame/preferences.ts'
import { antdTheme } from './frame/theme.ts'
import { ToastHolder } from './frame/toast.tsx'
import { speak } from './words/language.ts'

interface AppProps {
  readonly router: AnyRouter
  readonly cache: QueryClient
}

/** The language, the look and what was read, around the pages of a router. */
export function App({ router, cache }: AppProps): ReactNode {
  const look = usePreferences()
  const [lang, setLang] = useState(i18n.locale)
  useEffect(() => {
    void speak(look.lang)
      .then(() => setLang(i18n.locale))
      .catch(() => undefined)
  }, [look.lang])
  return (
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={cache}>
          <ConfigProvider {...(lang === 'zh-CN' && { locale: zhCN })} button={{ autoInsertSpace: false }} theme={antdTheme(look)}>
            <ToastHolder />
            {/* Another language, or amounts in full, is said by every word of the page: it is drawn anew. */}
            <RouterProvider key={`${lang}/${look.amounts}`} router={router} />
          </ConfigProvider>
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>
  )
}
