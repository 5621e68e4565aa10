import { MOVES, STATE_NAMES } from './claim/life.ts'
import { SOURCES } from './dossier/facts.ts'
import { accessPage } from './http/access.ts'
import { createApp } from './http/app.ts'
import { ROLES } from './people/accounts.ts'
import { PROBLEMS } from './refusal.ts'
import { endpointsOf } from './server.ts'
import type { World } from './world.ts'

const ENDPOINTS = endpointsOf({ name: '', account: '', bank: '' })

/** The pages of the reference that are made from the code: by name, their text. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ['access', accessPage(ENDPOINTS)],
    ['problems', problemsPage()],
  ])
}

/** The words of states, moves, sources and roles for the page, which does not know the server: by name, their table. */
export function clientNames(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const moves = Object.fromEntries(Object.entries(MOVES).map(([move, { name }]) => [move, name]))
  return { STATE_NAMES, MOVE_NAMES: moves, SOURCE_NAMES: SOURCES, ROLE_NAMES: ROLES }
}

/** Any use of it is a fault: nothing is asked while the document is made. */
const NO_WORLD = new Proxy(
  {},
  {
    get: () => {
      throw new Error('the OpenAPI document needs no world')
    },
  },
) as World

/** The OpenAPI 3.1 document that a server serves at /api/docs/json. */
export async function openApiDocument(): Promise<object> {
  const app = await createApp(NO_WORLD, ENDPOINTS, { log: false, rate: 1 })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
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
