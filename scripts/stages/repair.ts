import { LineCounter, parseDocument } from 'yaml'
import type { Diagnostic, Staged } from '../lib/diagnostic.ts'

/** One edit that makes a document parse. Line and column are those of the file the provider gave. */
export interface Repair {
  readonly rule: 'unquoted-colon'
  readonly line: number
  readonly column: number
  readonly before: string
  readonly after: string
}

/** YAML that stands in a file from `firstLine` on. */
export interface YamlBlock {
  readonly file: string
  readonly text: string
  readonly firstLine: number
}

/**
 * Makes invalid YAML parse without changing what it says; valid YAML passes byte for byte.
 *
 * Rule `unquoted-colon`: a plain value that holds `: ` reads as a mapping inside a mapping, which YAML forbids
 * on one line. The parser names the offset at which the value begins; from there to the end of its line it
 * becomes a single-quoted scalar. A value that also holds ` #` may end in a comment, and one behind an anchor or
 * a tag may be meant for YAML, so these are left alone.
 */
export function repair(block: YamlBlock): Staged<{ text: string; repairs: readonly Repair[] }> {
  const lines = new LineCounter()
  const document = parseDocument(block.text, { lineCounter: lines, prettyErrors: false })
  const starts = new Set(
    document.errors.filter((error) => error.code === 'BLOCK_AS_IMPLICIT_KEY').map((error) => error.pos[0]),
  )
  const repairs: Repair[] = []
  let text = ''
  let done = 0
  for (const start of [...starts].sort((a, b) => a - b)) {
    const newline = block.text.indexOf('\n', start)
    const before = block.text.slice(start, newline === -1 ? undefined : newline).trimEnd()
    // In `a: b: c` the parser also stops at `b: c`, which the first quotes hold already.
    if (start < done || /\s#/.test(before) || /\s[&!]\S*\s+$/.test(block.text.slice(done, start))) continue
    const after = `'${before.replaceAll("'", "''")}'`
    text += block.text.slice(done, start) + after
    done = start + before.length
    const { line, col } = lines.linePos(start)
    repairs.push({ rule: 'unquoted-colon', line: line + block.firstLine - 1, column: col, before, after })
  }
  text += block.text.slice(done)
  const diagnostics: Diagnostic[] = repairs.map(({ rule, line, column, before }) => ({
    severity: 'info',
    rule,
    file: block.file,
    line,
    column,
    message: `quoted ${JSON.stringify(before)}, which is not valid YAML as it stands`,
  }))
  return { value: { text, repairs }, diagnostics }
}
