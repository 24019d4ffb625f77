import type { Operation } from '../../contracts/index.ts'
import { shapeOf } from './path-shape.ts'

/** Operations of one contract with those of another. */
export interface MatchedOperations {
  readonly pairs: readonly (readonly [Operation, Operation])[]
  readonly removed: readonly Operation[]
  readonly added: readonly Operation[]
}

/** The same method and path are the same operation; of the rest, the same id. */
export function matchOperations(
  before: readonly Operation[],
  after: readonly Operation[],
): MatchedOperations {
  const pairs = new Map<Operation, Operation>()
  const taken = new Set<Operation>()
  const pairUp = (isSame: (one: Operation, other: Operation) => boolean): void => {
    for (const one of before) {
      if (pairs.has(one)) continue
      const other = after.find((candidate) => !taken.has(candidate) && isSame(one, candidate))
      if (other === undefined) continue
      pairs.set(one, other)
      taken.add(other)
    }
  }
  pairUp((one, other) => one.method === other.method && shapeOf(one.template) === shapeOf(other.template))
  pairUp((one, other) => one.id !== '' && one.id === other.id)
  return {
    pairs: [...pairs],
    removed: before.filter((one) => !pairs.has(one)),
    added: after.filter((other) => !taken.has(other)),
  }
}
