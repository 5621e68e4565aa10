// Brings the page's catalogue of English up to date with what the page says in Chinese. With --check it only compares, and names what has no English.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin, root } from './ready.mjs'

const web = join(root, 'packages/web')
const catalogue = join(web, 'src/words/en.po')
const only = process.argv.includes('--check')
const folder = only ? mkdtempSync(join(tmpdir(), 'zhida-words-')) : join(web, 'src/words')
const made = join(folder, 'en.po')
if (only) copyFileSync(catalogue, made)
execFileSync(bin('lingui'), ['extract', '--clean', '--config', 'lingui.config.ts'], { cwd: web, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ZHIDA_WORDS: folder } })

const text = readFileSync(made, 'utf8')
const ids = (of) => [...of.matchAll(/^msgid ((?:".*"\n)+)/gm)].map(([, id]) => id)
const old = new Set(ids(readFileSync(catalogue, 'utf8')))
const now = ids(text)
const faults = [
  ...now.filter((one) => !old.has(one)).map((one) => `✗ not in the catalogue (npm run words): ${one.trim()}`),
  ...[...old].filter((one) => !now.includes(one)).map((one) => `✗ said nowhere any more (npm run words): ${one.trim()}`),
  ...[...text.matchAll(/^msgid ((?:".*"\n)+)msgstr ""\n(?!")/gm)].map(([, one]) => `✗ has no English: ${one.trim()}`),
  ...[...text.matchAll(/^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)/gm)].flatMap(([, zh, en]) => {
    const holes = (of) =>
      [...of.matchAll(/\{(\w+)[,}]|<(\d+)/g)]
        .map(([, name, tag]) => name ?? `<${tag}>`)
        .sort()
        .join(' ')
    return zh !== '""\n' && en !== '""\n' && holes(zh) !== holes(en) ? [`✗ the English has other holes than the Chinese: ${zh.trim()} → ${en.trim()}`] : []
  }),
]
if (only) rmSync(folder, { recursive: true })
for (const one of faults) console.log(one)
console.log(`${now.length - 1} messages, ${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1
