import type { MessageInstance } from 'antd/es/message/interface'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'

type Kind = 'success' | 'info' | 'warning' | 'error'
type Note = readonly [kind: Kind, words: string, seconds: number]

let held: MessageInstance | undefined
const waiting: Note[] = []
let wanted = (): void => undefined

const Notes = lazy(async () => ({ default: (await import('./notes.tsx')).Notes }))

/** The place of notes at the top of the page. What shows them comes with the first. */
export function ToastHolder(): ReactNode {
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    wanted = () => setAsked(true)
    if (waiting.length > 0) setAsked(true)
  }, [])
  return (
    asked && (
      <Suspense fallback={null}>
        <Notes onReady={ready} />
      </Suspense>
    )
  )
}

function ready(notes: MessageInstance): void {
  held = notes
  for (const [kind, words, seconds] of waiting.splice(0)) notes[kind](words, seconds)
}

function tell(...note: Note): void {
  const [kind, words, seconds] = note
  if (held) return void held[kind](words, seconds)
  waiting.push(note)
  wanted()
}

export const toast = {
  success: (words: string): void => tell('success', words, 3),
  info: (words: string): void => tell('info', words, 3),
  warning: (words: string): void => tell('warning', words, 6),
  error: (words: string): void => tell('error', words, 8),
}
