import { readFileSync } from 'node:fs'
import { createRequire as requiring } from 'node:module'
import { dirname, join } from 'node:path'
import type { FactUse, Reason } from '@zhida/engine'
import { formatFen, formatQuantity, type Policy, rational } from '@zhida/language/ir'
import nzh from 'nzh'
import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import { yuanText } from '../yuan.ts'
import type { Letter } from './letter.ts'

const FONTS = join(dirname(requiring(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts')
const MARGIN = 64
const WIDTH = 595.28 - 2 * MARGIN

const fonts = new Map<string, Buffer>()
function font(name: 'Regular' | 'Bold'): Buffer {
  const kept = fonts.get(name) ?? readFileSync(join(FONTS, `NotoSansHans-${name}.otf`))
  fonts.set(name, kept)
  return kept
}

/** The letter as a PDF on A4: what was decided, the article's words, how the amount came about, and a QR code that opens its verification. */
export async function letterPdf(policy: Policy, letter: Letter, verifyUrl: string): Promise<Buffer> {
  const title = letter.kind === 'granted' ? '政策兑付通知书' : '不予兑付通知书'
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    lang: 'zh-CN',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    info: { Title: `${title} ${letter.number}`, Author: letter.department, CreationDate: new Date(`${letter.day}T00:00:00+08:00`) },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => document.once('end', () => resolve()))
  document.registerFont('text', font('Regular')).registerFont('bold', font('Bold'))
  write(document, policy, letter, title)
  seal(document, letter, verifyUrl)
  document.end()
  await ended
  return Buffer.concat(chunks)
}

function write(document: PDFKit.PDFDocument, policy: Policy, letter: Letter, title: string): void {
  const { subject, measure } = letter
  const line = (text: string, options: PDFKit.Mixins.TextOptions = {}): void => void document.text(text, { width: WIDTH, lineGap: 6, ...options })
  document.font('bold').fontSize(22)
  line(title, { align: 'center' })
  document.font('text').fontSize(10.5).moveDown(0.6)
  line(`编号：${letter.code}`, { align: 'right' })
  if (subject.synthetic) {
    document.fillColor('#8a5a00')
    line('合成数据：主体与金额均为演示，不存在于现实。', { align: 'right' })
    document.fillColor('black')
  }
  document.moveDown(0.8).fontSize(12)
  line(`${subject.name}（统一社会信用代码 ${subject.creditCode}）：`)
  document.moveDown(0.3)
  const basis = `根据${policy.issuer}《${policy.title}》（${policy.number}）第${measure.article}条，你单位申请的“${measure.name}”（申报件 ${letter.number}）`
  if (letter.kind === 'granted') {
    const amount =
      letter.amountFen > 0n ? `决定兑付 ${formatFen(rational(letter.amountFen))}（${yuanText(letter.amountFen)} 元，人民币${capital(letter.amountFen)}）。` : `决定给予：${measure.gives}。`
    line(`${basis}，经审核、公示，${amount}`, { indent: 24 })
  } else line(`${basis}，经审核，决定不予兑付。`, { indent: 24 })
  line(`理由：${letter.reason}`, { indent: 24 })

  heading(document, '原文')
  for (const quote of measure.quotes) line(`“${quote.text}”`, { indent: 24 })
  if (letter.decision) {
    heading(document, '怎样得出')
    document.fontSize(10.5)
    for (const { depth, text } of reasonLines(letter.decision.outcome.reason)) line(text, { indent: depth * 12 })
    const chosen = letter.decision.outcome.readings.map((one) => `${one.name}按“${one.chosen}”`)
    if (chosen.length > 0) line(`口径：${chosen.join('；')}。`)
    const { fund, payers } = letter.decision.outcome
    line(`${fund ? `资金：${fund}；` : ''}出资：${payers.map((one) => one.payer).join('、')}。`)
    line(`决定链第 ${letter.decision.number} 号，哈希 ${letter.decision.hash.slice(0, 32)}…`)
  }
  document.fontSize(12).moveDown(0.8)
  line(`${letter.department}`, { align: 'right' })
  line(letter.day, { align: 'right' })
}

function heading(document: PDFKit.PDFDocument, text: string): void {
  document.moveDown(0.7).font('bold').fontSize(12.5).text(text, { width: WIDTH, lineGap: 4 })
  document.font('text').fontSize(11)
}

/** The QR code stands in the lower left corner of the last page; on a full page it begins a new one. */
function seal(document: PDFKit.PDFDocument, letter: Letter, verifyUrl: string): void {
  const side = 92
  if (document.y > document.page.height - MARGIN - side - 12) document.addPage()
  const top = document.page.height - MARGIN - side
  const { modules } = QRCode.create(verifyUrl, { errorCorrectionLevel: 'M' })
  const step = side / modules.size
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) document.rect(MARGIN + column * step, top + row * step, step, step)
  document.fill('black')
  document
    .font('text')
    .fontSize(9)
    .text(`扫码或打开下面的地址，核对这份通知书：\n${verifyUrl}\n编号：${letter.code}`, MARGIN + side + 14, top + 6, { width: WIDTH - side - 14, lineGap: 4, link: verifyUrl })
}

const STATES = { holds: '成立', fails: '不成立', unknown: '不知道', undecided: '由部门认定', given: '' } as const

/** The reason tree as lines: each step with its state and the facts it looked at. */
function reasonLines(reason: Reason, depth = 0): readonly { readonly depth: number; readonly text: string }[] {
  return reason.children.flatMap((child) => {
    const facts = child.facts.map(factWords).join('；')
    const award = child.award && child.award.kind === 'exact' ? `：${formatFen(rational(child.award.fen))}` : ''
    const text = `${child.role === 'amount' ? '金额 ' : ''}${child.text}${award}${STATES[child.state] && `（${STATES[child.state]}）`}${facts && `  ${facts}`}`
    return [{ depth, text }, ...reasonLines(child, depth + 1)]
  })
}

function factWords({ name, year, value, dimension, source }: FactUse): string {
  const words =
    value === undefined
      ? '未填'
      : value.kind === 'number'
        ? formatQuantity(value.value, dimension)
        : value.kind === 'truth'
          ? value.value
            ? '是'
            : '否'
          : value.kind === 'none'
            ? '无此项'
            : value.value
  return `${name}${year === undefined ? '' : `（${year}年）`}＝${words}${source ? `（${source}）` : ''}`
}

/** 200000000 fen → 贰佰万元整; an amount that ends in 分 has no 整. */
function capital(fen: bigint): string {
  const words = nzh.cn.toMoney(yuanText(fen), { outSymbol: false })
  return words.endsWith('分') ? words : `${words}整`
}
