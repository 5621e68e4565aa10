import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { outcomeShape } from './show/outcome-shape.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'zhida-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the real command line as its own process. */
function zhida(...args: string[]): Promise<Ran> {
  return new Promise((done) => {
    execFile(process.execPath, [join(ROOT, 'packages/cli/bin/zhida.mjs'), ...args], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }, (fault, out, err) => {
      done({ code: fault ? Number(fault.code) : 0, out, err })
    })
  })
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const SHIP = '企业: 合成航运公司\n合成数据: 是\n数据:\n  主体类型: 企业\n  行业: 水路运输\n  水路货物周转量: { 2023: 24亿吨公里, 2022: 20亿吨公里 }\n'

beforeAll(() => zhida('check'))

describe('the commands', () => {
  it('check', async () => expect(await zhida('check')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('57 条') }))
  it('coverage: 100 % of characters, 100 % of numbers', async () => {
    const { code, out } = await zhida('coverage', '--html', join(folder, 'coverage.html'))
    expect(code).toBe(0)
    expect(out.match(/\(100%\)/g)).toHaveLength(2)
  })
  it('test: at least 250 worked cases pass', async () => {
    const { code, out } = await zhida('test')
    expect(code).toBe(0)
    expect(Number(out.match(/(\d+) 通过/)?.[1])).toBeGreaterThanOrEqual(250)
  })
  it('lint prints the faults of the text', async () => expect((await zhida('lint')).out).toContain('16.89亿元'))
  it('list, explain, facts', async () => {
    expect((await zhida('list')).out.trim().split('\n')).toHaveLength(87)
    expect((await zhida('explain', '12.1')).out).toContain('基数')
    expect((await zhida('facts', '12.1')).out).toContain('加计扣除研发费用')
  })
  it('calc: all, one, with a reading', async () => {
    const path = file('ship.yaml', SHIP)
    expect((await zhida('calc', path)).out).toContain('合成数据')
    const all = z.array(outcomeShape).parse(JSON.parse((await zhida('calc', path, '--json')).out))
    expect(all).toHaveLength(87)
    expect((await zhida('calc', path, '--measure', '28.1')).out).toContain('50万元')
    expect((await zhida('calc', path, '--measure', '28.1', '--reading', '28.1/高增幅奖励=叠加')).out).toContain('60万元')
  })
  it('calc --json is stable', async () => {
    const { out } = await zhida('calc', file('ship.yaml', SHIP), '--measure', '28.1', '--json')
    const [outcome] = z.array(outcomeShape).parse(JSON.parse(out))
    expect(outcome).toMatchObject({
      subject: '合成航运公司',
      synthetic: true,
      measure: '28.1',
      verdict: 'due',
      amountFen: 50_000_000,
      missing: [],
      fund: '海运业补助专项资金',
      readings: [{ name: '高增幅奖励', chosen: '择高' }, {}, {}],
    })
    expect(outcome).toHaveProperty('reason.children')
  })
  it('a facts file that facts prints can be filled in and read', async () => {
    const { out } = await zhida('facts', '28.1')
    const filled = out
      .replace('企业: ', '企业: 合成')
      .replace(/主体类型:.*/, '主体类型: 企业')
      .replace(/ {2}行业:.*/, '  行业: 水路运输')
      .replace('2023:', '2023: 10亿吨公里')
      .replace('2022:', '2022: 9亿吨公里')
    expect((await zhida('calc', file('filled.yaml', filled), '--measure', '28.1')).out).toContain('40万元')
  })
  it('csv and xlsx, one row a firm', async () => {
    const head = ['企业', '主体类型', '行业', '水路货物周转量@2023', '水路货物周转量@2022']
    const rows = [
      ['合成甲', '企业', '水路运输', '30亿吨公里', '30亿吨公里'],
      ['合成乙', '企业', '水路运输', '66亿吨公里', '55亿吨公里'],
    ]
    const csv = file('firms.csv', `\uFEFF${[head, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`)
    const book = new excel.Workbook()
    book.addWorksheet('企业').addRows([head, ...rows])
    const xlsx = file('firms.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))
    for (const path of [csv, xlsx]) {
      const { out, err } = await zhida('calc', path, '--measure', '28.1', '--json')
      expect(err).toBe('')
      expect((JSON.parse(out) as { amountFen: number }[]).map((one) => one.amountFen)).toEqual([30_000_000, 80_000_000])
    }
  })
  it('population, run on two threads of JavaScript and on DuckDB, explain a row: the same rows, and why', async () => {
    const [data, js, duck] = [join(folder, 'people'), join(folder, 'js'), join(folder, 'duck')]
    expect((await zhida('population', '--out', data, '--size', '30000')).out).toContain('合成数据')
    expect(await zhida('run', '--engine', 'js', '--threads', '2', '--in', data, '--out', js, '--csv')).toMatchObject({ code: 0 })
    expect(await zhida('run', '--on', 'duckdb', '--in', data, '--out', duck, '--csv')).toMatchObject({ code: 0 })
    for (const name of ['cases', 'totals', 'counts', 'given_up']) {
      const [one, other] = [js, duck].map((run) =>
        readFileSync(join(run, `${name}.csv`), 'utf8')
          .trim()
          .split('\n')
          .sort(),
      )
      expect(one).toEqual(other)
      expect(one?.length).toBeGreaterThan(name === 'given_up' ? 0 : 100)
    }
    const row = readFileSync(join(duck, 'totals.csv'), 'utf8')
      .split('\n')
      .find((line) => /^S\d+,12\.1,3,/.test(line))
    const [subject = '', , , fen = ''] = row?.split(',') ?? []
    const { out, err } = await zhida('explain', '12.1', '--in', data, '--subject', subject, '--json')
    expect(err).toContain('合成数据')
    expect(JSON.parse(out)[0]).toMatchObject({ subject, verdict: 'due', amountFen: Number(fen) })
  }, 120_000)
  it('compare prices every reading', async () => {
    const data = join(folder, 'few')
    await zhida('population', '--out', data, '--size', '2000')
    const { out, code } = await zhida('compare', '--in', data, '--every-reading', '--measure', '12.1', '--measure', '13.5')
    expect(code).toBe(0)
    expect(out.split('\n').filter((line) => line.startsWith('12.1 ') || line.startsWith('13.5 '))).toHaveLength(5)
  }, 60_000)
  it('speaks English', async () => {
    expect((await zhida('--lang', 'en', 'check')).out).toContain('the pack passes')
    expect((await zhida('--lang', 'en', '--help')).out).toContain('Examples')
  })
  it('help teaches with examples', async () => expect((await zhida('--help')).out).toContain('zhida facts 12.1'))
})

