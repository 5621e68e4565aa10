import type { SyntaxNode } from '@lezer/common'
import { type Diagnostic, diagnose, type Source } from '../diagnostics/diagnostic.ts'
import { parser } from '../grammar/parser.js'

/** An expression as it stands in a file: `start` is the offset of its first character. */
export interface Written {
  readonly text: string
  readonly source: Source
  readonly start: number
}

/** The syntax tree of an expression, or `undefined` with every fault of its writing reported. */
export function parse(written: Written, sink: { readonly diagnostics: Diagnostic[] }): SyntaxNode | undefined {
  const { text, source, start } = written
  const wide = /[\uff01-\uff5e\u3000，。；：（）＜＞≥≤×÷]/g
  const outsideQuotes = text.replace(/“[^”]*”|"[^"]*"/g, (quoted) => ' '.repeat(quoted.length))
  let wideFound = false
  for (const found of outsideQuotes.matchAll(wide)) {
    wideFound = true
    const better = WIDE[found[0]] ?? found[0].normalize('NFKC')
    sink.diagnostics.push(diagnose('ZD-104', source, start + found.index, start + found.index + 1, { found: found[0], better }))
  }
  if (wideFound) return undefined
  const tree = parser.parse(text)
  let fault: number | undefined
  tree.iterate({
    enter: (node) => {
      if (node.type.isError && fault === undefined) fault = node.from
    },
  })
  if (fault !== undefined || text.trim() === '') {
    const last = text.length > 0 ? text.length - 1 : 0
    const at = fault === undefined || fault > last ? last : fault
    sink.diagnostics.push(diagnose('ZD-201', source, start + at, start + at + 1))
    return undefined
  }
  return tree.topNode
}

const WIDE: Readonly<Record<string, string>> = { '≥': '>=', '≤': '<=', '×': '*', '÷': '/', '。': '.', '\u3000': ' ' }

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}
