import type { Origin, Place } from '../contracts/index.ts'
import type { RuleId } from './rules.ts'

/**
 * As in semantic versioning: `major` breaks who did as the contract before said, `minor` adds something or asks for
 * attention, `patch` changes nothing for a program.
 */
export type Severity = 'major' | 'minor' | 'patch'

/** One of the two contracts at the place of a finding. */
export interface Side {
  /** What the contract is called, such as `fal` or `fal@HEAD~1`. */
  readonly contract: string
  /** JSON pointer into it: the place, or where the thing is missing the place that would hold it. */
  readonly pointer: string
  /** What stands there; absent where the thing is missing. */
  readonly value?: unknown
  /** The line of the contract. */
  readonly place: Place
  /** Where the statement comes from; absent where the thing is missing, or the contract came without evidence. */
  readonly evidence?: { readonly kind: Origin['kind']; readonly at: string }
}

/** One difference of two contracts. Plain data, ready for JSON. */
export interface Finding {
  /** Stable id; `rules` says what each one means. */
  readonly rule: RuleId
  /** For who talks HTTP by hand. */
  readonly wire: Severity
  /** For who compiles against the generated types. */
  readonly types: Severity
  /** One sentence: operation, place, what changed, before → after; of two providers, what only one has or does. */
  readonly message: string
  /** Id of the operation. Absent where the finding is about the whole contract. */
  readonly operation?: string
  /** Further operations that use the same place, such as those that answer with the same error body. */
  readonly alsoIn?: readonly string[]
  readonly before: Side
  readonly after: Side
}

const order: readonly Severity[] = ['patch', 'minor', 'major']

/** The higher of two severities. */
export function higher(one: Severity, other: Severity): Severity {
  return order.indexOf(one) >= order.indexOf(other) ? one : other
}

/** What a finding is in all: the higher of its severities on the wire and for types. */
export function severityOf({ wire, types }: Pick<Finding, 'wire' | 'types'>): Severity {
  return higher(wire, types)
}

/** Whether a severity is `least` or higher. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return order.indexOf(severity) >= order.indexOf(least)
}
