import { create } from 'xmlbuilder2'
import { yuanText } from '../yuan.ts'

/** One credit transfer: to whom, how much, and the reference that makes it one payment. */
export interface Instruction {
  readonly reference: string
  readonly amountFen: bigint
  readonly payee: string
  readonly payeeAccount: string
  readonly purpose: string
}

export interface Debtor {
  readonly name: string
  readonly account: string
  readonly bank: string
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'

/** Characters that XML cannot hold are left out; names are cut to what the standard allows. */
function text(value: string, most: number): string {
  return [...value.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')].slice(0, most).join('')
}

/** A customer credit transfer initiation (ISO 20022 pain.001.001.09) for one batch. The same batch gives the same bytes. */
export function pain001(message: string, at: string, day: string, debtor: Debtor, list: readonly Instruction[]): string {
  const total = yuanText(list.reduce((sum, one) => sum + one.amountFen, 0n))
  const account = (id: string): object => ({ Id: { Othr: { Id: text(id, 34) } } })
  return create(
    { version: '1.0', encoding: 'UTF-8' },
    {
      Document: {
        '@xmlns': NAMESPACE,
        CstmrCdtTrfInitn: {
          GrpHdr: { MsgId: message, CreDtTm: at, NbOfTxs: String(list.length), CtrlSum: total, InitgPty: { Nm: text(debtor.name, 140) } },
          PmtInf: {
            PmtInfId: message,
            PmtMtd: 'TRF',
            BtchBookg: 'false',
            NbOfTxs: String(list.length),
            CtrlSum: total,
            ReqdExctnDt: { Dt: day },
            Dbtr: { Nm: text(debtor.name, 140) },
            DbtrAcct: account(debtor.account),
            DbtrAgt: { FinInstnId: { Nm: text(debtor.bank, 140) } },
            CdtTrfTxInf: list.map((one) => ({
              PmtId: { InstrId: one.reference, EndToEndId: one.reference },
              Amt: { InstdAmt: { '@Ccy': 'CNY', '#': yuanText(one.amountFen) } },
              Cdtr: { Nm: text(one.payee, 140) },
              CdtrAcct: account(one.payeeAccount),
              RmtInf: { Ustrd: text(one.purpose, 140) },
            })),
          },
        },
      },
    },
  ).end({ prettyPrint: true })
}
