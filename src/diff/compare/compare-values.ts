import type { Alternative, Listed } from '../schema/alternatives.ts'
import { report, spot, type Change, type NodePair, type SchemaComparison } from './comparison.ts'
import { listText } from './schema-text.ts'

interface Pair {
  readonly before: Alternative
  readonly after: Alternative
}

/** Reports the listed values that are gone or new, and whether values are listed at all. */
export function compareValues(comparison: SchemaComparison, pair: NodePair, { before, after }: Pair): void {
  const { trail } = pair
  const at = {
    before: spot(comparison.before, pathOf(before) ?? pair.before.anchor),
    after: spot(comparison.after, pathOf(after) ?? pair.after.anchor),
  }
  const say = (change: Change, from: readonly Listed[], to: readonly Listed[]): void =>
    report(comparison, change, {
      trail,
      ...(from.length === 0 ? {} : { from: textOf(from) }),
      ...(to.length === 0 ? {} : { to: textOf(to) }),
      ...at,
    })
  const removed = missingIn(before, after)
  const added = missingIn(after, before)
  if (after.values === undefined) say('enum-removed', listedIn(before), [])
  else if (before.values === undefined) say('enum-added', [], listedIn(after))
  else if (removed.length > 0 && added.length > 0) say('enum-value-replaced', removed, added)
  else {
    if (removed.length > 0) say('enum-value-removed', removed, [])
    if (added.length > 0) say('enum-value-added', [], added)
  }
}

function listedIn({ values }: Alternative): readonly Listed[] {
  return [...(values ?? new Map<string, Listed>()).values()]
}

function missingIn({ values }: Alternative, other: Alternative): readonly Listed[] {
  return [...(values ?? [])].flatMap(([key, listed]) => (other.values?.has(key) === true ? [] : [listed]))
}

function pathOf(alternative: Alternative): Listed['path'] | undefined {
  return listedIn(alternative)[0]?.path
}

function textOf(listed: readonly Listed[]): string {
  return listText(listed.map(({ value }) => value))
}
