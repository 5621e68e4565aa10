/** What runs anywhere, a browser too: the IR, exact numbers, diagnostics' data. No YAML, no parser. */
export * from './exact/rational.ts'
export * from './exact/units.ts'
export * from './ir/expression.ts'
export * from './ir/json.ts'
export * from './ir/policy.ts'
export { isDate } from './read/date.ts'
export { CODES, type Code } from './diagnostics/codes.ts'
export * from './diagnostics/diagnostic.ts'
