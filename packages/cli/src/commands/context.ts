import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Diagnostic, diagnose, didYouMean, formatDiagnostic, type Lang, type Measure, measuresOf, type Policy } from '@zhida/language'
import pc from 'picocolors'
import { loadPack } from '../pack/load.ts'
import { type Say, speaker } from '../show/words.ts'

/** Exit codes: documented in docs/reference/cli.md. */
export const EXIT = { ok: 0, findings: 1, usage: 2, input: 3 } as const

/** Ends the command with a code and its diagnostics; main() prints them. Not a bug: the expected way out. */
export class Stop extends Error {
  constructor(
    readonly exitCode: number,
    readonly diagnostics: readonly Diagnostic[] = [],
  ) {
    super('stop')
  }
}

export interface Context {
  readonly lang: Lang
  readonly say: Say
  readonly paint: ReturnType<typeof pc.createColors>
  readonly packFolder: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

export interface GlobalOptions {
  readonly lang?: string
  readonly pack?: string
}

export function contextOf(options: GlobalOptions): Context {
  const lang: Lang = options.lang === 'en' ? 'en' : 'zh'
  return {
    lang,
    say: speaker(lang),
    paint: pc.createColors(process.stdout.isTTY && pc.isColorSupported),
    packFolder: resolve(options.pack ?? process.env.ZHIDA_PACK ?? defaultPack()),
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  }
}

/** The repository's first policy, found from where the program lies. */
export function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'policies')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

function defaultPack(): string {
  return join(repositoryRoot(), 'policies', 'jiaojiang-2023-6')
}

export function report(context: Context, diagnostics: readonly Diagnostic[]): void {
  for (const one of diagnostics) context.err(formatDiagnostic(one, context.lang))
}

/** The compiled pack, or the end of the command with every fault of it. */
export function requirePolicy(context: Context): Policy {
  const { policy, diagnostics } = loadPack(context.packFolder)
  if (!policy) throw new Stop(EXIT.input, diagnostics)
  return policy
}

export function requireMeasure(policy: Policy, id: string): Measure {
  const measures = measuresOf(policy)
  const found = measures.find((one) => one.id === id)
  if (found) return found
  throw usage('ZD-702', {
    name: id,
    ...didYouMean(
      id,
      measures.map((one) => one.id),
    ),
  })
}

export function usage(code: 'ZD-701' | 'ZD-702' | 'ZD-703' | 'ZD-705' | 'ZD-706' | 'ZD-707', details: Record<string, string>): Stop {
  return new Stop(EXIT.usage, [diagnose(code, { file: 'zhida', text: '' }, -1, -1, details)])
}
