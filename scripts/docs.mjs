// Writes what is generated: the grammar's parser, JSON Schemas, the OpenAPI document and the client's types, the table of diagnostics. With --check it only compares.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import openapiTS, { astToString } from 'openapi-typescript'
import { bundling } from './bundle-cli.mjs'
import { root } from './ready.mjs'

const only = process.argv.includes('--check')
const temporary = mkdtempSync(join(tmpdir(), 'zhida-docs-'))
async function load(entry, folder = temporary) {
  const outfile = join(folder, `${entry.replace(/\W/g, '-')}.mjs`)
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
  await build({ entryPoints: [join(root, entry)], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'warning', banner, ...bundling })
  return import(pathToFileURL(outfile).href)
}
const { CODES, packJsonSchemas } = await load('packages/language/src/index.ts')
const { outcomeJsonSchema } = await load('packages/cli/src/show/outcome-shape.ts')

// The server's packages stay packages, so its bundle lies where they are found.
const { clientNames, openApiDocument, referencePages } = await load('packages/server/src/reference.ts', join(root, 'packages/cli/dist'))

const files = new Map()
for (const [name, text] of referencePages()) files.set(`docs/reference/${name}.md`, text)
for (const [name, schema] of Object.entries({ ...packJsonSchemas(), outcome: outcomeJsonSchema() })) files.set(`docs/reference/schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`)

const openApi = await openApiDocument()
files.set('docs/reference/openapi.json', `${JSON.stringify(openApi, null, 2)}\n`)
files.set('packages/web/src/api/schema.ts', `// Made from the OpenAPI document by npm run docs.\n${astToString(await openapiTS(openApi))}`)
const tables = Object.entries(clientNames()).map(
  ([name, table]) =>
    `export const ${name} = {\n${Object.entries(table)
      .map(([key, words]) => `  ${key}: msg\`${words}\`,\n`)
      .join('')}}\n`,
)
files.set('packages/web/src/api/names.ts', `// Made from the server's tables by npm run docs.\nimport { msg } from '@lingui/core/macro'\n\n${tables.join('\n')}`)

const rows = Object.entries(CODES).map(([code, one]) => `| <a id="${code.toLowerCase()}"></a>${code} | ${one.severity === 'error' ? '错误' : '提醒'} | ${one.zh} | ${one.hint} | ${one.en} |`)
files.set(
  'docs/reference/diagnostics.md',
  `# 诊断代码 / Diagnostics\n\n由 \`packages/language/src/diagnostics/codes.ts\` 生成（\`npm run docs\`），代码不会改变含义。\nGenerated from the one table; a code never changes its meaning.\n\n1xx 文件 files · 2xx 表达式 expressions · 3xx 规则项 instruments · 4xx 原文 text · 5xx 提醒 lints · 6xx 数据 facts · 7xx 命令行 command line\n\n| 代码 | 级别 | 说什么 | 怎么办 | in English |\n|---|---|---|---|---|\n${rows.map((row) => row.replaceAll('\n', ' ')).join('\n')}\n`,
)

const parser = join(temporary, 'parser.js')
execFileSync(process.execPath, [join(root, 'node_modules/@lezer/generator/src/lezer-generator.cjs'), join(root, 'packages/language/src/grammar/expression.grammar'), '-o', parser, '--noTerms'], {
  stdio: 'pipe',
})
files.set('packages/language/src/grammar/parser.js', readFileSync(parser, 'utf8'))

let stale = 0
for (const [name, text] of files) {
  const path = join(root, name)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
  stale += 1
  if (only) console.log(`✗ ${name} is out of date: npm run docs`)
  else {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(name)
  }
}
process.exitCode = only && stale > 0 ? 1 : 0
