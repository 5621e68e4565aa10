// npm start: installs, builds and serves the page. npm run dev: the same, rebuilt on save.
import { bin, run } from './ready.mjs'

const rest = process.argv.slice(2)
if (rest.includes('--dev')) {
  process.exitCode = run(bin('vite'), ['packages/web', '--port', '5280'])
} else {
  const { buildAll } = await import('./build.mjs')
  console.log('正在准备网页 / preparing the page …')
  process.exitCode = (await buildAll()) || run(process.execPath, ['packages/cli/bin/zhida.mjs', 'serve', ...rest])
}
