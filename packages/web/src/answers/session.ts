/** What a person has answered, in the shape of a facts file's 数据: names to text, years to text, lists of events. */
export type Answers = Readonly<Record<string, Answer>>
export type Answer = string | Readonly<Record<string, string>> | readonly Readonly<Record<string, string>>[]

export interface Session {
  readonly name: string
  readonly synthetic: boolean
  readonly answers: Answers
}

export const EMPTY: Session = { name: '', synthetic: false, answers: {} }

export function setAnswer(answers: Answers, name: string, value: Answer | undefined): Answers {
  const { [name]: _before, ...rest } = answers
  return value === undefined ? rest : { ...rest, [name]: value }
}

/** Sets one year of a yearly fact. */
export function setYear(answers: Answers, name: string, year: number, value: string): Answers {
  const before = answers[name]
  const years = typeof before === 'object' && !Array.isArray(before) ? (before as Readonly<Record<string, string>>) : {}
  return { ...answers, [name]: { ...years, [year]: value } }
}

export function yearAnswer(answers: Answers, name: string, year: number): string {
  const value = answers[name]
  return typeof value === 'object' && !Array.isArray(value) ? ((value as Readonly<Record<string, string>>)[year] ?? '') : ''
}

/** Puts a session into a link's fragment, which a browser never sends to a server. */
export function toFragment(session: Session): string {
  const bytes = new TextEncoder().encode(JSON.stringify(session))
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return `#d=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
}

export function fromFragment(fragment: string): Session | undefined {
  const match = /^#d=([\w-]+)$/.exec(fragment)
  if (!match) return undefined
  try {
    const binary = atob((match[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))
    return readSession(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))))
  } catch {
    return undefined
  }
}

/** Reads a saved file or fragment; `undefined` for anything that is not one. */
export function readSession(text: string): Session | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    const file = value as Readonly<Record<string, unknown>>
    const answers = file.answers ?? file.数据
    if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) return undefined
    const name = file.name ?? file.企业
    return { name: typeof name === 'string' ? name : '', synthetic: file.synthetic === true || file.合成数据 === '是', answers: answers as Answers }
  } catch {
    return undefined
  }
}

/** A file that the command line reads too. */
export function toFile(session: Session): string {
  return `${JSON.stringify({ 企业: session.name || '我的企业', ...(session.synthetic && { 合成数据: '是' }), 数据: session.answers }, null, 2)}\n`
}
