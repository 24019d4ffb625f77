import { isAlias, isCollection, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml'
import type { Diagnostic, Staged } from '../lib/diagnostic.ts'
import { outline, valueOf, type Slot } from './repair/outline.ts'
import { holdsText } from './repair/places.ts'
import { pythonWords } from './repair/python-words.ts'
import { isOnePair, isPlainItem, remarks } from './repair/remarks.ts'
import { ruleFor, type QuotingRule } from './repair/rules.ts'
import { splice, untab } from './repair/tab-indentation.ts'

/** One edit that makes a document parse. Line and column are those of the file the provider gave. */
export interface Repair {
  readonly rule: QuotingRule | 'python-word' | 'tab-indentation'
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

interface Edit extends Pick<Repair, 'rule' | 'before' | 'after'> {
  readonly offset: number
}

/**
 * Makes YAML say what its author meant, where that can be told without guessing; what YAML reads as it was meant
 * passes byte for byte.
 *
 * The lexer finds the place of every value; the rules (`repair/rules.ts`) say which values want quotes. A value
 * over several lines, one that may end in a comment, and one behind an anchor or a tag are left alone: where they
 * are broken, the parser refuses them at their line. No edit moves the start of another value.
 */
export function repair(
  block: YamlBlock,
): Staged<{ text: string; repairs: readonly Repair[]; parserRuns: number }> {
  const lines = lineCounter(block.text)
  let document = parseDocument(block.text, { prettyErrors: false, version: '1.2' })
  let parserRuns = 1
  const invalid = document.errors.length > 0 || referencesNothing(document)
  const untabbed = invalid ? untab(block.text) : undefined
  const edits: Edit[] = (untabbed?.edits ?? []).map((edit) => ({ rule: 'tab-indentation', ...edit }))
  let text = untabbed?.text ?? block.text
  const slots = outline(text)
  const quoted = quotes(slots, text, { invalid, anchors: anchorsOf(document) })
  edits.push(...quoted)
  text = splice(text, quoted)
  if (edits.length > 0) {
    document = parseDocument(text, { prettyErrors: false, version: '1.2' })
    parserRuns += 1
  }
  const repaired = lineCounter(text)
  // A word that gets shorter is followed by spaces, so that columns stay.
  const spoken: Edit[] = pythonWords(document, text).map((word) => ({ rule: 'python-word', ...word }))
  const position = (offset: number, counter: LineCounter): { line: number; column: number } => {
    const { line, col } = counter.linePos(offset)
    return { line: line + block.firstLine - 1, column: col }
  }
  const repairs: Repair[] = [
    ...edits.map(({ offset, ...edit }) => ({ ...edit, ...position(offset, lines) })),
    ...spoken.map(({ offset, ...edit }) => ({ ...edit, ...position(offset, repaired) })),
  ].sort((a, b) => a.line - b.line || a.column - b.column)
  const remaining = quoted.length > 0 ? outline(text) : slots
  const left = remarks(remaining, text).map(({ offset, ...remark }) => ({
    ...remark,
    file: block.file,
    ...position(offset, repaired),
  }))
  text = splice(
    text,
    spoken.map((edit) => ({ ...edit, after: edit.after.padEnd(edit.before.length) })),
  )
  const done = repairs.map((made): Diagnostic => {
    const { rule, line, column } = made
    return { severity: 'info', rule, file: block.file, line, column, message: messageOf(made) }
  })
  return { value: { text, repairs, parserRuns }, diagnostics: [...done, ...left] }
}

function lineCounter(text: string): LineCounter {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
  return lines
}

function messageOf({ rule, before, after }: Repair): string {
  switch (rule) {
    case 'tab-indentation':
      return `indented with spaces instead of ${String(before.split('\t').length - 1)} tabs`
    case 'python-word':
      return `read ${before} as ${after}, which alone its type allows`
    case 'hash-at-start':
      return `quoted ${JSON.stringify(before)}, which is a comment to YAML`
    default:
      return `quoted ${JSON.stringify(before)}, which is not valid YAML as it stands`
  }
}

function quotes(
  slots: readonly Slot[],
  text: string,
  document: { invalid: boolean; anchors: ReadonlySet<string> },
): Edit[] {
  const edits: Edit[] = []
  let done = -1
  for (const slot of slots) {
    const isText = holdsText(slot, text)
    const inline = slot.children.some(({ line }) => line === slot.line)
    // An item of texts is taken whole: `- Range: 1-20` holds no entry.
    if (slot.start < done || !slot.oneLine || (inline && !isText) || isOneOfTexts(slot, text)) continue
    const rule = ruleFor({ value: valueOf(slot, text), text: isText, ...document })
    if (rule === undefined) continue
    const before = text.slice(slot.start, slot.end)
    edits.push({ rule, offset: slot.start, before, after: `'${before.replaceAll("'", "''")}'` })
    done = slot.end
  }
  return edits
}

/** In a list that also holds texts, `- Range: a: b` may be a text or a mapping. */
function isOneOfTexts({ kind, parent, line }: Slot, text: string): boolean {
  return (
    kind === 'entry' &&
    parent?.line === line &&
    isOnePair(parent) &&
    parent.parent?.children.some((item) => isPlainItem(item, text)) === true
  )
}

function anchorsOf(document: Document): Set<string> {
  const anchors = new Set<string>()
  visit(document, {
    Node(_key, node) {
      if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.add(node.anchor)
    },
  })
  return anchors
}

function referencesNothing(document: Document): boolean {
  const anchors = anchorsOf(document)
  let lost = false
  visit(document, {
    Alias(_key, node) {
      if (isAlias(node) && !anchors.has(node.source)) lost = true
    },
  })
  return lost
}
