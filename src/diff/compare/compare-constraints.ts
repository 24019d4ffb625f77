import type { Alternative } from '../schema/alternatives.ts'
import { constraintsOf, weigh, type Constraint, type Weight } from '../schema/constraints.ts'
import { report, spot, type NodePair, type SchemaComparison } from './comparison.ts'
import { brief } from './schema-text.ts'

interface Alternatives {
  readonly before: Alternative
  readonly after: Alternative
}

/** Reports keywords that demand more than before, or less: a promise of an answer, a condition of a request. */
export function compareConstraints(
  comparison: SchemaComparison,
  { trail, ...pair }: NodePair,
  both: Alternatives,
): void {
  const before = constraintsOf(comparison.before, both.before)
  const after = constraintsOf(comparison.after, both.after)
  for (const word of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(word), after.get(word)]
    const weight = weigh(word, one, other)
    if (weight === 'same') continue
    const noun = conditions.has(word) ? 'condition' : 'constraint'
    report(comparison, `${noun}-${changes[weight]}`, {
      trail,
      from: textOf(word, one),
      to: textOf(word, other),
      before: spot(comparison.before, one?.path ?? pair.before.anchor),
      after: spot(comparison.after, other?.path ?? pair.after.anchor),
    })
  }
}

// What they take away is not a value that never came, but a field that always did.
const conditions = new Set(['dependencies', 'dependentRequired', 'dependentSchemas', 'if'])

const changes = { more: 'added', less: 'removed', other: 'changed' } as const satisfies Readonly<
  Record<Exclude<Weight, 'same'>, string>
>

function textOf(word: string, constraint: Constraint | undefined): string {
  return constraint === undefined ? `no ${word}` : `${word} ${brief(constraint.value)}`
}
