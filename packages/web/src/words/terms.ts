import { i18n } from '@lingui/core'

let english: Readonly<Record<string, string>> = {}
let said: readonly (readonly [zh: string, en: string])[] = []

/** The words that expressions and reasons are made of; see docs/reference/expressions.md and the engine's interpret/. */
const GRAMMAR: Readonly<Record<string, string>> = {
  '@本年': ' of this year',
  '@上年': ' of last year',
  '@前年': ' of the year before last',
  本年: 'this year',
  上年: 'last year',
  前年: 'the year before last',
  且: ' and ',
  或: ' or ',
  非: 'not ',
  属于: 'is one of',
  最高: ' at most ',
  不低于: ' at least ',
  增长率: 'growth of ',
  整步: 'whole steps',
  向下取整: 'rounded down',
  最大值: 'largest',
  最小值: 'smallest',
  合计: 'sum',
  平均值: 'mean',
  计数: 'number',
  存在: 'any',
  年份: 'year of ',
  如果: 'if',
  未定: 'not stated',
  对象: 'For whom',
  值: 'value',
  是: 'Yes',
  否: 'No',
  年度: 'Year',
  登记机关: 'registry',
  部门: 'department',
  导入: 'import',
  自行填报: 'declared',
  每户: 'each subject ',
  '：没有相应的事项': ': none such',
  '（尚未填报）': ' (not filled in yet)',
  '上一期数为零，增长率没有意义，需要主管部门认定': 'The earlier figure is zero, so growth has no meaning; the department decides',
  '除数为零，比例没有意义，需要主管部门认定': 'The divisor is zero, so the ratio has no meaning; the department decides',
  没有: 'There is no ',
  这项数据: ' given',
  '此前已经领过本项（一次性）': 'Has had this award before (given once)',
  '此前没有领过本项（一次性）': 'Has not had this award before (given once)',
  在: 'within ',
  '年内（自然年，含起始年）': ' calendar years, the first included',
  年: ' years',
  '（': ' (',
  '）': ')',
  '：': ': ',
  '；': '; ',
  '、': ', ',
  '，': ', ',
}

export async function loadEnglish(): Promise<void> {
  const { exported } = await import('virtual:policy-en')
  english = JSON.parse(exported) as Readonly<Record<string, string>>
  said = [...Object.entries(GRAMMAR), ...Object.entries(english)].sort(([a], [b]) => b.length - a.length)
}

/** A name of the policy (a measure, a fact, a fund, a department) in the language spoken: the pack's own translation, which is no official text; the Chinese where it has none. */
export function term(name: string): string {
  return i18n.locale === 'en' ? (english[name] ?? name) : name
}

const DATE = /^\d{4}-\d\d-\d\d/
const YEAR = /^((?:19|20)\d\d)年(?!内)度?/
const NUMBER = /^(\d+(?:\.\d+)?)(亿|万)?(美元|元)?/

/** A rule's own words with every name in them in the language spoken: `加计扣除研发费用@上年 >= 100万元`. */
export function ruleWords(text: string): string {
  if (i18n.locale !== 'en') return text
  let rest = text
  let words = ''
  while (rest !== '') {
    const [zh, en] = piece(rest)
    words += /[\w)]$/.test(words) && /^[\w¥]/.test(en) ? ` ${en}` : en
    rest = rest.slice(zh.length)
  }
  return words.replace(/ {2,}/g, ' ').trim()
}

/** The first name, number or word of a rule, and its English. */
function piece(text: string): readonly [zh: string, en: string] {
  const known = said.find(([one]) => text.startsWith(one))
  if (known) return known
  const [date] = DATE.exec(text) ?? []
  if (date !== undefined) return [date, date]
  const year = YEAR.exec(text)
  if (year) return [year[0], year[1] ?? '']
  const [number, digits = '', factor, unit] = NUMBER.exec(text) ?? []
  if (number === undefined) return [text.slice(0, 1), text.slice(0, 1)]
  const sign = unit === '元' ? '¥' : unit === '美元' ? 'US$' : ''
  const space = unit === undefined && /^\p{Script=Han}/u.test(text.slice(number.length)) ? ' ' : ''
  return [number, `${sign}${grouped(times(digits, factor === '亿' ? 8 : factor === '万' ? 4 : 0))}${space}`]
}

/** A decimal moved by so many places, as digits: nothing of it passes through a float. */
function times(digits: string, places: number): string {
  const [whole = '', part = ''] = digits.split('.')
  const moved = `${whole}${part.slice(0, places).padEnd(places, '0')}`
  const left = part.slice(places)
  return `${moved.replace(/^0+(?=\d)/, '')}${left === '' ? '' : `.${left}`}`
}

const grouped = (digits: string): string => digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))
