import { holdsText } from './places.ts'
import { valueOf, type Slot } from './outline.ts'

/** Something to tell about a place that was left as it is. */
export interface Remark {
  readonly severity: 'error' | 'warning'
  readonly rule: 'comment-after-value' | 'mixed-list' | 'not-text'
  readonly offset: number
  readonly message: string
}

/** What YAML accepts, but the author may not have meant. */
export function remarks(slots: readonly Slot[], text: string): Remark[] {
  const found: Remark[] = []
  for (const slot of slots) {
    const value = valueOf(slot, text)
    const inline = slot.children.some(({ line }) => line === slot.line)
    const collection = value.head === 'flow-map-start' || value.head === 'flow-seq-start'
    if (!inline && !collection && value.comment !== undefined && slot.children.length === 0) {
      found.push({
        severity: 'warning',
        rule: 'comment-after-value',
        offset: slot.start + value.comment,
        message: `to YAML this is a comment, and the contract does not have it: ${JSON.stringify(lineFrom(text, slot.start + value.comment))}`,
      })
    }
    if (holdsText(slot, text) && (collection || slot.children.length > 0)) {
      const name = slot.kind === 'item' ? 'an item of this list' : JSON.stringify(slot.key)
      found.push({
        severity: 'error',
        rule: 'not-text',
        offset: slot.start,
        message: `${name} must be text, and it cannot be told where the text ends`,
      })
    }
  }
  return [...found, ...mixedLists(slots, text)].sort((a, b) => a.offset - b.offset)
}

/** `- Range: 1-20` among items that are text is a mapping to YAML, and may be a text to its author. */
function mixedLists(slots: readonly Slot[], text: string): Remark[] {
  return slots
    .filter((slot) => isOnePair(slot) || isOneLineCollection(slot, text))
    .filter((slot) => slot.parent?.children.some((item) => isPlainItem(item, text)) === true)
    .map((slot) => ({
      severity: 'warning',
      rule: 'mixed-list',
      offset: slot.start,
      message: `among texts, this is a mapping or a list to YAML: ${JSON.stringify(text.slice(slot.start, slot.end))}`,
    }))
}

/** Whether an item is one pair on one line. */
export function isOnePair(slot: Slot): boolean {
  return slot.kind === 'item' && slot.oneLine && slot.children.some(({ line }) => line === slot.line)
}

function isOneLineCollection(slot: Slot, text: string): boolean {
  if (slot.kind !== 'item' || !slot.oneLine) return false
  return ['flow-map-start', 'flow-seq-start', 'explicit-key-ind'].includes(valueOf(slot, text).head)
}

/** Whether an item is text as it stands. */
export function isPlainItem(slot: Slot, text: string): boolean {
  return slot.kind === 'item' && slot.children.length === 0 && valueOf(slot, text).head.endsWith('scalar')
}

function lineFrom(text: string, offset: number): string {
  const newline = text.indexOf('\n', offset)
  return text.slice(offset, newline === -1 ? undefined : newline).trimEnd()
}
