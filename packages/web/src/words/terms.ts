import { spoken } from './language.ts'

let english: Readonly<Record<string, string>> = {}
let longestFirst: readonly string[] = []

export async function loadEnglish(): Promise<void> {
  const { exported } = await import('virtual:policy-en')
  english = JSON.parse(exported) as Readonly<Record<string, string>>
  longestFirst = Object.keys(english).sort((a, b) => b.length - a.length)
}

/** A name of the policy (a measure, a fact, a fund, a department) in the language spoken: the pack's own translation, which is no official text; the Chinese where it has none. */
export function term(name: string): string {
  return spoken() === 'en' ? (english[name] ?? name) : name
}

/** A rule's own words with every name in them in the language spoken: `加计扣除研发费用@上年 >= 100万元`. */
export function ruleWords(text: string): string {
  if (spoken() !== 'en') return text
  let rest = text
  let said = ''
  while (rest !== '') {
    const known = longestFirst.find((one) => rest.startsWith(one))
    if (known === undefined) {
      said += rest[0]
      rest = rest.slice(1)
    } else {
      said += /[A-Za-z]$/.test(said) ? ` ${english[known]}` : english[known]
      rest = rest.slice(known.length)
    }
  }
  return said
}
