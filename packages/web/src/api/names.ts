// Made from the server's tables by npm run docs.
import { msg } from '@lingui/core/macro'

export const STATE_NAMES = {
  draft: msg`草稿`,
  submitted: msg`已提交`,
  returned: msg`已退回`,
  accepted: msg`已受理`,
  reviewed: msg`已审核`,
  seconded: msg`已复核`,
  publicised: msg`公示中`,
  objected: msg`有异议`,
  approved: msg`已审定`,
  paying: msg`兑付中`,
  failed: msg`兑付失败`,
  paid: msg`已兑付`,
  closed: msg`已办结`,
  rejected: msg`不予兑付`,
  withdrawn: msg`已撤回`,
  voided: msg`已作废`,
  clawback: msg`追回中`,
  repaid: msg`已追回`,
}

export const MOVE_NAMES = {
  submit: msg`提交`,
  accept: msg`受理`,
  return: msg`退回`,
  review: msg`审核`,
  second: msg`复核`,
  publicise: msg`公示`,
  object: msg`异议`,
  answer: msg`答复异议`,
  approve: msg`审定`,
  reject: msg`不予兑付`,
  withdraw: msg`撤回`,
  pay: msg`拨付`,
  settle: msg`到账`,
  fail: msg`兑付失败`,
  void: msg`作废`,
  close: msg`办结`,
  clawback: msg`追回`,
  repay: msg`退款到账`,
}

export const SOURCE_NAMES = {
  registry: msg`登记机关`,
  department: msg`部门`,
  import: msg`导入`,
  declared: msg`自行填报`,
}

export const ROLE_NAMES = {
  clerk: msg`企业办事员`,
  officer: msg`经办人`,
  reviewer: msg`审定人`,
  finance: msg`财政`,
  leader: msg`领导`,
  drafter: msg`政策起草`,
  auditor: msg`审计`,
  administrator: msg`管理员`,
}
