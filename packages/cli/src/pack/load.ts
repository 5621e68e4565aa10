import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { type CompiledPack, compilePack, type Diagnostic, diagnose } from '@zhida/language'

/** Files of a pack larger than this are refused before they are read. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024

export type ReadText = { readonly text: string } | { readonly fault: Diagnostic }

/** Reads a text file with the checks that every file of a stranger needs: it exists, is not huge, is UTF-8. */
export function readText(path: string, shown = path): ReadText {
  const nowhere = { file: shown, text: '' }
  let size: number
  try {
    const stat = statSync(path)
    if (!stat.isFile()) return { fault: diagnose('ZD-101', nowhere, -1, -1, { name: shown }) }
    size = stat.size
  } catch {
    return { fault: diagnose('ZD-101', nowhere, -1, -1, { name: shown }) }
  }
  if (size > MAX_FILE_BYTES) return { fault: diagnose('ZD-106', nowhere, -1, -1, { size: mebibytes(size), limit: mebibytes(MAX_FILE_BYTES) }) }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path)) }
  } catch {
    return { fault: diagnose('ZD-108', nowhere, -1, -1) }
  }
}

export function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`
}

/** Reads a pack's folder and compiles it. */
export function loadPack(folder: string): CompiledPack {
  const shown = relative(process.cwd(), folder)
  const prefix = shown === '' ? '' : `${shown}/`
  const files = new Map<string, string>()
  const faults: Diagnostic[] = []
  let names: string[] = []
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.yaml') || name === 'source.txt')
  } catch {
    return { diagnostics: [diagnose('ZD-101', { file: shown, text: '' }, -1, -1, { name: shown })] }
  }
  for (const name of names) {
    const read = readText(join(folder, name), `${prefix}${name}`)
    if ('text' in read) files.set(name, read.text)
    else faults.push(read.fault)
  }
  const compiled = compilePack(basename(folder), files, prefix)
  return { ...compiled, diagnostics: [...faults, ...compiled.diagnostics] }
}
