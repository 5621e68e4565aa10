// The same five rules as each peer's own documentation writes them: money in yuan, as their numbers are.
import { ZenEngine } from '@gorules/zen-engine'
import { evaluate as feel } from 'feelin'
import { Engine as JsonRules } from 'json-rules-engine'
import Publicodes from 'publicodes'
import { parse } from 'yaml'

// Half up, forgiving the last digits of a double: no peer is counted wrong for the way its answer is read.
const fen = (yuan) => Math.floor(Number((yuan * 100).toFixed(4)) + 0.5)
const facts = (f, i) => ({
  kind: f.kinds[f.kind[i]],
  rd21: f.rd21[i] / 100,
  rd22: f.rd22[i] / 100,
  sp21: f.sp21[i] / 100,
  sp22: f.sp22[i] / 100,
  rev22: f.rev22[i] / 100,
  online: f.online[i] === 1,
  contract: f.contract[i] / 100,
  executed: f.executed[i] / 100,
  done: f.done[i],
  isNew: f.isNew[i] === 1,
  since: f.since[i],
  main23: f.main23[i] / 100,
  ton22: f.ton22[i],
  ton23: f.ton23[i],
})

export const ENGINES = {
  'json-rules-engine': async () => {
    const growth = (now, before) => async (_params, almanac) => {
      const [a, b] = [await almanac.factValue(now), await almanac.factValue(before)]
      return (a - b) / b
    }
    const engine = new JsonRules([], { replaceFactsInEventParams: false })
    engine.addFact('rdGrowth', growth('rd22', 'rd21'))
    engine.addFact('tonGrowth', growth('ton23', 'ton22'))
    engine.addFact('share', async (_p, a) => (await a.factValue('sp22')) / (await a.factValue('rev22')))
    const all = (type, list) => engine.addRule({ conditions: { all: list.map(([fact, operator, value]) => ({ fact, operator, value })) }, event: { type } })
    const G = 'greaterThanInclusive'
    all('a', [
      ['rd22', G, 1_000_000],
      ['rdGrowth', G, 0.15],
      ['online', 'equal', true],
    ])
    all('b', [
      ['sp22', 'greaterThan', 20_000_000],
      ['sp21', 'greaterThan', 20_000_000],
      ['share', G, 0.03],
    ])
    all('c', [
      ['kind', 'equal', '软件和信息服务'],
      ['contract', G, 1_000_000],
      ['done', 'equal', 2023],
    ])
    all('d', [
      ['kind', 'equal', '人力资源服务'],
      ['isNew', 'equal', true],
      ['since', 'equal', 2023],
    ])
    all('e1', [
      ['kind', 'equal', '水路运输'],
      ['ton23', G, 1e9],
      ['ton23', 'lessThanInclusive', 3e9],
    ])
    all('e2', [
      ['kind', 'equal', '水路运输'],
      ['ton23', 'greaterThan', 3e9],
      ['ton23', 'lessThanInclusive', 5.5e9],
    ])
    all('e3', [
      ['kind', 'equal', '水路运输'],
      ['ton23', 'greaterThan', 5.5e9],
    ])
    all('g1', [
      ['kind', 'equal', '水路运输'],
      ['ton23', G, 1e9],
      ['tonGrowth', G, 0.1],
      ['tonGrowth', 'lessThan', 0.2],
    ])
    all('g2', [
      ['kind', 'equal', '水路运输'],
      ['ton23', G, 1e9],
      ['tonGrowth', G, 0.2],
    ])
    const pays = { e1: 300_000, e2: 450_000, e3: 600_000, g1: 100_000, g2: 200_000 }
    return async (f, i) => {
      const one = facts(f, i)
      const { events } = await engine.run(one)
      const is = new Set(events.map((event) => event.type))
      const ship = [...is].reduce((sum, type) => sum + (pays[type] ?? 0), 0)
      return [
        is.has('a') ? Math.min(0.1 * one.rd22, 2e6) : 0,
        is.has('b') ? Math.max(0, Math.min(0.15 * (one.sp22 - one.sp21), 3e6)) : 0,
        is.has('c') ? Math.min(0.1 * one.executed, 1e6) : 0,
        is.has('d') ? Math.min(0.03 * one.main23, 2e6) : 0,
        ship,
      ].map(fen)
    }
  },
  zen: async () => {
    const engine = new ZenEngine()
    const expressions = [
      ['a', 'rd22 >= 1000000 and (rd22 - rd21) / rd21 >= 0.15 and online ? min([rd22 * 0.1, 2000000]) : 0'],
      ['b', 'sp22 > 20000000 and sp21 > 20000000 and sp22 / rev22 >= 0.03 ? max([0, min([(sp22 - sp21) * 0.15, 3000000])]) : 0'],
      ['c', "kind == '软件和信息服务' and contract >= 1000000 and done == 2023 ? min([executed * 0.1, 1000000]) : 0"],
      ['d', "kind == '人力资源服务' and isNew and since == 2023 ? min([main23 * 0.03, 2000000]) : 0"],
      [
        'e',
        "kind == '水路运输' and ton23 >= 1000000000 ? (ton23 > 5500000000 ? 600000 : ton23 > 3000000000 ? 450000 : 300000) + ((ton23 - ton22) / ton22 >= 0.2 ? 200000 : (ton23 - ton22) / ton22 >= 0.1 ? 100000 : 0) : 0",
      ],
    ].map(([key, value], index) => ({ id: String(index), key, value }))
    const content = {
      nodes: [
        { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
        { id: 'x', type: 'expressionNode', name: 'x', position: { x: 1, y: 0 }, content: { expressions } },
        { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } },
      ],
      edges: [
        { id: '1', type: 'edge', sourceId: 'in', targetId: 'x' },
        { id: '2', type: 'edge', sourceId: 'x', targetId: 'out' },
      ],
    }
    const decision = engine.createDecision(Buffer.from(JSON.stringify(content)))
    return async (f, i) => {
      const { result } = await decision.evaluate(facts(f, i))
      return [result.a, result.b, result.c, result.d, result.e].map(fen)
    }
  },
  feelin: async () => {
    const texts = [
      'if rd22 >= 1000000 and (rd22 - rd21) / rd21 >= 0.15 and online then min(rd22 * 0.1, 2000000) else 0',
      'if sp22 > 20000000 and sp21 > 20000000 and sp22 / rev22 >= 0.03 then max(0, min((sp22 - sp21) * 0.15, 3000000)) else 0',
      'if kind = "软件和信息服务" and contract >= 1000000 and done = 2023 then min(executed * 0.1, 1000000) else 0',
      'if kind = "人力资源服务" and isNew and since = 2023 then min(main23 * 0.03, 2000000) else 0',
      'if kind = "水路运输" and ton23 >= 1000000000 then (if ton23 > 5500000000 then 600000 else if ton23 > 3000000000 then 450000 else 300000) + (if (ton23 - ton22) / ton22 >= 0.2 then 200000 else if (ton23 - ton22) / ton22 >= 0.1 then 100000 else 0) else 0',
    ]
    return (f, i) => {
      const one = facts(f, i)
      return texts.map((text) => {
        const got = feel(text, one)
        return fen(Number(got?.value ?? got))
      })
    }
  },
  publicodes: async () => {
    const engine = new Publicodes(
      parse(`
rd21: 0
rd22: 0
sp21: 0
sp22: 0
rev22: 1
online: non
contract: 0
executed: 0
done: 0
isNew: non
since: 0
main23: 0
ton22: 1
ton23: 0
kind: 0
a:
  applicable si:
    toutes ces conditions:
      - rd22 >= 1000000
      - (rd22 - rd21) / rd21 >= 0.15
      - online
  valeur: rd22 * 0.1
  plafond: 2000000
b:
  applicable si:
    toutes ces conditions:
      - sp22 > 20000000
      - sp21 > 20000000
      - sp22 / rev22 >= 0.03
  valeur: (sp22 - sp21) * 0.15
  plancher: 0
  plafond: 3000000
c:
  applicable si:
    toutes ces conditions:
      - kind = 0
      - contract >= 1000000
      - done = 2023
  valeur: executed * 0.1
  plafond: 1000000
d:
  applicable si:
    toutes ces conditions:
      - kind = 1
      - isNew
      - since = 2023
  valeur: main23 * 0.03
  plafond: 2000000
e base:
  variations:
    - si: ton23 > 5500000000
      alors: 600000
    - si: ton23 > 3000000000
      alors: 450000
    - sinon: 300000
e growth:
  variations:
    - si: (ton23 - ton22) / ton22 >= 0.2
      alors: 200000
    - si: (ton23 - ton22) / ton22 >= 0.1
      alors: 100000
    - sinon: 0
e:
  applicable si:
    toutes ces conditions:
      - kind = 2
      - ton23 >= 1000000000
  valeur: e base + e growth
`),
      { logger: { log() {}, warn() {}, error() {} } },
    )
    return (f, i) => {
      const one = facts(f, i)
      engine.setSituation({ ...Object.fromEntries(Object.entries(one).map(([key, value]) => [key, typeof value === 'boolean' ? (value ? 'oui' : 'non') : value])), kind: f.kind[i] })
      return ['a', 'b', 'c', 'd', 'e'].map((name) => fen(Number(engine.evaluate(name).nodeValue ?? 0) || 0))
    }
  },
}
