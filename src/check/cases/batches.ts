import type { JsonPath, JsonRecord } from '../../contracts/json-tree.ts'
import { isInside, without, withValue, type Constraint } from './constraints.ts'

/** Constraints that one body breaks together, and what is missing beside so that nobody takes it. */
export interface Batch {
  readonly constraints: readonly Constraint[]
  readonly body: JsonRecord
}

/**
 * Puts constraints into as few bodies as it takes: none hides another, and something required is always missing.
 * `leaves` are the required places that hold no other.
 */
export function batchesOf(
  constraints: readonly Constraint[],
  { body, leaves }: { readonly body: JsonRecord; readonly leaves: readonly JsonPath[] },
): readonly Batch[] {
  const groups: Constraint[][] = []
  for (const constraint of constraints) {
    const fits = (group: readonly Constraint[]): boolean =>
      !group.some(({ at }) => overlaps(at, constraint.at)) &&
      (constraint.kind === 'required' || missingBeside([...group, constraint], leaves).length > 0)
    const group = groups.find(fits)
    if (group === undefined) groups.push([constraint])
    else group.push(constraint)
  }
  return groups.map((group) => ({ constraints: group, body: broken(body, group, leaves) }))
}

/** A body that breaks these constraints, with everything required missing that is not among them. */
export function broken(
  body: JsonRecord,
  constraints: readonly Constraint[],
  leaves: readonly JsonPath[],
): JsonRecord {
  const emptied = missingBeside(constraints, leaves).reduce<JsonRecord>((left, at) => without(left, at), body)
  return constraints.reduce<JsonRecord>(
    (left, { kind, at, wrong }) => (kind === 'required' ? without(left, at) : withValue(left, at, wrong)),
    emptied,
  )
}

function missingBeside(constraints: readonly Constraint[], leaves: readonly JsonPath[]): readonly JsonPath[] {
  return leaves.filter((leaf) => !constraints.some(({ at }) => overlaps(at, leaf)))
}

/** Whether one place holds the other, or both are the same. */
export function overlaps(a: JsonPath, b: JsonPath): boolean {
  return (
    isInside(a, b) || isInside(b, a) || (a.length === b.length && a.every((step, index) => step === b[index]))
  )
}
