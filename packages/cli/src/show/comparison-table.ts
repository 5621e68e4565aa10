import type { Comparison, ReadingCost, Shift } from '@zhida/engine'
import { formatFen, formatRational, measuresOf, multiply, type Policy, type Rational, rational } from '@zhida/language'

export interface Block {
  readonly heading: string
  readonly rows: readonly (readonly string[])[]
}

const HEAD = ['', '多得（户）', '少得（户）', '多付', '少付', '原来应兑', '改后应兑'] as const

const money = (fen: bigint): string => formatFen(rational(fen))

/** The comparison as tables: by measure, each fund's room, by group, the cliffs. Amounts are what is due for certain. */
export function comparisonRows(policy: Policy, comparison: Comparison): readonly Block[] {
  const nameOf = (id: string): string => `${id} ${measuresOf(policy).find((one) => one.id === id)?.name ?? ''}`
  const row = (one: Shift, name = one.key): string[] => [name, String(one.gainers), String(one.losers), money(one.gainFen), money(one.lossFen), money(one.beforeFen), money(one.afterFen)]
  const moved = comparison.funds.filter((one) => one.afterFen !== one.beforeFen)
  const cliffs = comparison.sweeps.flatMap(({ before, after }) =>
    [before, after].flatMap((sweep, side) =>
      (sweep?.cliffs ?? []).map((one) => [
        nameOf(sweep?.measure ?? ''),
        side === 0 ? '原来' : '改后',
        `${sweep?.fact} ${valueText(one.at, sweep?.unit ?? '')}`,
        money(one.belowFen),
        money(one.fen),
        signed(one.fen - one.belowFen),
      ]),
    ),
  )
  return [
    { heading: '措施', rows: [HEAD, ...comparison.measures.map((one) => row(one, nameOf(one.key)))] },
    {
      heading: '资金',
      rows: [
        ['', '安排', '原来应兑', '改后应兑', '增减', '改后结余'],
        ...moved.map((one) => [
          one.fund,
          one.appropriated === null ? '—' : money(one.appropriated),
          money(one.beforeFen),
          money(one.afterFen),
          signed(one.afterFen - one.beforeFen),
          one.appropriated === null ? '—' : money(one.appropriated - one.afterFen),
        ]),
      ],
    },
    ...comparison.groups.map(({ by, rows }) => ({ heading: by, rows: [HEAD, ...rows.map((one) => row(one))] })),
    { heading: '每户增减', rows: [['', '户数'], ...comparison.distribution.map((one) => [one.step, String(one.subjects)])] },
    { heading: '断崖', rows: [['', '', '到了这个数', '差一步时', '到了时', '一步之差'], ...cliffs] },
  ]
}

/** What each reading would cost, as a table. */
export function readingRows(policy: Policy, costs: readonly ReadingCost[]): Block {
  const names = new Map(measuresOf(policy).map((one) => [one.id, one.name]))
  return {
    heading: '口径',
    rows: [
      ['', '口径', '选项', '应兑（户）', '应兑', '最多', '与采用的相差'],
      ...costs.map((one) => {
        return [
          `${one.measure} ${names.get(one.measure) ?? ''}`,
          one.reading,
          one.adopted ? `${one.option}（采用）` : one.option,
          String(one.due),
          money(one.lowFen),
          one.highFen === null ? '无上限' : money(one.highFen),
          one.adopted ? '' : signed(one.moreFen),
        ]
      }),
    ],
  }
}

const signed = (fen: bigint): string => (fen > 0n ? `+${money(fen)}` : fen < 0n ? `−${money(-fen)}` : money(0n))

/** A fact's value as people write it: money with its unit, a ratio in percent. */
function valueText(value: Rational, unit: string): string {
  if (unit === '元') return formatFen(value)
  return unit === '' || unit === '%' ? `${formatRational(multiply(value, rational(100n)))}%` : `${formatRational(value)}${unit}`
}

/** Tables as a workbook, one sheet a table. */
export async function blocksXlsx(blocks: readonly Block[], title: string, path: string): Promise<void> {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  for (const { heading, rows } of blocks) {
    const sheet = book.addWorksheet(heading.replaceAll(/[（）]/g, ' ').trim())
    sheet.addRow([title])
    for (const one of rows) sheet.addRow([...one])
  }
  await book.xlsx.writeFile(path)
}
