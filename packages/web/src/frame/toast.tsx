import { App } from 'antd'
import type { MessageInstance } from 'antd/es/message/interface'
import type { ReactNode } from 'react'

let held: MessageInstance | undefined

/** Gives the notes at the top of the page their colours and language. */
export function ToastHolder(): ReactNode {
  held = App.useApp().message
  return null
}

export const toast = {
  success: (words: string): void => void held?.success(words),
  info: (words: string): void => void held?.info(words),
  warning: (words: string): void => void held?.warning(words, 6),
  error: (words: string): void => void held?.error(words, 8),
}
