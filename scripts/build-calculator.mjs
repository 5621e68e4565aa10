// Builds the page of the calculator in one file where a source is newer, and prints where it lies.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { newest } from './newest.mjs'
import { bin, root, run } from './ready.mjs'

const page = join(root, 'packages/web/dist-calculator/calculator.html')
const sources = ['packages/language/src', 'packages/engine/src', 'packages/web/src'].map((folder) => join(root, folder))
const fresh = existsSync(page) && sources.every((folder) => newest(folder) < statSync(page).mtimeMs)
const code = fresh ? 0 : run(bin('vite'), ['build', 'packages/web', '--mode', 'calculator', '--logLevel', 'error'], { stdio: ['ignore', 'ignore', 'inherit'] })
if (code === 0) console.log(page)
process.exitCode = code
