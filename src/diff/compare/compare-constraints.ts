import type { Alternative } from '../schema/alternatives.ts'
import { constraintsOf } from '../schema/constraints.ts'
import { report, spot, type NodePair, type SchemaComparison } from './comparison.ts'
import { brief } from './schema-text.ts'

/** Reports keywords whose meaning is not weighed, where they differ. */
export function compareConstraints(
  comparison: SchemaComparison,
  { trail, ...pair }: NodePair,
  both: { readonly before: Alternative; readonly after: Alternative },
): void {
  const before = constraintsOf(comparison.before, both.before)
  const after = constraintsOf(comparison.after, both.after)
  for (const word of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(word), after.get(word)]
    if (one?.key === other?.key) continue
    report(comparison, 'constraint-changed', {
      trail,
      from: one === undefined ? `no ${word}` : `${word} ${brief(one.value)}`,
      to: other === undefined ? `no ${word}` : `${word} ${brief(other.value)}`,
      before: spot(comparison.before, one?.path ?? pair.before.anchor),
      after: spot(comparison.after, other?.path ?? pair.after.anchor),
    })
  }
}
