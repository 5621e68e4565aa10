import type { Award, Verdict } from '@zhida/engine'
import { formatFen, type Lang, rational } from '@zhida/language'

/** Every word the command line says, in both languages. */
const WORDS = {
  due: { zh: '应兑', en: 'due' },
  'not-due': { zh: '不予', en: 'not due' },
  unknown: { zh: '待补', en: 'unknown' },
  discretionary: { zh: '裁量', en: 'discretionary' },
  checked: { zh: '规则包通过检查', en: 'the pack passes' },
  errors: { zh: '处错误', en: 'errors' },
  warnings: { zh: '处提醒', en: 'warnings' },
  articles: { zh: '条', en: 'articles' },
  measures: { zh: '项措施', en: 'measures' },
  instruments: { zh: '个规则项', en: 'instruments' },
  characters: { zh: '原文字符', en: 'characters of the text' },
  numbers: { zh: '原文数字', en: 'numbers of the text' },
  bound: { zh: '已绑定', en: 'bound' },
  covered: { zh: '已归属', en: 'covered' },
  subject: { zh: '对象', en: 'for' },
  betterHad: { zh: '因不重复享受而不领（不计入上表）', en: 'given up for a better award that excludes it (in no sum above)' },
  conditions: { zh: '条件', en: 'conditions' },
  amount: { zh: '金额', en: 'amount' },
  fund: { zh: '资金', en: 'fund' },
  payer: { zh: '出资', en: 'payer' },
  readings: { zh: '口径', en: 'readings' },
  adopted: { zh: '采用', en: 'adopted' },
  missing: { zh: '还缺', en: 'missing' },
  near: { zh: '差一点', en: 'near miss' },
  total: { zh: '合计', en: 'total' },
  unspecified: { zh: '金额原文未定', en: 'amount not stated in the text' },
  benefit: { zh: '（非资金）', en: '(not money)' },
  unbounded: { zh: '不限', en: 'no limit' },
  synthetic: { zh: '合成数据', en: 'synthetic data 合成数据' },
  faults: { zh: '原文自身的问题', en: 'faults of the text itself' },
  nothing: { zh: '没有', en: 'none' },
  next: { zh: '再进一步', en: 'one step more' },
  otherReading: { zh: '若按', en: 'under' },
  givenUp: { zh: '不重复享受，让位于', en: 'may not be had together with' },
  article: { zh: '条款', en: 'article' },
  passed: { zh: '通过', en: 'passed' },
  failed: { zh: '不符', en: 'failed' },
  department: { zh: '牵头', en: 'lead department' },
  caps: { zh: '上限', en: 'caps' },
  stages: { zh: '分期', en: 'stages' },
  appropriated: { zh: '安排', en: 'appropriated' },
  bonuses: { zh: '另加', en: 'bonuses' },
  ready: { zh: '数据库已是最新', en: 'the database is up to date' },
  notEmpty: { zh: '数据库不是空的，没有装入合成数据', en: 'the database is not empty; nothing was seeded' },
  accounts: { zh: '演示账户（合成数据；密码只显示这一次）', en: 'accounts of the demonstration (合成数据; passwords are shown this once)' },
  running: { zh: '直达已启动', en: 'Zhida is running' },
  replayed: { zh: '已重算的决定', en: 'decisions computed again' },
  verified: { zh: '已核验（行 / 决定 / 流水）', en: 'verified (rows / decisions / transfers)' },
  head: { zh: '链尾', en: 'head' },
} as const

type Word = keyof typeof WORDS

export type Say = (word: Word) => string

export function speaker(lang: Lang): Say {
  return (word) => WORDS[word][lang]
}

export function showAward(award: Award, say: Say): string {
  switch (award.kind) {
    case 'exact':
      return formatFen(rational(award.fen))
    case 'interval':
      return `${formatFen(rational(award.lowFen))} ~ ${award.highFen === null ? say('unbounded') : formatFen(rational(award.highFen))}`
    case 'unspecified':
      return say('unspecified')
    case 'none':
      return say('benefit')
  }
}

export const VERDICTS: readonly Verdict[] = ['due', 'discretionary', 'unknown', 'not-due']
