import type { CasePlan } from '../lower/case.ts'
import { type Column, columnsOf, type Node, partsOf } from '../lower/node.ts'
import type { MeasurePlan, TotalPlan } from '../lower/plan.ts'
import { SUBJECTS } from '../lower/shape.ts'
import { SUM_NAMES, sumItems, wayOf } from '../lower/sums.ts'

const SAFE = 2n ** 53n - 1n

/** Integers outside what a double holds exactly are printed as `bigint`. */
function isWide(node: Node): boolean {
  return node.type === 'int' && (node.min < -SAFE || node.max > SAFE)
}

export function isWideColumn(column: { readonly min: bigint; readonly max: bigint }): boolean {
  return column.min < -SAFE || column.max > SAFE
}

/** What a measure's function does with each subject: appends the rows that are not plainly not due, or fills one column an output. */
export type Sink = 'rows' | 'columns'

/**
 * Prints one measure as the source of `(c, from, to, out) => void`: a loop over subjects that reads typed columns and
 * writes typed columns. Numbers are doubles only where the plan's bounds prove that a double holds them exactly.
 */
export function printMeasure(plan: MeasurePlan, place: number, sink: Sink): string {
  return new Printer(plan, place, sink).function()
}

class Printer {
  private readonly setup: string[] = []
  private readonly bound = new Map<string, string>()
  private names = new Map<Node, string>()
  private uses = new Map<Node, number>()
  private lines: string[] = []

  constructor(
    private readonly plan: MeasurePlan,
    private readonly place: number,
    private readonly sink: Sink,
  ) {}

  function(): string {
    const { plan } = this
    const body = plan.basis === 'subject' ? this.subjectBody() : this.eventBody()
    return `function measure${this.place}(c, from, to, out) {\n${this.setup.join('\n')}\nfor (let i = from; i < to; i++) {\n${body}\n}\n}`
  }

  /** Starts a stretch of code in which `nodes` are wanted; what they share gets a name. */
  private begin(nodes: readonly Node[]): void {
    this.names = new Map()
    this.uses = new Map()
    this.lines = []
    const count = (node: Node): void => {
      const before = this.uses.get(node) ?? 0
      this.uses.set(node, before + 1)
      if (before === 0) for (const part of partsOf(node)) count(part)
    }
    for (const node of nodes) count(node)
  }

  private subjectBody(): string {
    const { plan } = this
    const total = plan.totals[0]
    if (!total) return ''
    const single = plan.cases.length === 1 ? plan.cases[0] : undefined
    const cases = this.sink === 'rows' ? plan.cases : []
    this.begin([...(single?.fails ?? []), ...cases.flatMap((one) => Object.values(one.outputs)), ...Object.values(total.outputs)])
    this.firstSums()
    if (single) this.gate(single)
    for (const one of cases) this.emitCase(one, '-1')
    this.emitTotal(total)
    return this.lines.join('\n')
  }

  private eventBody(): string {
    const { plan } = this
    const told = plan.cases.find((one) => one.source === 'event')
    const unheard = plan.cases.find((one) => one.source === 'unheard')
    const totalOf = (source: CasePlan['source']): TotalPlan | undefined => plan.totals.find((one) => one.source === source)
    const chunks: string[] = []
    if (unheard) {
      const total = totalOf('unheard')
      this.begin([...unheard.fails, ...Object.values(unheard.outputs), ...Object.values(total?.outputs ?? {})])
      this.firstSums()
      this.gate(unheard)
      if (this.sink === 'rows') this.emitCase(unheard, '-1')
      if (total) this.emitTotal(total)
      const known = told ? `${this.columnOf({ relation: SUBJECTS, name: `${plan.event}__known` })}[i] !== 1` : 'true'
      chunks.push(`if (${known}) {\n${this.lines.join('\n')}\ncontinue\n}`)
    }
    if (told) {
      const total = totalOf('event')
      const items = sumItems(plan.graph, told.parts)
      this.begin([...told.fails, ...Object.values(told.outputs), ...Object.values(items)])
      const offsets = this.once(`c.events[${JSON.stringify(plan.event)}].offsets`)
      const wide = (name: string): boolean => total !== undefined && Object.values(total.outputs).some((node) => hasWideSum(node, name))
      const head = `const first = ${offsets}[i], last = ${offsets}[i + 1]\nif (first === last) continue\n${SUM_NAMES.map((name) => `let ${name} = ${wide(name) ? '0n' : '0'}`).join('\n')}`
      this.firstSums()
      const before = this.lines
      this.lines = []
      this.gate(told)
      if (this.sink === 'rows') this.emitCase(told, 'e - first')
      for (const name of SUM_NAMES) {
        const value = this.as(items[name], wide(name))
        this.lines.push({ sum: `${name} += ${value}`, or: `${name} |= ${value}`, max: `{ const v = ${value}; if (v > ${name}) ${name} = v }` }[wayOf(name, plan.measure)])
      }
      const loop = `for (let e = first; e < last; e++) {\n${this.lines.join('\n')}\n}`
      this.begin(Object.values(total?.outputs ?? {}))
      if (total) this.emitTotal(total)
      chunks.push(`${head}\n${before.join('\n')}\n${loop}\nif (sum_live === 0) continue\n{\n${this.lines.join('\n')}\n}`)
    }
    return chunks.join('\n')
  }

