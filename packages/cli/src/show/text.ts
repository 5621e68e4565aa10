import type { Dossier, NearMiss, Outcome, Reason, Result } from '@zhida/engine'
import { formatQuantity, measuresOf, type Policy, width } from '@zhida/language'
import type { Colors } from 'picocolors/types'
import { missingName } from './json.ts'
import { type Say, showAward, VERDICTS } from './words.ts'

/** One firm's answer over many measures: a line each, the due ones first, then the total. */
export function showResult(policy: Policy, dossier: Dossier, result: Result, say: Say, paint: Colors): string {
  const names = new Map(measuresOf(policy).map((one) => [one.id, one.name]))
  const lines = [paint.bold(`${result.subject}${dossier.synthetic ? `（${say('synthetic')}）` : ''}  ${policy.number}  ${result.date}`)]
  const color = { due: paint.green, discretionary: paint.cyan, unknown: paint.yellow, 'not-due': paint.dim }
  for (const verdict of VERDICTS) {
    const group = result.outcomes.filter((one) => one.verdict === verdict)
    if (group.length === 0) continue
    lines.push('', color[verdict](`${say(verdict)} ${group.length}`))
    for (const outcome of group) {
      const amount = verdict === 'not-due' ? '' : showAward(outcome.award, say)
      lines.push(`  ${outcome.measure.padEnd(6)}${pad(names.get(outcome.measure) ?? '', 40)} ${amount}`)
      if (outcome.missing.length > 0 && verdict !== 'not-due') lines.push(paint.dim(`        ${say('missing')}: ${outcome.missing.map((one) => missingName(policy, one)).join('、')}`))
      for (const near of outcome.nearMisses) lines.push(paint.dim(`        ${near.gains === 'award' ? say('near') : say('next')}: ${showNearMiss(near)}`))
    }
  }
  const { bundle } = result
  lines.push(
    '',
    paint.bold(`${say('total')} ${showAward(bundle.highFen === bundle.lowFen ? { kind: 'exact', fen: bundle.lowFen } : { kind: 'interval', lowFen: bundle.lowFen, highFen: bundle.highFen }, say)}`),
  )
  for (const one of bundle.givenUp) lines.push(`  ${one.measure} ${say('givenUp')} ${one.for}（${one.because}）`)
  return lines.join('\n')
}

/** One measure in full: the verdict and the whole reason with the article's words. */
export function showOutcome(policy: Policy, outcome: Outcome, say: Say, paint: Colors): string {
  const measure = measuresOf(policy).find((one) => one.id === outcome.measure)
  const lines = [paint.bold(`${outcome.measure} ${measure?.name ?? ''}`), `  ${say(outcome.verdict)} ${showAward(outcome.award, say)}`]
  if (outcome.fund) lines.push(`  ${say('fund')}: ${outcome.fund}`)
  lines.push(`  ${say('payer')}: ${outcome.payers.map((one) => `${one.payer}${outcome.payers.length > 1 ? ` ${showAward(one.award, say)}` : ''}`).join('、')}`)
  lines.push(...showReason(outcome.reason, say, paint, 1))
  if (outcome.missing.length > 0) lines.push(`  ${say('missing')}: ${outcome.missing.map((one) => missingName(policy, one)).join('、')}`)
  for (const near of outcome.nearMisses) lines.push(`  ${near.gains === 'award' ? say('near') : say('next')}: ${showNearMiss(near)}`)
  for (const reading of outcome.readings) {
    lines.push(`  ${say('readings')} ${reading.name}: ${say('adopted')} ${reading.chosen}（${reading.reason}）`)
    for (const other of reading.alternatives) lines.push(`    ${say('otherReading')} ${other.option}: ${say(other.verdict)} ${showAward(other.award, say)}`)
  }
  return lines.join('\n')
}

const MARKS = { holds: '✓', fails: '✗', unknown: '?', undecided: '!', given: '·' } as const

function showReason(reason: Reason, say: Say, paint: Colors, depth: number): string[] {
  const indent = '  '.repeat(depth)
  const facts = reason.facts.map((fact) => `${fact.name}${fact.year === undefined ? '' : `@${fact.year}`}=${fact.value === undefined ? '?' : showValue(fact.value, fact.dimension)}`)
  const computed = reason.computed ? ` → ${formatQuantity(reason.computed.value, reason.computed.dimension)}` : ''
  const award = reason.award && reason.role !== 'measure' ? ` ${showAward(reason.award, say)}` : ''
  const lines = [`${indent}${MARKS[reason.state]} ${reason.text}${award}${facts.length > 0 ? paint.dim(`  〔${facts.join('，')}${computed}〕`) : ''}`]
  if (reason.quote !== '' && reason.role !== 'amount') lines.push(paint.dim(`${indent}  “${reason.quote}”`))
  for (const words of reason.undecided) if (reason.children.length === 0) lines.push(`${indent}  ! ${words}`)
  return [...lines, ...reason.children.flatMap((child) => showReason(child, say, paint, depth + 1))]
}

function showValue(value: NonNullable<Reason['facts'][number]['value']>, dimension: string): string {
  switch (value.kind) {
    case 'number':
      return formatQuantity(value.value, dimension)
    case 'truth':
      return value.value ? '是' : '否'
    case 'none':
      return '无此项'
    default:
      return value.value
  }
}

function showNearMiss(near: NearMiss): string {
  const sign = near.distance.n < 0n ? '' : '+'
  const year = near.fact.year === undefined ? '' : `@${near.fact.year}`
  return `${near.fact.name}${year} ${formatQuantity(near.actual, near.dimension)} → ${near.strict ? '超过' : ''}${formatQuantity(near.needed, near.dimension)}（${sign}${formatQuantity(near.distance, near.dimension)}）`
}

export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)))
}

/** Rows as columns of a terminal: the first to the left, all others to the right. */
export function alignedRows(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))))
  const cell = (text: string, column: number): string => {
    const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(text)))
    return column === 0 ? text + space : space + text
  }
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}
