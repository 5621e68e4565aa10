import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts'
import { findUnit, MONEY, PURE } from '../exact/units.ts'
import type { Type } from '../ir/expression.ts'
import type { DerivedDefinition, EventDefinition, FactDefinition, Vocabulary } from '../ir/policy.ts'
import type { Path, YamlFile } from '../read/yaml.ts'
import type { FactYaml, VocabularyYaml } from '../schema/pack.ts'
import { compileExpression, type Names, type Sink } from './expression.ts'

export interface CompiledVocabulary {
  readonly vocabulary: Vocabulary
  /** Names for expressions, without the fields and readings that a measure adds. */
  readonly names: Names
  /** Who a rule is for (对象): each a condition. */
  readonly subjects: ReadonlyMap<string, string>
}

/** Compiles vocabulary.yaml. Derived facts may refer to each other in any order; cycles are ZD-211. */
export function compileVocabulary(file: YamlFile, yaml: VocabularyYaml, sink: Sink): CompiledVocabulary {
  const units = new Set(yaml.单位 ?? [])
  const taken = new Map<string, Path>()
  const claim = (name: string, path: Path, key: string): void => {
    const before = taken.get(name)
    if (before) {
      const at = file.locateKey(path, key)
      sink.diagnostics.push(diagnose('ZD-212', file.source, at.start, at.end, { name, where: before.join('.') }))
    } else taken.set(name, [...path, key])
  }
  const facts = Object.entries(yaml.数据).map(([name, fact]) => {
    claim(name, ['数据'], name)
    claim(fact.键, ['数据'], name)
    return compileFact(file, ['数据', name], name, fact, units, sink.diagnostics)
  })
  const events = Object.entries(yaml.事件).map(([name, event]): EventDefinition => {
    claim(name, ['事件'], name)
    claim(event.键, ['事件'], name)
    const fields = Object.entries(event.字段).map(([fieldName, field]) => {
      if (taken.has(fieldName) && yaml.数据[fieldName]) claim(fieldName, ['事件', name, '字段'], fieldName)
      return compileFact(file, ['事件', name, '字段', fieldName], fieldName, field, units, sink.diagnostics)
    })
    return { key: event.键, name, help: event.说明, holder: event.持有 ?? '', fields }
  })
  const derived = new Map<string, DerivedDefinition>()
  const names: Names = {
    facts: new Map(facts.map((fact) => [fact.name, fact])),
    events: new Map(events.map((event) => [event.name, event])),
    derived,
    units,
    fields: new Map(),
    readings: new Map(),
  }
  const definitions = yaml.推导 ?? {}
  const open: string[] = []
  const compileDerived = (name: string): DerivedDefinition | undefined => {
    const done = derived.get(name)
    const definition = definitions[name]
    if (done || !definition) return done
    const at = file.locate(['推导', name, '公式'])
    if (open.includes(name)) {
      sink.diagnostics.push(diagnose('ZD-211', file.source, at.start, at.end, { chain: [...open.slice(open.indexOf(name)), name].join(' → ') }))
      return undefined
    }
    open.push(name)
    const inner: Sink = { ...sink, derivedMissing: compileDerived }
    const typed = compileExpression({ text: definition.公式, source: file.source, start: at.start }, names, inner)
    open.pop()
    if (!typed) return undefined
    const one = { key: definition.键, name, yearly: definition.期间 === '年度', type: typed.type, expr: typed.expr, text: definition.公式 }
    derived.set(name, one)
    return one
  }
  for (const name of Object.keys(definitions)) {
    claim(name, ['推导'], name)
    compileDerived(name)
  }
  return {
    vocabulary: { facts, events, derived: [...derived.values()], units: [...units] },
    names,
    subjects: new Map(Object.entries(yaml.对象)),
  }
}

function compileFact(file: YamlFile, path: Path, name: string, fact: FactYaml, units: ReadonlySet<string>, diagnostics: Diagnostic[]): FactDefinition {
  const unit = fact.类型 === '金额' ? (fact.单位 ?? '元') : fact.类型 === '比率' ? '%' : (fact.单位 ?? '')
  const found = findUnit(unit, units)
  if (!found) {
    const at = file.locate([...path, '单位'])
    diagnostics.push(diagnose('ZD-203', file.source, at.start, at.end, { name: unit, hint_zh: '在 vocabulary.yaml 的“单位”里声明', hint_en: 'declare it under 单位' }))
  }
  return {
    key: fact.键,
    name,
    type: typeOf(fact, found?.dimension ?? PURE),
    unit: fact.类型 === '数量' || fact.类型 === '金额' || fact.类型 === '比率' ? unit : '',
    yearly: fact.期间 === '年度',
    negative: fact.可为负 === '是',
    holder: fact.持有 ?? '',
    sensitivity: fact.敏感 ?? '内部',
    help: fact.说明 ?? '',
  }
}

function typeOf(fact: FactYaml, dimension: string): Type {
  switch (fact.类型) {
    case '金额':
      return { kind: 'number', dimension: MONEY }
    case '比率':
      return { kind: 'number', dimension: PURE }
    case '数量':
      return { kind: 'number', dimension }
    case '日期':
      return { kind: 'date' }
    case '是否':
      return { kind: 'truth' }
    case '分类':
      return { kind: 'category', options: fact.选项 ?? [] }
    case '文本':
      return { kind: 'text' }
  }
}
