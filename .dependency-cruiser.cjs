// The layers of the house: data flows one way, and nothing on the left knows what stands on its right.
const within = (name) => `^packages/${name}/`
const forbid = (name, from, to) => ({ name, severity: 'error', from: { path: within(from), pathNot: '(\\.test\\.tsx?$|/testing/)' }, to: { path: to } })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('language-knows-nothing-of-ours', 'language', '^packages/(engine|batch|database|ledger|server|cli|web)/'),
    forbid('engine-knows-language-only', 'engine', '^packages/(batch|database|ledger|server|cli|web)/'),
    forbid('batch-knows-engine-and-language', 'batch', '^packages/(database|ledger|server|cli|web)/'),
    {
      name: 'the-interpreter-stands-alone',
      severity: 'error',
      from: { path: '^packages/engine/src/(interpret|explain|bundle)/' },
      to: { path: '^packages/engine/src/(lower|compile-js|compile-sql|tables)/' },
    },
    {
      name: 'engine-runs-in-a-browser',
      severity: 'error',
      from: { path: within('engine'), pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/language/src/(index|read/yaml|schema|grammar|compile/(pack|measure|amount|text|vocabulary|expression))' },
    },
    { name: 'web-is-without-the-parser', severity: 'error', from: { path: within('web/src') }, to: { path: '^packages/(cli/|language/src/(index|read/yaml|schema|grammar))' } },
    forbid('database-knows-nothing-of-ours', 'database', '^packages/(language|engine|batch|ledger|server|cli|web)/'),
    forbid('ledger-knows-the-database-only', 'ledger', '^packages/(language|engine|batch|server|cli|web)/'),
    forbid('server-knows-engine-and-ledger', 'server', '^packages/(batch|cli|web)/|^packages/language/src/index'),
    forbid('cli-does-not-know-the-page', 'cli', '^packages/web/'),
    {
      name: 'no-node-in-the-engine',
      severity: 'error',
      from: { path: '^packages/(engine|web/src)/', pathNot: '(\\.test\\.tsx?|vite\\.config\\.ts|/testing/\\w+\\.ts)$' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-circles', severity: 'error', from: { path: '^packages' }, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^packages/.*\\.tsx?$', pathNot: '(\\.d\\.ts|\\.test\\.tsx?|\\.config\\.ts|js-worker\\.ts)$' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|parser\\.js$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
