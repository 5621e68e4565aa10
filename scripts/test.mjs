// npm test: installs what is missing, builds, finds a Chromium and schemathesis, runs every test and the worked cases.
import './ready.mjs'
import { bin, run } from './ready.mjs'

const { requireChromium } = await import('./chromium.mjs')
const { requireSchemathesis } = await import('./schemathesis.mjs')
const { buildAll } = await import('./build.mjs')

process.env.CHROMIUM_PATH = requireChromium()
process.env.SCHEMATHESIS_PATH = requireSchemathesis()
process.exitCode = (await buildAll()) || run(bin('vitest'), ['run', ...process.argv.slice(2)])
