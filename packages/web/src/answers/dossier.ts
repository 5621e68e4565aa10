import { type Dossier, evaluate, type Result, readDossier } from '@zhida/engine'
import { type Diagnostic, message } from '@zhida/language/ir'
import { useDeferredValue, useMemo } from 'react'
import { policy } from '../policy/policy.ts'
import { spoken } from '../words/language.ts'
import { isStarted, useCalculator } from './calculator.tsx'
import type { Answers, Session } from './session.ts'

const NOWHERE = { source: { file: '', text: '' }, start: -1, end: -1 }

/** The dossier the answers make, and what in them cannot be read, by the fact's name. */
function dossierOf(session: Session): { readonly dossier: Dossier; readonly faults: readonly string[] } {
  const { dossier, diagnostics } = readDossier({ name: session.name || '我的企业', synthetic: session.synthetic, data: session.answers, at: () => NOWHERE }, policy.vocabulary)
  return { dossier, faults: diagnostics.map(faultWords) }
}

/** Why one answer cannot be read; `undefined` when it can. */
export function faultOf(answers: Answers): string | undefined {
  const { diagnostics } = readDossier({ name: '', synthetic: false, data: answers, at: () => NOWHERE }, policy.vocabulary)
  return diagnostics[0] && faultWords(diagnostics[0])
}

function faultWords(one: Diagnostic): string {
  const { title, hint } = message(one, spoken() === 'en' ? 'en' : 'zh')
  return spoken() === 'en' ? `${title}. ${hint}` : `${title}。${hint}`
}

/** What the rules say of the answers, worked out in this page; it follows what is typed and never holds a key up. */
export function useResult(): { readonly result: Result; readonly faults: readonly string[]; readonly started: boolean; readonly busy: boolean } {
  const { session } = useCalculator()
  const settled = useDeferredValue(session)
  const found = useMemo(() => {
    const { dossier, faults } = dossierOf(settled)
    return { result: evaluate(policy, dossier, policy.until), faults, started: isStarted(settled) }
  }, [settled])
  return { ...found, busy: settled !== session }
}