describe('bad input: a clear diagnostic, a documented exit code, no stack trace', () => {
  const facts = (data: string): string => `企业: 合成\n数据:\n${data}`
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.replace(
    /./g,
    (name) =>
      `${name}: &${name} [${Array(9)
        .fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`)
        .join(',')}]\n`,
  )}`
  const cases: readonly [string, string, string, string][] = [
    ['broken YAML', 'a.yaml', '企业: [', 'ZD-102'],
    ['tabs', 'a.yaml', '企业: 合成\n数据:\n\t主体类型: 企业', 'ZD-103'],
    ['full-width digits', 'a.yaml', facts('  工业建筑面积占比: １２％'), 'ZD-104'],
    ['a full-width colon', 'a.yaml', '企业：合成', 'ZD-104'],
    ['a YAML bomb', 'a.yaml', bomb, 'ZD-105'],
    ['a circular reference', 'a.yaml', '企业: &a\n  数据: *a', 'ZD-105'],
    ['a key twice', 'a.yaml', facts('  主体类型: 企业\n  主体类型: 个人'), 'ZD-107'],
    ['a fact twice, by name and key', 'a.yaml', facts('  主体类型: 企业\n  subjectType: 个人'), 'ZD-605'],
    ['an unknown fact', 'a.yaml', facts('  营业收人: 1'), 'ZD-601'],
    ['a wrong unit', 'a.yaml', facts('  营业收入: { 2022: 3亩 }'), 'ZD-603'],
    ['a negative amount', 'a.yaml', facts('  营业收入: { 2022: -5万元 }'), 'ZD-604'],
    ['1e309', 'a.yaml', facts('  营业收入: { 2022: 1e309 }'), 'ZD-60'],
    ['a day that does not exist', 'a.yaml', facts('  设计机构设立日期: 2023-02-30'), 'ZD-219'],
    ['less than a fen', 'a.yaml', facts('  营业收入: { 2022: 0.001元 }'), 'ZD-606'],
    ['an unknown category', 'a.yaml', facts('  行业: 水运'), 'ZD-210'],
    ['no firm', 'a.yaml', '只有一行字', 'ZD-608'],
    ['an empty file', 'a.yaml', '', 'ZD-608'],
    ['a strange type', 'a.docx', 'x', 'ZD-609'],
    ['a spreadsheet that is none', 'a.xlsx', 'not a zip', 'ZD-102'],
    ['a formula in csv', 'a.csv', '企业,主体类型\n合成,=cmd|calc', 'ZD-607'],
    ['broken quotes in csv', 'a.csv', '企业,主体类型\n"合成,企业', 'ZD-102'],
  ]
  it.each(cases)('%s', async (_name, name, text, code) => {
    const { code: exit, err, out } = await zhida('calc', file(name, text))
    expect(err).toContain(code)
    expect(exit).toBe(3)
    expect(out + err).not.toMatch(/\n\s+at .*:\d+/)
  })

  it('an unknown fact names the nearest and its line', async () => {
    const { err } = await zhida('calc', file('b.yaml', facts('  营业收人: 1')))
    expect(err).toMatch(/b\.yaml:3:3/)
    expect(err).toContain('是不是“营业收入”')
  })
  it('a formula cell', async () => {
    const book = new excel.Workbook()
    const sheet = book.addWorksheet('企业')
    sheet.addRow(['企业', '主体类型'])
    sheet.addRow(['合成', { formula: 'A1', result: '企业' }])
    const { code, err } = await zhida('calc', file('formula.xlsx', new Uint8Array(await book.xlsx.writeBuffer())))
    expect(code).toBe(3)
    expect(err).toContain('ZD-607')
    expect(err).toContain('B2')
  })
  it('a 50 MB file is refused unread', async () => {
    expect((await zhida('calc', file('big.yaml', new Uint8Array(50 * 1024 * 1024)))).err).toContain('ZD-106')
  })
  it('a file that is not UTF-8', async () => expect((await zhida('calc', file('gbk.yaml', new Uint8Array([0xc6, 0xf3, 0xd2, 0xb5])))).err).toContain('ZD-108'))
  it('a file that is not there', async () => expect(await zhida('calc', join(folder, 'none.yaml'))).toMatchObject({ code: 3, err: expect.stringContaining('ZD-101') }))
  it('a pack without a text', async () => {
    const empty = join(folder, 'pack')
    mkdirSync(empty, { recursive: true })
    expect(await zhida('--pack', empty, 'check')).toMatchObject({ code: 1, err: expect.stringContaining('source.txt') })
  })
  it('a page that was built with another pack is not shown', async () => {
    const pack = join(folder, 'other-2024-1')
    cpSync(join(ROOT, 'policies/jiaojiang-2023-6'), pack, { recursive: true })
    expect(await zhida('--pack', pack, 'serve', '--page-only', '--port', '0')).toMatchObject({ code: 2, err: expect.stringContaining('ZD-707') })
  })
  it('a measure, a reading, a date, a command that do not exist', async () => {
    const path = file('ship.yaml', SHIP)
    expect(await zhida('explain', '12.9')).toMatchObject({ code: 2, err: expect.stringContaining('ZD-702') })
    expect(await zhida('calc', path, '--reading', '12.1/基数=增长')).toMatchObject({ code: 2, err: expect.stringContaining('12.1/基数=增量') })
    expect(await zhida('calc', path, '--on', '2023-02-30')).toMatchObject({ code: 2, err: expect.stringContaining('ZD-701') })
    expect((await zhida('nonsense')).code).toBe(2)
  })
})
