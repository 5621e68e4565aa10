import { readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import type { RawSubject } from '@zhida/engine'
import { type Diagnostic, diagnose, readYaml, type Source, type Vocabulary } from '@zhida/language'
import { MAX_FILE_BYTES, mebibytes, readText } from '../pack/load.ts'
import { type FactsFile, readTable } from './table.ts'

/** Reads a facts file: .yaml and .json hold one firm or a list; .csv and .xlsx one row a firm. Nothing throws. */
export async function readFactsFile(path: string, vocabulary: Vocabulary): Promise<FactsFile> {
  const kind = extname(path).toLowerCase()
  const source: Source = { file: path, text: '' }
  if (kind === '.csv' || kind === '.xlsx') {
    try {
      const { size } = statSync(path)
      if (size > MAX_FILE_BYTES) return fault(diagnose('ZD-106', source, -1, -1, { size: mebibytes(size), limit: mebibytes(MAX_FILE_BYTES) }))
    } catch {
      return fault(diagnose('ZD-101', source, -1, -1, { name: path }))
    }
    if (kind === '.xlsx') return readTable(path, readFileSync(path), vocabulary)
    const read = readText(path)
    return 'fault' in read ? fault(read.fault) : readTable(path, read.text, vocabulary)
  }
  if (kind !== '.yaml' && kind !== '.yml' && kind !== '.json') return fault(diagnose('ZD-609', source, -1, -1, { name: kind || path }))
  const read = readText(path)
  return 'fault' in read ? fault(read.fault) : readYamlFacts(path, read.text)
}

/** JSON is YAML too: one reader for both. */
function readYamlFacts(path: string, text: string): FactsFile {
  const { file, diagnostics } = readYaml({ file: path, text })
  if (!file) return { subjects: [], diagnostics }
  const list: readonly unknown[] = Array.isArray(file.value) ? file.value : [file.value]
  const faults: Diagnostic[] = []
  const subjects = list.flatMap((one, index): RawSubject[] => {
    const base = Array.isArray(file.value) ? [index] : []
    const data = typeof one === 'object' && one !== null && '数据' in one ? one.数据 : undefined
    if (typeof one !== 'object' || one === null || typeof data !== 'object' || data === null || Array.isArray(data)) {
      const at = file.locate(base)
      faults.push(diagnose('ZD-608', file.source, at.start, at.end))
      return []
    }
    const name = '企业' in one ? String(one.企业) : `第${index + 1}个主体`
    return [
      {
        name,
        synthetic: '合成数据' in one && one.合成数据 === '是',
        data: data as Readonly<Record<string, unknown>>,
        at: (sub) => {
          const parent = sub.slice(0, -1)
          const last = sub.at(-1)
          const place = typeof last === 'string' && parent.length === 0 ? file.locateKey([...base, '数据'], last) : file.locate([...base, '数据', ...sub])
          return { source: file.source, ...place }
        },
      },
    ]
  })
  return { subjects, diagnostics: faults }
}

function fault(one: Diagnostic): FactsFile {
  return { subjects: [], diagnostics: [one] }
}
