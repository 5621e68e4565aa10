import { message } from 'antd'
import type { MessageInstance } from 'antd/es/message/interface'
import { type ReactNode, useEffect } from 'react'

/** Notes at the top of the page, in its colours and language. */
export function Notes({ onReady }: { readonly onReady: (notes: MessageInstance) => void }): ReactNode {
  const [notes, place] = message.useMessage()
  useEffect(() => onReady(notes), [notes, onReady])
  return place
}
