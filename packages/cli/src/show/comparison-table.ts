import type { Comparison, Shift } from '@zhida/batch'
import { formatFen, measuresOf, type Policy, rational } from '@zhida/language'

export interface Block {
  readonly heading: string
  readonly rows: readonly (readonly string[])[]
}

const HEAD = ['', '多得（户）', '少得（户）', '多付', '少付', '原来应兑', '改后应兑'] as const

const money = (fen: bigint): string => formatFen(rational(fen))

/** The comparison as tables: by measure, by fund's room, then by group. Amounts are what is due for certain. */
export function comparisonRows(policy: Policy, comparison: Comparison): readonly Block[] {
  const measures = new Map(measuresOf(policy).map((one) => [one.id, one]))
  const row = (one: Shift, name = one.key): string[] => [name, String(one.gainers), String(one.losers), money(one.gainFen), money(one.lossFen), money(one.beforeFen), money(one.afterFen)]
  const funds = policy.instruments.flatMap((one) => (one.kind === 'fund' ? [{ name: one.name, amount: one.amount }, ...one.parts] : []))
  const room = new Map<string, bigint>()
  for (const one of comparison.measures) {
    const fund = measures.get(one.key)?.fund
    if (fund) room.set(fund, (room.get(fund) ?? 0n) + one.afterFen - one.beforeFen)
  }
  return [
    { heading: '措施', rows: [HEAD, ...comparison.measures.map((one) => row(one, `${one.key} ${measures.get(one.key)?.name ?? ''}`))] },
    {
      heading: '资金',
      rows: [
        ['', '安排', '增减'],
        ...[...room].map(([name, fen]) => [name, funds.find((one) => one.name === name)?.amount ? money(funds.find((one) => one.name === name)?.amount?.n ?? 0n) : '—', money(fen)]),
      ],
    },
    ...comparison.groups.map(({ by, rows }) => ({ heading: by, rows: [HEAD, ...rows.map((one) => row(one))] })),
    { heading: '每户增减', rows: [['', '户数'], ...comparison.distribution.map((one) => [one.step, String(one.subjects)])] },
  ]
}

/** The same tables as a workbook, one sheet a table. */
export async function comparisonXlsx(policy: Policy, comparison: Comparison, title: string, path: string): Promise<void> {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  for (const { heading, rows } of comparisonRows(policy, comparison)) {
    const sheet = book.addWorksheet(heading)
    sheet.addRow([comparison.synthetic ? `${title}（合成数据）` : title])
    for (const one of rows) sheet.addRow([...one])
  }
  await book.xlsx.writeFile(path)
}
