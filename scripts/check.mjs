// npm run check: types, lint and format, layers, dead code, packs, words, generated files. Each says what it found; all of them run.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bin, root, run } from './ready.mjs'

const started = performance.now()
const steps = [
  ['types', bin('tsc'), ['-p', '.']],
  ['lint and format', bin('biome'), ['ci', '.', '--log-level=warn']],
  ['layers', bin('depcruise'), ['packages', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
  ['dead code', bin('knip'), ['--no-progress']],
  ['pack', process.execPath, ['packages/cli/bin/zhida.mjs', 'check']],
  ['lint of the pack', process.execPath, ['packages/cli/bin/zhida.mjs', 'lint']],
  ['coverage', process.execPath, ['packages/cli/bin/zhida.mjs', 'coverage']],
  ['worked cases', process.execPath, ['packages/cli/bin/zhida.mjs', 'test']],
  ['English of the page', process.execPath, ['scripts/words.mjs', '--check']],
  ['generated files', process.execPath, ['scripts/docs.mjs', '--check']],
]
let failed = 0
for (const [name, command, args] of steps) {
  const code = run(command, args)
  if (code !== 0) failed += 1
  console.log(`${code === 0 ? '✓' : '✗'} ${name}`)
}
const shared = join(root, '../shared/text/jiaojiang-2023-6.txt')
try {
  if (!readFileSync(shared).equals(readFileSync(join(root, 'policies/jiaojiang-2023-6/source.txt')))) {
    console.log('✗ source.txt differs from the published text')
    failed += 1
  }
} catch {
  // The published text lies beside the repository only where it was encoded; the checksum in policy.yaml guards it elsewhere.
}
console.log(`${steps.length - failed} passed, ${failed} failed (${Math.round((performance.now() - started) / 100) / 10} s)`)
process.exitCode = failed === 0 ? 0 : 1
