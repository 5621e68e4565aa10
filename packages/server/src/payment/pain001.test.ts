import { readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import { fenOfYuan, yuanText } from '../yuan.ts'
import { pain001 } from './pain001.ts'

const DEBTOR = { name: '椒江区财政局（合成数据）', account: '3310020000000001', bank: '合成银行' }

/** Checks against the schema that the standard publishes. @throws what it finds wrong */
function validate(file: string): void {
  const schema = XmlDocument.fromString(readFileSync('packages/server/src/payment/xsd/pain.001.001.09.xsd', 'utf8'))
  const validator = XsdValidator.fromDoc(schema)
  const document = XmlDocument.fromString(file)
  try {
    validator.validate(document)
  } finally {
    document.dispose()
    validator.dispose()
    schema.dispose()
  }
}

describe('the file for the bank', () => {
  const instruction = { reference: 'S000000001-1', amountFen: 8_880_001n, payee: '某某机械有限公司', payeeAccount: '6222000000000001', purpose: '椒政发〔2023〕6号 12.1' }

  it('is what the standard asks, whatever the names hold', () => {
    validate(pain001('ZD2023110100000001', '2023-11-01T02:00:00Z', '2023-11-01', DEBTOR, [instruction]))
    validate(pain001('ZD2', '2023-11-01T02:00:00Z', '2023-11-01', DEBTOR, [{ ...instruction, payee: `<&>"\u0001]]>${'长'.repeat(300)}`, purpose: '𠮷'.repeat(200) }]))
  })

  it('is refused by the schema where an amount is not one', () => {
    const file = pain001('ZD3', '2023-11-01T02:00:00Z', '2023-11-01', DEBTOR, [instruction]).replace('"CNY">88800.01', '"CNY">88800.001234')
    expect(() => validate(file)).toThrow('InstdAmt')
  })

  it('writes yuan to the fen, and reads it back', () => {
    for (const fen of [0n, 1n, 99n, 100n, 8_880_001n, 999_999_999_999_999_999n]) expect(fenOfYuan(yuanText(fen))).toBe(fen)
    for (const wrong of ['', '1.234', '-1', '1e3', '１', '1,000']) expect(fenOfYuan(wrong)).toBeUndefined()
  })
})
