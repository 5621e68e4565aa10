// Made from the server's tables by npm run docs.
export const STATE_NAMES = {
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
} as const

export const MOVE_NAMES = {
  submit: '提交',
  accept: '受理',
  return: '退回',
  review: '审核',
  second: '复核',
  publicise: '公示',
  object: '异议',
  answer: '答复异议',
  approve: '审定',
  reject: '不予兑付',
  withdraw: '撤回',
  pay: '拨付',
  settle: '到账',
  fail: '兑付失败',
  void: '作废',
  close: '办结',
  clawback: '追回',
  repay: '退款到账',
} as const

export const SOURCE_NAMES = {
  registry: '登记机关',
  department: '部门',
  import: '导入',
  declared: '自行填报',
} as const

export const ROLE_NAMES = {
  clerk: '企业办事员',
  officer: '经办人',
  reviewer: '审定人',
  finance: '财政',
  leader: '领导',
  drafter: '政策起草',
  auditor: '审计',
  administrator: '管理员',
} as const