  /** Sums over events and over past awards that the nodes ask for. Loops of their own, before everything else. */
  private firstSums(): void {
    const { plan } = this
    for (const one of plan.past) {
      const offsets = this.once('c.awards.offsets')
      const [measure, year, fen] = [this.once('c.awards.measure'), this.once('c.awards.year'), this.once('c.awards.fen')]
      const code = this.once(`c.codeOf(c.awards.dictionary, ${JSON.stringify(one.measure)})`)
      const inTime = [one.from === undefined ? '' : ` && ${year}[a] >= ${one.from}`, one.until === undefined ? '' : ` && ${year}[a] <= ${one.until}`].join('')
      const add = one.fn === 'count' ? '1' : `${fen}[a]`
      this.lines.push(`let ${one.name} = 0\nif (c.awards) for (let a = ${offsets}[i]; a < ${offsets}[i + 1]; a++) if (${measure}[a] === ${code}${inTime}) ${one.name} += ${add}`)
    }
    for (const one of plan.aggregates) {
      const inner = new Printer(plan, this.place, this.sink)
      inner.shareSetup(this)
      inner.begin([one.item])
      const offsets = this.once(`c.events[${JSON.stringify(one.event)}].offsets`)
      const wide = isWideColumn(one)
      const value = inner.as(one.item, wide)
      const step = one.fn === 'sum' ? `${one.name} += ${value}` : `{ const v = ${value}; if (v > ${one.name}) ${one.name} = v }`
      this.lines.push(`let ${one.name} = ${wide ? '0n' : '0'}\nfor (let e = ${offsets}[i]; e < ${offsets}[i + 1]; e++) {\n${inner.lines.join('\n')}\n${step}\n}`)
    }
  }

  private shareSetup(outer: Printer): void {
    Object.assign(this, { setup: outer.setup, bound: outer.bound })
  }

  private gate(one: CasePlan): void {
    for (const [index, fails] of one.fails.entries()) {
      if (fails.op === 'bool' && !fails.value) continue
      const test = this.print(fails)
      this.lines.push(this.sink === 'rows' ? `if (${test}) { out.failed(${this.place}, ${index}); continue }` : `if (${test}) continue`)
    }
  }

  private emitCase(one: CasePlan, index: string): void {
    const { verdict, low_fen, high_fen, bounded, unspecified, held, failed, open, missing } = one.outputs
    const values = [low_fen, high_fen, bounded, unspecified, held, failed, open, missing].map((node) => this.print(node))
    this.lines.push(`{ const v = ${this.print(verdict)}; if (v !== 0 || out.all) out.case(${this.place}, i, ${one.year}, ${index}, v, ${values.join(', ')}) }`)
  }

  private emitTotal({ outputs: { verdict, low_fen, high_fen, bounded, unspecified, missing } }: TotalPlan): void {
    if (this.sink === 'columns') {
      const at = this.once(`out[${this.place}]`)
      this.lines.push(`${this.once(`${at}.verdict`)}[i] = ${this.print(verdict)}`, `${this.once(`${at}.low`)}[i] = ${this.print(low_fen)}`)
      if (high_fen !== low_fen) this.lines.push(`${this.once(`${at}.high`)}[i] = ${this.print(high_fen)}`)
      return
    }
    const values = [low_fen, high_fen, bounded, unspecified, missing].map((node) => this.print(node))
    this.lines.push(`{ const v = ${this.print(verdict)}; if (v !== 0 || out.all) out.total(${this.place}, i, v, ${values.join(', ')}) }`)
  }

  /** A value that is the same for every row, named once before the loop. */
  private once(source: string): string {
    const before = this.bound.get(source)
    if (before) return before
    const name = `k${this.bound.size}`
    this.bound.set(source, name)
    this.setup.push(`const ${name} = ${source.startsWith('c.awards.') || source.includes('c.awards.') ? `c.awards && ${source}` : source}`)
    return name
  }

  private columnOf(column: Pick<Column, 'relation' | 'name'>): string {
    return this.once(`${inputOf(column)}.values`)
  }

  private isComputed(column: Column): boolean {
    return column.relation === 'sums' || /^(over|past)_\d+$/.test(column.name)
  }

  private cell(column: Column): string {
    if (this.isComputed(column)) return column.name
    return `${this.columnOf(column)}[${column.relation === SUBJECTS ? 'i' : 'e'}]`
  }

  private print(node: Node): string {
    const named = this.names.get(node)
    if (named) return named
    const source = this.source(node)
    const simple = node.op === 'int' || node.op === 'bool' || node.op === 'text' || node.op === 'date'
    if (simple || (this.uses.get(node) ?? 0) < 2) return source
    const name = `t${node.id}`
    this.names.set(node, name)
    this.lines.push(`const ${name} = ${source}`)
    return name
  }

