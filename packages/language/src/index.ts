/** Everything: what runs anywhere ({@link ./ir.ts}), and the compiler of packs. */
export { type CompiledPack, compilePack, type PackFiles } from './compile/pack.ts'
export type { Coverage } from './coverage/coverage.ts'
export * from './ir.ts'
export { readYaml, type YamlFile } from './read/yaml.ts'
export { caseShape, packJsonSchemas, samplesShape } from './schema/pack.ts'
