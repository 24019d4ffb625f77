import { outline, valueOf } from './outline.ts'

/** One tab-indented line and what its indentation becomes. */
interface Untabbed {
  readonly text: string
  readonly edits: readonly { readonly offset: number; readonly before: string; readonly after: string }[]
}

/**
 * Tabs as indentation, which YAML forbids. Each becomes one space, so that columns stay; only where the order of
 * all indentations is the same however wide a tab is, and never inside a block scalar, whose indentation is content.
 */
export function untab(text: string): Untabbed | undefined {
  const edits: { offset: number; before: string; after: string }[] = []
  const widths = new Map<string, { tabs: number; spaces: number }>()
  let offset = 0
  for (const line of text.split('\n')) {
    const before = /^[\t ]*/.exec(line)?.[0] ?? ''
    if (line.trim() !== '') {
      const tabs = before.split('\t').length - 1
      if (!before.startsWith('\t'.repeat(tabs))) return undefined
      widths.set(before, { tabs, spaces: before.length - tabs })
      if (tabs > 0) edits.push({ offset, before, after: ' '.repeat(before.length) })
    }
    offset += line.length + 1
  }
  if (edits.length === 0 || !sameOrder([...widths.values()])) return undefined
  const changed = splice(text, edits)
  return touchesBlockScalar(text, changed) ? undefined : { text: changed, edits }
}

function sameOrder(widths: readonly { tabs: number; spaces: number }[]): boolean {
  const order = (tab: number): number[] => widths.map(({ tabs, spaces }) => tabs * tab + spaces)
  const [narrow, wide] = [order(1), order(1000)]
  return narrow.every((own, index) =>
    narrow.every(
      (other, at) =>
        Math.sign(own - other) === Math.sign((wide[index] ?? 0) - (wide[at] ?? 0)) || at === index,
    ),
  )
}

function touchesBlockScalar(before: string, after: string): boolean {
  return outline(after)
    .filter((slot) => !slot.oneLine && valueOf(slot, after).head === 'block-scalar-header')
    .some(({ end, regionEnd }) => {
      const tabs = before
        .slice(end, regionEnd)
        .split('\n')
        .slice(1)
        .filter((line) => line.trim() !== '')
        .map((line) => /^\t*/.exec(line)?.[0].length ?? 0)
      return tabs.some((count) => count !== tabs[0])
    })
}

/** Replaces pieces of a text; the pieces come in order and do not overlap. */
export function splice(
  text: string,
  edits: readonly { readonly offset: number; readonly before: string; readonly after: string }[],
): string {
  let made = ''
  let done = 0
  for (const { offset, before, after } of edits) {
    made += text.slice(done, offset) + after
    done = offset + before.length
  }
  return made + text.slice(done)
}
