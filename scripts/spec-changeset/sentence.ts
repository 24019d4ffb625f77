import type { Finding, Side } from 'kontext-sdk/diff'

/** Longer lists than that are left out: the sentence names what went and what came. */
const mostCharacters = 160

/** What a finding says, on one line of Markdown, with what was before and what is now. */
export function sentenceOf({
  message,
  before,
  after,
}: Pick<Finding, 'after' | 'before' | 'message'>): string {
  const both = message.includes('→') ? '' : sidesText(before, after)
  // Nothing in a description is markup of ours.
  return `${message}${both}`.replaceAll(/\s+/g, ' ').replaceAll('<', '\\<')
}

function sidesText(before: Pick<Side, 'value'>, after: Pick<Side, 'value'>): string {
  const [old, now] = [plainText(before.value), plainText(after.value)]
  return old === undefined || now === undefined || old === now ? '' : ` (${old} → ${now})`
}

/** A value of few words; undefined of what is absent or an object. */
function plainText(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const items = value.map(plainText)
    return items.includes(undefined) ? undefined : fitting(items.join(', '))
  }
  if (typeof value === 'string') return fitting(value)
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value) : undefined
}

function fitting(text: string): string | undefined {
  return text.length > mostCharacters ? undefined : text
}
