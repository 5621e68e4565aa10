import { XMLParser } from 'fast-xml-parser'
import { Refusal } from '../refusal.ts'
import { fenOfYuan } from '../yuan.ts'

/** What the bank says of one payment. */
export interface BankWord {
  readonly reference: string
  readonly result: 'paid' | 'failed' | 'pending'
  readonly amountFen: bigint | undefined
  readonly bankReference: string | null
  readonly reason: string
}

export interface BankAnswer {
  readonly kind: 'pain.002' | 'camt.054'
  readonly words: readonly BankWord[]
}

const LISTS = new Set(['OrgnlPmtInfAndSts', 'TxInfAndSts', 'Ntfctn', 'Ntry', 'NtryDtls', 'TxDtls'])
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  processEntities: false,
  isArray: (name) => LISTS.has(name),
})

type Node = { readonly [name: string]: unknown }
const node = (value: unknown, ...path: readonly string[]): Node => path.reduce<Node>((one, name) => asNode(one[name]), asNode(value))
const asNode = (value: unknown): Node => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {})
const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.map(asNode) : [])
const words = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'object' && value !== null && '#text' in value ? String(value['#text']) : '')

/**
 * Reads the bank's status report (ISO 20022 pain.002) or its notification of what was booked (camt.054). A document type declaration
 * is refused, so no entity is ever expanded. @throws Refusal ZP-503
 */
export function readAnswer(body: string): BankAnswer {
  if (body.length > 50_000_000 || /<!DOCTYPE|\0/i.test(body)) throw new Refusal('ZP-503', { zh: '文件过大，或含有 DOCTYPE 或空字符', en: 'the file is too large, or has a DOCTYPE or a NUL' })
  let root: Node
  try {
    root = node(parser.parse(body, true), 'Document')
  } catch (fault) {
    throw new Refusal('ZP-503', fault instanceof Error ? fault.message.slice(0, 200) : '')
  }
  const report = asNode(root.CstmrPmtStsRpt)
  if ('OrgnlGrpInfAndSts' in report || 'OrgnlPmtInfAndSts' in report) return { kind: 'pain.002', words: list(report.OrgnlPmtInfAndSts).flatMap((info) => list(info.TxInfAndSts).map(statusWord)) }
  const notice = asNode(root.BkToCstmrDbtCdtNtfctn)
  if ('Ntfctn' in notice) return { kind: 'camt.054', words: list(notice.Ntfctn).flatMap((one) => list(one.Ntry).flatMap(entryWords)) }
  throw new Refusal('ZP-503', { zh: '既不是 pain.002 也不是 camt.054', en: 'neither pain.002 nor camt.054' })
}

/** Accepted-settled is paid, rejected is failed; every other status says that it is under way. */
function statusWord(one: Node): BankWord {
  const status = words(one.TxSts)
  const because = asNode(one.StsRsnInf)
  return {
    reference: words(one.OrgnlEndToEndId),
    result: status === 'ACSC' || status === 'ACCC' ? 'paid' : status === 'RJCT' ? 'failed' : 'pending',
    amountFen: fenOfYuan(words(node(one, 'OrgnlTxRef', 'Amt').InstdAmt)),
    bankReference: words(one.AcctSvcrRef) || null,
    reason: [words(node(because, 'Rsn').Cd), words(because.AddtlInf)].filter((each) => each !== '').join(' '),
  }
}

function entryWords(entry: Node): readonly BankWord[] {
  const booked = words(asNode(entry.Sts).Cd) === 'BOOK'
  const debit = words(entry.CdtDbtInd) === 'DBIT'
  return list(entry.NtryDtls).flatMap((details) =>
    list(details.TxDtls).map((one) => ({
      reference: words(asNode(one.Refs).EndToEndId),
      result: booked ? (debit ? 'paid' : 'failed') : 'pending',
      amountFen: fenOfYuan(words(one.Amt)),
      bankReference: words(asNode(one.Refs).AcctSvcrRef) || null,
      reason: debit ? '' : words(node(one, 'RtrInf').AddtlInf) || '退汇',
    })),
  )
}
