import type {
  ContractAnswer,
  ContractRequest,
  MatchedOperation,
  Violation,
} from '../../contracts/exchange.ts'

/** Which answer of the contract a client wants to see, whatever the state of its job: `Prefer: code=404`. */
export interface Preference {
  /** Status of the answer; without it, the lowest of success. */
  readonly code?: number
  /** Name of an example; without it, the first. */
  readonly example?: string
  /** Whether to make the answer up from its schema, instead of taking an example. */
  readonly dynamic?: boolean
  /** What a made-up answer follows from: the same seed, the same answer. */
  readonly seed?: string
}

/** What came of asking for an answer of the contract. */
export type Sample =
  /** The contract has no such operation, or the request breaks it: answer as if nothing had been preferred. */
  | { readonly kind: 'not-now' }
  | {
      readonly kind: 'answer'
      readonly operation: string
      readonly answer: ContractAnswer
      readonly broken: readonly Violation[]
    }
  /** There is no such answer. */
  | { readonly kind: 'refused'; readonly operation: string; readonly message: string }

/** What came of a request. */
export type Exchange =
  | { readonly matched: false }
  | {
      readonly matched: true
      readonly operation: string
      readonly answer: ContractAnswer
      readonly broken: readonly Violation[]
    }

/**
 * Knows the contracts and nothing of jobs: finds the operation a request means, validates the request, asks
 * `reply` for the answer, and validates that too. `broken` is what the answer itself breaks.
 */
export interface ContractEngine {
  exchange(
    provider: string,
    request: ContractRequest,
    reply: (
      operation: MatchedOperation,
      violations: readonly Violation[],
    ) => ContractAnswer | Promise<ContractAnswer>,
  ): Promise<Exchange>
  /** An answer straight from the contract, URLs as they stand there. Engines without it ignore preferences. */
  sample?(provider: string, request: ContractRequest, preference: Preference): Promise<Sample>
}
