import { create } from 'xmlbuilder2'

/** What a bank says of one payment. */
export interface Said {
  /** The batch's message. */
  readonly message: string
  readonly reference: string
  /** Yuan with two decimals, as the batch wrote it. */
  readonly amount: string
  readonly paid: boolean
  /** Tells two answers of one payment apart. */
  readonly serial: number
}

/** A status report (ISO 20022 pain.002.001.10) for one payment, as the made-up bank of the tests and the demonstration writes it. */
export function pain002({ message, reference, amount, paid, serial }: Said): string {
  return create(
    { version: '1.0', encoding: 'UTF-8' },
    {
      Document: {
        '@xmlns': 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10',
        CstmrPmtStsRpt: {
          GrpHdr: { MsgId: `BANK-${serial}-${reference}`, CreDtTm: '2023-12-31T00:00:00Z' },
          OrgnlGrpInfAndSts: { OrgnlMsgId: message, OrgnlMsgNmId: 'pain.001.001.09' },
          OrgnlPmtInfAndSts: {
            OrgnlPmtInfId: message,
            TxInfAndSts: {
              OrgnlEndToEndId: reference,
              TxSts: paid ? 'ACSC' : 'RJCT',
              ...(!paid && { StsRsnInf: { Rsn: { Cd: 'AC04' }, AddtlInf: '账户已销户（合成数据）' } }),
              ...(paid && { AcctSvcrRef: `B${reference}` }),
              OrgnlTxRef: { Amt: { InstdAmt: { '@Ccy': 'CNY', '#': amount } } },
            },
          },
        },
      },
    },
  ).end()
}
