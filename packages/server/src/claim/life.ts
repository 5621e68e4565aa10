import { getNextSnapshot, setup } from 'xstate'

/**
 * The life of a claim (申报件), in one place. A move that no arrow carries is refused; who may make it, what it needs and how long
 * the next one may take stand in {@link MOVES}. The policy's text states no such periods: they are the office's, in working days.
 */
export type Move =
  | 'submit'
  | 'accept'
  | 'return'
  | 'review'
  | 'second'
  | 'publicise'
  | 'object'
  | 'answer'
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'pay'
  | 'settle'
  | 'fail'
  | 'void'
  | 'close'
  | 'clawback'
  | 'repay'

export type State =
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'accepted'
  | 'reviewed'
  | 'seconded'
  | 'publicised'
  | 'objected'
  | 'approved'
  | 'paying'
  | 'failed'
  | 'paid'
  | 'closed'
  | 'rejected'
  | 'withdrawn'
  | 'voided'
  | 'clawback'
  | 'repaid'

/** What a guard looks at. */
export interface Standing {
  /** The amount is above what one officer may pass alone. */
  readonly large: boolean
  /** The last day of 公示 is past. */
  readonly publicityOver: boolean
  /** There is money to pay; a priority, a permit or a service has none. */
  readonly pays: boolean
}

const life = setup({
  types: { context: {} as Standing, events: {} as { readonly type: Move } },
  guards: {
    small: ({ context }) => !context.large,
    publicityOver: ({ context }) => context.publicityOver,
    pays: ({ context }) => context.pays,
    free: ({ context }) => !context.pays,
  },
}).createMachine({
  id: 'claim',
  initial: 'draft',
  context: { large: false, publicityOver: false, pays: true },
  states: {
    draft: { on: { submit: 'submitted', withdraw: 'withdrawn' } },
    submitted: { on: { accept: 'accepted', return: 'returned', withdraw: 'withdrawn' } },
    returned: { on: { submit: 'submitted', withdraw: 'withdrawn' } },
    accepted: { on: { review: 'reviewed', return: 'returned', reject: 'rejected', withdraw: 'withdrawn' } },
    reviewed: { on: { second: 'seconded', publicise: { target: 'publicised', guard: 'small' }, reject: 'rejected', withdraw: 'withdrawn' } },
    seconded: { on: { publicise: 'publicised', reject: 'rejected', withdraw: 'withdrawn' } },
    publicised: { on: { object: 'objected', approve: { target: 'approved', guard: 'publicityOver' }, reject: 'rejected', withdraw: 'withdrawn' } },
    objected: { on: { answer: 'publicised', reject: 'rejected', withdraw: 'withdrawn' } },
    approved: { on: { pay: { target: 'paying', guard: 'pays' }, void: { target: 'voided', guard: 'pays' }, close: { target: 'closed', guard: 'free' } } },
    paying: { on: { settle: 'paid', fail: 'failed' } },
    failed: { on: { pay: 'paying', void: 'voided' } },
    paid: { on: { close: 'closed', clawback: 'clawback' } },
    closed: { on: { clawback: { target: 'clawback', guard: 'pays' } } },
    clawback: { on: { repay: 'repaid' } },
    rejected: { type: 'final' },
    withdrawn: { type: 'final' },
    voided: { type: 'final' },
    repaid: { type: 'final' },
  },
})

export const STATE_NAMES: Readonly<Record<State, string>> = {
  draft: '草稿',
  submitted: '已提交',
  returned: '已退回',
  accepted: '已受理',
  reviewed: '已审核',
  seconded: '已复核',
  publicised: '公示中',
  objected: '有异议',
  approved: '已审定',
  paying: '兑付中',
  failed: '兑付失败',
  paid: '已兑付',
  closed: '已办结',
  rejected: '不予兑付',
  withdrawn: '已撤回',
  voided: '已作废',
  clawback: '追回中',
  repaid: '已追回',
}

export interface MoveRule {
  readonly name: string
  /** `system` is the program: the bank's answer settles a payment, nobody else does. */
  readonly who: readonly ('clerk' | 'officer' | 'reviewer' | 'finance' | 'system')[]
  readonly reasonNeeded: boolean
  /** Working days within which the next move is due; null: none is awaited. */
  readonly days: number | null
}

export const MOVES: Readonly<Record<Move, MoveRule>> = {
  submit: { name: '提交', who: ['clerk'], reasonNeeded: false, days: 5 },
  accept: { name: '受理', who: ['officer'], reasonNeeded: false, days: 10 },
  return: { name: '退回', who: ['officer'], reasonNeeded: true, days: 10 },
  review: { name: '审核', who: ['officer'], reasonNeeded: true, days: 3 },
  second: { name: '复核', who: ['reviewer'], reasonNeeded: true, days: 3 },
  publicise: { name: '公示', who: ['officer'], reasonNeeded: false, days: 5 },
  object: { name: '异议', who: ['clerk', 'officer'], reasonNeeded: true, days: 10 },
  answer: { name: '答复异议', who: ['officer'], reasonNeeded: true, days: 5 },
  approve: { name: '审定', who: ['reviewer'], reasonNeeded: true, days: 10 },
  reject: { name: '不予兑付', who: ['officer', 'reviewer'], reasonNeeded: true, days: null },
  withdraw: { name: '撤回', who: ['clerk'], reasonNeeded: false, days: null },
  pay: { name: '拨付', who: ['finance'], reasonNeeded: false, days: 3 },
  settle: { name: '到账', who: ['system'], reasonNeeded: false, days: null },
  fail: { name: '兑付失败', who: ['system'], reasonNeeded: true, days: 5 },
  void: { name: '作废', who: ['finance'], reasonNeeded: true, days: null },
  close: { name: '办结', who: ['officer', 'finance'], reasonNeeded: false, days: null },
  clawback: { name: '追回', who: ['reviewer'], reasonNeeded: true, days: 20 },
  repay: { name: '退款到账', who: ['finance'], reasonNeeded: true, days: null },
}

/** Above this, a second pair of eyes: 50万元. The office's rule, not the text's. */
export const LARGE_FEN = 50_000_000n

/** Where a move leads; undefined if it is not allowed there, or its guard says no. */
export function next(state: State, move: Move, standing: Standing): State | undefined {
  const from = life.resolveState({ value: state, context: standing })
  const event = { type: move } as const
  return from.can(event) ? (getNextSnapshot(life, from, event).value as State) : undefined
}

/** The moves that lead on from a state, for those who ask what may be done. */
export function movesFrom(state: State, standing: Standing): readonly Move[] {
  return (Object.keys(MOVES) as Move[]).filter((move) => next(state, move, standing) !== undefined)
}
