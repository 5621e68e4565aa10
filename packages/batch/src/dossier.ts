import { type Dossier, dossiersOf } from '@zhida/engine'
import { type Diagnostic, diagnose, type Policy } from '@zhida/language/ir'
import { rowsOf } from './cells.ts'
import { openInput } from './database.ts'
import { filesIn, openSource, tablesIn } from './source.ts'

/** One subject's dossier, read from where a run reads: what the interpreter needs to give the whole reason of a row. */
export async function readSubject(policy: Policy, from: string, subject: string): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly dossier: Dossier | undefined }> {
  const db = await openInput(from)
  try {
    const source = await openSource(db, policy, db.dialect.name === 'postgres' ? await tablesIn(db) : filesIn(from), from)
    const { shape } = source
    if (!shape) return { diagnostics: source.diagnostics, dossier: undefined }
    const tables = await rowsOf(db, source, `(SELECT ${db.dialect.text(subject)} AS subject)`)
    const [dossier] = dossiersOf(policy, shape, tables, from)
    return { dossier, diagnostics: dossier ? [] : [diagnose('ZD-809', { file: from, text: '' }, -1, -1, { name: from, value: subject })] }
  } finally {
    await db.close()
  }
}
