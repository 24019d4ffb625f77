import { readValue, keyText, tokens, type Value } from './value.ts'

/** A place of block YAML that holds a value: behind `key:` or behind a dash. */
export interface Slot {
  readonly kind: 'entry' | 'item'
  /** The key of an entry; an item has none. */
  readonly key: string
  /** Column of the key or the dash, from 0. */
  readonly column: number
  readonly line: number
  readonly parent: Slot | undefined
  readonly children: Slot[]
  /** Offsets of what stands behind it on its line. */
  readonly start: number
  readonly end: number
  /** Whether the next line that is not blank is not part of it. */
  readonly oneLine: boolean
  /** Offset behind everything that is indented more than it. */
  readonly regionEnd: number
}

interface Line {
  readonly start: number
  readonly end: number
  readonly indent: number
  readonly blank: boolean
}

/** What stands in a slot: on its line where it holds other slots or ends there, else on all its lines. */
export function valueOf(slot: Slot, text: string): Value {
  const alone = slot.oneLine || slot.children.length > 0
  return readValue(text.slice(slot.start, alone ? slot.end : slot.regionEnd))
}

/**
 * The slots of a document, found line by line with the lexer, so that a break on one line hides no other line.
 * Lines of block scalars, flow collections and continued scalars hold none.
 */
export function outline(text: string): Slot[] {
  const lines = splitLines(text)
  const slots: Slot[] = []
  const open: Slot[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]
    if (line === undefined || line.blank || /[#\t]/.test(text.charAt(line.start + line.indent))) continue
    const found = slotsOf(text, lines, index, open)
    slots.push(...found)
    const leaf = found.at(-1)
    if (leaf === undefined) {
      // A value on a line of its own, or the bracket that ends one. Nothing behind a dash or key means it goes on.
      const depth = open.findLast(({ column }) => column < line.indent)?.column ?? -1
      if (!/[\]}.%-]/.test(text.charAt(line.start + line.indent))) index = regionEnd(lines, index, depth) - 1
    } else if (readValue(text.slice(leaf.start, leaf.end)).head !== 'none') {
      index = regionEnd(lines, index, leaf.column) - 1
    }
  }
  return slots
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= text.length;) {
    const newline = text.indexOf('\n', start)
    const stop = newline === -1 ? text.length : newline
    const content = text.slice(start, stop)
    const indent = content.length - content.replace(/^ +/, '').length
    lines.push({ start, end: start + content.trimEnd().length, indent, blank: content.trim() === '' })
    start = stop + 1
  }
  return lines
}

/** Index of the first line behind everything that is indented more than `column`. */
function regionEnd(lines: readonly Line[], index: number, column: number): number {
  let end = index + 1
  while (end < lines.length && (lines[end]?.blank === true || (lines[end]?.indent ?? 0) > column)) end += 1
  return end
}

function slotsOf(text: string, lines: readonly Line[], index: number, open: Slot[]): Slot[] {
  const line = lines[index]
  if (line === undefined) return []
  const found: Slot[] = []
  const own = tokens(text.slice(line.start, line.end)).filter(
    ({ type, source }) => type !== 'space' && source !== ' ',
  )
  const add = (kind: Slot['kind'], key: string, column: number, after: number): void => {
    while (isClosed(open.at(-1), kind, column)) open.pop()
    const parent = open.at(-1)
    const spaces = /^\s*/.exec(text.slice(after, line.end))?.[0].length ?? 0
    const next = regionEnd(lines, index, column)
    const slot: Slot = {
      ...{ kind, key, column, line: index, parent, children: [] },
      ...{ start: after + spaces, end: line.end, regionEnd: lines[next]?.start ?? text.length },
      oneLine: lines.slice(index + 1, next).every(({ blank }) => blank),
    }
    parent?.children.push(slot)
    open.push(slot)
    found.push(slot)
  }
  for (const [position, token] of own.entries()) {
    const after = own[position + 1]
    if (token.type === 'seq-item-ind')
      add('item', '', token.offset, line.start + token.offset + token.source.length)
    else {
      const key = after?.type === 'map-value-ind' ? keyText(token) : undefined
      if (key !== undefined && after !== undefined)
        add('entry', key, token.offset, line.start + after.offset + 1)
      break
    }
  }
  return found
}

function isClosed(slot: Slot | undefined, kind: Slot['kind'], column: number): boolean {
  if (slot === undefined || slot.column < column) return false
  // The dashes of a list may stand in the column of the key that holds it.
  return slot.column > column || slot.kind === 'item' || kind === 'entry'
}
