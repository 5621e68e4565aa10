/** What the delivery refuses, by a stable code: the HTTP status, and words for the person who must act. docs/reference/problems.md is made from it. */
export const PROBLEMS = {
  'ZP-101': { status: 401, zh: '请先登录', en: 'Sign in first' },
  'ZP-102': { status: 401, zh: '用户名或密码不对', en: 'Wrong login or password' },
  'ZP-103': { status: 429, zh: '尝试次数过多，账户暂时锁定', en: 'Too many tries: the account is locked for a while' },
  'ZP-104': { status: 403, zh: '没有这项权限', en: 'Not allowed' },
  'ZP-105': { status: 403, zh: '请求缺少防伪令牌（X-CSRF-Token）', en: 'The X-CSRF-Token header is missing or wrong' },
  'ZP-106': { status: 401, zh: '登录已过期，请重新登录', en: 'The session has expired: sign in again' },
  'ZP-107': { status: 403, zh: '不能审定本人审核或申报的事项', en: 'Nobody approves what they claimed or reviewed themselves' },
  'ZP-108': { status: 409, zh: '用户名已存在', en: 'The login exists' },
  'ZP-109': { status: 409, zh: '不能停用自己的账户', en: 'Nobody closes their own account' },
  'ZP-201': { status: 404, zh: '没有找到', en: 'Not found' },
  'ZP-202': { status: 400, zh: '请求的内容不符合要求', en: 'The request is not as the API describes it' },
  'ZP-203': { status: 413, zh: '内容太大', en: 'The content is too large' },
  'ZP-204': { status: 415, zh: '不接受这种内容类型', en: 'This media type is not taken' },
  'ZP-205': { status: 428, zh: '缺少 If-Match：请先读取，再带着版本修改', en: 'If-Match is missing: read first, then change that version' },
  'ZP-206': { status: 412, zh: '已被他人修改，请重新读取后再改', en: 'Somebody else changed it: read it again' },
  'ZP-207': { status: 400, zh: '缺少 Idempotency-Key（8–128 个字符）', en: 'The Idempotency-Key header is missing (8–128 characters)' },
  'ZP-208': { status: 422, zh: '同一个 Idempotency-Key 曾用于另一个请求', en: 'This Idempotency-Key was used for another request' },
  'ZP-209': { status: 429, zh: '请求太频繁，请稍后再试', en: 'Too many requests: try later' },
  'ZP-210': {
    status: 503,
    zh: '数据库暂时不可用，请稍后用同一个 Idempotency-Key 再试：已做的不会再做一次',
    en: 'The database is not available: try again with the same Idempotency-Key; what was done is not done twice',
  },
  'ZP-211': { status: 507, zh: '磁盘空间不足，没有任何改动', en: 'The disk is full; nothing was changed' },
  'ZP-212': { status: 500, zh: '程序出错，已记录', en: 'A fault of the program; it has been logged' },
  'ZP-213': { status: 409, zh: '这台服务器没有装推演引擎', en: 'This server has no simulation engine' },
  'ZP-214': { status: 422, zh: '推演没有做成', en: 'The simulation could not be carried out' },
  'ZP-215': { status: 409, zh: '做了几次都中断了，已放弃；请换一份小一点的再交办', en: 'It broke off several times and was given up: try a smaller one' },
  'ZP-301': { status: 422, zh: '统一社会信用代码不对', en: 'Not a unified social credit code' },
  'ZP-302': { status: 409, zh: '这个主体已经建档', en: 'This subject has a dossier already' },
  'ZP-303': { status: 422, zh: '数据不符合要求', en: 'The facts are not as the vocabulary asks' },
  'ZP-304': { status: 422, zh: '文件的内容与名称不符，或不是允许的类型', en: 'The file is not what its name says, or not of an allowed kind' },
  'ZP-305': { status: 422, zh: '表格不能读取', en: 'The spreadsheet cannot be read' },
  'ZP-306': { status: 422, zh: '名称含有看不见的或会改变显示方向的字符', en: 'The name has invisible or direction-changing characters' },
  'ZP-401': { status: 409, zh: '当前状态不能这样办理', en: 'The claim cannot move so from where it stands' },
  'ZP-402': { status: 409, zh: '这项措施已有一件在办', en: 'A claim for this measure is under way' },
  'ZP-403': { status: 422, zh: '按规则不应兑付', en: 'By the rules nothing is due' },
  'ZP-404': { status: 422, zh: '还缺数据，不能判断', en: 'Facts are missing' },
  'ZP-405': { status: 422, zh: '金额超出原文允许的范围', en: 'The amount is outside the bounds that the text leaves' },
  'ZP-406': { status: 422, zh: '原文没有写明金额，需要先有牵头部门的裁定文件', en: 'The text states no amount: a ruling document is needed first' },
  'ZP-407': { status: 422, zh: '请写明理由', en: 'A reason is needed' },
  'ZP-408': { status: 422, zh: '公示期未满', en: 'The publicity period is not over' },
  'ZP-409': { status: 422, zh: '需要第二人复核', en: 'A second pair of eyes is needed' },
  'ZP-410': { status: 409, zh: '会审意见已经提交，不能再改', en: 'The opinion of this joint review was given' },
  'ZP-411': { status: 422, zh: '会审部门还没有提出意见', en: 'A department of the joint review has not answered' },
  'ZP-412': { status: 409, zh: '还没有决定，没有通知书', en: 'Nothing is decided yet: there is no letter' },
  'ZP-501': { status: 409, zh: '资金余额不足', en: 'The fund does not hold that much' },
  'ZP-502': { status: 422, zh: '主体没有收款账户', en: 'The subject has no bank account' },
  'ZP-503': { status: 422, zh: '不是银行的回执文件', en: 'Not an answer of the bank' },
  'ZP-504': { status: 422, zh: '没有这个资金账户', en: 'There is no such fund' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly zh: string; readonly en: string }>>

export type ProblemCode = keyof typeof PROBLEMS

/** What is said of one case: a name or number as it is, or a sentence in both languages. */
export type Told = string | { readonly zh: string; readonly en: string }

export const inLanguage = (told: Told, lang: 'zh' | 'en'): string => (typeof told === 'string' ? told : told[lang])

/** An expected refusal: it ends the transaction with nothing done, and tells the person what and why. */
export class Refusal extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: Told = '',
    readonly items: readonly Told[] = [],
  ) {
    super(`${code} ${PROBLEMS[code].zh}${detail ? `：${inLanguage(detail, 'zh')}` : ''}`)
  }
}
