import type { Severity } from 'kontext-sdk/diff'
import type { JsonObject } from '../lib/json.ts'

/** A single change of a contract. */
export interface Change {
  /** What changes, as a sentence. */
  readonly name: string
  /** The contract it changes. */
  readonly provider: 'fal' | 'vtrix'
  /** What the contract says before the change, where it says nothing of the kind by itself. */
  readonly given?: (contract: JsonObject) => void
  /** Makes the change, in a copy of the contract that is its own. */
  readonly apply: (contract: JsonObject) => void
  /**
   * What it is on the wire, at the least. `text`: only words for people change, which is never more than a patch.
   * `same`: the same in other words, of which there is nothing to find.
   */
  readonly wire: Severity | 'text' | 'same'
  /** Why it is major for types although the consumer compiles. */
  readonly why?: string
}

/** A change that neither the wire nor the types of TypeScript show. */
export type Refactor = Omit<Change, 'wire' | 'why'>
