import { createHash, randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { XMLParser } from 'fast-xml-parser'
import { pain002 } from './pain002.ts'

/** How the bank misbehaves: of a hundred payments or answers, how many. */
export interface Manners {
  readonly reject: number
  /** Answers that are given twice, the second time in other words. */
  readonly twice: number
  /** Answers that are lost: the bank paid, and does not say so until it is asked again. */
  readonly lose: number
  /** Answers that say the contrary of what the bank did, after the right one. */
  readonly contradict: number
  /** An answer comes so many milliseconds after the batch, up to. */
  readonly delayMs: number
  /** Requests during which the process dies, before or after it did its work. */
  readonly die: number
}

interface Payment {
  readonly reference: string
  readonly amount: string
}

/**
 * A made-up bank (合成数据) for demonstrations and tests. It pays a reference once, whatever is sent; a batch that it knows is
 * answered again. What it did is kept in a journal, so that it knows it after its own death.
 */
export function simulatedBank(journal: string, manners: Manners): Server {
  const done = new Map<string, { readonly amount: string; readonly paid: boolean }>()
  const answers: string[] = []
  // Places in this list are no places in another bank's, nor in this one's when its journal was lost.
  let list = ''
  if (existsSync(journal))
    for (const line of readFileSync(journal, 'utf8').split('\n')) {
      const entry = read(line)
      if (entry?.kind === 'opened') list = entry.list
      else if (entry?.kind === 'payment') done.set(entry.reference, { amount: entry.amount, paid: entry.paid })
      else if (entry?.kind === 'answer') answers.push(entry.body)
    }
  const note = (entry: Entry): void => appendFileSync(journal, `${JSON.stringify(entry)}\n`)
  if (list === '') {
    list = randomUUID()
    note({ kind: 'opened', list })
  }
  const chance = (what: string, of: string, inHundred: number): boolean => inHundred > 0 && createHash('sha256').update(`${what}|${of}`).digest().readUInt16BE(0) % 100 < inHundred
  const answer = (body: string): void => {
    note({ kind: 'answer', body })
    answers.push(body)
  }
  let requests = 0

  const take = (message: string, payments: readonly Payment[]): void => {
    const again = payments.every(({ reference }) => done.has(reference))
    for (const { reference, amount } of payments) {
      if (done.has(reference)) continue
      const paid = !chance('reject', reference, manners.reject)
      note({ kind: 'payment', reference, amount, paid })
      done.set(reference, { amount, paid })
    }
    for (const { reference } of payments) {
      const one = done.get(reference)
      if (!one || (!again && chance('lose', reference, manners.lose))) continue
      const say = (paid: boolean, time: number): void => {
        setTimeout(() => answer(pain002({ message, reference, amount: one.amount, paid, serial: answers.length })), time)
      }
      const late = manners.delayMs === 0 ? 0 : createHash('sha256').update(reference).digest().readUInt16BE(2) % manners.delayMs
      say(one.paid, late)
      if (!again && chance('twice', reference, manners.twice)) say(one.paid, late + 50)
      if (!again && chance('contradict', reference, manners.contradict)) say(!one.paid, late + 100)
    }
  }

  return createServer(async (request, response) => {
    requests += 1
    const url = new URL(request.url ?? '/', 'http://bank')
    const doomed = chance('die', `${process.pid}/${requests}`, manners.die)
    if (doomed && requests % 2 === 0) process.exit(9)
    const batch = /^\/batches\/([\w-]+)$/.exec(url.pathname)
    if (request.method === 'PUT' && batch) {
      take(batch[1] ?? '', paymentsOf(await bodyOf(request)))
      if (doomed) process.exit(9)
      return response.end('{}')
    }
    if (request.method === 'GET' && url.pathname === '/answers') {
      const [of, count] = (url.searchParams.get('after') ?? '').split('/')
      const after = of === list ? Number(count) : 0
      return response.end(JSON.stringify({ answers: answers.slice(after, after + 200).map((body, index) => ({ body, next: `${list}/${after + index + 1}` })) }))
    }
    if (request.method === 'GET' && url.pathname === '/statement') return response.end(JSON.stringify([...done].map(([reference, one]) => ({ reference, ...one }))))
    response.statusCode = 404
    return response.end('{}')
  })
}

type Entry =
  | { readonly kind: 'opened'; readonly list: string }
  | { readonly kind: 'payment'; readonly reference: string; readonly amount: string; readonly paid: boolean }
  | { readonly kind: 'answer'; readonly body: string }

/** A line that was being written when the bank died is no line. */
function read(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry
  } catch {
    return undefined
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function paymentsOf(file: string): readonly Payment[] {
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray: (name) => name === 'CdtTrfTxInf' })
  const parsed = parser.parse(file) as { Document: { CstmrCdtTrfInitn: { PmtInf: { CdtTrfTxInf: readonly { PmtId: { EndToEndId: string }; Amt: { InstdAmt: { '#text': string } } }[] } } } }
  return parsed.Document.CstmrCdtTrfInitn.PmtInf.CdtTrfTxInf.map((one) => ({ reference: one.PmtId.EndToEndId, amount: one.Amt.InstdAmt['#text'] }))
}
