import type { Bank } from './outbox.ts'

/** A bank behind HTTP: batches are posted, answers are fetched from where the last fetch ended. */
export function httpBank(url: string): Bank {
  let after = 0
  const ask = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(10_000) })
    if (!response.ok) throw new Error(`the bank answered ${response.status}`)
    return response
  }
  return {
    send: async (message, file) => void (await ask(`/batches/${message}`, { method: 'PUT', body: file, headers: { 'Content-Type': 'application/xml' } })),
    collect: async () => {
      const { answers, next } = (await (await ask(`/answers?after=${after}`)).json()) as { answers: string[]; next: number }
      after = next
      return answers
    },
  }
}
