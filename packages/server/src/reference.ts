import { accessPage } from './http/access.ts'
import { PROBLEMS } from './refusal.ts'
import { endpointsOf } from './server.ts'

/** The pages of the reference that are made from the code: by name, their text. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ['access', accessPage(endpointsOf({ name: '', account: '', bank: '' }))],
    ['problems', problemsPage()],
  ])
}

function problemsPage(): string {
  const rows = Object.entries(PROBLEMS).map(([code, { status, zh, en }]) => `| <a id="${code.toLowerCase()}"></a>${code} | ${status} | ${zh} | ${en} |`)
  return `# 错误代码 / Problems

接口的错误是 RFC 9457 的 \`application/problem+json\`：\`code\` 不会改变含义，\`detail\` 说这一次具体是什么，\`items\` 逐条列出，\`instance\` 是请求编号。由 \`packages/server/src/refusal.ts\` 生成。

1xx 人员 people · 2xx 请求 requests · 3xx 档案 dossiers · 4xx 申报 claims · 5xx 资金与兑付 money · 9xx 命令行 command line（901 数据文件夹被占用 · 902 数据库来自别的版本 · 903 恢复的地方不是空的）

| 代码 | 状态 | 说什么 | in English |
|---|---|---|---|
${rows.join('\n')}
`
}
