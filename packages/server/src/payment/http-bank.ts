import { z } from 'zod'
import type { Bank } from './outbox.ts'

const ANSWERS = z.object({ answers: z.array(z.object({ body: z.string(), next: z.string() })) })

/** A bank behind HTTP: batches are put, answers are fetched from the place where the last that was taken in ended. */
export function httpBank(url: string): Bank {
  const ask = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(10_000) })
    if (!response.ok) throw new Error(`the bank answered ${response.status}`)
    return response
  }
  return {
    send: async (message, file) => void (await ask(`/batches/${message}`, { method: 'PUT', body: file, headers: { 'Content-Type': 'application/xml' } })),
    collect: async (place) => ANSWERS.parse(await (await ask(`/answers?after=${encodeURIComponent(place)}`)).json()).answers,
  }
}
