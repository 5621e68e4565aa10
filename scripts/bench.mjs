// npm run bench: builds, then measures.
import './ready.mjs'

const { buildAll } = await import('./build.mjs')
await buildAll()
await import('../bench/policy-runs.mjs')