  /** An integer as `number` or `bigint`, as the one who asks needs it. */
  private as(node: Node, wide: boolean): string {
    const source = this.print(node)
    if (isWide(node) === wide) return source
    if (node.op === 'int') return wide ? `${node.value}n` : `${node.value}`
    return wide ? `BigInt(${source})` : `Number(${source})`
  }

  private source(node: Node): string {
    switch (node.op) {
      case 'int':
        return isWide(node) ? `${node.value}n` : `${node.value}`
      case 'bool':
        return String(node.value)
      case 'text':
        return JSON.stringify(node.value)
      case 'date':
        return String(BigInt(node.value.replaceAll('-', '')))
      case 'known':
        return this.known(node.column)
      case 'column':
        return this.column(node.column)
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
      case 'min':
      case 'max': {
        const wide = isWide(node) || isWide(node.left) || isWide(node.right)
        const [a, b] = [this.as(node.left, wide), this.as(node.right, wide)]
        const source = {
          add: `(${a} + ${b})`,
          sub: `(${a} - ${b})`,
          mul: `(${a} * ${b})`,
          div: wide ? `c.floorDiv(${a}, ${b})` : `Math.floor(${a} / ${b})`,
          min: wide ? `c.least(${a}, ${b})` : `Math.min(${a}, ${b})`,
          max: wide ? `c.most(${a}, ${b})` : `Math.max(${a}, ${b})`,
        }[node.op]
        return wide && !isWide(node) ? `Number(${source})` : source
      }
      case 'less':
      case 'at-most':
      case 'equal': {
        const sign = node.op === 'less' ? '<' : node.op === 'at-most' ? '<=' : '==='
        if (node.left.type === 'text') return `(${this.textOf(node.left)} === ${this.textOf(node.right)})`
        if (node.left.type !== 'int') return `(${this.print(node.left)} ${sign} ${this.print(node.right)})`
        const wide = isWide(node.left) || isWide(node.right)
        return `(${this.as(node.left, wide)} ${sign} ${this.as(node.right, wide)})`
      }
      case 'case': {
        const wide = isWide(node)
        const side = (one: Node): string => (node.type === 'int' ? this.as(one, wide) : node.type === 'text' ? this.textOf(one) : this.print(one))
        return `(${this.print(node.test)} ? ${side(node.yes)} : ${side(node.no)})`
      }
      case 'in': {
        if (node.item.op !== 'column') return `${JSON.stringify(node.options)}.includes(${this.textOf(node.item)})`
        const dictionary = `${inputOf(node.item.column)}.dictionary`
        const cell = this.cell(node.item.column)
        if (node.options.length === 1) return `(${cell} === ${this.once(`c.codeOf(${dictionary}, ${JSON.stringify(node.options[0])})`)})`
        return `(${this.once(`c.setOf(${dictionary}, ${JSON.stringify(node.options)})`)}[${cell}] === 1)`
      }
      case 'and':
        return `(${node.items.map((one) => this.print(one)).join(' && ')})`
      case 'or':
        return `(${node.items.map((one) => this.print(one)).join(' || ')})`
      case 'not':
        return `!${this.print(node.item)}`
      case 'year':
        return `Math.floor(${this.print(node.item)} / 10000)`
      case 'mask':
        return `(${[...(node.base ? [this.print(node.base)] : []), ...node.bits.map(({ bit, when }) => `(${this.print(when)} ? ${2n ** BigInt(bit)} : 0)`)].join(' | ')})`
    }
  }

  private textOf(node: Node): string {
    if (node.op !== 'column') return this.print(node)
    return `${this.once(`${inputOf(node.column)}.dictionary`)}[${this.cell(node.column)}]`
  }

  private known(column: Column): string {
    if (this.isComputed(column)) return 'true'
    const cell = this.cell(column)
    switch (column.type) {
      case 'int':
        return isWideColumn(column) ? `(${cell} !== null)` : `(${cell} === ${cell})`
      case 'bool':
        return `(${cell} !== 2)`
      default:
        return `(${cell} !== 0)`
    }
  }

  private column(column: Column): string {
    const cell = this.cell(column)
    if (this.isComputed(column)) return cell
    switch (column.type) {
      case 'int':
        return !column.nullable ? cell : isWideColumn(column) ? `(${cell} ?? 0n)` : `(${cell} === ${cell} ? ${cell} : 0)`
      case 'bool':
        return `(${cell} === 1)`
      default:
        return cell
    }
  }
}

/** Where the generated code finds a column among its inputs. */
function inputOf({ relation, name }: Pick<Column, 'relation' | 'name'>): string {
  return relation === SUBJECTS ? `c.subjects[${JSON.stringify(name)}]` : `c.events[${JSON.stringify(relation)}].columns[${JSON.stringify(name)}]`
}

function hasWideSum(node: Node, name: string): boolean {
  return columnsOf([node]).some((column) => column.relation === 'sums' && column.name === name && isWideColumn(column))
}
