// npm run bench [rules | pack | ledger] [-- --size N]: builds, then measures. Without a name: how fast the policy runs for one firm.
import './ready.mjs'

const { buildAll } = await import('./build.mjs')
await buildAll()
const [name = 'policy-runs'] = process.argv.slice(2).filter((one) => !one.startsWith('-') && !/^\d/.test(one))
await import(`../bench/${name}.mjs`)
